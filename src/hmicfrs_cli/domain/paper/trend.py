"""What was open on an earlier day, and how it was rated then, without folding every log anew."""

from collections.abc import Iterator
from datetime import date

from hmicfrs_cli.domain.fold import has_corrections
from hmicfrs_cli.domain.paper.scope import Scope
from hmicfrs_cli.domain.register import View
from hmicfrs_cli.domain.state import FindingState, made_day_of
from hmicfrs_cli.domain.terms import FindingKind, InspectorateStatus, Rag

Rated = tuple[str, Rag | None]
"""The id of a finding and its colour; None where it is not rated."""


def rated(state: FindingState) -> Rated:
    """Return a finding's rating in a state."""
    return state.id, state.progress.rating.colour if state.progress.rating else None


def open_on(scope: Scope, day: date) -> Iterator[Rated]:
    """Yield the findings that count and were open on a day no later than the paper's, as seen on that day."""
    view = scope.view.at(day)
    if day in (scope.since, scope.view.lens.day):  # the paper needs every state of these days anyway
        yield from (rated(state) for state in view.made() if state.counted and state.is_open)
    else:
        yield from _open_by_entries(scope.view, view)


def _open_by_entries(later: View, view: View) -> Iterator[Rated]:
    for id_, state in later.findings.items():
        record = view.register.findings[id_]
        if has_corrections(record.log):  # from which day on a correction was known, the fold alone can tell
            then = view.state_of(id_, record)
            if then.counted and then.is_open:
                yield rated(then)
        elif _was_open(state, view):
            yield id_, _colour(state, view.lens.day)


def _was_open(state: FindingState, view: View) -> bool:
    """Say whether a finding whose log corrects nothing counted and was open: by its entries up to then."""
    published = view.inspections[state.inspection].published
    if not state.ours or state.facts.kind is FindingKind.PRACTICE or published is None:
        return False
    said = [said.status for said in state.said if said.day <= view.lens.day]
    made = made_day_of(state.facts, published.day, view.lens.day)
    return made is not None and (not said or said[-1] is InspectorateStatus.OPEN)


def _colour(state: FindingState, day: date) -> Rag | None:
    colours = [rating.colour for rating in state.progress.ratings if rating.day <= day]
    return colours[-1] if colours else None
