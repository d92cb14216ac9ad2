"""Findings as the paper prints them."""

from collections.abc import Iterable
from datetime import date

from hmicfrs_cli.domain import dates, terms
from hmicfrs_cli.domain.dates import When
from hmicfrs_cli.domain.ids import natural
from hmicfrs_cli.domain.paper.finding_lines import (
    ActionLine,
    DeadlineLine,
    Decision,
    Item,
    MoveLine,
    RatingLine,
    TargetLine,
)
from hmicfrs_cli.domain.paper.scope import Scope
from hmicfrs_cli.domain.progress import Move, Progress, Words
from hmicfrs_cli.domain.records import Agreed
from hmicfrs_cli.domain.settings import in_force
from hmicfrs_cli.domain.state import FindingState, Said

_AS_STATED = (
    *("kind", "number", "ref", "text", "wording", "theme"),
    *("addressed_to", "delivery"),
)
"""What is printed as it stands above the log."""
_NATIONAL = {
    terms.InspectionKind.NATIONAL_THEMATIC,
    terms.InspectionKind.JOINT_THEMATIC,
    terms.InspectionKind.SUPER_COMPLAINT,
}
_ORDER = {terms.Rag.RED: 0, terms.Rag.AMBER: 1, terms.Rag.GREEN: 2}


def item(scope: Scope, state: FindingState) -> Item:
    """Return one finding in print."""
    facts, now = state.facts, state.progress
    inspection = scope.view.inspections[state.inspection].facts
    before = scope.before.findings[state.id].progress
    portfolio, lead = _portfolio(scope, now.portfolio)
    return Item(
        id=state.id,
        inspection=state.inspection,
        inspection_title=inspection.title,
        national=inspection.kind in _NATIONAL,
        **{name: getattr(facts, name) for name in _AS_STATED},
        under=next(iter(_named(scope, facts.under)), None),
        supersedes=_named(scope, *facts.supersedes),
        deadline=_deadline(state),
        made=state.made,
        years_open=_whole_years((state.made or dates.day(state.day)).last, state.day),
        inspectorate=state.inspectorate,
        decision=_decision(scope, state.said[-1], inspection.lead) if state.said else None,
        status=now.status,
        agreed=_agreed(scope, now.agreed),
        rating=_rating(scope, before, now),
        acceptance=now.acceptance,
        acceptance_why=scope.words(now.acceptance_why),
        days_overdue=_days_overdue(state),
        owner=now.owner,
        owner_before=before.owner if before.owner != now.owner else None,
        portfolio=portfolio,
        portfolio_lead=lead,
        linked=_shown(scope, now.linked),
        depends_on=_shown(scope, now.depends_on),
        accepted_risk=scope.words(now.accepted_risk),
        target=_target(scope, now),
        next_date=_next_date(state),
        note=scope.words(now.note),
        effect=scope.words(now.effect),
        evidence=_shown(scope, now.evidence),
        actions=_actions(scope, state),
        actions_done=sum(_done(action) for action in state.actions.values()),
        private=scope.is_private(state),
    )


def items(scope: Scope, states: list[FindingState]) -> tuple[Item, ...]:
    """Return the findings that this paper prints, in natural order of ids."""
    shown = [state for state in states if not scope.hides(state)]
    return tuple(_once(scope, state) for state in sorted(shown, key=lambda state: natural(state.id)))


def _once(scope: Scope, state: FindingState) -> Item:
    """Return a finding in print, made once: most stand in several lists."""
    if state.id not in scope.printed:
        scope.printed[state.id] = item(scope, state)
    return scope.printed[state.id]


def direction(before: Progress, now: Progress) -> str:
    """Say how a rating stands against the last paper's; white has no place on the scale."""
    if now.rating is None:
        return "none"
    if before.rating is None:
        return "new"
    if before.rating.colour is now.rating.colour:
        return "same"
    old, new = _ORDER.get(before.rating.colour), _ORDER.get(now.rating.colour)
    if old is None or new is None:
        return "changed"
    return "better" if new > old else "worse"


def _named(scope: Scope, *ids: str | None) -> tuple[str, ...]:
    """Return the present ids of other findings that this paper may name."""
    present = [scope.view.register.present_id(id_) for id_ in ids if id_]
    states = [scope.view.findings[id_] for id_ in present if id_ in scope.view.findings]
    return tuple(state.id for state in states if state.made_day and not scope.hides(state))


def _shown(scope: Scope, texts: Iterable[Words]) -> tuple[str, ...]:
    return tuple(words.shown(restricted=scope.restricted) for words in texts)


def _decision(scope: Scope, said: Said, lead: str) -> Decision:
    by = said.said_by or (lead if lead != "not-stated" else None)
    who = terms.body_name(by) if by else None
    return Decision(said.status, said.on, who, scope.words(_authority(said)), scope.words(said.why))


def _authority(said: Said) -> Words | None:
    if said.authority is None:
        return None
    kind, ref = said.authority.kind.label, said.authority.ref
    words = ref if kind.casefold() in ref.casefold() else f"{kind}, {ref}"
    return Words(words, said.private, said.on)


def _agreed(scope: Scope, agreed: Agreed | None) -> str | None:
    if agreed is None:
        return None
    boards = {board.id: board.name for board in scope.view.register.settings.boards}
    board = agreed.board and boards.get(agreed.board, agreed.board)
    who = " for ".join(part for part in (agreed.by, board) if part) or "not stated"
    return f"{who}, {dates.spoken(agreed.on)}" if agreed.on else who


def portfolio_name(scope: Scope, id_: str | None) -> str | None:
    """Return a portfolio's printed name."""
    return _portfolio(scope, id_)[0]


def _portfolio(scope: Scope, id_: str | None) -> tuple[str | None, str | None]:
    for portfolio in scope.view.register.settings.portfolios:
        if id_ == portfolio.id:
            lead = in_force(portfolio.leads, scope.view.lens.day, corrected=scope.view.lens.corrected)
            return portfolio.name, lead.lead if lead else None
    return id_, None


def _deadline(state: FindingState) -> DeadlineLine:
    deadline = state.facts.deadline
    if deadline is None:
        return DeadlineLine(None, None, terms.Basis.NONE)
    return DeadlineLine(deadline.text, state.deadline, deadline.basis)


def _rating(scope: Scope, before: Progress, now: Progress) -> RatingLine:
    then, rating, risk = before.rating, now.rating, now.risk
    return RatingLine(
        colour=rating.colour if rating else None,
        on=rating.on if rating else None,
        why=scope.words(rating.why) if rating else None,
        before=then.colour if then else None,
        direction=direction(before, now),
        risk=(risk.likelihood, risk.impact) if risk else None,
    )


def _target(scope: Scope, now: Progress) -> TargetLine:
    return TargetLine(
        now.original_target,
        now.target,
        tuple(_move(scope, move) for move in now.moves),
        moved_since=any(scope.period.holds(move.day) for move in now.moves),
    )


def _move(scope: Scope, move: Move) -> MoveLine:
    return MoveLine(move.old, move.new, move.days, move.on, scope.words(move.why))


def _done(action: Progress) -> bool:
    return action.status is terms.ForceStatus.CONSIDERED_COMPLETE


def _actions(scope: Scope, state: FindingState) -> tuple[ActionLine, ...]:
    return tuple(
        ActionLine(name, scope.words(action.text), action.owner, action.status, action.target)
        for name, action in sorted(state.actions.items(), key=lambda pair: natural(pair[0]))
    )


def _days_overdue(state: FindingState) -> int:
    """Return how long ago the earliest missed day was; 0 where it is not overdue."""
    if not state.overdue:
        return 0
    return max(dates.days_between(when.last, state.day) for when in state.due())


def _next_date(state: FindingState) -> When | None:
    """Return the next date that is still to come: of the finding, or of one of its actions."""
    targets = [action.target for action in state.actions.values() if action.target and not _done(action)]
    ahead = [when for when in [*state.due(), *targets] if when.last >= state.day]
    return min(ahead, key=lambda when: when.last, default=None)


def _whole_years(start: date, end: date) -> int:
    """Return the whole years from one day to another."""
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))
