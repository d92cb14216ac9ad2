"""Lines become paragraphs, headings and items of lists, also over the end of a page."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from hmicfrs_cli.domain.published import tidy
from hmicfrs_cli.domain.published.blocks import Block, Form, Line
from hmicfrs_cli.domain.published.columns import in_order, rows
from hmicfrs_cli.domain.published.labels import DIRECTIVE, is_title, label_of
from hmicfrs_cli.domain.published.margins import body_size, pages, text_only
from hmicfrs_cli.domain.published.tables import ruled

MARK = re.compile(
    r"(?:[•●▪◦‣∙·■□➢✓–—*-]|\(?\d{1,2}[.)]{1,2}|\(?[a-z][.)]|\([ivx]{1,4}\)|[ivx]{1,4}[.)])(?:\s+|$)"
)
LONGEST = 20_000
"""Characters of a paragraph; a longer one is broken, and is no finding."""
BULLET = re.compile(r"[•●▪◦‣∙■□➢✓](?:\s|$)")
_ENDED = re.compile(r"[.!?:;][’”\"')\]]*$")
_CLOSED = re.compile(r"[.!?][’”\"')\]]*$")
_LISTED = re.compile(r"[;,] (?:and|or)$")
"""How an item ends before the last one of its list."""
_PITCH = 1.3
"""How much further apart than usual two lines of different paragraphs stand."""
_LARGER = 1.08
_WIDEST_LABEL = 200
_SUBJECT = 3
"""How many words tell who should do something: "The force should"."""


@dataclass
class _Open:
    """A paragraph that still grows."""

    lines: list[Line]
    text: str
    place: str
    item: bool
    edge: float
    """Where the lines of its column end."""


@dataclass
class _Setting:
    """How a document is set: its own words, its size of type, the usual distance of lines."""

    known: frozenset[str]
    size: float
    pitch: float
    paged: bool
    done: list[Block] = field(default_factory=list)


def blocks(lines: Sequence[Line]) -> list[Block]:
    """Return the paragraphs of a document that was set on pages, or typed as plain text."""
    paged = text_only(pages(lines))
    flat = [line for page in paged for line in page]
    size = body_size(flat)  # plain text has size 1, and its next line is one further down
    setting = _Setting(
        tidy.words_of([line.text for line in flat]), size, _pitch(paged) if size > 1 else 1, len(paged) > 1
    )
    opened: _Open | None = None
    box = 0
    for page in paged:
        edges = _edges(page)
        for part in _parts(page, setting.known):
            if isinstance(part, Line):
                opened = _add(setting, opened, part, edges[_left(part)])
            else:
                _close(setting, opened)
                opened, box = None, box + 1
                place = _place(setting, page[0])
                setting.done += [Block(" | ".join(row), place, Form.ROW, box, tuple(row)) for row in part]
    _close(setting, opened)
    return setting.done


def _parts(page: Sequence[Line], known: frozenset[str]) -> Iterator[Line | list[list[str]]]:
    """Yield the lines of a page as they are read, and its tables whole."""
    ordered = rows(page)
    at = 0
    for begin, end, cells in ruled(ordered, known):
        yield from _read([line for row in ordered[at:begin] for line in row])
        yield cells
        at = end
    yield from _read([line for row in ordered[at:] for line in row])


def _read(runs: Sequence[Line]) -> Iterator[Line]:
    for column in in_order(runs):
        yield from column


def _edges(page: Sequence[Line]) -> dict[int, float]:
    """Return how far the lines that begin at about the same place of a page reach."""
    found: dict[int, float] = {}
    for line in page:
        found[_left(line)] = max(found.get(_left(line), 0.0), line.right)
    return found


def _left(line: Line) -> int:
    return int(line.left / (4 * line.size))


def _pitch(paged: Sequence[Sequence[Line]]) -> float:
    """Return the usual distance from line to line, in sizes of type."""
    steps = Counter(
        round((after.top - before.top) / after.size, 1)
        for page in paged
        for before, after in pairwise(sorted(page, key=lambda line: (round(line.left), line.top)))
        if 0.5 * after.size < after.top - before.top < 3 * after.size
    )
    usual = [step for step, count in steps.items() if count * 5 >= steps.total()]
    return min(usual, default=1.0)


def _add(setting: _Setting, opened: _Open | None, line: Line, edge: float) -> _Open:
    if opened is not None and not _begins(setting, opened, line):
        opened.text = tidy.joined(opened.text, line.text, setting.known)
        opened.lines.append(line)
        opened.edge = max(opened.edge, edge)
        return opened
    _close(setting, opened)
    return _Open([line], line.text, _place(setting, line), bool(MARK.match(line.text)), edge)


def _begins(setting: _Setting, opened: _Open, line: Line) -> bool:
    """Say whether a line begins a new paragraph."""
    if len(opened.text) > LONGEST:
        return True
    if MARK.fullmatch(f"{opened.text} "):
        return bool(MARK.match(line.text))  # a bullet on a line of its own
    if BULLET.match(line.text) or _is_parallel(opened, line):
        return True
    if opened.item and MARK.match(line.text) and _LISTED.search(opened.text[-8:]):
        return True
    if MARK.match(line.text) or label_of(line.text) is not None or _is_label(opened.text):
        return not _runs_on(opened.text[-40:])
    return _differs(opened.lines[-1], line) or _is_apart(setting, opened, line)


def _is_parallel(opened: _Open, line: Line) -> bool:
    """Say whether a line asks for something more, in the words with which its paragraph began."""
    begins = line.text.split()[:_SUBJECT]
    return (
        line.text[:1].isupper()
        and begins == opened.text.split(maxsplit=_SUBJECT)[:_SUBJECT]
        and DIRECTIVE.search(" ".join(begins)) is not None
    )


def _is_apart(setting: _Setting, opened: _Open, line: Line) -> bool:
    """Say whether a line stands apart from the paragraph before it."""
    last, end = opened.lines[-1], opened.text[-9:]
    if line.page != last.page or line.top <= last.top:
        return bool(_ENDED.search(end)) or not _continues(opened, line)
    if line.top - last.top > _PITCH * setting.pitch * line.size:
        return True
    if opened.item and line.left < opened.lines[0].left - line.size / 2:
        return True
    return bool(_CLOSED.search(end)) and (_had_room(opened, line) or _is_indented(opened, line))


def _runs_on(before: str) -> bool:
    """Say whether a line only seems to begin anew: "see" above, and "Recommendation 3" on the line itself."""
    speaks = re.search(
        r"\b(?:see|in|of|the|and|our|to|for|from|this|with|under|or|an?|these|those|as|by)$", before
    )
    return speaks is not None and not _is_label(before)


def _is_label(text: str) -> bool:
    label = label_of(text) if len(text) < _WIDEST_LABEL else None
    return label is not None and not label.rest and not label.title


def _differs(last: Line, line: Line) -> bool:
    large, small = max(last.size, line.size), min(last.size, line.size)
    return large > small * _LARGER or (
        last.bold != line.bold and (last.bold or bool(_ENDED.search(last.text)))
    )


def _continues(opened: _Open, line: Line) -> bool:
    """Say whether a paragraph that is not ended goes on at the head of the next column or page."""
    return not (is_title(opened.text) and len(opened.lines) == 1 and line.text[:1].isupper())


def _had_room(opened: _Open, line: Line) -> bool:
    """Say whether the next line's first word would still have stood on the line before."""
    last = opened.lines[-1]
    letter = (last.right - last.left) / max(len(last.text), 1)
    return last.right + letter * (len(line.text.split(" ")[0]) + 2) < opened.edge


def _is_indented(opened: _Open, line: Line) -> bool:
    return not opened.item and line.left > opened.lines[-1].left + line.size / 2


def _place(setting: _Setting, line: Line) -> str:
    return f"page {line.page}" if setting.paged or setting.size != 1 else f"line {round(line.top)}"


def _close(setting: _Setting, opened: _Open | None) -> None:
    if opened is None:
        return
    text = tidy.without_marks(tidy.characters(opened.text))
    if not text or MARK.fullmatch(text + " "):
        return
    setting.done.append(Block(text, opened.place, _form(setting, opened, text)))


def _form(setting: _Setting, opened: _Open, text: str) -> Form:
    first = opened.lines[0]
    if is_title(MARK.sub("", text) or text) and (
        first.size > setting.size * _LARGER or (first.bold and len(opened.lines) < 3) or not setting.paged  # noqa: PLR2004 - a heading has two lines at most
    ):
        return Form.HEADING if first.size > setting.size * _LARGER or first.bold else Form.TEXT
    return Form.ITEM if opened.item else Form.TEXT
