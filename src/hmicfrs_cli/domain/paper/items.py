"""Findings as the paper prints them."""

from datetime import date

from hmicfrs_cli.domain import dates, terms
from hmicfrs_cli.domain.dates import When
from hmicfrs_cli.domain.paper.model import ActionLine, Decision, Item, MoveLine
from hmicfrs_cli.domain.paper.scope import Scope
from hmicfrs_cli.domain.records import Agreed
from hmicfrs_cli.domain.register import natural
from hmicfrs_cli.domain.settings import in_force
from hmicfrs_cli.domain.state import FindingState, Move, Progress, Said

_ORDER = {terms.Rag.RED: 0, terms.Rag.AMBER: 1, terms.Rag.GREEN: 2}


def item(scope: Scope, state: FindingState) -> Item:
    """Return one finding in print."""
    facts, progress = state.facts, state.progress
    rating, inspection = progress.rating, scope.view.inspections[state.inspection]
    before = scope.before.findings[state.id].progress
    name, lead = _portfolio(scope, progress.portfolio)
    return Item(
        id=state.id,
        kind=facts.kind,
        inspection=state.inspection,
        inspection_title=inspection.facts.title,
        number=facts.number,
        ref=facts.ref,
        text=facts.text,
        wording=facts.wording,
        addressed_to=facts.addressed_to,
        delivery=facts.delivery,
        theme=facts.theme,
        deadline_words=facts.deadline.text if facts.deadline else None,
        deadline=state.deadline,
        deadline_basis=facts.deadline.basis if facts.deadline else terms.Basis.NONE,
        made=state.made,
        inspectorate=state.inspectorate,
        decision=_decision(scope, state.said[-1], inspection.facts.lead) if state.said else None,
        status=progress.status,
        agreed=_agreed(progress.agreed),
        rag=rating.colour if rating else None,
        rag_on=rating.on if rating else None,
        rag_why=scope.words(rating.why) if rating else None,
        rag_before=before.rating.colour if before.rating else None,
        direction=direction(before, progress),
        risk=(progress.risk.likelihood, progress.risk.impact) if progress.risk else None,
        acceptance=progress.acceptance,
        acceptance_why=scope.words(progress.acceptance_why),
        overdue=state.overdue,
        days_overdue=_days_overdue(state),
        owner=progress.owner,
        owner_before=before.owner if before.owner != progress.owner else None,
        portfolio=name,
        portfolio_lead=lead,
        linked=progress.linked,
        depends_on=progress.depends_on,
        accepted_risk=scope.words(progress.accepted_risk),
        original_target=progress.original_target,
        target=progress.target,
        moves=tuple(_move(scope, move) for move in progress.moves),
        moved_since=any(scope.period.holds(move.day) for move in progress.moves),
        next_date=_next_date(state),
        note=scope.words(progress.note),
        effect=scope.words(progress.effect),
        evidence=tuple(words.shown(restricted=scope.restricted) for words in progress.evidence),
        actions=_actions(scope, state),
        actions_done=sum(_done(action) for action in state.actions.values()),
        updated=progress.updated,
        years_open=_whole_years(state.made_day, state.day),
        under=facts.under,
        supersedes=facts.supersedes,
        private=scope.is_private(state),
    )


def items(scope: Scope, states: list[FindingState]) -> tuple[Item, ...]:
    """Return the findings that this paper prints, in natural order of ids."""
    shown = [state for state in states if not scope.hides(state)]
    return tuple(item(scope, state) for state in sorted(shown, key=lambda state: natural(state.id)))


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


def _decision(scope: Scope, said: Said, lead: str) -> Decision:
    authority = said.authority
    words = f"{authority.kind.label}, {authority.ref}" if authority else None
    by = terms.body_name(said.said_by or lead)
    return Decision(said.status, said.on, by, words, scope.words(said.why))


def _agreed(agreed: Agreed | None) -> str | None:
    if agreed is None:
        return None
    who = " for ".join(part for part in (agreed.by, agreed.board) if part) or "not stated"
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


def _whole_years(start: date | None, end: date) -> int:
    """Return the whole years from one day to another."""
    if start is None:
        return 0
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))
