"""Edits of a record's text that touch only the lines they mean to, each proved before it is given out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from hmicfrs_cli.errors import NotFoundError, RefusedError
from hmicfrs_cli.storage.compose import entry, inline, record
from hmicfrs_cli.storage.places import places
from hmicfrs_cli.storage.text import BOM, LINE_END
from hmicfrs_cli.storage.yaml import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hmicfrs_cli.domain.problems import Loc
    from hmicfrs_cli.storage.places import Places, Span

_BY_HAND: Final = "make this change in an editor (`hmi edit`)"
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


def append_entry(raw: bytes, loc: Loc, item: Mapping[str, Any]) -> bytes:
    """Return the text with one more item at the end of the list at `loc`; no other line changes.

    A list that is missing at the top of the record is begun at its end. Raises RefusedError where the record
    cannot be read or the list is written in brackets, and UsageError for a character no record can hold.
    """
    data = _data(raw)
    spans = places(raw)
    text = _text(raw)
    span = spans.get(loc)
    if span is None and len(loc) != 1:
        raise RefusedError(f"{_named(loc)} is not in the record", _BY_HAND)
    if span and not isinstance(_at(data, loc), list):
        raise RefusedError(f"{_named(loc)} is not a list", _BY_HAND)
    if span and not span.block and _at(data, loc):
        raise RefusedError(f"{_named(loc)} is a list in brackets", _BY_HAND)
    expected = _with(data, loc, [*(_at(data, loc) if span else []), _as_read(item)])
    if span and not span.block:
        return _proved(raw, _instead_of_brackets(text, span, item), expected, keep=False)
    candidates = _after(text, span, entry(item)) if span else _at_the_end(text, spans, loc, item)
    return _proved(raw, candidates, expected)


def add_field(raw: bytes, loc: Loc, name: str, value: Any) -> bytes:  # noqa: ANN401 -- data is of any shape
    """Return the text with one more field at the end of the item at `loc`; no other line changes.

    Raises NotFoundError where no item stands at `loc`, RefusedError where it has the field already or is not
    written line by line, and UsageError for a character no record can hold.
    """
    data, span = _data(raw), places(raw).get(loc)
    if not loc or span is None:
        raise NotFoundError(f"{_named(loc)} is not in the record", "look at the record for the fields it has")
    found = _at(data, loc)
    if not isinstance(found, dict) or not span.block:
        raise RefusedError(f"{_named(loc)} is not written as one field a line", _BY_HAND)
    if name in found:
        raise RefusedError(f"{_named((*loc, name))} is in the record already", _BY_HAND)
    lines = record({name: value}).decode()
    return _proved(raw, _after(_text(raw), span, lines), _with(data, (*loc, name), _as_read(value)))


def _after(text: str, span: Span, lines: str) -> Iterator[str]:
    """Try right after the last value; blank lines at its end are part of the value in a `|+` text."""
    column = span.value[1] - 1
    for end in (_trimmed(text, span), span.end):
        position = _past_comments(text, _line_end(text, end), column)
        yield _spliced(text, position, lines, column)


def _instead_of_brackets(text: str, span: Span, item: Mapping[str, Any]) -> Iterator[str]:
    """Put a list of lines in the place of `[]`, keeping a comment beside it."""
    start = len(text[: span.start].rstrip(" "))
    position = _line_end(text, span.end)
    kept = text[:start] + text[span.end : position]
    yield _spliced(kept + text[position:], len(kept), entry(item), span.key[1] - 1)


def _at_the_end(text: str, spans: Places, loc: Loc, item: Mapping[str, Any]) -> Iterator[str]:
    """Begin the list as the record's last field."""
    first = min((span.key[1] for way, span in spans.items() if len(way) == 1), default=1)
    yield _spliced(text, len(text), f"{inline(str(loc[0]))}:\n{entry(item)}", first - 1)


def _spliced(text: str, position: int, lines: str, column: int) -> str:
    """Put indented lines into the text, with the line end that it uses there."""
    before, after = text[:position], text[position:]
    ends = LINE_END.findall(before) or LINE_END.findall(after) or ["\n"]
    indented = re.sub(r"^(?=.)", " " * column, lines, flags=re.MULTILINE).replace("\n", ends[-1])
    gap = "" if not before or before[-1] in "\r\n" else ends[-1]
    return before + gap + indented + after


def _trimmed(text: str, span: Span) -> int:
    """Return where a value ends without the blank lines that a text block takes in."""
    return max(span.start, len(text[: span.end].rstrip(" \t\r\n")))


def _line_end(text: str, position: int) -> int:
    """Return the start of the next line, or the same place where a line starts."""
    if position and text[position - 1] in "\r\n":
        return position
    found = _LINE.match(text, position)
    return found.end() if found else position


def _past_comments(text: str, position: int, column: int) -> int:
    """Pass over the comments that are indented like the item above them, so that they stay with it."""
    comment = re.compile(rf" {{{column + 1},}}#[^\r\n]*(?:\r\n|\r|\n|$)")
    while found := comment.match(text, position):
        position = found.end()
    return position


def _proved(raw: bytes, candidates: Iterator[str], expected: dict[str, Any], *, keep: bool = True) -> bytes:
    """Return the first candidate that says exactly what is meant and, with `keep`, has every old line."""
    bom = BOM if raw.startswith(BOM) else b""
    for candidate in candidates:
        new = bom + candidate.encode()
        if read(new, "") == expected and (not keep or _keeps(raw, new)):
            return new
    raise RefusedError("the change cannot be made without touching other lines", _BY_HAND)


def _keeps(old: bytes, new: bytes) -> bool:
    """Whether every old line still stands, in the same order."""
    lines = iter(new.splitlines())
    return all(line in lines for line in old.splitlines())


def _data(raw: bytes) -> dict[str, Any]:
    data = read(raw, "")
    if isinstance(data, dict):
        return data
    first = data[0]
    raise RefusedError(f"line {first.line} of the record cannot be read: {first.message}", first.mend)


def _text(raw: bytes) -> str:
    return raw.decode("utf-8-sig")


def _at(data: Any, loc: Loc) -> Any:  # noqa: ANN401 -- data is of any shape
    for step in loc:
        data = data[step]
    return data


def _with(data: Any, loc: Loc, value: Any) -> Any:  # noqa: ANN401 -- data is of any shape
    """Return a copy of the data with another value at `loc`."""
    if not loc:
        return value
    copy = data.copy()
    copy[loc[0]] = _with(data[loc[0]] if len(loc) > 1 else None, loc[1:], value)
    return copy


def _as_read(value: Any) -> Any:  # noqa: ANN401 -- data is of any shape
    """Return what the reader will say for this value: text for every scalar."""
    if isinstance(value, dict):
        return {key: _as_read(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_as_read(part) for part in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def _named(loc: Loc) -> str:
    return f"`{'.'.join(str(step) for step in loc)}`"
