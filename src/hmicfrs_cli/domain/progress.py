"""What the force has said of a finding, or of one of its actions: entries folded in their order."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from hmicfrs_cli.domain import dates
from hmicfrs_cli.domain.dates import When
from hmicfrs_cli.domain.fold import Placed
from hmicfrs_cli.domain.records import Agreed, FindingEntry, Risk
from hmicfrs_cli.domain.terms import Acceptance, ForceStatus, Rag

RiskRating = Callable[[Risk, date], Rag | None]
"""The colour that the force's matrix gives a risk on a day, where its RAG is of risk."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of an entry, which a private entry withholds while its values still count."""

    text: str
    private: bool
    on: When

    def shown(self, *, restricted: bool) -> str:
        """Return the words, or "withheld" for the public."""
        return self.text if restricted or not self.private else "withheld"


@dataclass(frozen=True, slots=True)
class Rating:
    """One rating: its colour, since when, by whom and why."""

    colour: Rag
    on: When
    day: date
    by: str | None = None
    why: Words | None = None
    risk: Risk | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A target that moved."""

    old: When
    new: When
    on: When
    day: date
    why: Words | None = None

    @property
    def days(self) -> int:
        """How many days later the new target's last possible day is."""
        return dates.days_between(self.old.last, self.new.last)


@dataclass(slots=True)
class Progress:
    """What the force has said so far, of a finding or of one of its actions."""

    status: ForceStatus | None = None
    status_on: When | None = None
    agreed: Agreed | None = None
    rating: Rating | None = None
    ratings: list[Rating] = field(default_factory=list)
    risk: Risk | None = None
    target: When | None = None
    original_target: When | None = None
    moves: list[Move] = field(default_factory=list)
    owner: str | None = None
    owners: list[tuple[When, str]] = field(default_factory=list)
    lead_officer: str | None = None
    portfolio: str | None = None
    board: str | None = None
    linked: tuple[Words, ...] = ()
    depends_on: tuple[Words, ...] = ()
    accepted_risk: Words | None = None
    acceptance: Acceptance | None = None
    acceptance_why: Words | None = None
    note: Words | None = None
    effect: Words | None = None
    evidence: list[Words] = field(default_factory=list)
    text: Words | None = None
    updated: When | None = None


def words(entry: FindingEntry, text: str | None) -> Words | None:
    """Return words of an entry, with what the entry says of who may read them."""
    return None if text is None else Words(text, entry.private, entry.on)


_PLAIN = frozenset({"lead_officer", "portfolio", "board"})
_WORDS = frozenset({"accepted_risk", "note", "effect", "text"})
_LISTS = frozenset({"linked", "depends_on"})


def progress_of(rows: Iterable[Placed[FindingEntry]], rating: RiskRating) -> Progress:
    """Return what entries come to, in their order."""
    now = Progress()
    for row in rows:
        _take_values(now, row.entry)
        _take_status(now, row)
        _take_rating(now, row, rating)
        _take_target(now, row)
        now.updated = row.time
    return now


def _take_values(now: Progress, entry: FindingEntry) -> None:
    for name in entry.model_fields_set:  # an entry says little of all that it could
        if name in _PLAIN and (value := getattr(entry, name)):
            setattr(now, name, value)
        elif name in _WORDS and (said := words(entry, getattr(entry, name))) is not None:
            setattr(now, name, said)
        elif name in _LISTS and (texts := getattr(entry, name)):
            setattr(now, name, tuple(Words(text, entry.private, entry.on) for text in texts))
    if entry.evidence:
        now.evidence += [Words(text, entry.private, entry.on) for text in entry.evidence]
    if entry.owner is not None and entry.owner != now.owner:
        now.owner = entry.owner
        now.owners.append((entry.happened, entry.owner))


def _take_status(now: Progress, row: Placed[FindingEntry]) -> None:
    entry = row.entry
    if entry.status is not None:
        now.status, now.status_on, now.agreed = entry.status, row.time, entry.agreed
    elif entry.agreed is not None:
        now.agreed = entry.agreed
    if entry.acceptance is not None:
        now.acceptance, now.acceptance_why = entry.acceptance, words(entry, entry.why)


def _take_rating(now: Progress, row: Placed[FindingEntry], rating: RiskRating) -> None:
    entry = row.entry
    now.risk = entry.risk or now.risk
    colour = entry.rag or (rating(entry.risk, row.day) if entry.risk else None)
    if colour is not None:
        why = words(entry, entry.why)
        now.rating = Rating(colour, row.time, row.day, entry.by, why, entry.risk)
        now.ratings.append(now.rating)


def _take_target(now: Progress, row: Placed[FindingEntry]) -> None:
    entry = row.entry
    if entry.target is None:
        return
    if now.target is None:
        now.original_target = entry.target
    elif entry.target != now.target:
        why = words(entry, entry.why)
        now.moves.append(Move(now.target, entry.target, row.time, row.day, why))
    now.target = entry.target
