"""What a report is thought to find: proposals, each with its reasons, for a person to confirm."""

from dataclasses import dataclass
from enum import StrEnum

from hmicfrs_cli.domain.dates import When
from hmicfrs_cli.domain.published.wording import Said, delivery
from hmicfrs_cli.domain.terms import Delivery, FindingKind, InspectionKind


class Confidence(StrEnum):
    """How sure a proposal is."""

    SURE = "sure"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


class Reason(StrEnum):
    """Why a proposal is made, or what speaks against it."""

    NUMBERED = "numbered"
    HEADED = "headed"
    LISTED = "listed"
    TABLED = "tabled"
    SPLIT = "split"
    WORDS_ALONE = "words-alone"
    NO_ADDRESSEE = "no-addressee"
    ADDRESSEE_FROM_HEADING = "addressee-from-heading"
    DEADLINE_UNREAD = "deadline-unread"
    DEADLINE_AT_END = "deadline-at-end"
    PLACES_DIFFER = "places-differ"
    KIND_GUESSED = "kind-guessed"
    NO_DATE = "no-date"
    NO_TITLE = "no-title"


_WEIGHT = {
    Reason.NUMBERED: 0,
    Reason.HEADED: 0,
    Reason.LISTED: 1,
    Reason.TABLED: 1,
    Reason.SPLIT: 1,
    Reason.WORDS_ALONE: 2,
    Reason.NO_ADDRESSEE: 1,
    Reason.ADDRESSEE_FROM_HEADING: 1,
    Reason.DEADLINE_UNREAD: 1,
    Reason.DEADLINE_AT_END: 1,
    Reason.PLACES_DIFFER: 2,
    Reason.KIND_GUESSED: 2,
    Reason.NO_DATE: 1,
    Reason.NO_TITLE: 2,
}
_LEVELS = (Confidence.SURE, Confidence.LIKELY, Confidence.DOUBTFUL)


def confidence(reasons: tuple[Reason, ...]) -> Confidence:
    """Return how sure a proposal is: as sure as the worst of its reasons."""
    return _LEVELS[max((_WEIGHT[reason] for reason in reasons), default=0)]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A finding as a report is thought to make it."""

    kind: FindingKind
    text: str
    """The inspectorate's words; a list keeps its items on lines of their own."""
    passage: str
    """The passage that it was read from, its heading included."""
    places: tuple[str, ...]
    number: str | None = None
    title: str = ""
    whom: tuple[str, ...] = ()
    deadline: Said | None = None
    under: int | None = None
    """Which proposal, counted from 0, is the cause of concern that it stands under."""
    reasons: tuple[Reason, ...] = ()

    def delivery(self, force: str) -> Delivery:
        """Return whose it is to deliver, as the force of that id sees it."""
        return delivery(self.whom, force)

    @property
    def confidence(self) -> Confidence:
        """How sure it is."""
        return confidence(self.reasons)


@dataclass(frozen=True, slots=True)
class ProposedInspection:
    """The inspection that a report is thought to be of."""

    title: str
    kind: InspectionKind
    lead: str
    published: When | None
    url: str
    reasons: tuple[Reason, ...] = ()

    @property
    def confidence(self) -> Confidence:
        """How sure it is."""
        return confidence(self.reasons)


@dataclass(frozen=True, slots=True)
class Published:
    """All that a report is thought to say."""

    inspection: ProposedInspection
    findings: tuple[Proposal, ...]

    @property
    def doubtful(self) -> list[int]:
        """The numbers of the findings, counted from 1, that somebody must look at."""
        return [
            number for number, one in enumerate(self.findings, 1) if one.confidence is Confidence.DOUBTFUL
        ]
