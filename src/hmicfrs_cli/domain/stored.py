"""What a record's file alone decides of it, for every day from which the last of its entries is known on.

It is worked out by the fold itself, as seen from the last day there is: nothing of it is decided twice.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from hmicfrs_cli.domain.agenda import matters_until
from hmicfrs_cli.domain.events import inspection_state
from hmicfrs_cli.domain.fold import AT_LAST, Lens, as_corrected, facts, has_corrections
from hmicfrs_cli.domain.lines import ALWAYS, Stored, line_of
from hmicfrs_cli.domain.state import finding_state
from hmicfrs_cli.domain.terms import Basis, FindingKind

if TYPE_CHECKING:
    from datetime import date

    from hmicfrs_cli.domain.dates import When
    from hmicfrs_cli.domain.records import Finding, Inspection, Risk
    from hmicfrs_cli.domain.state import FindingState
    from hmicfrs_cli.domain.terms import Rag


class StoredInspection(NamedTuple):
    """What an inspection's file alone decides that its findings need."""

    latest: str
    published: str | None
    day: str | None
    """The day from which the register knows of the publication."""
    private: int
    due: str
    """The last day on which anything of it can be due, or `ALWAYS` (before every day) where nothing can."""
    links: str | None = None
    """As in `Stored`."""


class Linked(NamedTuple):
    """All that rules see of a record that see more than one, besides that it is there."""

    kind: str
    under: str | None
    formerly: tuple[str, ...]
    number: str | None
    """As last corrected."""
    supersedes: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    recommendations: str | None = None
    phase_of: str | None = None
    related: tuple[str, ...] = ()
    said: Linked | None = None
    """The same as corrected, where that differs: the rules of the record itself ask about that."""

    @property
    def log(self) -> tuple[()]:
        """Nothing: of what happened to a record, no rule asks that sees more than one."""
        return ()


UNLINKED = Linked("", None, (), None)
_LISTS: Final = {"formerly", "supersedes", "same_as", "related"}
_KINDS: Final[dict[str, str]] = {term.value: term for term in FindingKind}


@lru_cache(maxsize=4096)  # most records have a kind and a small number, and name no other
def linked(text: str | None) -> Linked:
    """Return what was kept of a record's links."""
    return _linked(json.loads(text)) if text else UNLINKED


def _linked(kept: dict[str, Any]) -> Linked:
    for name in _LISTS & kept.keys():
        kept[name] = tuple(kept[name])
    kept["kind"] = _KINDS.get(kept["kind"], kept["kind"])
    if "said" in kept:
        kept["said"] = _linked(kept["said"])
    return UNLINKED._replace(**kept)


def links(record: Finding | Inspection, last: Finding | Inspection, lens: Lens | None = None) -> str | None:
    """Return what rules that see more than one record see of this one, as corrected by the lens's day.

    `last` is the record as last corrected, which it is on a day that is not given.
    """
    now = facts(record, lens) if lens else last
    raw, said = ({name: getattr(one, name, None) for name in Linked._fields} for one in (record, now))
    raw["number"], said["formerly"] = getattr(last, "number", None), record.formerly
    kept = {name: value for name, value in raw.items() if value}
    if said != raw:
        kept["said"] = {name: value for name, value in said.items() if value}
    names_none = len(kept) == 1 and record.kind is not FindingKind.CAUSE_OF_CONCERN
    return None if names_none else json.dumps(kept)


def stored_inspection(record: Inspection) -> StoredInspection:
    """Return what is kept of an inspection."""
    state = inspection_state("", record, AT_LAST)
    first = state.published
    when, day = (first.when.text, first.day.isoformat()) if first else (None, None)
    due = matters_until(state)
    return StoredInspection(
        latest(record),
        when,
        day,
        int(state.facts.private),
        due.isoformat() if due else ALWAYS,
        links(record, state.facts),
    )


def stored_finding(
    record: Finding, known: FindingState | None = None, *, last: str | None = None, by_matrix: bool = False
) -> Stored:
    """Return what is kept of a finding, as if no matrix gave a colour.

    `known` is what it is without one on a day from which its last entry is known, and `by_matrix` says then
    whether a matrix would give one. `last` is that day, where it is known.
    """
    risks: list[Risk] = []

    def rating(risk: Risk, day: date) -> Rag | None:  # noqa: ARG001 - what it says of no day is asked
        risks.append(risk)
        return None

    state = known or finding_state(
        "", record, AT_LAST, published=None, published_day=AT_LAST.day, rating=rating
    )
    line, said = line_of(state), state.facts.deadline
    return Stored(
        latest=last or latest(record),
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
        deadline=_text(said.date if said and said.basis is Basis.DATE else None),
        within=said.within if said and said.basis is Basis.PUBLICATION else None,
        target=_text(line.target),
        original_target=_text(line.original_target),
        target_moves=line.target_moves,
        made=_text(state.facts.made),
        closed=_text(line.closed),
        private=int(state.facts.private),
        actions=json.dumps([[a.name, a.target.text, a.owner] for a in line.actions]) if line.actions else "",
        by_matrix=int(by_matrix or bool(risks)),
        links=links(record, state.facts),
    )


def latest(record: Finding | Inspection) -> str:
    """Return the day from which every entry is known, as it was written and as it is corrected."""
    days = [entry.on.last for entry in record.log]
    if has_corrections(record.log):
        days += [entry.on.last for _, entry in as_corrected(record.log, AT_LAST)]
    return max(days).isoformat() if days else ALWAYS


def _text(when: When | None) -> str | None:
    return when.text if when else None
