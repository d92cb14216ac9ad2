"""Exceptions first: what a member should see before anything else."""

from collections.abc import Callable
from itertools import pairwise

from hmicfrs_cli.domain.movement import transitions
from hmicfrs_cli.domain.paper.finding_lines import Item
from hmicfrs_cli.domain.paper.items import items
from hmicfrs_cli.domain.paper.model import Exceptions
from hmicfrs_cli.domain.paper.scope import Scope
from hmicfrs_cli.domain.state import FindingState
from hmicfrs_cli.domain.terms import Acceptance, ForceStatus, InspectorateStatus, Rag

OLD_AFTER_YEARS = 2
"""Open items older than this are marked, as committees have asked."""


def exceptions(scope: Scope) -> Exceptions:
    """Return the exceptions among the findings that are ours."""
    ours = [state for state in scope.tracked if state.ours]
    still_open = [state for state in ours if state.is_open]

    def those(pool: list[FindingState], test: Callable[[Scope, FindingState], bool]) -> tuple[Item, ...]:
        return items(scope, [state for state in pool if test(scope, state)])

    return Exceptions(
        headline=_most_pressing_first(those(still_open, _headline)),
        old=tuple(i for i in items(scope, still_open) if i.years_open >= OLD_AFTER_YEARS),
        completed=those(still_open, _newly_complete),
        closed=those(ours, _newly_closed),
        reopened=those(ours, _newly_reopened),
        taken_back=those(still_open, _taken_back),
        not_accepted=those(still_open, _not_accepted),
        dependent=those(still_open, lambda _, state: bool(state.progress.depends_on)),
        accepted_risks=those(still_open, lambda _, state: state.progress.accepted_risk is not None),
        withheld=sum(scope.hides(state) and _headline(scope, state) for state in still_open),
    )


def _most_pressing_first(found: tuple[Item, ...]) -> tuple[Item, ...]:
    """Sort by how long overdue, red before the rest; the order of ids settles the others."""
    return tuple(sorted(found, key=lambda i: (-i.days_overdue, i.rating.colour is not Rag.RED)))


def _headline(scope: Scope, state: FindingState) -> bool:
    rating = state.progress.rating
    red = rating is not None and rating.colour is Rag.RED
    moved = any(scope.period.holds(move.day) for move in state.progress.moves)
    return red or state.overdue or moved


def _newly_complete(scope: Scope, state: FindingState) -> bool:
    return state.complete and not _was_complete(scope, state)


def _taken_back(scope: Scope, state: FindingState) -> bool:
    return _was_complete(scope, state) and not state.complete


def _was_complete(scope: Scope, state: FindingState) -> bool:
    return scope.before.findings[state.id].progress.status is ForceStatus.CONSIDERED_COMPLETE


def _newly_closed(scope: Scope, state: FindingState) -> bool:
    return not state.is_open and _turned(scope, state, to_open=False)


def _newly_reopened(scope: Scope, state: FindingState) -> bool:
    return _turned(scope, state, to_open=True)


def _turned(scope: Scope, state: FindingState, *, to_open: bool) -> bool:
    """Say whether the inspectorate re-opened or closed it in the period, by the days of the movement."""
    return any(
        scope.period.holds(day)
        and (now is InspectorateStatus.OPEN) is to_open is not (before is InspectorateStatus.OPEN)
        for (_, before), (day, now) in pairwise(transitions(state))
    )


def _not_accepted(_scope: Scope, state: FindingState) -> bool:
    return state.progress.acceptance in {Acceptance.NOT_ACCEPTED, Acceptance.PARTLY_ACCEPTED}
