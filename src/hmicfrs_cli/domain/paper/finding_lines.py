"""How the paper prints a finding: its shape, as templates see it."""

from dataclasses import dataclass

from hmicfrs_cli.domain import terms
from hmicfrs_cli.domain.dates import When


@dataclass(frozen=True, slots=True)
class MoveLine:
    """One move of a target, on one line: from, to, by how many days, when and why."""

    old: When
    new: When
    days: int
    on: When
    why: str | None


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action of a finding."""

    name: str
    text: str | None
    owner: str | None
    status: terms.ForceStatus | None
    target: When | None


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision of the inspectorate: what, when, by whom, in what, why."""

    status: terms.InspectorateStatus
    on: When
    said_by: str | None
    """None where neither the decision nor the inspection says whose it is."""
    authority: str | None
    why: str | None


@dataclass(frozen=True, slots=True)
class DeadlineLine:
    """The inspectorate's deadline: its words, what they come to, and what they count from."""

    words: str | None
    date: When | None
    basis: terms.Basis


@dataclass(frozen=True, slots=True)
class TargetLine:
    """The force's own target: first promised, now, and how it moved."""

    original: When | None
    present: When | None
    moves: tuple[MoveLine, ...]
    moved_since: bool
    """Whether it moved since the last paper."""


@dataclass(frozen=True, slots=True)
class RatingLine:
    """A rating, and how it stands against the last paper's."""

    colour: terms.Rag | None
    on: When | None
    why: str | None
    before: terms.Rag | None
    direction: str
    """`better`, `worse`, `changed`, `same`, `new` or `none`."""
    risk: tuple[int, int] | None
    """Likelihood and impact."""


@dataclass(frozen=True, slots=True)
class Item:
    """One finding as the paper prints it."""

    id: str
    inspection: str
    inspection_title: str
    national: bool
    """Whether its report speaks to all forces, not to this one or its area alone."""
    kind: terms.FindingKind
    number: str | None
    ref: str | None
    text: str
    wording: terms.Wording
    theme: str | None
    addressed_to: tuple[str, ...]
    delivery: terms.Delivery
    under: str | None
    supersedes: tuple[str, ...]
    deadline: DeadlineLine
    made: When | None
    years_open: int
    inspectorate: terms.InspectorateStatus
    decision: Decision | None
    status: terms.ForceStatus | None
    agreed: str | None
    rating: RatingLine
    acceptance: terms.Acceptance | None
    acceptance_why: str | None
    days_overdue: int
    """How long ago the earliest missed day was; 0 where it is not overdue."""
    owner: str | None
    owner_before: str | None
    """The owner at the last paper, where that was another."""
    portfolio: str | None
    portfolio_lead: str | None
    linked: tuple[str, ...]
    depends_on: tuple[str, ...]
    accepted_risk: str | None
    target: TargetLine
    next_date: When | None
    note: str | None
    effect: str | None
    evidence: tuple[str, ...]
    actions: tuple[ActionLine, ...]
    actions_done: int
    private: bool
