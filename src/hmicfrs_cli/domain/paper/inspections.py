"""Inspections as the paper prints them: conducted, notified, cancelled, published; and PEEL."""

from collections.abc import Mapping

from hmicfrs_cli.domain import terms
from hmicfrs_cli.domain.dates import When
from hmicfrs_cli.domain.events import Happened, InspectionState
from hmicfrs_cli.domain.forces import find_force, force_name
from hmicfrs_cli.domain.ids import natural
from hmicfrs_cli.domain.paper import inspection_lines as lines
from hmicfrs_cli.domain.paper.inspection_lines import InspectionItem
from hmicfrs_cli.domain.paper.items import items
from hmicfrs_cli.domain.paper.model import Peel
from hmicfrs_cli.domain.paper.scope import Scope
from hmicfrs_cli.domain.records import GradesStated, Inspection
from hmicfrs_cli.domain.settings import in_force
from hmicfrs_cli.domain.terms import Event, FindingKind, InspectionKind

_CONDUCTED = (Event.FIELDWORK, Event.DATA_RETURNED, Event.WORKSHOP, Event.REVISIT)
_TOLD = (Event.NOTIFIED, Event.RESCHEDULED)
NOT_TOLD: Mapping[str, object] = {
    "themes": (),
    "findings": (),
    "grades": (),
    "grades_stated": None,
    "counts_stated": None,
}
"""What a report finds, and what is said of it before it is published."""


def conducted(scope: Scope) -> tuple[InspectionItem, ...]:
    """Return the inspections conducted in the period, PEEL left to its own section."""
    rows = [(state, _within(scope, state, _CONDUCTED)) for state in _shown(scope)]
    return _in_order(scope, [(state, event.when) for state, event in rows if event])


def notifications(scope: Scope) -> tuple[InspectionItem, ...]:
    """Return those notified in the period and not conducted yet, in order of their planned dates."""
    rows = [
        (state, state.planned.fieldwork)
        for state in _shown(scope)
        if _within(scope, state, _TOLD)
        and not state.cancelled
        and state.last(*_CONDUCTED, Event.PUBLISHED) is None
    ]
    return _in_order(scope, rows)


def cancelled(scope: Scope) -> tuple[InspectionItem, ...]:
    """Return those cancelled in the period."""
    rows = [(state, _within(scope, state, (Event.CANCELLED,))) for state in _shown(scope)]
    return _in_order(scope, [(s, event.when) for s, event in rows if event and s.cancelled])


def reports(scope: Scope) -> tuple[InspectionItem, ...]:
    """Return the reports published in the period, PEEL's too, by date."""
    rows: list[tuple[InspectionState, When | None]] = []
    for state in _shown(scope, peel=True):
        published = state.published
        if published is not None and scope.period.holds(published.day):
            rows.append((state, published.when))
    return _in_order(scope, rows)


def peel(scope: Scope) -> Peel:
    """Return where the force stands with PEEL: the last cycle inspected, the phase, what is next."""
    states = [s for s in _shown(scope, peel=True) if s.facts.kind is InspectionKind.PEEL]
    begun = [s for s in states if s.last(*_CONDUCTED, Event.PUBLISHED)]
    latest = max(begun, key=_latest_day, default=None)
    settings, lens = scope.view.register.settings, scope.view.lens
    phase = in_force(settings.monitoring, lens.day, corrected=lens.corrected)
    ahead = [(s, s.planned.fieldwork) for s in states if s not in begun and s.events and not s.cancelled]
    return Peel(
        inspection_item(scope, latest, latest.published.when if latest.published else None)
        if latest
        else None,
        phase.phase if phase else None,
        phase.since if phase else None,
        _in_order(scope, ahead),
    )


def inspection_item(scope: Scope, state: InspectionState, when: When | None) -> InspectionItem:
    """Return one inspection in print."""
    facts, report = state.facts, state.facts.report
    found = facts if state.published else facts.model_copy(update=NOT_TOLD)
    made = [s for s in scope.view.made() if s.inspection == state.id]
    practices = [s for s in made if s.facts.kind is FindingKind.PRACTICE]
    return InspectionItem(
        id=state.id,
        title=facts.title,
        report_title=report.title if report else facts.title,
        url=report.url if report else None,
        kind=facts.kind,
        lead=None if facts.lead == "not-stated" else terms.body_name(facts.lead),
        partners=tuple(terms.body_name(body) for body in facts.partners),
        commissioned_by=facts.commissioned_by,
        made_by=facts.made_by,
        part=_taking_part(facts),
        dates=_dates(state, when),
        earlier=_earlier_phase(scope, facts),
        summary=facts.summary,
        aims=facts.aims,
        themes=found.themes,
        about=_about(found),
        force_response=facts.force_response,
        next_steps=tuple(lines.StepLine(step.what, step.whose, step.due) for step in facts.next_steps),
        grades=_grades(found),
        grade_counts=_grade_counts(found.grades_stated),
        stated=_stated(found),
        findings=items(scope, [s for s in made if s not in practices]),
        practices=items(scope, practices),
        withheld=sum(scope.hides(s) for s in made),
    )


def _taking_part(facts: Inspection) -> lines.TakingPart:
    others = (
        lines.ForceLine(force_name(other.force), other.units, other.note) for other in facts.other_forces
    )
    return lines.TakingPart(facts.participation, facts.voluntary, facts.selection, tuple(others))


def _dates(state: InspectionState, when: When | None) -> lines.Dates:
    published, told = state.published, state.last(*_TOLD)
    return lines.Dates(
        when,
        published.when if published else None,
        None if published else state.planned.publication,
        rescheduled=told is not None and told.event is Event.RESCHEDULED,
    )


def _earlier_phase(scope: Scope, facts: Inspection) -> lines.EarlierPhase | None:
    id_ = scope.view.register.present_id(facts.phase_of) if facts.phase_of else None
    if id_ is None or scope.hides_inspection(id_):
        return None
    phase = scope.view.inspections[id_]
    return lines.EarlierPhase(phase.facts.title, phase.published.when if phase.published else None)


def _stated(facts: Inspection) -> lines.Stated | None:
    counts = facts.counts_stated
    return lines.Stated(counts.recommendations, counts.for_police, counts.text) if counts else None


def _shown(scope: Scope, *, peel: bool = False) -> list[InspectionState]:
    return [
        state
        for id_, state in scope.view.inspections.items()
        if not scope.hides_inspection(id_) and (peel or state.facts.kind is not InspectionKind.PEEL)
    ]


def _within(scope: Scope, state: InspectionState, events: tuple[Event, ...]) -> Happened | None:
    found = [e for e in state.events if e.event in events and scope.period.holds(e.day)]
    return found[-1] if found else None


def _in_order(scope: Scope, rows: list[tuple[InspectionState, When | None]]) -> tuple[InspectionItem, ...]:
    """Sort by date, undated last, and by id where the dates are equal."""
    dated = sorted(
        rows,
        key=lambda row: (row[1] is None, row[1].last.toordinal() if row[1] else 0, natural(row[0].id)),
    )
    return tuple(inspection_item(scope, state, when) for state, when in dated)


def _latest_day(state: InspectionState) -> tuple[int, str]:
    last = state.last(*_CONDUCTED, Event.PUBLISHED)
    return (last.when.last.toordinal() if last else 0, state.id)


def _about(facts: Inspection) -> tuple[lines.AboutLines, ...]:
    groups: dict[str | None, list[str]] = {}
    for finding in facts.findings:
        groups.setdefault(finding.about, []).append(finding.text)
    return tuple(
        lines.AboutLines(force_name(about) if about else None, tuple(texts))
        for about, texts in groups.items()
    )


def _grades(facts: Inspection) -> tuple[lines.GradeLine, ...]:
    return tuple(
        lines.GradeLine(
            force_name(find_force(grade.body) or grade.body) if grade.body else None,
            grade.question,
            grade.grade.replace("-", " ") if grade.grade else None,
            grade.ungraded_because,
        )
        for grade in facts.grades
    )


def _grade_counts(stated: GradesStated | None) -> lines.GradeCounts | None:
    if stated is None:
        return None
    order = terms.SCALES.get(stated.scale, tuple(stated.counts))
    counts = [(grade.replace("-", " "), stated.counts[grade]) for grade in order if grade in stated.counts]
    return lines.GradeCounts(tuple(counts), stated.areas, stated.graded)
