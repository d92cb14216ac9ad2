"""What an inspection may say: grades, and the duties that its report brings."""

from collections.abc import Iterator

from hmicfrs_cli.domain import clocks, terms
from hmicfrs_cli.domain.dates import Precision, day_words, days_between
from hmicfrs_cli.domain.events import inspection_state
from hmicfrs_cli.domain.near import quoted, suggestion
from hmicfrs_cli.domain.problems import Loc
from hmicfrs_cli.domain.rules.case import Fault, InspectionCase

NOTICE_DAYS = 14
"""How many days before a statutory last day `hmi check` begins to warn."""


def grade_not_on_scale(case: InspectionCase) -> Iterator[Fault]:
    """Report a scale that is none of HMICFRS's, and a grade that its scale does not have.

    "Adequate" exists from PEEL 2021/22 only; grades of different scales are not comparable.
    """
    stated = case.facts.grades_stated
    for index, grade in enumerate(case.facts.grades):
        yield from _on_scale(("grades", index), grade.scale, [(("grade",), grade.grade)])
    if stated is not None:
        yield from _on_scale(
            ("grades_stated",), stated.scale, [(("counts", one), one) for one in stated.counts]
        )


def _on_scale(loc: Loc, scale: str, said: list[tuple[Loc, str | None]]) -> Iterator[Fault]:
    grades = terms.SCALES.get(scale)
    if grades is None:
        mend = suggestion(scale, terms.SCALES, "scales")
        yield Fault((*loc, "scale"), f"there is no scale {quoted(scale)}", mend)
        return
    for below, grade in said:
        if grade is not None and grade not in grades:
            words = f"{quoted(grade)} is no grade of the {scale} scale"
            yield Fault((*loc, *below), words, suggestion(grade, grades, "grades of this scale"))


def planned_without_notice(case: InspectionCase) -> Iterator[Fault]:
    """Report planned fieldwork beside an event that plans none: it would look as if it had happened.

    When a report is expected may be learned with any event.
    """
    for index, entry in enumerate(case.record.log):
        planned = entry.planned is not None and entry.planned.fieldwork is not None
        if planned and entry.event not in {terms.Event.NOTIFIED, terms.Event.RESCHEDULED}:
            words = f"fieldwork is planned beside “{entry.event or 'no event'}”"
            mend = "put it into an entry of its own with `event: notified` or `event: rescheduled`"
            yield Fault(("log", index, "planned", "fieldwork"), words, mend)


def section_55_without_why(case: InspectionCase) -> Iterator[Fault]:
    """Report that section 55 of the Police Act 1996 does not apply, or may not, without a reason."""
    said = case.facts.section_55
    if said is not None and said.applies is not terms.Applies.YES and said.why is None:
        words = f"section 55: applies “{said.applies}”, without a reason"
        yield Fault(("section_55",), words, "add `why:`, if only that no source says")


def section_55_due(case: InspectionCase) -> Iterator[Fault]:
    """Warn when the last day for comments is near or past and none were published.

    Section 55(5A) of the Police Act 1996: the local policing body publishes its comments before the end
    of 56 days that begin with the day of publication. Where that day is not stated, no last day is told.
    """
    said = case.facts.section_55
    state = inspection_state(case.id, case.record, case.lens)
    published, done = state.published, state.last(terms.Event.COMMENTS_PUBLISHED)
    if published is None or done is not None or said is None or said.applies is not terms.Applies.YES:
        return
    if published.when.precision is not Precision.DAY:
        return
    last = clocks.section_55_last_day(published.when.last)
    left = days_between(case.today, last)
    if left <= NOTICE_DAYS:
        words = f"the last day for section 55 comments {_when(left)}: {day_words(last)}"
        mend = f"record it when they are out: `hmi event {case.id} comments-published --when …`"
        yield Fault(("section_55",), words, mend)


def _when(left: int) -> str:
    if left < 0:
        return f"was {_days(-left)} ago"
    return f"is in {_days(left)}" if left else "is today"


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
