"""Filters of findings and inspections: each narrows, and the values of one filter are alternatives."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from hmicfrs_cli.domain import periods
from hmicfrs_cli.domain.lines import Line, line_of
from hmicfrs_cli.domain.terms import FindingKind, ForceStatus, InspectionKind, Rag

if TYPE_CHECKING:
    from hmicfrs_cli.domain.events import InspectionState
    from hmicfrs_cli.domain.register import View
    from hmicfrs_cli.domain.settings import Portfolio
    from hmicfrs_cli.domain.state import FindingState


class Filters(NamedTuple):
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
    lines: Iterable[Line], wanted: Filters, day: date, portfolios: "Iterable[Portfolio]" = ()
) -> list[Line]:
    """Return the findings that fit, in the order in which they come; `lines` are of that day."""
    named = _portfolio_names(portfolios, wanted.portfolio)
    tests = [test for asked, test in _tests(wanted, named, day) if asked]
    return [line for line in lines if all(test(line) for test in tests)]


def select_states(view: "View", wanted: Filters) -> "list[FindingState]":
    """Return the findings that fit, with all that is known of each, in natural order of ids."""
    lines = map(line_of, view.findings.values())
    found = select(lines, wanted, view.lens.day, view.register.settings.portfolios)
    return [view.findings[line.id] for line in found]


def select_inspections(
    view: "View", kinds: Iterable[InspectionKind], ids: Iterable[str]
) -> "list[InspectionState]":
    """Return the inspections heard of by the day, of some kinds and ids, in natural order of ids.

    Where no kind or no id is named, every one is meant.
    """
    kind, id_ = frozenset(kinds), frozenset(ids)
    return [
        state
        for state in view.inspections.values()
        if state.heard_of and (not kind or state.facts.kind in kind) and (not id_ or state.id in id_)
    ]


def _tests(
    wanted: Filters, portfolios: frozenset[str], day: date
) -> Iterator[tuple[object, Callable[[Line], bool]]]:
    """Yield each filter, which is false or empty where it lets all through, and what a line has to pass."""
    owners = _folded(wanted.owner)
    yield not wanted.unpublished, lambda line: line.made_day is not None
    yield wanted.rag, lambda line: line.rag in wanted.rag
    yield wanted.status, lambda line: line.status in wanted.status
    yield wanted.kind, lambda line: line.kind in wanted.kind
    yield wanted.inspection, lambda line: line.inspection in wanted.inspection
    yield owners, lambda line: (line.owner or "").casefold() in owners
    yield wanted.portfolio, lambda line: (line.portfolio or "").casefold() in portfolios
    yield wanted.overdue, lambda line: line.overdue
    yield wanted.open is not None, lambda line: line.is_open is wanted.open
    yield wanted.due_before, lambda line: _due_before(line, wanted.due_before)
    yield wanted.older_than, lambda line: _older(line, wanted.older_than, day)


def _due_before(line: Line, day: date | None) -> bool:
    return day is not None and any(when.last < day for when in line.due())


def _older(line: Line, period: str | None, day: date) -> bool:
    return period is not None and line.made is not None and line.made.last <= periods.before(day, period)


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)


def _portfolio_names(portfolios: "Iterable[Portfolio]", wanted: frozenset[str]) -> frozenset[str]:
    """Return the wanted portfolios by id and by name, since a record may hold either."""
    folded = _folded(wanted)
    pairs = [{portfolio.id.casefold(), portfolio.name.casefold()} for portfolio in portfolios]
    return folded.union(*(pair for pair in pairs if pair & folded))
