"""The register's own settings (`register.yaml`) and its committees.

What changes over time stands in lists of items with `from:`; the last one begun by a day holds.
"""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, TypeVar

from pydantic import BeforeValidator, Field, WithJsonSchema

from hmicfrs_cli.domain import terms
from hmicfrs_cli.domain.dates import When
from hmicfrs_cli.domain.fields import Count, Date, Day, Flag, Segment, Text, Texts
from hmicfrs_cli.domain.records import Record

FORMAT = 1
"""The newest format of a register that this hmi knows."""


class Dated(Record):
    """A setting that holds from a day on."""

    since: Date = Field(alias="from")
    """The day from which it holds."""
    on: Date | None = None
    """The day from which views know it, where that differs."""
    source: Text | None = None

    def known(self) -> When:
        """Return the date from which views know the setting."""
        return self.on or self.since


class Names(Record):
    """Names that papers print."""

    force: Text
    short: Text | None = None
    local_policing_body: Text | None = None
    executive: Text | None = None


class Coverage(Record):
    """Since when every finding is in the register; before it no total is printed."""

    complete_from: Annotated[
        Date | None,
        BeforeValidator(lambda v: None if v == "none" else v),
        WithJsonSchema({"type": ["string", "integer"]}),
    ] = None
    """`none` where no day can be named."""
    note: Text | None = None


class MarkingFrom(Dated):
    """The marking of papers."""

    marking: terms.Marking


class RagFrom(Dated):
    """What the force's RAG rates, and its key; a key that is not stated is left out."""

    basis: terms.RagBasis
    key: dict[terms.Rag, Text] = {}


class Band(Record):
    """The part of the matrix up to a score (likelihood × impact)."""

    to: Count
    label: Text
    rag: terms.Rag


class MatrixFrom(Dated):
    """The force's risk matrix; both scales run from 1."""

    likelihood: Count
    impact: Count
    bands: tuple[Band, ...]

    def band(self, likelihood: int, impact: int) -> Band | None:
        """Return the band of a position; None where it lies off the matrix."""
        if not (1 <= likelihood <= self.likelihood and 1 <= impact <= self.impact):
            return None
        score = likelihood * impact
        return next((band for band in sorted(self.bands, key=lambda b: b.to) if score <= band.to), None)


class Lead(Dated):
    """Who leads a portfolio."""

    lead: Text


class Portfolio(Record):
    """A chief officer's area of business."""

    id: Segment
    name: Text
    leads: tuple[Lead, ...] = ()


class Board(Record):
    """A board of the force that findings are taken to."""

    id: Segment
    name: Text
    chair: Text | None = None


class Monitoring(Dated):
    """The monitoring phase that HMICFRS has the force in."""

    phase: terms.Phase


class Settings(Record):
    """`register.yaml`."""

    format: Count
    force: Text
    """The force's police.uk id, or a fictional force's own."""
    names: Names
    fictional: Flag = False
    """Printed on every page of a register that is made up."""
    coverage: Coverage = Field(default_factory=Coverage)
    marking: tuple[MarkingFrom, ...] = ()
    rag: tuple[RagFrom, ...] = ()
    risk_matrix: tuple[MatrixFrom, ...] = ()
    portfolios: tuple[Portfolio, ...] = ()
    boards: tuple[Board, ...] = ()
    monitoring: tuple[Monitoring, ...] = ()
    stale_after_days: Count = 180
    """How long an open finding may go without an update before `hmi check` warns."""
    back_dated_after_days: Count = 31
    """How long after its own day an entry may first be committed without naming a source."""


class Request(Record):
    """What a member asked for at a meeting, and the answer."""

    text: Text
    of: Text | None = None
    answered: Text | None = None


class Issued(Record):
    """The paper as it went out: the ids that were open at its cut-off, by kind of finding."""

    on: Date
    commit: Text | None = None
    figures: dict[terms.FindingKind, tuple[Text, ...]] = {}


class Meeting(Record):
    """One meeting of a committee."""

    on: Date
    cut_off: Day | None = None
    since: Day | None = None
    item: Text | None = None
    author: Text | None = None
    presented_by: Text | None = None
    requests: tuple[Request, ...] = ()
    issued: Issued | None = None

    def ends(self) -> date:
        """Return the last day of the meeting's period: its cut-off, else its own last day."""
        return (self.cut_off or self.on).last


class Committee(Record):
    """A committee that papers go to; it notes and asks, and closes nothing."""

    name: Text
    short: Text
    template: Segment = "jac"
    asked_to: Texts = ("note the contents of the report",)
    omit_empty: Texts = ()
    """Sections that are left out when they have nothing to say."""
    meetings: tuple[Meeting, ...] = ()


D = TypeVar("D", bound=Dated)


def in_force(items: Sequence[D], day: date, *, corrected: bool = False) -> D | None:
    """Return the setting that holds on a day and is known by then (`corrected`: known at all).

    Of two that begin on the same day the later in the list holds: it says the first one better.
    """
    found: D | None = None
    for item in items:
        begun = item.since.first <= day and (corrected or item.known().first <= day)
        if begun and (found is None or item.since.first >= found.since.first):
            found = item
    return found
