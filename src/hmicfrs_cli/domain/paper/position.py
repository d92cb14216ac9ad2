"""The position: movement that adds up, counts by rating and portfolio, the trend, what was restated."""

from collections.abc import Iterable
from datetime import date

from hmicfrs_cli.domain.dates import When, spoken
from hmicfrs_cli.domain.ids import natural
from hmicfrs_cli.domain.movement import CLOSINGS, Movement, movements, open_at, total
from hmicfrs_cli.domain.paper import model
from hmicfrs_cli.domain.paper.items import portfolio_name
from hmicfrs_cli.domain.paper.scope import Scope
from hmicfrs_cli.domain.state import FindingState
from hmicfrs_cli.domain.terms import FindingKind, Rag

MEETINGS_IN_TREND = 8
"""How many meetings the trend shows, this one included."""


def coverage(scope: Scope) -> model.Coverage:
    """Say whether every finding since before the period is in the register."""
    stated = scope.view.register.settings.coverage
    reached = stated.complete_from is not None and stated.complete_from.last <= scope.since
    return model.Coverage(reached, stated.complete_from, stated.note)


def position(scope: Scope) -> model.Position | None:
    """Return the position; None where coverage does not reach, since a false total is worse than none."""
    if not coverage(scope).reached:
        return None
    ours = [state for state in scope.tracked if state.ours]
    moved = movements(ours, scope.period)
    still_open = [state for state in ours if state.is_open]
    return model.Position(
        rows=tuple(_row(scope, kind, row) for kind, row in moved.items()),
        total=_row(scope, None, total(moved.values())),
        not_ours=_not_ours(scope),
        rated=any(state.progress.rating for state in still_open),
        by_rag=_counts(scope, "All", still_open),
        by_portfolio=_by_portfolio(scope, still_open),
        trend=_trend(scope),
        restated=_restated(scope, moved),
    )


def figures(found: model.Position | None) -> tuple[model.Figure, ...]:
    """Return every figure of the position that is not nought, with the records behind it."""
    if found is None:
        return ()
    rows = [*found.rows, found.total] + ([found.not_ours] if found.not_ours else [])
    listed = [figure for row in rows for figure in _row_figures(row)]
    rated = [found.by_rag, *found.by_portfolio, *found.trend[:-1]] if found.rated else []
    listed += [figure for counts in rated for _, figure in counts.counts]
    return tuple(figure for figure in listed if figure.count)


def _row_figures(row: model.MovementRow) -> list[model.Figure]:
    """Return the figures of a line; what was closed in all only where it is a sum."""
    closed = [figure for _, figure in row.closed]
    whole = [row.all_closed] if sum(bool(figure.count) for figure in closed) > 1 else []
    return [row.opening, row.new, row.reopened, *closed, *whole, row.closing, row.complete]


def _row(scope: Scope, kind: FindingKind | None, row: Movement, name: str = "") -> model.MovementRow:
    what = name or (kind.plural if kind else "all findings")
    return model.MovementRow(
        kind=kind,
        opening=scope.figure(f"{what}: opening", row.opening),
        new=scope.figure(f"{what}: new", row.new),
        reopened=scope.figure(f"{what}: re-opened", row.reopened),
        closed=tuple((s, scope.figure(f"{what}: {s.label}", row.closed[s])) for s in CLOSINGS),
        all_closed=scope.figure(f"{what}: closed in all", row.all_closed),
        closing=scope.figure(f"{what}: closing", row.closing),
        complete=scope.figure(f"{what}: open, considered complete by the force", row.complete),
    )


def _not_ours(scope: Scope) -> model.MovementRow | None:
    others = [state for state in scope.tracked if not state.ours]
    moved = movements(others, scope.period)
    return _row(scope, None, total(moved.values()), "not ours, tracked") if moved else None


def _counts(
    scope: Scope, label: str, states: Iterable[FindingState], meeting: When | None = None
) -> model.RagCounts:
    groups: dict[Rag | None, list[str]] = {colour: [] for colour in (*Rag, None)}
    for state in states:
        groups[state.progress.rating.colour if state.progress.rating else None].append(state.id)
    what = "open findings" if label == "All" else f"open findings, {label}"
    counts = tuple(
        (colour, scope.figure(f"{what}: {colour.label if colour else 'not rated'}", ids))
        for colour, ids in groups.items()
    )
    return model.RagCounts(label, counts, sum(len(ids) for ids in groups.values()), meeting)


def _by_portfolio(scope: Scope, states: list[FindingState]) -> tuple[model.RagCounts, ...]:
    groups: dict[str, list[FindingState]] = {}
    for state in states:
        name = portfolio_name(scope, state.progress.portfolio) or "Not allocated"
        groups.setdefault(name, []).append(state)
    return tuple(_counts(scope, name, groups[name]) for name in sorted(groups, key=_unallocated_last))


def _unallocated_last(name: str) -> tuple[bool, str]:
    return (name == "Not allocated", name.casefold())


def _trend(scope: Scope) -> tuple[model.RagCounts, ...]:
    """Count open findings by rating at the last meetings' cut-offs, where coverage reaches them."""
    complete = scope.view.register.settings.coverage.complete_from
    days = [(m.on, m.ends()) for m in scope.earlier if complete and m.ends() >= complete.last]
    days = [*days[-(MEETINGS_IN_TREND - 1) :], (scope.meeting.on, scope.view.lens.day)]
    return tuple(_counts(scope, spoken(on), _open_on(scope, day), on) for on, day in days)


def _open_on(scope: Scope, day: date) -> list[FindingState]:
    return [state for state in scope.view.at(day).made() if state.counted and state.is_open]


def _restated(scope: Scope, moved: dict[FindingKind, Movement]) -> tuple[model.Restated, ...]:
    """Compare the opening with what the last paper was issued with, kind by kind."""
    issued = scope.earlier[-1].issued if scope.earlier else None
    if issued is None or "figures" not in issued.model_fields_set:
        return ()
    if scope.earlier[-1].ends() != scope.since:
        return ()
    return tuple(
        found
        for kind in FindingKind
        if (kind in issued.figures or kind in moved)
        and (found := _difference(scope, kind, issued.figures.get(kind, ()), moved.get(kind, Movement())))
    )


def _difference(
    scope: Scope, kind: FindingKind, issued: tuple[str, ...], row: Movement
) -> model.Restated | None:
    then = {scope.view.register.present_id(id_) or id_ for id_ in issued}
    now = set(row.opening)
    if then == now:
        return None
    added, removed = _named(scope, now - then), _named(scope, then - now)
    return model.Restated(kind, len(then), len(now), added, removed)


def _named(scope: Scope, ids: set[str]) -> tuple[str, ...]:
    """Return the ids that this paper may name, and how many more there are."""
    states = scope.view.findings
    hidden = {id_ for id_ in ids if id_ in states and scope.hides(states[id_])}
    more = (f"{len(hidden)} withheld",) if hidden else ()
    return (*sorted(ids - hidden, key=natural), *more)


def issued_figures(scope: Scope) -> dict[FindingKind, tuple[str, ...]]:
    """Return what a paper is issued with: the ids open at its cut-off, by kind."""
    groups: dict[FindingKind, list[str]] = {}
    for state in scope.tracked:
        if state.ours and open_at(state, scope.view.lens.day):
            groups.setdefault(state.facts.kind, []).append(state.id)
    return {kind: tuple(groups[kind]) for kind in FindingKind if kind in groups}
