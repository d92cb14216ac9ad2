"""What a record's file alone decides of it, for every day from which the last of its entries is known on.

It is worked out by the fold itself, as seen from the last day there is: nothing of it is decided twice.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from hmicfrs_cli.domain.events import inspection_state
from hmicfrs_cli.domain.fold import AT_LAST, as_corrected, facts
from hmicfrs_cli.domain.lines import ALWAYS, Stored, line_of
from hmicfrs_cli.domain.state import finding_state
from hmicfrs_cli.domain.terms import Basis

if TYPE_CHECKING:
    from datetime import date

    from hmicfrs_cli.domain.dates import When
    from hmicfrs_cli.domain.records import Finding, Inspection, Risk
    from hmicfrs_cli.domain.terms import Rag


class StoredInspection(NamedTuple):
    """What an inspection's file alone decides that its findings need."""

    latest: str
    published: str | None
    day: str | None
    """The day from which the register knows of the publication."""
    private: int
    links: str | None = None
    """As in `Stored`."""


class Linked(NamedTuple):
    """All that the rules of one record see of another, besides that it is there."""

    kind: str
    under: str | None
    formerly: tuple[str, ...]
    number: str | None
    """As last corrected."""

    @property
    def log(self) -> tuple[()]:
        """Nothing: of what happened to another record, no rule of this one asks."""
        return ()


UNLINKED = Linked("", None, (), None)


def linked(text: str | None) -> Linked:
    """Return what was kept of a record's links."""
    if text is None:
        return UNLINKED
    kind, under, formerly, number = json.loads(text)
    return Linked(kind, under, tuple(formerly), number)


def _links(record: Finding | Inspection) -> str | None:
    under: str | None = getattr(record, "under", None)
    number: str | None = getattr(facts(record, AT_LAST), "number", None)
    if under is None and number is None and not record.formerly:
        return None
    return json.dumps([record.kind.value, under, record.formerly, number])


def stored_inspection(record: Inspection) -> StoredInspection:
    """Return what is kept of an inspection."""
    state = inspection_state("", record, AT_LAST)
    first = state.published
    when, day = (first.when.text, first.day.isoformat()) if first else (None, None)
    return StoredInspection(_latest(record), when, day, int(state.facts.private), _links(record))


def stored_finding(record: Finding) -> Stored:
    """Return what is kept of a finding, as if no matrix gave a colour."""
    by_matrix: list[Risk] = []

    def rating(risk: Risk, day: date) -> Rag | None:  # noqa: ARG001 - what it says of no day is asked
        by_matrix.append(risk)
        return None

    state = finding_state("", record, AT_LAST, published=None, published_day=AT_LAST.day, rating=rating)
    line, said = line_of(state), state.facts.deadline
    return Stored(
        latest=_latest(record),
        kind=line.kind.value,
        number=line.number,
        text=line.text,
        rag=line.rag.value if line.rag else None,
        status=line.status.value if line.status else None,
        inspectorate=line.inspectorate.value,
        owner=line.owner,
        portfolio=line.portfolio,
        delivery=line.delivery.value,
        deadline_words=line.deadline_words,
        deadline_basis=line.deadline_basis.value if line.deadline_basis else None,
        deadline=_text(line.deadline),
        within=said.within if said and said.basis is Basis.PUBLICATION else None,
        target=_text(line.target),
        original_target=_text(line.original_target),
        target_moves=line.target_moves,
        made=_text(line.made),
        closed=_text(line.closed),
        private=int(line.private),
        actions=json.dumps([[a.name, a.target.text, a.owner] for a in line.actions]) if line.actions else "",
        by_matrix=int(bool(by_matrix)),
        links=_links(record),
    )


def _latest(record: Finding | Inspection) -> str:
    """Return the day from which every entry is known, as it was written and as it is corrected."""
    entries = [*record.log, *(entry for _, entry in as_corrected(record.log, AT_LAST))]
    return max((entry.on.last.isoformat() for entry in entries), default=ALWAYS)


def _text(when: When | None) -> str | None:
    return when.text if when else None
