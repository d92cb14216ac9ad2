"""A finding as lists have it: one flat line, made from its state or from what was worked out of it before.

Nothing here needs the records themselves, so that a list can be answered without loading them.
"""

from __future__ import annotations

import json
from datetime import date  # noqa: TC003 - a NamedTuple looks its annotations up
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from hmicfrs_cli.domain import dates, deadlines
from hmicfrs_cli.domain.terms import (
    Basis,
    Delivery,
    FindingKind,
    ForceStatus,
    InspectorateStatus,
    Rag,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hmicfrs_cli.domain.dates import When
    from hmicfrs_cli.domain.state import FindingState


class Waiting(NamedTuple):
    """An action that is not considered complete, and the day it is to be done by."""

    name: str
    target: When
    owner: str | None


class Line(NamedTuple):
    """A finding on a day; each field means what it means in `state.FindingState`."""

    id: str
    kind: FindingKind
    number: str | None
    text: str
    rag: Rag | None
    status: ForceStatus | None
    inspectorate: InspectorateStatus
    owner: str | None
    portfolio: str | None
    delivery: Delivery
    deadline_words: str | None
    deadline_basis: Basis | None
    deadline: When | None
    target: When | None
    original_target: When | None
    target_moves: int
    made: When | None
    made_day: date | None
    closed: When | None
    private: bool
    overdue: bool
    actions: tuple[Waiting, ...]

    @property
    def inspection(self) -> str:
        """The id of its inspection."""
        return self.id.partition("/")[0]

    @property
    def is_open(self) -> bool:
        """Whether the inspectorate has it open."""
        return self.inspectorate is InspectorateStatus.OPEN

    @property
    def complete(self) -> bool:
        """Whether the force considers it complete."""
        return self.status is ForceStatus.CONSIDERED_COMPLETE

    @property
    def ours(self) -> bool:
        """Whether it is the force's to deliver, alone or with others."""
        return self.delivery is not Delivery.OTHER_BODY

    @property
    def counted(self) -> bool:
        """Whether it stands in movement and counts: made, ours, and no practice."""
        return self.made_day is not None and self.ours and self.kind is not FindingKind.PRACTICE

    def due(self) -> list[When]:
        """Return the inspectorate's deadline and the present target, whichever there are."""
        return [when for when in (self.deadline, self.target) if when is not None]


class Stored(NamedTuple):
    """What a finding's file alone decides, from the day on which the last of its entries is known.

    Dates are as written, or ISO 8601 days; every value is text or a number, whatever keeps it.
    """

    latest: str
    """The day from which the rest holds."""
    kind: str
    number: str | None
    text: str
    rag: str | None
    status: str | None
    inspectorate: str
    owner: str | None
    portfolio: str | None
    delivery: str
    deadline_words: str | None
    deadline_basis: str | None
    deadline: str | None
    within: str | None
    """The period of a deadline that counts from publication."""
    target: str | None
    original_target: str | None
    target_moves: int
    made: str | None
    closed: str | None
    private: int
    actions: str
    """JSON: name, target and owner of each action that waits; nothing where none does."""
    by_matrix: int = 0
    """Whether a risk without a colour stands in it: where the RAG is of risk, the matrix gives one."""
    links: str | None = None
    """What the rules of other records see of it, as `stored.Linked` in JSON; None where it names no other."""


ALWAYS = "0000-00-00"
"""Before every day that a register can be asked about, as text that compares so."""


class Beside(NamedTuple):
    """What a finding takes from its inspection."""

    published: When | None = None
    day: date | None = None
    """The day from which the register knows of the publication."""
    private: bool = False


def line_of(state: FindingState) -> Line:
    """Return the line of a finding whose record was folded."""
    facts, now, closed = state.facts, state.progress, state.closed
    said = facts.deadline
    return Line(
        id=state.id,
        kind=facts.kind,
        number=facts.number,
        text=facts.text,
        rag=now.rating.colour if now.rating else None,
        status=now.status,
        inspectorate=state.inspectorate,
        owner=now.owner,
        portfolio=now.portfolio,
        delivery=facts.delivery,
        deadline_words=said.text if said else None,
        deadline_basis=said.basis if said else None,
        deadline=state.deadline,
        target=now.target,
        original_target=now.original_target,
        target_moves=len(now.moves),
        made=state.made,
        made_day=state.made_day,
        closed=closed.on if closed else None,
        private=state.private,
        overdue=state.overdue,
        actions=tuple(_waiting(state)),
    )


def _waiting(state: FindingState) -> Iterator[Waiting]:
    for name, action in state.actions.items():
        if action.target and action.status is not ForceStatus.CONSIDERED_COMPLETE:
            yield Waiting(name, action.target, action.owner)


_when = cache(dates.parse)
_after = cache(lambda start, within: dates.day(deadlines.after(start, within)))
_KINDS = {term.value: term for term in FindingKind}
_RAGS: dict[str | None, Rag | None] = {None: None} | {term.value: term for term in Rag}
_STATUSES: dict[str | None, ForceStatus | None] = {None: None} | {term.value: term for term in ForceStatus}
_SAID = {term.value: term for term in InspectorateStatus}
_DELIVERIES = {term.value: term for term in Delivery}
_BASES: dict[str | None, Basis | None] = {None: None} | {term.value: term for term in Basis}


def line(id_: str, kept: Stored, beside: Beside, day: date) -> Line:
    """Return the line of a finding on a day from `kept.latest` on, from what was kept of it.

    Raises ValueError, KeyError or TypeError where what was kept can be no such thing.
    """
    made_day = _made_day(kept, beside, day)
    deadline = _deadline(kept, beside)
    target = _when(kept.target) if kept.target else None
    said, status, delivery = _SAID[kept.inspectorate], _STATUSES[kept.status], _DELIVERIES[kept.delivery]
    late = (deadline is not None and deadline.last < day) or (target is not None and target.last < day)
    return Line(
        id_,
        _KINDS[kept.kind],
        kept.number,
        kept.text,
        _RAGS[kept.rag],
        status,
        said,
        kept.owner,
        kept.portfolio,
        delivery,
        kept.deadline_words,
        _BASES[kept.deadline_basis],
        deadline,
        target,
        _when(kept.original_target) if kept.original_target else None,
        kept.target_moves,
        _when(kept.made) if kept.made else beside.published,
        made_day,
        _when(kept.closed) if kept.closed else None,
        beside.private or bool(kept.private),
        late and made_day is not None and _waits(said, status, delivery),
        tuple(_actions(kept.actions)) if kept.actions else (),
    )


def _made_day(kept: Stored, beside: Beside, day: date) -> date | None:
    if beside.day is None:
        return None
    since = max(beside.day, _when(kept.made).last) if kept.made else beside.day
    return since if since <= day else None


def _deadline(kept: Stored, beside: Beside) -> When | None:
    if kept.within:
        return _after(beside.published.last, kept.within) if beside.published else None
    return _when(kept.deadline) if kept.deadline else None


def _waits(said: InspectorateStatus, status: ForceStatus | None, delivery: Delivery) -> bool:
    return (
        said is InspectorateStatus.OPEN
        and status is not ForceStatus.CONSIDERED_COMPLETE
        and delivery is not Delivery.OTHER_BODY
    )


def _actions(text: str) -> Iterator[Waiting]:
    for name, target, owner in json.loads(text):
        yield Waiting(name, _when(target), owner)
