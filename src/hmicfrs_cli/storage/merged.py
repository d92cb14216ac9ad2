"""Three versions of a record's text into one, by meaning: our bytes, with their own bytes put in.

Nothing is given out that was not read back: it says exactly what was meant, and nothing in a log is lost.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from hmicfrs_cli.domain.merging import (
    Merge,
    NotMerged,
    Reason,
    merge,
    merged_data,
    stands,
    taken_from,
    together,
)
from hmicfrs_cli.domain.pairing import lost
from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.domain.reading import id_of, read_record
from hmicfrs_cli.domain.rules import check_record
from hmicfrs_cli.domain.weaving import Side, Take
from hmicfrs_cli.errors import RefusedError
from hmicfrs_cli.storage import markers
from hmicfrs_cli.storage.pieces import NOTHING, Pieces, Source, fitted, source
from hmicfrs_cli.storage.text import BOM, LINE_END
from hmicfrs_cli.storage.yaml import read

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from hmicfrs_cli.domain.pairing import Data
    from hmicfrs_cli.domain.settings import Settings
    from hmicfrs_cli.domain.weaving import Clash, Row

    Judge = Callable[[str, dict[str, Any]], Sequence[Problem]]
    """Says which errors the data of the record at a path has."""

_MOST_TOGETHER: Final = 50
"""How many contradictions that only the rules show are told apart; a record with more is left to git."""


@dataclass(frozen=True)
class Merged:
    """A merged text; with contradictions, one that carries conflict markers around them."""

    new: bytes
    clashes: tuple[Clash, ...]
    added: int
    """How many items of lists only their side had, and are in it now."""


class _CannotError(Exception):
    """The text cannot be put together."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


def merged(path: str, base: bytes | None, ours: bytes, theirs: bytes, judge: Judge) -> Merged | NotMerged:
    """Merge three versions of the record at a path in the register's folder.

    `base` is None where there was none or none is known. Raises RefusedError where the result would lose an
    item of a log that a side has.
    """
    one, other = source(ours), source(theirs)
    if isinstance(one, Problem):
        return NotMerged(Reason.UNREADABLE, Side.OURS, problem=one)
    if isinstance(other, Problem):
        return NotMerged(Reason.UNREADABLE, Side.THEIRS, problem=other)
    before = _before(base)
    was = before.data if before else None
    found = _agreed(path, was, one.data, other.data, judge)
    if isinstance(found, NotMerged):
        return found
    try:
        new = (BOM if ours.startswith(BOM) else b"") + _proved(found, before, one, other)
    except _CannotError as error:
        return NotMerged(error.reason)
    refuse_loss(path, new, ours, theirs)
    return Merged(new, found.clashes, _added(found))


def refuse_loss(path: str, new: bytes, *versions: bytes) -> None:
    """Raise RefusedError where a text lacks an item of a growing list that one of the versions has."""
    gone = lost(path, readable(new), [data for version in versions for data in readable(version)])
    if gone:
        raise RefusedError(
            f"{path}: the merge would lose {len(gone)} of the entries of both sides",
            "nothing was written; merge this file in an editor, then `git add` it",
        )


def errors(settings: Settings | None, today: date, path: str, data: dict[str, Any]) -> list[Problem]:
    """Return the errors of a record's data; without settings, only those of the record's own shape."""
    record = read_record(path, data)
    if isinstance(record, list):
        return record
    found = check_record(settings, id_of(path), record, today) if settings else []
    return [problem for problem in found if problem.severity == "error"]


def _before(base: bytes | None) -> Source | None:
    """Return what both sides began with, as far as it can be read.

    Git itself may have merged several beginnings into one, and left its markers in it.
    """
    if base is None:
        return None
    found = markers.sides(base)
    read_ = source(found.ours if found else base)
    return None if isinstance(read_, Problem) else read_


def _agreed(path: str, base: Data | None, ours: Data, theirs: Data, judge: Judge) -> Merge | NotMerged:
    """Merge the data so that neither answer to what is open has an error that neither side has."""
    known = {_fault(one) for data in (ours, theirs) for one in judge(path, data)}
    more: list[Clash] = []
    while isinstance(found := merge(path, base, ours, theirs, more), Merge):
        answers = [merged_data(found, ours, theirs, side) for side in Side]
        brought = [one for data in answers for one in judge(path, data) if _fault(one) not in known]
        if not brought:
            break
        clash = together(found, ours, theirs, brought[0])
        if clash is None or len(more) == _MOST_TOGETHER:
            return NotMerged(Reason.TOGETHER, problem=brought[0])
        more.append(clash)
    return found


def _fault(one: Problem) -> tuple[str, str]:
    return one.code, one.message


def _proved(found: Merge, base: Source | None, ours: Source, theirs: Source) -> bytes:
    """Return the text once it reads as meant, with either side's answer to what is open."""
    for trimmed in (True, False):
        versions = [replace(one, trimmed=trimmed) for one in (ours, theirs)]
        before = base and replace(base, trimmed=trimmed)
        new = _text(found, before, *versions).encode()
        said = markers.sides(new) if found.clashes else markers.Sides(new, new, new)
        if said and all(
            read(raw, "") == merged_data(found, ours.data, theirs.data, side)
            for side, raw in ((Side.OURS, said.ours), (Side.THEIRS, said.theirs))
        ):
            return new
    raise _CannotError(Reason.WRITTEN)


def _text(found: Merge, base: Source | None, ours: Source, theirs: Source) -> str:
    end = ours.end()
    if found.two_records:
        return markers.conflict(ours.text, fitted(theirs.text, 0, 0, end), end)
    own, other = ours.fields(), theirs.fields()
    if own is None or other is None:
        raise _CannotError(Reason.WRITTEN)
    parts = list(own.parts)
    fields = dict(found.fields)
    for name, rows in found.lists.items():
        items = ours.items(name)
        if items is None:
            raise _CannotError(Reason.WRITTEN)
        before = base.items(name) if base and name in base.data else None
        parts[list(ours.data).index(name)] = _joined(rows, before, items, theirs.items_written(name), end)
        fields[name] = replace(fields[name], take=Take.OURS)
    whole = replace(own, parts=tuple(parts))
    return _joined(tuple(fields.values()), base.fields() if base else None, whole, other, end)


def _joined(rows: Sequence[Row], base: Pieces | None, ours: Pieces, theirs: Pieces, end: str) -> str:
    """Return the pieces in the order of the rows, those that are open between conflict markers."""
    their_head, their_tail = (fitted(text, 0, 0, end) if text else "" for text in (theirs.head, theirs.tail))
    was = base or NOTHING
    text = _of_three(ours.head, their_head, was.head if base else None)
    for region, group in groupby(rows, key=lambda row: row.region):
        open_ = list(group)
        own, other = (_side(open_, side, base, ours, theirs, end) for side in (Side.OURS, Side.THEIRS))
        text = markers.ended(text, end) + (own if region is None else markers.conflict(own, other, end))
    tail = _of_three(ours.tail, their_tail, was.tail if base else None)
    return markers.ended(text, end) + tail if tail else text


def _side(
    rows: Sequence[Row], side: Side, base: Pieces | None, ours: Pieces, theirs: Pieces, end: str
) -> str:
    """Return the pieces of some rows, with one side's answer to what is open."""
    text = ""
    for row in rows:
        if not stands(row, side):
            continue
        own = None if row.ours is None else ours.parts[row.ours]
        other = None if row.theirs is None else theirs.parts[row.theirs]
        other = None if other is None else fitted(other, theirs.column, ours.column, end)
        was = base.parts[row.base] if base and row.base is not None else None
        if row.take is Take.SAME and own is not None and other is not None:
            part = _of_three(own, other, was)
        else:
            part = (own if taken_from(row, side) is Side.OURS else other) or ""
        text = markers.ended(text, end) + part
    return text


def _of_three(ours: str, theirs: str, base: str | None) -> str:
    """Return whichever side's writing of the same thing was changed: its comments, its quotation marks."""
    mine, yours = _plain(ours), _plain(theirs)
    if base is None or mine == yours or yours == _plain(base):
        return ours
    if mine == _plain(base):
        return theirs
    raise _CannotError(Reason.COMMENT)


def _plain(text: str) -> str:
    return LINE_END.sub("\n", text).removesuffix("\n")


def readable(raw: bytes) -> list[dict[str, Any]]:
    """Return what a text says; with conflict markers, each side of it that can be read."""
    found = markers.sides(raw)
    versions = [read(one, "") for one in ((found.ours, found.theirs) if found else (raw,))]
    return [one for one in versions if isinstance(one, dict)]


def _added(found: Merge) -> int:
    """Return how many items of lists only their side had."""
    return sum(row.ours is None for rows in found.lists.values() for row in rows)
