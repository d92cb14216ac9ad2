"""The clocks that run from a report: which duty, whose, its last day, and whether it is done.

Never one rule for all. A last day is worked out only where a whole day is known to count from;
otherwise it is not known, and the duty says why.
"""

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from hmicfrs_cli.domain import dates, deadlines
from hmicfrs_cli.domain.dates import Precision, When
from hmicfrs_cli.domain.events import Happened, InspectionState
from hmicfrs_cli.domain.register import View
from hmicfrs_cli.domain.settings import Names
from hmicfrs_cli.domain.terms import Applies, Event, InspectionKind

SECTION_55_DAYS = 56
"""Section 55(5A) of the Police Act 1996: before the end of 56 days *beginning with* publication day."""

STATEMENT_WORKING_DAYS = 70
"""SI 2015/1792: working days of receiving the report; not counting the day of receipt is our convention."""

ACTION_PLAN = "P6W"
"""What HMICFRS asks of a force after a national child protection inspection, from publication."""

WEEKEND = 5
"""The first day of the week, counted from Monday as 0, that is no working day."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty that follows from one report."""

    inspection: str
    what: str
    whose: str
    source: str
    """Where the duty comes from: the law, or what the report asks."""
    last: When | None = None
    """Its last day; None where there is none or it is not known."""
    why_not: str | None = None
    """Why there is no last day."""
    done: When | None = None
    """When it was done."""
    words: str | None = None
    """What the record's source says of when it is due."""
    applies: Applies = Applies.YES

    @property
    def outstanding(self) -> bool:
        """Whether it applies and has not been done."""
        return self.applies is Applies.YES and self.done is None

    def days_left(self, day: date) -> int | None:
        """Return the days from a day to the last one, negative once it has passed; None where not known."""
        return None if self.last is None else dates.days_between(day, self.last.last)


def duties(view: View) -> list[Duty]:
    """Return every duty that has arisen by the view's day, in natural order of inspections."""
    names = view.register.settings.names
    return [duty for state in view.inspections.values() for duty in duties_of(state, names)]


def duties_of(state: InspectionState, names: Names) -> list[Duty]:
    """Return the duties that follow from one inspection by the state's day."""
    if state.cancelled and state.published is None:
        return []
    return [*_section_55(state, names), *_statement(state), *_action_plan(state, names), *_as_said(state)]


def section_55_last_day(published: date) -> date:
    """Return the last day for comments under section 55 of the Police Act 1996."""
    return dates.plus_days(published, SECTION_55_DAYS - 1)


def statement_last_day(received: date) -> date:
    """Return the last day for a written statement of proposed action (SI 2015/1792)."""
    return plus_working_days(received, STATEMENT_WORKING_DAYS)


def plus_working_days(start: date, count: int) -> date:
    """Return the working day in England that many after `start`, which itself is not counted."""
    bank_holidays = _bank_holidays()
    day = start
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < WEEKEND and day not in bank_holidays
    return day


@cache
def _bank_holidays() -> Container[date]:
    from holidays import country_holidays  # noqa: PLC0415 - only a joint targeted area inspection needs it

    return country_holidays("GB", subdiv="ENG")


def _section_55(state: InspectionState, names: Names) -> Iterator[Duty]:
    said, published = state.facts.section_55, state.published
    if published is None or (said is None and state.facts.kind is InspectionKind.OTHER):
        return
    applies = said.applies if said else Applies.NOT_KNOWN
    last, why_not = _counted(published, section_55_last_day, "publication")
    if applies is not Applies.YES:
        last, why_not = None, _not_applying(applies, said.why if said else None, last)
    yield Duty(
        inspection=state.id,
        what="comments on the report",
        whose=names.local_policing_body or "the local policing body",
        source="section 55 of the Police Act 1996",
        last=last,
        why_not=why_not,
        done=_when(state.last(Event.COMMENTS_PUBLISHED)),
        applies=applies,
    )


def _not_applying(applies: Applies, why: str | None, last: When | None) -> str:
    if applies is Applies.NO:
        return f"does not apply: {why or 'no reason is recorded'}"
    words = f"not known whether it applies: {why or 'the record does not say'}"
    return words if last is None else f"{words}; if it does, the last day is {dates.spoken(last)}"


def _statement(state: InspectionState) -> Iterator[Duty]:
    received, due = state.last(Event.REPORT_RECEIVED), state.facts.statement_due
    begun = received or state.published or due
    if state.facts.kind is not InspectionKind.JTAI or begun is None:
        return
    last, why_not = _counted(received, statement_last_day, "receipt of the report")
    yield Duty(
        inspection=state.id,
        what="written statement of proposed action",
        whose=state.facts.principal_authority or "the principal authority (which one is not stated)",
        source=f"SI 2015/1792: {STATEMENT_WORKING_DAYS} working days of receipt, its day not counted",
        last=last,
        why_not=why_not,
        done=_when(state.last(Event.STATEMENT_SUBMITTED)),
        words=due.text if due else None,
    )


def _action_plan(state: InspectionState, names: Names) -> Iterator[Duty]:
    if state.facts.kind is not InspectionKind.CHILD_PROTECTION or state.published is None:
        return
    last, why_not = _counted(state.published, lambda day: deadlines.after(day, ACTION_PLAN), "publication")
    yield Duty(
        inspection=state.id,
        what="action plan",
        whose=names.short or names.force,
        source="asked for in the report: six weeks from publication; not a duty in an Act",
        last=last,
        why_not=why_not,
        done=_when(state.last(Event.STATEMENT_SUBMITTED)),
    )


def _as_said(state: InspectionState) -> Iterator[Duty]:
    """Yield what the record itself says is due: no rule of ours stands behind it."""
    facts = state.facts
    if (due := facts.statement_due) and facts.kind is not InspectionKind.JTAI:
        yield Duty(
            inspection=state.id,
            what="statement in reply to the report",
            whose=facts.principal_authority or "not stated",
            source="as the report says",
            last=due.date,
            why_not=None if due.date else "the record gives no date",
            done=_when(state.last(Event.STATEMENT_SUBMITTED)),
            words=due.text,
        )
    if facts.kind is InspectionKind.SUPER_COMPLAINT:
        for step in facts.next_steps:
            if step.due:
                whose = step.whose or "not stated"
                yield Duty(state.id, step.what, whose, "as the report says", last=step.due)


def _counted(
    event: Happened | None, rule: Callable[[date], date], name: str
) -> tuple[When | None, str | None]:
    """Return the last day by a rule that counts from a whole day, else why there is none."""
    if event is None:
        return None, f"the day of {name} is not recorded"
    if event.when.precision is not Precision.DAY:
        return None, f"the day of {name} is not stated ({dates.spoken(event.when)})"
    return dates.day(rule(event.when.last)), None


def _when(event: Happened | None) -> When | None:
    return event.when if event else None
