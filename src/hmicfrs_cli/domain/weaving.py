"""Two sides' additions to one list, put in order; and where the two cannot both be right."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

from hmicfrs_cli.domain import dates
from hmicfrs_cli.domain.terms import Event

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hmicfrs_cli.domain.problems import Problem

_STATE: Final = (
    *("status", "agreed", "rag", "risk", "target", "acceptance", "inspectorate", "owner", "lead_officer"),
    *("portfolio", "board", "linked", "depends_on", "accepted_risk"),
)
"""Fields of an entry of which the last one said holds: two on one day cannot both."""
_ONCE: Final = (Event.COMMISSIONED, Event.NOTIFIED, Event.PUBLISHED, Event.REPORT_RECEIVED)
"""Events that happen once to an inspection, so that two dates for one of them contradict each other."""


class Side(Enum):
    """Whose version: that of the branch being merged into, or that of the one merged."""

    OURS = "ours"
    THEIRS = "theirs"


class Take(Enum):
    """Whose words stand in the merged text."""

    SAME = "same"
    OURS = "ours"
    THEIRS = "theirs"
    OPEN = "open"
    """Both, until a person decides."""
    WOVEN = "woven"
    """Both: a list to which both sides added."""


@dataclass(frozen=True, slots=True)
class Row:
    """A field or an item of a list by its position at the base and on each side; None where it is not."""

    base: int | None
    ours: int | None
    theirs: int | None
    take: Take = Take.SAME
    region: int | None = None
    """The number of the contradiction in which it stands."""


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing for which the two sides say different values; None where a side says nothing of it.

    With a `problem`, the two can be said together, and that is what is then wrong.
    """

    field: str
    ours: object
    theirs: object
    on: tuple[str, str] | None = None
    """The days from which the two are known, for entries of a log."""
    action: str | None = None
    name: str = ""
    """The list that it is in; empty for a fact above the log."""
    rows: tuple[int, int] | None = None
    """The positions of the two items in the two sides' lists; None for a fact above the log."""
    problem: Problem | None = None
    two_records: bool = False
    """Whether the sides began two different records under one id."""

    def of(self, ours: object, theirs: object) -> Clash:
        """Return it with the days of the two items that it is of, where they have some."""
        days = [str(one["on"]) for one in (ours, theirs) if isinstance(one, dict) and "on" in one]
        return replace(self, on=(days[0], days[1])) if days[1:] else self


@dataclass(frozen=True, slots=True)
class _Region:
    """A stretch of our list that a person has to decide on, and the stretch of theirs against it."""

    first: int
    last: int
    low: int
    high: int

    def touches(self, other: _Region) -> bool:
        """Say whether the two overlap on a side, or stand the other way round on the two sides."""
        before = self.last < other.first and self.high < other.low
        after = other.last < self.first and other.high < self.low
        return not (before or after)

    def joined(self, other: _Region) -> _Region:
        first, low = min(self.first, other.first), min(self.low, other.low)
        return _Region(first, max(self.last, other.last), low, max(self.high, other.high))

    def theirs(self) -> range:
        return range(self.low, self.high + 1)


def woven(
    name: str, ours: list[Any], theirs: list[Any], shared: Sequence[Row], more: Sequence[Clash]
) -> tuple[tuple[Row, ...], list[Clash]]:
    """Return the items of both sides in one order, and the contradictions among them.

    `shared` are the items that both have. Our list keeps its order; each of their additions follows what it
    follows on their side, and of ours those up to its day. `more` are contradictions found elsewhere.
    """
    clashes = [*_clashes(name, ours, theirs, shared), *more]
    regions = _regions([clash.rows for clash in clashes if clash.rows])
    by_ours = {row.ours: row for row in shared}
    common = {row.theirs for row in shared}
    decided = common.union(*(region.theirs() for region in regions))
    fixed = [(row.ours or 0, row.theirs or 0) for row in shared]
    fixed += [place for one in regions for place in ((one.first, one.low), (one.last, one.high))]
    placed = _placed(ours, theirs, fixed, [one for one in range(len(theirs)) if one not in decided])
    rows: list[Row] = []
    for index in range(len(ours) + 1):
        here = [one for place, one in placed if _after(place, regions) == index]
        number, region = next(
            ((n, one) for n, one in enumerate(regions) if one.first <= index <= one.last), (None, None)
        )
        against = sorted(set(region.theirs()) - common) if region and region.last == index else []
        own = [by_ours.get(index, Row(None, index, None, Take.OURS))] if index < len(ours) else []
        rows += [Row(None, None, one, Take.THEIRS) for one in here]
        rows += [replace(row, region=number) for row in own]
        rows += [Row(None, None, one, Take.THEIRS, number) for one in against]
    return tuple(rows), clashes


def own_additions(rows: Sequence[Row]) -> tuple[list[int], list[int]]:
    """Return the positions, in each side's list, of the items that it alone has."""
    mine = [row.ours for row in rows if row.theirs is None and row.ours is not None]
    yours = [row.theirs for row in rows if row.ours is None and row.theirs is not None]
    return mine, yours


def _placed(
    ours: list[Any], theirs: list[Any], fixed: Sequence[tuple[int, int]], yours: Sequence[int]
) -> list[tuple[int, int]]:
    """Return before which of our items each of theirs comes, in their own order.

    `fixed` are positions on the two sides that belong together.
    """
    found: list[tuple[int, int]] = []
    least = 0
    for one in yours:
        low = max((mine + 1 for mine, their in fixed if their < one), default=0)
        high = min((mine for mine, their in fixed if their > one), default=len(ours))
        day = day_of(theirs[one])
        fits = [index + 1 for index in range(low, high) if day_of(ours[index]) <= day]
        least = max(least, *fits) if fits else max(least, low)
        found.append((least, one))
    return found


def _after(place: int, regions: Sequence[_Region]) -> int:
    """Move a place that lies inside a contradiction to its end."""
    return next((one.last + 1 for one in regions if one.first < place <= one.last), place)


def day_of(item: object, name: str = "on") -> date:
    """Return the day by which an item takes its place; the last of all where it has none."""
    text = (item.get(name) or item.get("on") or item.get("from")) if isinstance(item, dict) else None
    try:
        return dates.parse(str(text)).last
    except ValueError:
        return date.max


def _regions(pairs: Sequence[tuple[int, int]]) -> list[_Region]:
    regions: list[_Region] = []
    for ours, theirs in pairs:
        one = _Region(ours, ours, theirs, theirs)
        while met := next((region for region in regions if region.touches(one)), None):
            regions.remove(met)
            one = one.joined(met)
        regions.append(one)
    return sorted(regions, key=lambda one: one.first)


def _clashes(name: str, ours: list[Any], theirs: list[Any], shared: Sequence[Row]) -> Iterator[Clash]:
    """Yield what only we add and what only they add that cannot both hold."""
    for row in shared:
        if row.take is Take.OPEN and row.ours is not None and row.theirs is not None:
            mine, yours = ours[row.ours], theirs[row.theirs]
            yield Clash(name, mine, yours, name=name, rows=(row.ours, row.theirs)).of(mine, yours)
    said, against = _last_said(ours), _last_said(theirs)
    for thing, (mine, value) in said.items():
        yours, other = against.get(thing, (mine, value))
        alone = all(row.ours != mine and row.theirs != yours for row in shared)
        if other != value and alone:
            field, action = thing[0], thing[1]
            clash = Clash(field, value, other, action=action, name=name, rows=(mine, yours))
            yield clash.of(ours[mine], theirs[yours])


_Thing = tuple[str, str | None, object]
"""What an entry speaks of: a field, the action that it is of, and the day if one value a day can hold."""


def _last_said(items: list[Any]) -> dict[_Thing, tuple[int, object]]:
    """Return the last entry that speaks of each thing, and what it says."""
    return {
        thing: (index, value)
        for index, item in enumerate(items)
        if isinstance(item, dict)
        for thing, value in _things(item)
    }


def _things(entry: dict[str, Any]) -> Iterator[tuple[_Thing, object]]:
    day, action = day_of(entry), entry.get("action")
    action = None if action is None else str(action)
    for verb in ("corrects", "amends"):
        if verb in entry:
            yield (verb, None, (day, json.dumps(entry[verb], sort_keys=True))), entry.get("to")
            return
    if entry.get("event") in _ONCE:
        yield (str(entry["event"]), None, None), entry.get("when", entry.get("on"))
    planned = entry.get("planned")
    for name, value in planned.items() if isinstance(planned, dict) else ():
        yield (f"planned {name}", None, day), value
    if action is not None and "text" in entry:
        yield ("text", action, None), entry["text"]
    yield from (((field, action, day), entry[field]) for field in _STATE if field in entry)
