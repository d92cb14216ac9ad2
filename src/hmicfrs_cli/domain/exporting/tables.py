"""From a view and the findings asked for to the three tables of an export."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hmicfrs_cli.domain.audience import Audience
from hmicfrs_cli.domain.events import InspectionState
from hmicfrs_cli.domain.exporting import findings, inspections, log
from hmicfrs_cli.domain.exporting.column import Column, Table
from hmicfrs_cli.domain.settings import RagFrom, in_force
from hmicfrs_cli.domain.state import FindingState

COLUMNS: Mapping[str, tuple[Column[Any], ...]] = {
    "findings": findings.COLUMNS,
    "log": log.COLUMNS,
    "inspections": inspections.COLUMNS,
}
"""Every table by its name, with its columns."""


@dataclass(frozen=True, slots=True)
class Export:
    """What is exported, and what is said of all of it."""

    force: str
    name: str
    """The force's name, as pages print it."""
    as_of: date
    marked: str
    restricted: bool
    rag: RagFrom | None
    """What the force's RAG rates on that day, and its key."""
    tables: tuple[Table, ...]
    withheld: tuple[str, ...]
    """The ids of findings and inspections that these readers are not given."""
    commit: str | None = None
    """The full id of the commit that the records are from; None for the files as they are."""


def export(audience: Audience, found: Sequence[FindingState], names: Sequence[str], *, whole: bool) -> Export:
    """Return the named tables of some findings, in the order of ids.

    With `whole` every inspection heard of is in it, else those of the findings alone. The log is of
    both. What is not for these readers is left out, and named in `withheld`.
    """
    shown = [state for state in found if not audience.hides(state)]
    around = _inspections(audience, shown, whole=whole)
    given = [state for state in around if not audience.hides_inspection(state.id)]
    hidden = [s.id for s in around if audience.hides_inspection(s.id)]
    hidden += [s.id for s in found if audience.hides(s)]
    settings, lens = audience.view.register.settings, audience.view.lens
    return Export(
        force=settings.force,
        name=settings.names.force,
        as_of=lens.day,
        marked=audience.marked,
        restricted=audience.restricted,
        rag=in_force(settings.rag, lens.day, corrected=lens.corrected),
        tables=tuple(Table(name, COLUMNS[name], list(_rows(name, audience, shown, given))) for name in names),
        withheld=tuple(hidden),
    )


def _inspections(audience: Audience, found: Sequence[FindingState], *, whole: bool) -> list[InspectionState]:
    of = {state.inspection for state in found}
    states = audience.view.inspections.values()
    return [s for s in states if s.id in of or (whole and s.heard_of)]


def _rows(
    name: str, audience: Audience, found: Sequence[FindingState], around: Sequence[InspectionState]
) -> Iterator[Any]:
    force, register = audience.view.register.settings.force, audience.view.register
    if name == "findings":
        states = audience.view.inspections
        yield from (findings.FindingRow(force, s, states[s.inspection], audience) for s in found)
    elif name == "log":
        for inspection in around:
            yield from log.rows(force, inspection.id, register.inspections[inspection.id], audience)
        for state in found:
            yield from log.rows(force, state.id, register.findings[state.id], audience)
    else:
        every = Counter(s.inspection for s in found)
        still = Counter(s.inspection for s in found if s.is_open)
        for s in around:
            private = audience.view.inspections[s.id].facts.private
            yield inspections.InspectionRow(force, s, every[s.id], still[s.id], private)
