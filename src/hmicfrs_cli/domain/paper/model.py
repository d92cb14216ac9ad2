"""The shapes of what the paper says. Templates see exactly this, as plain data.

Words that a public paper withholds are already replaced here, and what was left out is
listed in `withheld`, so that nothing behind this module can give it away.
"""

from dataclasses import dataclass
from datetime import date

from hmicfrs_cli.domain import terms
from hmicfrs_cli.domain.clocks import Duty
from hmicfrs_cli.domain.dates import When


@dataclass(frozen=True, slots=True)
class Heading:
    """What the paper is and for whom."""

    committee: str
    short: str
    meeting: When
    since: date
    until: date
    since_stated: bool
    """Whether the day the period begins after is an earlier meeting's cut-off or a day given."""
    as_of: date
    item: str | None
    author: str | None
    presented_by: str | None
    asked_to: tuple[str, ...]
    omit_empty: tuple[str, ...]
    force: str
    short_force: str
    local_policing_body: str
    fictional: bool
    marking: terms.Marking
    restricted: bool
    corrected: bool
    commit: str | None = None
    command: str = ""


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
    said_by: str
    authority: str | None
    why: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """One finding as the paper prints it."""

    id: str
    kind: terms.FindingKind
    inspection: str
    inspection_title: str
    number: str | None
    ref: str | None
    text: str
    wording: terms.Wording
    addressed_to: tuple[str, ...]
    delivery: terms.Delivery
    theme: str | None
    deadline_words: str | None
    deadline: When | None
    deadline_basis: terms.Basis
    made: When | None
    inspectorate: terms.InspectorateStatus
    decision: Decision | None
    status: terms.ForceStatus | None
    agreed: str | None
    rag: terms.Rag | None
    rag_on: When | None
    rag_why: str | None
    rag_before: terms.Rag | None
    direction: str
    """`better`, `worse`, `changed`, `same`, `new` or `none`: how its RAG stands against the last paper."""
    risk: tuple[int, int] | None
    acceptance: terms.Acceptance | None
    acceptance_why: str | None
    overdue: bool
    days_overdue: int
    owner: str | None
    owner_before: str | None
    """The owner at the last paper, where that was another."""
    portfolio: str | None
    portfolio_lead: str | None
    linked: tuple[str, ...]
    depends_on: tuple[str, ...]
    accepted_risk: str | None
    original_target: When | None
    target: When | None
    moves: tuple[MoveLine, ...]
    moved_since: bool
    next_date: When | None
    note: str | None
    effect: str | None
    evidence: tuple[str, ...]
    actions: tuple[ActionLine, ...]
    actions_done: int
    updated: When | None
    years_open: int
    under: str | None
    supersedes: tuple[str, ...]
    private: bool


@dataclass(frozen=True, slots=True)
class ForceLine:
    """Another force that takes part."""

    name: str
    units: tuple[str, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class StepLine:
    """A next step, whose it is, and by when."""

    what: str
    whose: str | None
    due: When | None


@dataclass(frozen=True, slots=True)
class GradeLine:
    """One judgment, or why there is none."""

    body: str | None
    question: str
    grade: str | None
    ungraded_because: str | None


@dataclass(frozen=True, slots=True)
class GradeCounts:
    """How many questions got each grade, where which they are is not stated."""

    counts: tuple[tuple[str, int], ...]
    areas: int | None
    graded: int | None


@dataclass(frozen=True, slots=True)
class AboutLines:
    """Narrative findings about one body or arrangement."""

    about: str | None
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InspectionItem:
    """One inspection as the paper prints it."""

    id: str
    title: str
    report_title: str
    kind: terms.InspectionKind
    lead: str | None
    partners: tuple[str, ...]
    participation: terms.Participation
    other_forces: tuple[ForceLine, ...]
    selection: str | None
    voluntary: bool | None
    commissioned_by: str | None
    made_by: str | None
    phase_of: str | None
    phase_published: When | None
    summary: tuple[str, ...]
    aims: tuple[str, ...]
    themes: tuple[str, ...]
    about: tuple[AboutLines, ...]
    force_response: tuple[str, ...]
    next_steps: tuple[StepLine, ...]
    grades: tuple[GradeLine, ...]
    grade_counts: GradeCounts | None
    principal_authority: str | None
    statement_due: str | None
    when: When | None
    """The date the list it stands in is about: fieldwork done, fieldwork planned, or publication."""
    notified: When | None
    published: When | None
    expected: When | None
    rescheduled: bool
    cancelled: bool
    stated_recommendations: int | None
    stated_for_police: int | None
    stated_text: str | None
    findings: tuple[Item, ...]
    """Its recommendations and other findings, without practices."""
    practices: tuple[Item, ...]
    withheld: int
    """How many of its findings the public paper does not print."""
    url: str | None


@dataclass(frozen=True, slots=True)
class Peel:
    """The section on PEEL: the last cycle and where the force stands."""

    inspection: InspectionItem | None
    phase: terms.Phase | None
    phase_since: When | None
    next: tuple[InspectionItem, ...]
    """PEEL inspections that are notified and not yet conducted."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and the records behind it; those withheld are counted, not named."""

    label: str
    count: int
    ids: tuple[str, ...]
    withheld: int


@dataclass(frozen=True, slots=True)
class MovementRow:
    """One line of the movement statement."""

    kind: terms.FindingKind | None
    """None in the total."""
    opening: Figure
    new: Figure
    reopened: Figure
    closed: tuple[tuple[terms.InspectorateStatus, Figure], ...]
    all_closed: Figure
    closing: Figure
    complete: Figure


@dataclass(frozen=True, slots=True)
class RagCounts:
    """Open findings by rating; `None` stands for not rated."""

    label: str
    counts: tuple[tuple[terms.Rag | None, Figure], ...]
    total: int
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Restated:
    """Where the opening now differs from the closing that was issued."""

    kind: terms.FindingKind
    issued: int
    now: int
    added: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """Movement, counts by rating and portfolio, and the trend."""

    rows: tuple[MovementRow, ...]
    total: MovementRow
    not_ours: MovementRow | None
    rated: bool
    by_rag: RagCounts
    by_portfolio: tuple[RagCounts, ...]
    trend: tuple[RagCounts, ...]
    restated: tuple[Restated, ...]


@dataclass(frozen=True, slots=True)
class RagKey:
    """What the colours mean here."""

    basis: terms.RagBasis | None
    key: tuple[tuple[terms.Rag, str], ...]


@dataclass(frozen=True, slots=True)
class Exceptions:
    """What a member should see first."""

    headline: tuple[Item, ...]
    """Red, overdue, or target moved since the last paper."""
    old: tuple[Item, ...]
    completed: tuple[Item, ...]
    closed: tuple[Item, ...]
    reopened: tuple[Item, ...]
    taken_back: tuple[Item, ...]
    """Considered complete at the last paper, and no longer."""
    not_accepted: tuple[Item, ...]
    dependent: tuple[Item, ...]
    accepted_risks: tuple[Item, ...]
    withheld: int


@dataclass(frozen=True, slots=True)
class RequestLine:
    """What a member asked for, at which meeting, and the answer."""

    text: str
    of: str | None
    answered: str | None
    meeting: When


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whether totals can be printed, and why not."""

    reached: bool
    complete_from: When | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Withheld:
    """Something that the public paper does not print; listed for the officer only."""

    id: str
    what: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything that the paper says."""

    heading: Heading
    coverage: Coverage
    peel: Peel
    kinds: tuple[terms.InspectionKind, ...]
    conducted: tuple[InspectionItem, ...]
    notifications: tuple[InspectionItem, ...]
    cancelled: tuple[InspectionItem, ...]
    reports: tuple[InspectionItem, ...]
    position: Position | None
    """None where the register's coverage does not reach."""
    rag_key: RagKey
    any_rated: bool
    exceptions: Exceptions
    duties: tuple[Duty, ...]
    requests: tuple[RequestLine, ...]
    open_items: tuple[Item, ...]
    not_ours: tuple[Item, ...]
    figures: tuple[Figure, ...]
    withheld_count: int
    """Open findings that are counted and not printed."""
    withheld: tuple[Withheld, ...]
