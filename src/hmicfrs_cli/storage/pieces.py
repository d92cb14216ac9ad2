"""A record's text in pieces, one for each field or item of a list, that together are the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hmicfrs_cli.storage.compose import entry
from hmicfrs_cli.storage.places import places
from hmicfrs_cli.storage.text import LINE_END
from hmicfrs_cli.storage.yaml import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hmicfrs_cli.domain.problems import Loc, Problem
    from hmicfrs_cli.storage.places import Places, Span


@dataclass(frozen=True)
class Pieces:
    """A stretch of text: what stands before the first piece, the pieces, and what stands after the last.

    A comment belongs to the piece below it, or above the first to the head; one that is indented deeper
    belongs to the piece above.
    """

    head: str
    parts: tuple[str, ...]
    tail: str
    column: int
    """How far the pieces are indented."""


NOTHING = Pieces("", (), "", 0)


@dataclass(frozen=True)
class Source:
    """One version of a record: its text, what it says, and where."""

    text: str
    data: dict[str, Any]
    spans: Places = field(repr=False)
    trimmed: bool = True
    """Whether blank lines after a value are no part of it; in a `|+` text they are."""

    def end(self) -> str:
        """Return the line end that the text uses."""
        return str((LINE_END.findall(self.text) or ["\n"])[-1])

    def fields(self) -> Pieces | None:
        """Return the record field by field; None where it is written in brackets."""
        span = self.spans[()]
        locs: list[Loc] = [(name,) for name in self.data]
        return self._pieces(span, locs, 0, len(self.text)) if span.block else None

    def items(self, name: str) -> Pieces | None:
        """Return a field's text item by item; None where its list is missing, empty or in brackets."""
        span = self.spans.get((name,))
        fields = self.fields()
        if span is None or fields is None or not span.block:
            return None
        names = list(self.data)
        before = fields.parts[: names.index(name)]
        start = len(fields.head) + sum(map(len, before))
        stop = start + len(fields.parts[names.index(name)])
        locs: list[Loc] = [(name, index) for index in range(len(self.data[name]))]
        return self._pieces(span, locs, start, stop)

    def items_written(self, name: str) -> Pieces:
        """Return a field item by item, in our own style where it is written in brackets."""
        own = self.items(name)
        listed: list[Mapping[str, Any]] = self.data[name]
        return own or Pieces("", tuple(entry(item) for item in listed), "", 0)

    def _pieces(self, span: Span, locs: Iterable[Loc], start: int, stop: int) -> Pieces:
        column = span.value[1] - 1
        first = past = span.start - column
        parts = []
        for loc in locs:
            end = self._end_of(self.spans[loc], column, stop)
            parts.append(self.text[past:end])
            past = end
        return Pieces(self.text[start:first], tuple(parts), self.text[past:stop], column)

    def _end_of(self, span: Span, column: int, stop: int) -> int:
        """Return the end of the last line of a value, and of the comments that belong to it."""
        value = self.text[span.start : span.end]
        end = span.start + len(value.rstrip(" \t\r\n") if self.trimmed else value)
        if self.text[end - 1] not in "\r\n":
            end = _past_line(self.text, end)
        comment = re.compile(rf" {{{column + 1},}}#")
        while comment.match(self.text, end, stop):
            end = _past_line(self.text, end)
        return end


def source(raw: bytes, *, trimmed: bool = True) -> Source | Problem:
    """Read one version of a record, or say why it cannot be read."""
    data = read(raw, "")
    if isinstance(data, list):
        return data[0]
    return Source(raw.decode("utf-8-sig"), data, places(raw), trimmed)


def fitted(part: str, column: int, to: int, end: str) -> str:
    """Return a piece of another text indented and with line ends as in this one."""
    lines = LINE_END.split(part.removesuffix("\n").removesuffix("\r"))
    return "".join(" " * to + line.removeprefix(" " * column) + end if line else end for line in lines)


def _past_line(text: str, position: int) -> int:
    found = LINE_END.search(text, position)
    return found.end() if found else len(text)
