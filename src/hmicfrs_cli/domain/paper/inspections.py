"""Inspections as the paper prints them: conducted, notified, cancelled, published; and PEEL."""

from hmicfrs_cli.domain import terms
from hmicfrs_cli.domain.dates import When
from hmicfrs_cli.domain.events import Happened, InspectionState
from hmicfrs_cli.domain.forces import find_force, force_name
from hmicfrs_cli.domain.paper import model
from hmicfrs_cli.domain.paper.items import items
from hmicfrs_cli.domain.paper.scope import Scope
from hmicfrs_cli.domain.records import GradesStated, Inspection
from hmicfrs_cli.domain.register import natural
from hmicfrs_cli.domain.settings import in_force
from hmicfrs_cli.domain.terms import Event, FindingKind, InspectionKind

_CONDUCTED = (Event.FIELDWORK, Event.DATA_RETURNED, Event.WORKSHOP, Event.REVISIT)
_TOLD = (Event.NOTIFIED, Event.RESCHEDULED)


def conducted(scope: Scope) -> tuple[model.InspectionItem, ...]:
    """Return the inspections conducted in the period, PEEL left to its own section."""
    rows = [(state, _within(scope, state, _CONDUCTED)) for state in _shown(scope)]
    return _in_order(scope, [(state, event.when) for state, event in rows if event])


def notifications(scope: Scope) -> tuple[model.InspectionItem, ...]:
    """Return those notified in the period and not conducted yet, in order of their planned dates."""
    rows = [
        (state, state.planned.fieldwork)
        for state in _shown(scope)
        if _within(scope, state, _TOLD)
        and not state.cancelled
        and state.last(*_CONDUCTED, Event.PUBLISHED) is None
    ]
    return _in_order(scope, rows)


def cancelled(scope: Scope) -> tuple[model.InspectionItem, ...]:
    """Return those cancelled in the period."""
    rows = [(state, _within(scope, state, (Event.CANCELLED,))) for state in _shown(scope)]
    return _in_order(scope, [(s, event.when) for s, event in rows if event and s.cancelled])


def reports(scope: Scope) -> tuple[model.InspectionItem, ...]:
    """Return the reports published in the period, PEEL's too, by date."""
    rows: list[tuple[InspectionState, When | None]] = []
    for state in _shown(scope, peel=True):
        published = state.published
        if published is not None and scope.period.holds(published.day):
            rows.append((state, published.when))
    return _in_order(scope, rows)


def peel(scope: Scope) -> model.Peel:
    """Return where the force stands with PEEL: the last cycle inspected, the phase, what is next."""
    states = [s for s in _shown(scope, peel=True) if s.facts.kind is InspectionKind.PEEL]
    begun = [s for s in states if s.last(*_CONDUCTED, Event.PUBLISHED)]
    latest = max(begun, key=_latest_day, default=None)
    settings, lens = scope.view.register.settings, scope.view.lens
    phase = in_force(settings.monitoring, lens.day, corrected=lens.corrected)
    ahead = [(s, s.planned.fieldwork) for s in states if s not in begun and s.events and not s.cancelled]
    return model.Peel(
        inspection_item(scope, latest, latest.published.when if latest.published else None)
        if latest
        else None,
        phase.phase if phase else None,
        phase.since if phase else None,
        _in_order(scope, ahead),
    )


def inspection_item(scope: Scope, state: InspectionState, when: When | None) -> model.InspectionItem:
    """Return one inspection in print."""
    facts, published = state.facts, state.published
    notified = state.last(*_TOLD)
    earlier = scope.view.register.present_id(facts.phase_of) if facts.phase_of else None
    phase = scope.view.inspections.get(earlier or "")
    made = [s for s in scope.view.made() if s.inspection == state.id]
    kept = [s for s in made if s.facts.kind is not FindingKind.PRACTICE]
    counts = facts.counts_stated
    return model.InspectionItem(
        id=state.id,
        title=facts.title,
        report_title=facts.report.title if facts.report else facts.title,
        kind=facts.kind,
        lead=None if facts.lead == "not-stated" else terms.body_name(facts.lead),
        partners=tuple(terms.body_name(body) for body in facts.partners),
        participation=facts.participation,
        other_forces=_other_forces(facts),
        selection=facts.selection,
        voluntary=facts.voluntary,
        commissioned_by=facts.commissioned_by,
        made_by=facts.made_by,
        phase_of=phase.facts.title if phase else None,
        phase_published=phase.published.when if phase and phase.published else None,
        summary=facts.summary,
        aims=facts.aims,
        themes=facts.themes,
        about=_about(facts),
        force_response=facts.force_response,
        next_steps=tuple(model.StepLine(step.what, step.whose, step.due) for step in facts.next_steps),
        grades=_grades(facts),
        grade_counts=_grade_counts(facts.grades_stated),
        principal_authority=facts.principal_authority,
        statement_due=facts.statement_due.text if facts.statement_due else None,
        when=when,
        notified=notified.when if notified else None,
        published=published.when if published else None,
        expected=None if published else state.planned.publication,
        rescheduled=notified is not None and notified.event is Event.RESCHEDULED,
        cancelled=state.cancelled,
        stated_recommendations=counts.recommendations if counts else None,
        stated_for_police=counts.for_police if counts else None,
        stated_text=counts.text if counts else None,
        findings=items(scope, kept),
        practices=items(scope, [s for s in made if s.facts.kind is FindingKind.PRACTICE]),
        withheld=sum(scope.hides(s) for s in made),
        url=facts.report.url if facts.report else None,
    )


def _shown(scope: Scope, *, peel: bool = False) -> list[InspectionState]:
    return [
        state
        for id_, state in scope.view.inspections.items()
        if not scope.hides_inspection(id_) and (peel or state.facts.kind is not InspectionKind.PEEL)
    ]


def _within(scope: Scope, state: InspectionState, events: tuple[Event, ...]) -> Happened | None:
    found = [e for e in state.events if e.event in events and scope.period.holds(e.day)]
    return found[-1] if found else None


def _in_order(
    scope: Scope, rows: list[tuple[InspectionState, When | None]]
) -> tuple[model.InspectionItem, ...]:
    """Sort by date, undated last, and by id where the dates are equal."""
    dated = sorted(
        rows,
        key=lambda row: (row[1] is None, row[1].last.toordinal() if row[1] else 0, natural(row[0].id)),
    )
    return tuple(inspection_item(scope, state, when) for state, when in dated)


def _latest_day(state: InspectionState) -> tuple[int, str]:
    last = state.last(*_CONDUCTED, Event.PUBLISHED)
    return (last.when.last.toordinal() if last else 0, state.id)


def _other_forces(facts: Inspection) -> tuple[model.ForceLine, ...]:
    return tuple(
        model.ForceLine(force_name(other.force), other.units, other.note) for other in facts.other_forces
    )


def _about(facts: Inspection) -> tuple[model.AboutLines, ...]:
    groups: dict[str | None, list[str]] = {}
    for finding in facts.findings:
        groups.setdefault(finding.about, []).append(finding.text)
    return tuple(
        model.AboutLines(force_name(about) if about else None, tuple(texts))
        for about, texts in groups.items()
    )


def _grades(facts: Inspection) -> tuple[model.GradeLine, ...]:
    return tuple(
        model.GradeLine(
            force_name(find_force(grade.body) or grade.body) if grade.body else None,
            grade.question,
            grade.grade.replace("-", " ") if grade.grade else None,
            grade.ungraded_because,
        )
        for grade in facts.grades
    )


def _grade_counts(stated: GradesStated | None) -> model.GradeCounts | None:
    if stated is None:
        return None
    order = terms.SCALES.get(stated.scale, tuple(stated.counts))
    counts = [(grade.replace("-", " "), stated.counts[grade]) for grade in order if grade in stated.counts]
    return model.GradeCounts(tuple(counts), stated.areas, stated.graded)
