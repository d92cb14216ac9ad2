"""Where each value of a record stands in its text: the slow second reading, for reports and edits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.storage.builder import Builder, at
from hmicfrs_cli.storage.text import decode
from hmicfrs_cli.storage.yaml import build

if TYPE_CHECKING:
    from yaml.events import CollectionStartEvent, Event, ScalarEvent

    from hmicfrs_cli.domain.problems import Loc
    from hmicfrs_cli.storage.builder import Node
    from hmicfrs_cli.storage.faults import Place


@dataclass(frozen=True, slots=True)
class Span:
    """Where one value stands. Lines and columns count from 1, `start` and `end` are character offsets.

    Offsets do not count a byte order mark. `key` is the place of the field's name, or of the item itself.
    A block collection ends with its last value, before the comments and blank lines that follow.
    """

    key: Place
    value: Place
    start: int
    end: int
    block: bool
    """Whether it is a list or mapping written line by line."""


Places = dict["Loc", Span]


def places(raw: bytes) -> Places:
    """Return where each value stands, as far as the text can be read."""
    text = decode(raw, "")
    placer = _Placer("")
    if not isinstance(text, Problem):
        build(text, placer)
    return placer.spans


def shown_at(spans: Places, loc: Loc, *, key: bool = False) -> Place:
    """Return line and column of a value, or with `key` of its field's name.

    What does not exist, such as a missing field, is shown at the nearest thing around it that does.
    """
    for length in range(len(loc), 0, -1):
        if span := spans.get(loc[:length]):
            return span.key if key and length == len(loc) else span.value
    return 1, 1


class _Placer(Builder):
    """Builds the data only to know the way to each value."""

    __slots__ = ("end", "key_place", "opened", "spans")

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.spans: Places = {}
        self.key_place: Place | None = None
        self.opened: list[Loc] = []
        self.end = 0

    def name(self, event: ScalarEvent, node: dict[str, object]) -> None:
        self.key_place = at(event)
        super().name(event, node)

    def value(self, event: ScalarEvent) -> None:
        self.span(event, block=False)
        super().value(event)

    def enter(self, event: CollectionStartEvent, node: Node) -> None:
        self.opened.append(self.span(event, block=not event.flow_style))
        super().enter(event, node)

    def close(self, event: Event) -> None:
        loc = self.opened.pop()
        if event.end_mark and not self.spans[loc].block:
            self.end = event.end_mark.index
        self.spans[loc] = replace(self.spans[loc], end=self.end)
        super().close(event)

    def span(self, event: Event, *, block: bool) -> Loc:
        loc = self.loc()
        start, self.end = (mark.index if mark else 0 for mark in (event.start_mark, event.end_mark))
        self.spans[loc] = Span(self.key_place or at(event), at(event), start, self.end, block)
        self.key_place = None
        return loc
