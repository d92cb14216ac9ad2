"""What moved between two days: opening + new + re-opened - closed = closing, by kind of finding.

Everything is read from one view at the later day, so it adds up whatever was corrected between;
every transition counts, so one finding may stand under two headings.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from hmicfrs_cli.domain.state import FindingState
from hmicfrs_cli.domain.terms import FindingKind, InspectorateStatus

CLOSINGS = (
    InspectorateStatus.CLOSED,
    InspectorateStatus.SUPERSEDED,
    InspectorateStatus.NO_FURTHER_ACTION,
    InspectorateStatus.WITHDRAWN,
)


@dataclass(frozen=True, slots=True)
class Period:
    """The days after one paper's cut-off up to and including the next one's."""

    since: date
    until: date

    def holds(self, day: date | None) -> bool:
        """Say whether a day falls in the period."""
        return day is not None and self.since < day <= self.until


@dataclass(slots=True)
class Movement:
    """The movement of one kind of finding; each figure is the list of the records behind it."""

    opening: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    reopened: list[str] = field(default_factory=list)
    closed: dict[InspectorateStatus, list[str]] = field(default_factory=lambda: {s: [] for s in CLOSINGS})
    closing: list[str] = field(default_factory=list)
    complete: list[str] = field(default_factory=list)
    """Those of `closing` that the force considers complete."""

    @property
    def all_closed(self) -> list[str]:
        """The closings of the period, however they were closed."""
        return [id_ for status in CLOSINGS for id_ in self.closed[status]]

    @property
    def adds_up(self) -> bool:
        """Whether opening + new + re-opened - closed = closing."""
        arrived = len(self.opening) + len(self.new) + len(self.reopened)
        return arrived - len(self.all_closed) == len(self.closing)


def movements(findings: Iterable[FindingState], period: Period) -> dict[FindingKind, Movement]:
    """Return the movement of each kind that occurs, in the fixed order of kinds.

    The states must be those of a day on or after the period's end.
    """
    rows: dict[FindingKind, Movement] = {}
    for state in findings:
        kind = state.facts.kind
        if state.made_day is None or kind is FindingKind.PRACTICE:
            continue
        _add(rows.setdefault(kind, Movement()), state, period)
    return {kind: rows[kind] for kind in FindingKind if kind in rows}


def total(rows: Iterable[Movement]) -> Movement:
    """Return the sum of several movements."""
    whole = Movement()
    for row in rows:
        for name in ("opening", "new", "reopened", "closing", "complete"):
            getattr(whole, name).extend(getattr(row, name))
        for status in CLOSINGS:
            whole.closed[status].extend(row.closed[status])
    return whole


def transitions(state: FindingState) -> list[tuple[date, InspectorateStatus]]:
    """Return a finding's life in the inspectorate's eyes: made open, then each decision, in order."""
    if state.made_day is None:
        return []
    made = state.made_day
    said = [(max(said.day, made), said.status) for said in state.said]
    return [(made, InspectorateStatus.OPEN), *said]


def open_at(state: FindingState, day: date) -> bool:
    """Say whether the inspectorate had it open at the end of a day, as the register says now."""
    reached = [status for when, status in transitions(state) if when <= day]
    return bool(reached) and reached[-1] is InspectorateStatus.OPEN


def _add(row: Movement, state: FindingState, period: Period) -> None:
    was_open = open_at(state, period.since)
    if was_open:
        row.opening.append(state.id)
    for index, (day, status) in enumerate(transitions(state)):
        if not period.holds(day):
            continue
        now_open = status is InspectorateStatus.OPEN
        if index == 0:
            row.new.append(state.id)
        elif now_open and not was_open:
            row.reopened.append(state.id)
        elif was_open and not now_open:
            row.closed[status].append(state.id)
        was_open = now_open
    if was_open:
        row.closing.append(state.id)
        if state.complete:
            row.complete.append(state.id)
