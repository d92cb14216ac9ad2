"""From a register and a meeting to everything that the paper says."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date

from hmicfrs_cli.domain import clocks
from hmicfrs_cli.domain.dates import When
from hmicfrs_cli.domain.fold import Lens
from hmicfrs_cli.domain.paper import inspections as parts
from hmicfrs_cli.domain.paper import model
from hmicfrs_cli.domain.paper.exceptions import exceptions
from hmicfrs_cli.domain.paper.inspection_lines import InspectionItem
from hmicfrs_cli.domain.paper.items import items
from hmicfrs_cli.domain.paper.position import coverage, figures, position
from hmicfrs_cli.domain.paper.scope import Scope
from hmicfrs_cli.domain.paper.withheld import withheld
from hmicfrs_cli.domain.register import Register
from hmicfrs_cli.domain.settings import Committee, Meeting, in_force
from hmicfrs_cli.domain.terms import Event, InspectionKind, Marking


def choose_meeting(committee: Committee, today: date, named: str | None = None) -> Meeting | None:
    """Return the meeting named (in any case), else the next one on or after today, else the latest."""
    if named is not None:
        return next((m for m in committee.meetings if m.on.text.casefold() == named.casefold()), None)
    ahead = [m for m in committee.meetings if m.on.last >= today]
    if ahead:
        return min(ahead, key=lambda m: m.on.last)
    return max(committee.meetings, key=lambda m: m.on.last, default=None)


def scope_of(  # noqa: PLR0913 - a paper is one of many that a register can give
    register: Register,
    committee: Committee,
    meeting: Meeting,
    today: date,
    *,
    as_of: date | None = None,
    restricted: bool = False,
    corrected: bool = False,
) -> Scope:
    """Return what a paper for a meeting looks at, as known today and no later than `as_of`."""
    day = min(meeting.ends(), today, as_of or date.max)
    earlier = sorted((m for m in committee.meetings if m.ends() < meeting.ends()), key=lambda m: m.ends())
    view = register.seen(Lens(day, today, corrected))
    return Scope(view, committee, meeting, tuple(earlier), restricted)


def build(scope: Scope) -> model.Paper:
    """Return everything that the paper says."""
    found, conducted, reported = position(scope), parts.conducted(scope), parts.reports(scope)
    told, hidden = parts.notifications(scope), withheld(scope)
    ours = [state for state in scope.tracked if state.ours and state.is_open]
    return model.Paper(
        heading=_heading(scope),
        coverage=coverage(scope),
        peel=parts.peel(scope),
        kinds=_kinds(conducted, told, reported),
        conducted=conducted,
        notifications=told,
        cancelled=parts.cancelled(scope),
        reports=reported,
        position=found,
        rag_key=_rag_key(scope),
        any_rated=any(state.progress.rating for state in ours),
        exceptions=exceptions(scope),
        duties=_duties(scope),
        requests=_requests(scope),
        open_items=items(scope, ours),
        not_ours=items(scope, [s for s in scope.tracked if not s.ours and s.is_open]),
        figures=figures(found),
        withheld_count=sum(scope.hides(state) for state in ours),
        withheld=hidden,
    )


def texts(value: object) -> Iterator[str]:
    """Yield every text in a paper or in a part of it, what is withheld left out."""
    yield from _texts(value, set())


def _texts(value: object, seen: set[int]) -> Iterator[str]:
    """Yield the texts of a part; a finding that stands in several lists is looked at once."""
    if isinstance(value, str):
        yield str(value)
    elif isinstance(value, model.Withheld | When):
        return
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part, seen)
    elif is_dataclass(value) and id(value) not in seen:
        seen.add(id(value))
        for field in fields(value):
            yield from _texts(getattr(value, field.name), seen)


def _heading(scope: Scope) -> model.Heading:
    names, lens = scope.view.register.settings.names, scope.view.lens
    meeting, committee = scope.meeting, scope.committee
    return model.Heading(
        committee=committee.name,
        short=committee.short,
        meeting=meeting.on,
        since=scope.since,
        until=meeting.ends(),
        since_stated=bool(scope.earlier) and meeting.since is None,
        as_of=lens.day,
        item=meeting.item,
        author=meeting.author,
        presented_by=meeting.presented_by,
        asked_to=committee.asked_to,
        omit_empty=committee.omit_empty,
        force=names.force,
        short_force=names.short or names.force,
        local_policing_body=names.local_policing_body or "the local policing body",
        fictional=scope.view.register.settings.fictional,
        marking=Marking.OFFICIAL_SENSITIVE if scope.restricted else scope.marking,
        restricted=scope.restricted,
        corrected=lens.corrected,
    )


def _kinds(*lists: tuple[InspectionItem, ...]) -> tuple[InspectionKind, ...]:
    """Return the kinds that occur, PEEL left to its own section."""
    found = {item.kind for listed in lists for item in listed}
    return tuple(kind for kind in InspectionKind if kind in found and kind is not InspectionKind.PEEL)


def _rag_key(scope: Scope) -> model.RagKey:
    lens = scope.view.lens
    rag = in_force(scope.view.register.settings.rag, lens.day, corrected=lens.corrected)
    return model.RagKey(rag.basis, tuple(rag.key.items())) if rag else model.RagKey(None, ())


def _duties(scope: Scope) -> tuple[model.DutyLine, ...]:
    """Return the duties of the period's reports, those still owed, and those done in the period.

    Whether a duty applies can stay unknown for ever, so an older report's is not carried along.
    """
    return tuple(
        _duty(scope, duty)
        for duty in clocks.duties(scope.view)
        if not scope.hides_inspection(duty.inspection) and _is_current(scope, duty)
    )


def _is_current(scope: Scope, duty: clocks.Duty) -> bool:
    if duty.done is not None:
        return duty.done.last > scope.since
    state = scope.view.inspections[duty.inspection]
    if state.published is None:  # what a report asks for is not known before it is there
        return duty.outstanding and state.last(Event.REPORT_RECEIVED) is not None
    return duty.outstanding or scope.period.holds(state.published.day)


def _duty(scope: Scope, duty: clocks.Duty) -> model.DutyLine:
    return model.DutyLine(
        title=scope.view.inspections[duty.inspection].facts.title,
        what=duty.what,
        whose=duty.whose,
        source=duty.source,
        last=duty.last,
        days_left=duty.days_left(scope.view.lens.day),
        why_not=duty.why_not,
        done=duty.done,
        words=duty.words,
    )


def _requests(scope: Scope) -> tuple[model.RequestLine, ...]:
    """Return what members asked for at earlier meetings: the last one's, and all without an answer."""
    last = scope.earlier[-1] if scope.earlier else None
    return tuple(
        model.RequestLine(request.text, request.of, request.answered, meeting.on)
        for meeting in scope.earlier
        for request in meeting.requests
        if meeting is last or not request.answered
    )
