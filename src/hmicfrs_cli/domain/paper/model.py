"""The shapes of what the paper says. Templates see exactly this, as plain data.

Words that a public paper withholds are already replaced here, and what was left out is
listed in `withheld`, so that nothing behind this module can give it away.
"""

from dataclasses import dataclass
from datetime import date

from hmicfrs_cli.domain import terms
from hmicfrs_cli.domain.dates import When
from hmicfrs_cli.domain.paper.finding_lines import Item
from hmicfrs_cli.domain.paper.inspection_lines import InspectionItem


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
    meeting: When | None = None
    """The meeting at whose cut-off they are counted, in the trend."""


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
    heard_of: bool
    """Whether it is there by the paper's day; words of later ones are looked for all the same."""


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One response to a report that somebody owes."""

    title: str
    what: str
    whose: str
    source: str
    last: When | None
    days_left: int | None
    why_not: str | None
    done: When | None
    words: str | None
    """What the record's source says of when it is due."""


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long a paper's lists may be, so that members can read it whatever the register's size."""

    in_full: int = 30
    """Exceptions in full, and lines of any other list in the body; more stand in an appendix."""
    whole: int = 100
    """Findings that an appendix prints with their wording, and records that it names behind a figure."""
    lines: int = 5000
    """Findings that an appendix prints one line each: some 140 pages."""


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
    duties: tuple[DutyLine, ...]
    requests: tuple[RequestLine, ...]
    open_items: tuple[Item, ...]
    not_ours: tuple[Item, ...]
    figures: tuple[Figure, ...]
    withheld_count: int
    """Open findings that are counted and not printed."""
    withheld: tuple[Withheld, ...]
    lengths: Lengths = Lengths()
