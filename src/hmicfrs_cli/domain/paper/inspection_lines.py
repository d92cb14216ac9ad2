"""How the paper prints an inspection: its shape, as templates see it."""

from dataclasses import dataclass

from hmicfrs_cli.domain import terms
from hmicfrs_cli.domain.dates import When
from hmicfrs_cli.domain.paper.finding_lines import Item


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
class TakingPart:
    """How the force takes part, and who else does."""

    how: terms.Participation
    voluntary: bool | None
    selection: str | None
    other_forces: tuple[ForceLine, ...]


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of an inspection."""

    when: When | None
    """The one that the list it stands in is about: fieldwork done, fieldwork planned, or publication."""
    published: When | None
    expected: When | None
    """When its report is expected, while it is not published."""
    rescheduled: bool


@dataclass(frozen=True, slots=True)
class Stated:
    """How many recommendations the source says there are, and in what words."""

    recommendations: int | None
    for_police: int | None
    text: str | None


@dataclass(frozen=True, slots=True)
class EarlierPhase:
    """The inspection of which this one is a later phase."""

    title: str
    published: When | None


@dataclass(frozen=True, slots=True)
class InspectionItem:
    """One inspection as the paper prints it."""

    id: str
    title: str
    report_title: str
    url: str | None
    kind: terms.InspectionKind
    lead: str | None
    partners: tuple[str, ...]
    commissioned_by: str | None
    made_by: str | None
    part: TakingPart
    dates: Dates
    earlier: EarlierPhase | None
    summary: tuple[str, ...]
    aims: tuple[str, ...]
    themes: tuple[str, ...]
    about: tuple[AboutLines, ...]
    force_response: tuple[str, ...]
    next_steps: tuple[StepLine, ...]
    grades: tuple[GradeLine, ...]
    grade_counts: GradeCounts | None
    stated: Stated | None
    findings: tuple[Item, ...]
    """Its recommendations and other findings, without practices."""
    practices: tuple[Item, ...]
    withheld: int
    """How many of its findings the public paper does not print."""
