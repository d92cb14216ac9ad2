"""What an inspection is on a day: its facts, what has happened, and what is planned."""

from dataclasses import dataclass
from datetime import date

from hmicfrs_cli.domain.dates import When
from hmicfrs_cli.domain.fold import Lens, Placed, facts, placed
from hmicfrs_cli.domain.records import Authority, Inspection, InspectionEntry, Planned
from hmicfrs_cli.domain.terms import Event


@dataclass(frozen=True, slots=True)
class Happened:
    """One event: what, on which date, and from which day the register knows it."""

    event: Event
    when: When
    day: date
    """The day by which it falls in a paper's period."""
    note: str | None = None
    private: bool = False
    source: str | None = None
    authority: Authority | None = None


@dataclass(frozen=True, slots=True)
class InspectionState:
    """An inspection on a day."""

    id: str
    facts: Inspection
    events: tuple[Happened, ...]
    planned: Planned
    """What is planned now, as last notified or rescheduled."""
    day: date
    heard_of: bool = True
    """Whether anything was known of it by the day; a record without a log is known of at once."""

    def last(self, *events: Event) -> Happened | None:
        """Return the latest of some kinds of event."""
        return next((e for e in reversed(self.events) if e.event in events), None)

    def first(self, *events: Event) -> Happened | None:
        """Return the earliest of some kinds of event."""
        return next((e for e in self.events if e.event in events), None)

    @property
    def published(self) -> Happened | None:
        """When its report was published, the first time."""
        return self.first(Event.PUBLISHED)

    @property
    def cancelled(self) -> bool:
        """Whether it was cancelled and not taken up again."""
        last = self.last(Event.CANCELLED, Event.NOTIFIED, Event.RESCHEDULED, Event.FIELDWORK)
        return last is not None and last.event is Event.CANCELLED


def inspection_state(id_: str, record: Inspection, lens: Lens) -> InspectionState:
    """Fold an inspection's log up to the lens's day."""
    rows = placed(record.log, lens)
    events = tuple(_happened(row) for row in rows if row.entry.event is not None)
    heard_of = not record.log or any(lens.counts(entry) for entry in record.log)
    return InspectionState(id_, facts(record, lens), events, _planned(rows), lens.day, heard_of)


def _happened(row: Placed[InspectionEntry]) -> Happened:
    entry = row.entry
    event = entry.event or Event.OTHER
    return Happened(event, entry.happened, row.day, entry.note, entry.private, entry.source, entry.authority)


def _planned(rows: list[Placed[InspectionEntry]]) -> Planned:
    """Return the last planned dates; what is planned again replaces what was planned."""
    fieldwork = publication = None
    for row in rows:
        if row.entry.planned is not None:
            fieldwork = row.entry.planned.fieldwork or fieldwork
            publication = row.entry.planned.publication or publication
        if row.entry.event is Event.CANCELLED:
            fieldwork = publication = None
    return Planned(fieldwork=fieldwork, publication=publication)
