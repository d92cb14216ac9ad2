"""Two people's changes of one record, merged by what they mean: which side's words stand where.

What stood at the base stays, both sides' additions follow, what both say stands once. Nothing is decided
that only a person can decide: two values for one thing are a `Clash`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

from hmicfrs_cli.domain.pairing import Data, grown, paired, sign
from hmicfrs_cli.domain.weaving import Clash, Row, Side, Take, day_of, own_additions, woven

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from hmicfrs_cli.domain.problems import Problem

_NAMES: Final = ("kind", "number", "title", "text", "name")
"""Facts that say which record it is: where both sides began one and these differ, they are two records."""


class Reason(Enum):
    """Why a record is not merged by meaning."""

    ALTERED = "an item that both began with is altered or gone on one side"
    TWICE = "both sides changed the same item"
    UNNAMED = "an item lacks the field that names it, or two have the same"
    CROSSED = "entries of one day would change places"
    UNREADABLE = "one side cannot be read"
    WRITTEN = "it is written in a way that hmi does not write into"
    COMMENT = "both sides changed the same comment, or the same quotation marks"
    TOGETHER = "each side is right by itself, but not both together"


@dataclass(frozen=True)
class NotMerged:
    """A record that is left to git, and why."""

    reason: Reason
    side: Side | None = None
    """The side that altered something, where one did."""
    item: object = None
    """What it altered."""
    problem: Problem | None = None
    """What would be wrong with the two together."""


@dataclass(frozen=True)
class Merge:
    """What a record shall say: its fields in their order, and the items of each list that both changed."""

    fields: Mapping[str, Row]
    lists: Mapping[str, tuple[Row, ...]]
    clashes: tuple[Clash, ...]
    two_records: bool = False
    """Whether the two sides began different records at one path."""


def merge(
    path: str, base: Data | None, ours: Data, theirs: Data, more: Sequence[Clash] = ()
) -> Merge | NotMerged:
    """Merge the data of one record. `base` is None where there was none, or none is known.

    `more` are contradictions that only the whole record shows, as `together` tells them.
    """
    if base is None and any(ours.get(name) != theirs.get(name) for name in _NAMES):
        return Merge({}, {}, (_two_records(ours, theirs),), two_records=True)
    lists: dict[str, tuple[Row, ...]] = {}
    clashes: list[Clash] = []
    takes: dict[str, Take] = {}
    for name in {**ours, **theirs}:
        takes[name] = _take(name, base or {}, ours, theirs)
        if name in grown(path) and (found := _grown(path, name, base or {}, ours, theirs, more)):
            if isinstance(found, NotMerged):
                return found
            takes[name] = Take.WOVEN
            lists[name], added = found
            clashes += added
        elif takes[name] is Take.OPEN:
            clashes.append(Clash(name, ours.get(name), theirs.get(name)))
    return Merge(_fields(takes, base or {}, ours, theirs), lists, tuple(clashes))


def merged_data(merge: Merge, ours: Data, theirs: Data, side: Side) -> Data:
    """Return what the merged record says, with one side's answer to every contradiction."""
    sides = {Side.OURS: ours, Side.THEIRS: theirs}
    if merge.two_records:
        return sides[side]
    found: Data = {}
    for name, row in merge.fields.items():
        if row.take is Take.WOVEN:
            found[name] = _items(merge.lists[name], ours[name], theirs[name], side)
        elif stands(row, side):
            found[name] = sides[taken_from(row, side)][name]
    return found


def taken_from(row: Row, side: Side) -> Side:
    """Return whose words stand for a field or an item, where one side decides what is open."""
    fixed = {Take.SAME: Side.OURS, Take.OURS: Side.OURS, Take.THEIRS: Side.THEIRS}
    return fixed.get(row.take, side)


def stands(row: Row, side: Side) -> bool:
    """Say whether an item stands where one side decides what is open."""
    return row.region is None or (row.ours if side is Side.OURS else row.theirs) is not None


def _items(rows: Sequence[Row], ours: list[Any], theirs: list[Any], side: Side) -> list[Any]:
    return [
        ours[row.ours or 0] if taken_from(row, side) is Side.OURS else theirs[row.theirs or 0]
        for row in rows
        if stands(row, side)
    ]


def together(merge: Merge, ours: Data, theirs: Data, problem: Problem) -> Clash | None:
    """Return a fault that only both sides together have, as a contradiction of two of their additions.

    None where the two did not add to the list that the fault is in, or all that they added is open already.
    """
    name = str(problem.loc[0]) if problem.loc else ""
    rows = merge.lists.get(name, ())
    own = own_additions(rows)
    decided = [{getattr(row, side.value) for row in rows if row.region is not None} for side in Side]
    free = [[one for one in mine if one not in open_] for mine, open_ in zip(own, decided, strict=True)]
    if not all(own) or not any(free):
        return None
    field = str(problem.loc[2]) if len(problem.loc) > 2 else ""  # noqa: PLR2004 - list, index, field
    first = _saying(ours[name], free[0] or own[0], field)
    second = _saying(theirs[name], free[1] or own[1], field)
    both = (ours[name][first], theirs[name][second])
    mine, yours = (one.get(field, one) if isinstance(one, dict) else one for one in both)
    return Clash(field, mine, yours, name=name, rows=(first, second), problem=problem).of(*both)


def _two_records(ours: Data, theirs: Data) -> Clash:
    name = next(name for name in reversed(_NAMES) if ours.get(name) != theirs.get(name))
    return Clash(name, ours.get(name), theirs.get(name), two_records=True)


def _saying(items: list[Any], own: Sequence[int], field: str) -> int:
    """Return the last of a side's own additions that says something of a field; else the last of all."""
    return max((one for one in own if isinstance(items[one], dict) and field in items[one]), default=own[-1])


def _take(name: str, base: Data, ours: Data, theirs: Data) -> Take:
    was, mine, yours = base.get(name), ours.get(name), theirs.get(name)
    if mine == yours:
        return Take.SAME
    if mine == was:
        return Take.THEIRS
    return Take.OURS if yours == was else Take.OPEN


def _grown(
    path: str, name: str, base: Data, ours: Data, theirs: Data, more: Sequence[Clash]
) -> tuple[tuple[Row, ...], list[Clash]] | NotMerged | None:
    """Merge one growing list; None where one side's list can simply stand."""
    key = grown(path)[name]
    lists = [one.get(name, []) for one in (base, ours, theirs)]
    if not all(isinstance(one, list) for one in lists):
        return None
    was, mine, yours = lists
    signs = [[sign(item, key) for item in one] for one in lists]
    if key and any(None in one or len(set(one)) < len(one) for one in signs):
        return NotMerged(Reason.UNNAMED)
    pairs, gone = paired(*signs)
    if gone is not None:
        return NotMerged(Reason.ALTERED, gone[0], was[gone[1]])
    if mine in (yours, was) or yours == was:
        return None
    return _woven(name, (was, mine, yours), pairs, [one for one in more if one.name == name])


def _woven(
    name: str, lists: tuple[list[Any], list[Any], list[Any]], pairs: Sequence[Row], more: Sequence[Clash]
) -> tuple[tuple[Row, ...], list[Clash]] | NotMerged:
    """Put the items of both sides in order, unless those that both have speak against it."""
    was, mine, yours = lists
    found: list[Row] = []
    for row in pairs:
        one, other = mine[row.ours or 0], yours[row.theirs or 0]
        take = _take(name, {} if row.base is None else {name: was[row.base]}, {name: one}, {name: other})
        if take is Take.OPEN and row.base is not None:
            return NotMerged(Reason.TWICE, None, was[row.base])
        found.append(replace(row, take=take))
    rows, clashes = woven(name, mine, yours, found, more)
    if crossed := _crossed(yours, rows):
        return NotMerged(Reason.CROSSED, None, [yours[one] for one in crossed])
    return rows, clashes


def _crossed(theirs: list[Any], rows: Sequence[Row]) -> tuple[int, int] | None:
    """Return two of their items that are of one day, or happened on one, and would change places.

    Of two that say the same thing of one day the later holds. Our own list keeps its order always.
    """
    last: dict[tuple[str, date], int] = {}
    for one in (row.theirs for row in rows if row.theirs is not None):
        for name in ("on", "when"):
            day = name, day_of(theirs[one], name)
            if one < last.get(day, one):
                return last[day], one
            last[day] = one
    return None


def _fields(takes: dict[str, Take], base: Data, ours: Data, theirs: Data) -> dict[str, Row]:
    """Return the fields in our order, each that only they have after the one it follows on their side."""
    order = list(ours)
    before = ""
    for name in theirs:
        if name not in ours:
            order.insert(order.index(before) + 1 if before else 0, name)
        before = name
    was, mine, yours = ({name: index for index, name in enumerate(one)} for one in (base, ours, theirs))
    rows = {
        name: Row(
            *(was.get(name), mine.get(name), yours.get(name)),
            take=takes[name],
            region=number if takes[name] is Take.OPEN else None,
        )
        for number, name in enumerate(order)
    }
    return {name: row for name, row in rows.items() if not _left_out(row)}


def _left_out(row: Row) -> bool:
    """Say whether a field is one that a side took away and the other left as it was."""
    return (row.take is Take.OURS and row.ours is None) or (row.take is Take.THEIRS and row.theirs is None)
