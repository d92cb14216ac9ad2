"""What a finding is on a day: the fold of its log.

Six things are kept apart and never mixed: the inspectorate's status, the force's status,
RAG, risk, acceptance, and whether it is overdue.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hmicfrs_cli.domain import dates, deadlines
from hmicfrs_cli.domain.dates import When
from hmicfrs_cli.domain.fold import Lens, Placed, facts, placed
from hmicfrs_cli.domain.progress import Progress, RiskRating, Words, progress_of, words
from hmicfrs_cli.domain.records import Authority, Finding, FindingEntry
from hmicfrs_cli.domain.terms import (
    Basis,
    Delivery,
    FindingKind,
    ForceStatus,
    InspectorateStatus,
)


@dataclass(frozen=True, slots=True)
class Said:
    """What the inspectorate says of a finding's status, and in what."""

    status: InspectorateStatus
    on: When
    day: date
    said_by: str | None = None
    authority: Authority | None = None
    why: Words | None = None
    private: bool = False
    """Whether its words, its authority's too, are withheld from the public."""


@dataclass(slots=True)
class FindingState:
    """A finding on a day."""

    id: str
    facts: Finding
    progress: Progress
    said: list[Said]
    actions: dict[str, Progress]
    made: When | None
    """When it was made: as it says, else when its inspection was published."""
    made_day: date | None
    """The day from which it counts; None while its inspection is not published."""
    deadline: When | None
    private: bool
    """Withheld from the public, by itself or with its inspection."""
    day: date

    @property
    def inspection(self) -> str:
        """The id of its inspection."""
        return self.id.partition("/")[0]

    @property
    def inspectorate(self) -> InspectorateStatus:
        """The inspectorate's status."""
        return self.said[-1].status if self.said else InspectorateStatus.OPEN

    @property
    def is_open(self) -> bool:
        """Whether the inspectorate has it open."""
        return self.inspectorate is InspectorateStatus.OPEN

    @property
    def closed(self) -> Said | None:
        """The closing decision that stands, if any."""
        return None if self.is_open else self.said[-1]

    @property
    def complete(self) -> bool:
        """Whether the force considers it complete."""
        return self.progress.status is ForceStatus.CONSIDERED_COMPLETE

    @property
    def ours(self) -> bool:
        """Whether it is the force's to deliver, alone or with others."""
        return self.facts.delivery is not Delivery.OTHER_BODY

    @property
    def counted(self) -> bool:
        """Whether it stands in movement and counts: made, ours, and no practice."""
        return self.made_day is not None and self.ours and self.facts.kind is not FindingKind.PRACTICE

    def due(self) -> list[When]:
        """Return the inspectorate's deadline and the present target, whichever there are."""
        return [when for when in (self.deadline, self.progress.target) if when is not None]

    @property
    def overdue(self) -> bool:
        """Open, not considered complete, ours, and a last possible day is before the day asked about."""
        waiting = self.is_open and not self.complete and self.ours and self.made_day is not None
        return waiting and any(when.last < self.day for when in self.due())


def finding_state(  # noqa: PLR0913 - what a finding means depends on all of these
    id_: str,
    record: Finding,
    lens: Lens,
    *,
    published: When | None,
    published_day: date | None,
    rating: RiskRating,
    private: bool = False,
    folded: tuple[Finding, list[Placed[FindingEntry]]] | None = None,
) -> FindingState:
    """Fold a finding's log up to the lens's day; `folded` has its facts and entries, where they are known."""
    said_now, rows = folded or (facts(record, lens), placed(record.log, lens))
    own = [row for row in rows if row.entry.action is None]
    return FindingState(
        id=id_,
        facts=said_now,
        progress=progress_of(own, rating),
        said=[_said(row) for row in own if row.entry.inspectorate is not None],
        actions=_actions(rows, rating),
        made=said_now.made or published,
        made_day=made_day_of(said_now, published_day, lens.day),
        deadline=deadline_of(said_now, published),
        private=private or said_now.private,
        day=lens.day,
    )


def made_day_of(record: Finding, published: date | None, day: date) -> date | None:
    """Return the day from which a finding counts: its report's, or a later one that it states.

    None where that is after the day asked about, or the report is not published by then.
    """
    made = published and max(published, record.made.last if record.made else published)
    return made if made is not None and made <= day else None


def deadline_of(record: Finding, published: When | None) -> When | None:
    """Return the date of the inspectorate's deadline, if it has one by now.

    A relative one counts from the last possible day of publication, by convention.
    """
    deadline = record.deadline
    if deadline is None:
        return None
    if deadline.basis is Basis.DATE:
        return deadline.date
    if deadline.basis is Basis.PUBLICATION and deadline.within and published:
        return dates.day(deadlines.after(published.last, deadline.within))
    return None


def _said(row: Placed[FindingEntry]) -> Said:
    entry = row.entry
    status = entry.inspectorate or InspectorateStatus.OPEN
    why = words(entry, entry.why)
    return Said(status, row.time, row.day, entry.said_by, entry.authority, why, entry.private)


def _actions(rows: Iterable[Placed[FindingEntry]], rating: RiskRating) -> dict[str, Progress]:
    named: dict[str, list[Placed[FindingEntry]]] = {}
    for row in rows:
        if row.entry.action is not None:
            named.setdefault(row.entry.action, []).append(row)
    return {name: progress_of(group, rating) for name, group in named.items()}
