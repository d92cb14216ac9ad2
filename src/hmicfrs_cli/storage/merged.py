"""Three versions of a record's text into one, by meaning: our bytes, with their own bytes put in.

Nothing is given out that was not read back: it says exactly what was meant, and nothing in a log is lost.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from hmicfrs_cli.domain.merging import (
    Merge,
    NotMerged,
    Reason,
    merge,
    merged_data,
    together,
)
from hmicfrs_cli.domain.pairing import lost
from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.domain.reading import id_of, read_record
from hmicfrs_cli.domain.rules import check_record
from hmicfrs_cli.domain.weaving import Side
from hmicfrs_cli.errors import RefusedError
from hmicfrs_cli.storage import markers
from hmicfrs_cli.storage.joined import CannotJoinError, joined
from hmicfrs_cli.storage.pieces import Source, source
from hmicfrs_cli.storage.text import BOM
from hmicfrs_cli.storage.yaml import read

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from hmicfrs_cli.domain.pairing import Data
    from hmicfrs_cli.domain.settings import Settings
    from hmicfrs_cli.domain.weaving import Clash

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
    except CannotJoinError as error:
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
        new = joined(found, before, *versions).encode()
        said = markers.sides(new) if found.clashes else markers.Sides(new, new, new)
        if said and all(
            read(raw, "") == merged_data(found, ours.data, theirs.data, side)
            for side, raw in ((Side.OURS, said.ours), (Side.THEIRS, said.theirs))
        ):
            return new
    raise CannotJoinError(Reason.WRITTEN)


def readable(raw: bytes) -> list[dict[str, Any]]:
    """Return what a text says; with conflict markers, each side of it that can be read."""
    found = markers.sides(raw)
    versions = [read(one, "") for one in ((found.ours, found.theirs) if found else (raw,))]
    return [one for one in versions if isinstance(one, dict)]


def _added(found: Merge) -> int:
    """Return how many items of lists only their side had."""
    return sum(row.ours is None for rows in found.lists.values() for row in rows)
