"""Which entry set what a finding is now: its RAG, status, target, owner, and the inspectorate's status."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from hmicfrs_cli.domain.fold import Lens, Placed, placed
from hmicfrs_cli.domain.progress import RiskRating
from hmicfrs_cli.domain.records import Finding, FindingEntry
from hmicfrs_cli.domain.terms import Rag

Row = Placed[FindingEntry]


class Axis(StrEnum):
    """What of a finding somebody sets."""

    RAG = "rag"
    STATUS = "status"
    TARGET = "target"
    OWNER = "owner"
    INSPECTORATE = "inspectorate"


@dataclass(frozen=True, slots=True)
class Setter:
    """The entry that set something, at its position in the log, as corrections say it."""

    entry: FindingEntry
    index: int
    value: object
    corrected: bool
    """Whether the log says otherwise, and a later entry corrects it."""


def setters(record: Finding, lens: Lens, rating: RiskRating) -> dict[Axis, Setter | None]:
    """Return who set each thing as it is on the day; None where nobody has.

    A rating or a status said again is the later one's; an owner or a target is of the entry that brought it.
    """
    rows = [row for row in placed(record.log, lens) if row.entry.action is None]

    def colour(row: Row) -> Rag | None:
        entry = row.entry
        return entry.rag or (rating(entry.risk, row.day) if entry.risk else None)

    return {
        Axis.RAG: _setter(record, rows, colour),
        Axis.STATUS: _setter(record, rows, lambda row: row.entry.status),
        Axis.TARGET: _setter(record, rows, lambda row: row.entry.target, first=True),
        Axis.OWNER: _setter(record, rows, lambda row: row.entry.owner, first=True),
        Axis.INSPECTORATE: _setter(record, rows, lambda row: row.entry.inspectorate),
    }


def _setter(
    record: Finding, rows: Iterable[Row], value: Callable[[Row], object], *, first: bool = False
) -> Setter | None:
    """Return the last entry that says a value or, with `first`, the first of those that say the same last."""
    found: Setter | None = None
    for row in rows:
        said = value(row)
        if said is None or (first and found is not None and found.value == said):
            continue
        found = Setter(row.entry, row.index, said, row.entry != record.log[row.index])
    return found
