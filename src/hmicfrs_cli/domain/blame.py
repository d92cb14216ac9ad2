"""Which entry set what a finding is now: its RAG, status, target, owner, and the inspectorate's status."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hmicfrs_cli.domain.fold import Lens, Placed, matches, placed
from hmicfrs_cli.domain.progress import RiskRating
from hmicfrs_cli.domain.records import Finding, FindingEntry

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
    correction: int | None = None
    """Where the value itself was corrected, the position of the entry that did so."""
    was: object = None
    """What the log says where the value was corrected."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A finding, how it is looked at, and what its matrix says of a risk."""

    record: Finding
    lens: Lens
    rating: RiskRating

    def value(self, axis: Axis, entry: FindingEntry, day: date) -> object:
        if axis is Axis.RAG:
            return entry.rag or (self.rating(entry.risk, day) if entry.risk else None)
        return getattr(entry, axis.value)

    def correction(self, axis: Axis, index: int) -> int | None:
        """Return which correction that is known said last what an entry should have said of an axis."""
        fields = {"rag", "risk"} if axis is Axis.RAG else {axis.value}
        log = self.record.log
        found = [
            (self.lens.time(entry).last, position)
            for position, entry in enumerate(log)
            if (aim := entry.corrects)
            and aim.field in fields
            and self.lens.knows(entry)
            and index in matches(log, aim)[:1]
        ]
        return max(found)[1] if found else None


def setters(record: Finding, lens: Lens, rating: RiskRating) -> dict[Axis, Setter | None]:
    """Return who set each thing as it is on the day; None where nobody has.

    A rating or a status said again is the later one's; an owner or a target is of the entry that brought it.
    """
    asked = _Asked(record, lens, rating)
    rows = [row for row in placed(record.log, lens) if row.entry.action is None]
    return {axis: _setter(asked, rows, axis) for axis in Axis}


_KEPT = {Axis.TARGET, Axis.OWNER}
"""What is said again without being set again."""


def _setter(asked: _Asked, rows: Iterable[Row], axis: Axis) -> Setter | None:
    """Return the last entry that says a value; of what is kept, the first of those that say the same last."""
    found: Setter | None = None
    for row in rows:
        said = asked.value(axis, row.entry, row.day)
        if said is None or (axis in _KEPT and found is not None and found.value == said):
            continue
        found = _as_written(asked, axis, row, said)
    return found


def _as_written(asked: _Asked, axis: Axis, row: Row, said: object) -> Setter:
    """Return an entry as what set a value, or the correction that did: it is not its first author's word."""
    written = asked.record.log[row.index]
    was = asked.value(axis, written, row.day)
    by = None if was == said else asked.correction(axis, row.index)
    return Setter(row.entry, row.index, said, row.entry != written, by, was)
