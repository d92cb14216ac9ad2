"""The kinds of change, most serious first: what a reviewer must see before anything else."""

from dataclasses import dataclass
from typing import Final

from hmicfrs_cli.domain.changes.about import Change, OfAction
from hmicfrs_cli.domain.dates import When
from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.domain.progress import Rating, Words
from hmicfrs_cli.domain.reading import AnyRecord
from hmicfrs_cli.domain.records import Agreed, Entry, InspectionEntry, Risk
from hmicfrs_cli.domain.settings import Meeting
from hmicfrs_cli.domain.state import FindingState, Said
from hmicfrs_cli.domain.terms import Acceptance, ForceStatus, InspectorateStatus, Marking, Rag


@dataclass(frozen=True, slots=True, kw_only=True)
class FactChanged(Change):
    """What stands above the log, which is the inspectorate's, says something else."""

    field: str
    old: object
    new: object


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryAltered(Change):
    """An entry of the log no longer says what it said."""

    old: Entry
    new: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRemoved(Change):
    """An entry of the log is no longer there."""

    old: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingReplaced(Change):
    """A setting that others are read by was changed or taken out, rather than followed by another."""

    field: str
    old: object
    new: object


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingChanged(Change):
    """A meeting that was held or planned is said otherwise, or is no longer there."""

    old: Meeting
    new: Meeting | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRemoved(Change):
    """A record is no longer there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable(Change):
    """A file cannot be read as a record, or could not be before."""

    problem: Problem
    was: bool
    """Whether it could be read before."""
    now: bool
    """Whether it can be read now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyChanged(Change):
    """Who may read a record."""

    field: str
    old: object
    new: object

    @property
    def hides(self) -> bool:
        """Whether public papers show it no more."""
        return self.new is (True if self.field == "private" else Marking.OFFICIAL_SENSITIVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided(Change):
    """The inspectorate closed a finding or opened it again."""

    old: InspectorateStatus
    new: InspectorateStatus
    steps: tuple[Said, ...]
    """What it decided since, in order; none where an earlier decision is no longer there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated(OfAction):
    """A rating."""

    old: Rag | None
    new: Rag | None
    steps: tuple[Rating, ...]
    """The ratings since, in order; none where an earlier one is no longer there."""
    late: bool = False
    """Whether another rating, which was there already, holds since a later day."""
    corrected: bool = False
    """Whether only a correction says so: the reason that its entry gave was for another colour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Targeted(OfAction):
    """The force's own date."""

    old: When | None
    new: When | None
    days: int | None
    """How many days later it is; None where there is no other to count from."""
    moves: int
    """How often it has moved in all."""
    steps: tuple[When, ...]
    why: Words | None = None
    corrected: bool = False
    """Whether only a correction says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned(OfAction):
    """Whose a finding is: owner, lead officer, portfolio or board."""

    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusMoved(OfAction):
    """The force's own status."""

    old: ForceStatus | None
    new: ForceStatus | None
    agreed: Agreed | None = None
    evidence: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted(OfAction):
    """Whether the force accepts it."""

    old: Acceptance | None
    new: Acceptance | None
    why: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Risked(OfAction):
    """The position on the risk matrix."""

    old: Risk | None
    new: Risk | None


@dataclass(frozen=True, slots=True, kw_only=True)
class New(Change):
    """A record that was not there, with what it says so far."""

    record: AnyRecord
    state: FindingState | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMeeting(Change):
    """A meeting that was not there."""

    new: Meeting
    backdated: bool = False
    """Whether it was put in before one that was past already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened(Change):
    """An event of an inspection, or what is planned."""

    entry: InspectionEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted(OfAction):
    """Progress in words: notes, effects, evidence, linked work, and whatever else an entry says."""

    entry: Entry
    told: bool = False
    """Whether what else the entry says is told by another change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected(Change):
    """A correction, or an amendment by the inspectorate, said by an entry as it should be."""

    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingChanged(Change):
    """A setting, or what is said of a committee."""

    field: str
    old: object
    new: object
    backdated: bool = False
    """Whether it holds from a day long before, so that what was said meanwhile means something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed(Change):
    """A record has another id."""

    old_id: str
    resolved: bool
    """Whether its old id still leads to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatOnly(Change):
    """Files are written otherwise and say the same; all of them are one change."""

    paths: tuple[str, ...]


ORDER: Final[tuple[type[Change], ...]] = (
    *(FactChanged, EntryAltered, EntryRemoved, SettingReplaced, RecordRemoved, MeetingChanged, Unreadable),
    *(PrivacyChanged, Decided, Rated, Targeted, Assigned, StatusMoved, Accepted, Risked),
    *(New, NewMeeting, Happened, Noted, Corrected, SettingChanged, Renamed, FormatOnly),
)
"""Every kind of change, the most serious first."""

SERIOUS: Final = ORDER[: ORDER.index(PrivacyChanged)]
"""What should not happen: the past or the inspectorate's words are not as they were."""


def is_serious(change: Change) -> bool:
    """Say whether a change should not happen; to hide, or to put in for the past, is no better."""
    if isinstance(change, PrivacyChanged):
        return change.hides
    if isinstance(change, NewMeeting | SettingChanged):
        return change.backdated
    return isinstance(change, SERIOUS) or (isinstance(change, Renamed) and not change.resolved)
