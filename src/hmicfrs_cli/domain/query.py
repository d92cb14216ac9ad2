"""Filters of findings and inspections: each narrows, and the values of one filter are alternatives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hmicfrs_cli.domain import periods
from hmicfrs_cli.domain.lines import line_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from hmicfrs_cli.domain.events import InspectionState
    from hmicfrs_cli.domain.lines import Line
    from hmicfrs_cli.domain.register import View
    from hmicfrs_cli.domain.settings import Portfolio
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


def select(
    lines: Iterable[Line], wanted: Filters, day: date, portfolios: Iterable[Portfolio] = ()
) -> list[Line]:
    """Return the findings that fit, in the order in which they come; `lines` are of that day."""
    names = _portfolio_names(portfolios, wanted.portfolio)
    return [line for line in lines if all(_tests(line, wanted, names, day))]


def select_states(view: View, wanted: Filters) -> list[FindingState]:
    """Return the findings that fit, with all that is known of each, in natural order of ids."""
    lines = map(line_of, view.findings.values())
    found = select(lines, wanted, view.lens.day, view.register.settings.portfolios)
    return [view.findings[line.id] for line in found]


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


def _tests(line: Line, wanted: Filters, portfolios: frozenset[str], day: date) -> Iterator[bool]:
    yield line.made_day is not None or wanted.unpublished
    yield not wanted.rag or line.rag in wanted.rag
    yield not wanted.status or line.status in wanted.status
    yield not wanted.kind or line.kind in wanted.kind
    yield not wanted.inspection or line.inspection in wanted.inspection
    yield not wanted.owner or (line.owner or "").casefold() in _folded(wanted.owner)
    yield not wanted.portfolio or (line.portfolio or "").casefold() in portfolios
    yield not wanted.overdue or line.overdue
    yield wanted.open is None or line.is_open is wanted.open
    yield wanted.due_before is None or any(when.last < wanted.due_before for when in line.due())
    yield wanted.older_than is None or _older(line, wanted.older_than, day)


def _older(line: Line, period: str, day: date) -> bool:
    return line.made is not None and line.made.last <= periods.before(day, period)


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)


def _portfolio_names(portfolios: Iterable[Portfolio], wanted: frozenset[str]) -> frozenset[str]:
    """Return the wanted portfolios by id and by name, since a record may hold either."""
    folded = _folded(wanted)
    pairs = [{portfolio.id.casefold(), portfolio.name.casefold()} for portfolio in portfolios]
    return folded.union(*(pair for pair in pairs if pair & folded))
