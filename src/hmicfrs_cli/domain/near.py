"""What was probably meant by a word that is not known."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from unicodedata import category

_LONGEST = 60
_FEW = 8
_STEERING = {"Cc", "Cf"}
"""The categories of characters that no eye sees and a terminal may obey; it is never given surrogates raw."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is most like another, ignoring case; None where nothing is near.

    Where none is like it, a part of one (`1.3` of `peel-2027/1.3`) or its initials (AFI) will do.
    """
    folded = {one.casefold(): one for one in known}
    asked = word.casefold()[:_LONGEST]
    found = get_close_matches(asked, folded, n=1) or [one for one in folded if _shortened(asked, one)]
    return folded[found[0]] if found else None


def _shortened(asked: str, known: str) -> bool:
    parts = [part for part in re.split(r"[-/\s]+", known) if part]
    return asked in parts or (len(parts) > 1 and asked == "".join(part[0] for part in parts))


def suggestion(word: str, known: Iterable[str], plural: str) -> str:
    """Return a mend: the nearest known word, else the first of them; `plural` says what they are."""
    words = list(known)
    if not words:
        return f"there are no {plural} yet: add it there first"
    near = nearest(word, words)
    if near is not None:
        return f"did you mean “{near}”?"
    return f"the {plural} are: {', '.join(words[:_FEW])}" + (" …" if len(words) > _FEW else "")


def quoted(text: object) -> str:
    """Return a value in quotation marks, cut to what a message can bear; what steers a terminal is U+FFFD."""
    words = " ".join(str(text).split())
    cut = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
    seen = "".join("\ufffd" if category(one) in _STEERING else one for one in cut)
    return f"“{seen}”"
