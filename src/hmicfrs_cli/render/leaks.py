"""The last look at a finished file, for words that were to be withheld."""

import html
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from functools import cache

from hmicfrs_cli.errors import RenderError
from hmicfrs_cli.render.glyphs import spell_out

SPELLED_OUT = frozenset({"docx", "pdf"})
"""Formats in which characters without a glyph are spelled out: in a chart, or all of them."""

SHORTEST = 20
"""Characters of a withheld text that is looked for; a shorter one is no proof of a leak."""

_WINDOW, _STEP = 40, 20  # letters and digits: any passage of 60 contains such a window whole
_PIECE = 10
_NO_LETTER = re.compile(r"[\W_]+")
_TAG = re.compile(r"<[^>]*>")


def extract(kind: str, file: bytes) -> str:
    """Return every text of a finished file: what is shown, attributes, alternative texts, properties.

    `kind` is html, md, docx or pdf. Raises RenderError for any other, which then cannot be given out.
    """
    if kind in {"html", "md"}:
        return _marked_up(file.decode())
    if kind == "docx":
        with zipfile.ZipFile(io.BytesIO(file)) as parts:
            names = [name for name in parts.namelist() if name.endswith((".xml", ".rels"))]
            return "\n".join(_marked_up(parts.read(name).decode()) for name in names)
    if kind == "pdf":
        from hmicfrs_cli.render.pdf_texts import texts  # noqa: PLC0415 - only a PDF needs pypdfium2

        return "\n".join(texts(file))
    raise RenderError(
        f"a file of kind {kind} cannot be searched for withheld text", "Choose html, docx, pdf or md."
    )


def leaked(text: str, withheld: Iterable[str], included: Iterable[str], *, spelled: bool = True) -> list[str]:
    """Return each withheld text of 20 characters or more that `text` holds and the included data does not.

    Case, spacing, punctuation, ligatures and line breaks make no difference. Of a long text, any
    passage of about 60 letters is enough. `spelled` says whether the text is of a format for which
    characters without a glyph were spelled out, so that it is looked for in both forms.
    """
    shown = _Letters(_letters(text))

    def held_of(secret: str) -> list[str]:
        return [part for part in _passages(secret, spelled=spelled) if part in shown]

    held = {secret: held_of(secret) for secret in withheld if len(secret.strip()) >= SHORTEST}
    if not any(held.values()):  # as a rule: then nobody needs to know what is public
        return []
    public = _public(frozenset(included))
    return [secret for secret, parts in held.items() if any(part not in public for part in parts)]


@cache
def _public(included: frozenset[str]) -> "_Letters":
    return _Letters("|".join(map(_letters, included)))


class _Letters:
    """A text in which passages are looked for by its pieces: a look through all of it for each takes long.

    Wherever a passage stands that is about two pieces long, there is a whole piece in it.
    """

    def __init__(self, letters: str) -> None:
        self._letters = letters
        self._places: dict[str, list[int]] = {}
        for start in range(0, len(letters), _PIECE):
            self._places.setdefault(letters[start : start + _PIECE], []).append(start)

    def __contains__(self, part: str) -> bool:
        if len(part) < 2 * _PIECE - 1:
            return part in self._letters
        return any(
            start >= at and self._letters.startswith(part, start - at)
            for at in range(_PIECE)
            for start in self._places.get(part[at : at + _PIECE], ())
        )


def _marked_up(source: str) -> str:
    return html.unescape(source) + "\n" + html.unescape(_TAG.sub("", source))


def _letters(text: str) -> str:
    """Return letters and digits only, as a reader would hear them."""
    return _NO_LETTER.sub("", unicodedata.normalize("NFKC", text).casefold())


@cache
def _passages(secret: str, *, spelled: bool) -> tuple[str, ...]:
    """Return the passages of a text that are looked for, in every format's turn."""
    return tuple(_cut({_letters(secret), _letters(spell_out(secret) if spelled else secret)}))


def _cut(spellings: Iterable[str]) -> Iterator[str]:
    for letters in spellings:
        last = max(0, len(letters) - _WINDOW)
        for start in {*range(0, last, _STEP), last}:
            if len(part := letters[start : start + _WINDOW]) >= SHORTEST // 2:
                yield part
