"""What is due: statutory clocks, deadlines, targets and meetings in one list by date."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from hmicfrs_cli.domain import clocks, dates
from hmicfrs_cli.domain.clocks import Duty
from hmicfrs_cli.domain.dates import When
from hmicfrs_cli.domain.events import InspectionState
from hmicfrs_cli.domain.ids import natural
from hmicfrs_cli.domain.lines import Line, line_of
from hmicfrs_cli.domain.register import View
from hmicfrs_cli.domain.settings import Committee, Meeting, Names
from hmicfrs_cli.domain.terms import InspectionKind

_NOBODY: Final = Names(force="nobody")
"""Whose duties are is of no matter to whether they are outstanding."""


class Sort(StrEnum):
    """What kind of date it is."""

    CLOCK = "clock"
    DEADLINE = "deadline"
    TARGET = "target"
    ACTION = "action"
    NEXT_STEP = "next-step"
    CUT_OFF = "cut-off"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is due."""

    sort: Sort
    id: str
    """The record that says so: a finding, an inspection or a committee."""
    when: When
    what: str
    whose: str | None
    days: int
    """Days left until its last possible day; negative once that has passed."""

    @property
    def overdue(self) -> bool:
        """Whether its last possible day has passed."""
        return self.days < 0


def agenda(view: View, until: date | None = None, lines: Iterable[Line] | None = None) -> list[Item]:
    """Return what is outstanding on the view's day, earliest first, up to and including a day.

    `lines` are the findings of that day, or at least the open ones, where the view has none itself.
    """
    if lines is None:
        lines = map(line_of, view.findings.values())
    found = [*_clocks(view), *_findings(view, lines), *_next_steps(view), *_meetings(view)]
    kept = [item for item in found if until is None or item.when.last <= until]
    return sorted(kept, key=lambda item: (item.when.last, natural(item.id), item.sort))


def people(view: View) -> set[str]:
    """Return whoever answers for a finding, an action or anything that is due; done and closed ones too."""
    states = view.findings.values()
    owners = {state.progress.owner for state in states}
    owners |= {action.owner for state in states for action in state.actions.values()}
    owners |= {item.whose for item in agenda(view)}
    return {owner for owner in owners if owner}


def undated(view: View) -> list[Duty]:
    """Return the duties that are outstanding and whose last day is not known."""
    return [duty for duty in clocks.duties(view) if duty.outstanding and duty.last is None]


def matters_until(state: InspectionState) -> date | None:
    """Return the last day on which anything of an inspection can stand here, as far as it is recorded.

    None where nothing can. What is outstanding stands for good, and a next step until its day.
    """
    if any(duty.outstanding for duty in clocks.duties_of(state, _NOBODY)):
        return date.max
    return max((step.due.last for step in state.facts.next_steps if step.due), default=None)


def next_meeting(view: View) -> tuple[str, Committee, Meeting] | None:
    """Return the first meeting that is not over, with its committee and that one's name in the register."""
    coming = [
        (name, committee, meeting)
        for name, committee in view.register.committees.items()
        if (meeting := first_coming(committee, view.lens.day)) is not None
    ]
    return min(coming, key=lambda row: (row[2].on.last, row[0]), default=None)


def first_coming(committee: Committee, day: date) -> Meeting | None:
    """Return a committee's first meeting that is not over on a day."""
    coming = [meeting for meeting in committee.meetings if meeting.on.last >= day]
    return min(coming, key=lambda meeting: meeting.on.last, default=None)


def _item(view: View, sort: Sort, id_: str, when: When, what: str, whose: str | None = None) -> Item:
    return Item(sort, id_, when, what, whose, dates.days_between(view.lens.day, when.last))


def _clocks(view: View) -> Iterator[Item]:
    for duty in clocks.duties(view):
        if duty.outstanding and duty.last is not None:
            yield _item(view, Sort.CLOCK, duty.inspection, duty.last, duty.what, duty.whose)


def _findings(view: View, lines: Iterable[Line]) -> Iterator[Item]:
    """Yield the dates of open findings that are ours, considered complete ones left out."""
    for line in lines:
        if line.made_day is None or not line.is_open or line.complete or not line.ours:
            continue
        owner = line.owner
        if line.deadline:
            yield _item(view, Sort.DEADLINE, line.id, line.deadline, "the inspectorate's deadline", owner)
        if line.target:
            yield _item(view, Sort.TARGET, line.id, line.target, "the force's target", owner)
        for action in line.actions:
            what = f"target of action {action.name}"
            yield _item(view, Sort.ACTION, line.id, action.target, what, action.owner or owner)


def _next_steps(view: View) -> Iterator[Item]:
    """Yield next steps until their day has passed, since no record says that one was taken.

    Those of a super-complaint are duties, and stand with the clocks.
    """
    for state in view.inspections.values():
        if state.cancelled or state.facts.kind is InspectionKind.SUPER_COMPLAINT:
            continue
        for step in state.facts.next_steps:
            if step.due and step.due.last >= view.lens.day:
                yield _item(view, Sort.NEXT_STEP, state.id, step.due, step.what, step.whose)


def _meetings(view: View) -> Iterator[Item]:
    for name, committee in view.register.committees.items():
        for meeting in committee.meetings:
            if meeting.on.last < view.lens.day:
                continue
            yield _item(
                view, Sort.MEETING, name, meeting.on, f"meeting of the {committee.short}", meeting.author
            )
            if meeting.cut_off and meeting.cut_off.last >= view.lens.day:
                yield _item(view, Sort.CUT_OFF, name, meeting.cut_off, "cut-off of its paper", meeting.author)
