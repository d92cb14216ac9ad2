"""Filters of findings and inspections: each narrows, and the values of one filter are alternatives."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from hmicfrs_cli.domain import periods
from hmicfrs_cli.domain.events import InspectionState
from hmicfrs_cli.domain.register import View
from hmicfrs_cli.domain.state import FindingState
from hmicfrs_cli.domain.terms import FindingKind, ForceStatus, InspectionKind, Rag


@dataclass(frozen=True, slots=True)
class Filters:
    """What findings are asked for; an empty filter lets all through."""

    rag: frozenset[Rag | None] = frozenset()
    """None stands for not rated."""
    status: frozenset[ForceStatus | None] = frozenset()
    """None stands for a force status that is not stated."""
    kind: frozenset[FindingKind] = frozenset()
    inspection: frozenset[str] = frozenset()
    """Present ids."""
    owner: frozenset[str] = frozenset()
    portfolio: frozenset[str] = frozenset()
    """Ids or names of portfolios."""
    overdue: bool = False
    open: bool | None = None
    """The inspectorate's status: open, or not; None for either."""
    due_before: date | None = None
    """A deadline or target whose last possible day is before this day."""
    older_than: str | None = None
    """An ISO 8601 period: made at least that long ago."""
    unpublished: bool = False
    """Whether findings of reports that are not yet published are in the list too."""


def select(view: View, wanted: Filters) -> list[FindingState]:
    """Return the findings that fit, in natural order of ids."""
    names = _portfolio_names(view, wanted.portfolio)
    return [state for state in view.findings.values() if all(_tests(state, wanted, names))]


def select_inspections(
    view: View, kinds: Iterable[InspectionKind], ids: Iterable[str]
) -> list[InspectionState]:
    """Return the inspections heard of by the day, of some kinds and ids, in natural order of ids.

    Where no kind or no id is named, every one is meant.
    """
    kind, id_ = frozenset(kinds), frozenset(ids)
    return [
        state
        for state in view.inspections.values()
        if state.heard_of and (not kind or state.facts.kind in kind) and (not id_ or state.id in id_)
    ]


def _tests(state: FindingState, wanted: Filters, portfolios: frozenset[str]) -> Iterator[bool]:
    now = state.progress
    yield state.made_day is not None or wanted.unpublished
    yield not wanted.rag or (now.rating.colour if now.rating else None) in wanted.rag
    yield not wanted.status or now.status in wanted.status
    yield not wanted.kind or state.facts.kind in wanted.kind
    yield not wanted.inspection or state.inspection in wanted.inspection
    yield not wanted.owner or (now.owner or "").casefold() in _folded(wanted.owner)
    yield not wanted.portfolio or (now.portfolio or "").casefold() in portfolios
    yield not wanted.overdue or state.overdue
    yield wanted.open is None or state.is_open is wanted.open
    yield wanted.due_before is None or any(when.last < wanted.due_before for when in state.due())
    yield wanted.older_than is None or _older(state, wanted.older_than)


def _older(state: FindingState, period: str) -> bool:
    return state.made is not None and state.made.last <= periods.before(state.day, period)


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)


def _portfolio_names(view: View, wanted: frozenset[str]) -> frozenset[str]:
    """Return the wanted portfolios by id and by name, since a record may hold either."""
    folded = _folded(wanted)
    pairs = [
        {portfolio.id.casefold(), portfolio.name.casefold()}
        for portfolio in view.register.settings.portfolios
    ]
    return folded.union(*(pair for pair in pairs if pair & folded))
