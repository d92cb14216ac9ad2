"""The fixed words of the field: every closed list, with how people write each value.

Grade scales: HMICFRS's PEEL judgments; `adequate` exists from the 2021/22 cycle on.
"""

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A word from a closed list; `label` is how it is printed, `plural` for several."""

    label: str
    plural: str

    def __new__(cls, value: str, label: str = "", plural: str = "") -> Self:
        """Make a member from its stored value and its printed forms."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label or value.replace("-", " ")
        member.plural = plural or f"{member.label}s"
        return member


class InspectionKind(Term):
    """Kinds of inspection and other engagement."""

    PEEL = "peel", "PEEL inspection"
    NATIONAL_THEMATIC = "national-thematic", "national thematic inspection"
    JOINT_THEMATIC = "joint-thematic", "joint thematic inspection"
    JTAI = "joint-targeted-area-inspection", "joint targeted area inspection"
    SUPER_COMPLAINT = "super-complaint", "super-complaint"
    REGIONAL_ORGANISED_CRIME = "regional-organised-crime", "regional organised crime inspection"
    CHILD_PROTECTION = "national-child-protection", "national child protection inspection"
    CUSTODY = "custody", "custody inspection"
    COUNTER_CORRUPTION = "counter-corruption-and-vetting", "counter-corruption and vetting inspection"
    CRIME_DATA_INTEGRITY = "crime-data-integrity", "crime data integrity inspection"
    REVISIT = "revisit", "revisit"
    OTHER = "other-engagement", "other engagement"


class Participation(Term):
    """How the force takes part, which is apart from the kind of inspection."""

    FIELDWORK = "fieldwork", "fieldwork in force", "fieldwork in force"
    DATA_REQUEST = "data-request", "data request only", "data request only"
    DOCUMENT_REVIEW = "document-review", "document review", "document review"
    SURVEY = "survey", "survey", "survey"
    WORKSHOP = "workshop", "workshop", "workshop"
    NOT_VISITED = "not-visited", "not visited", "not visited"
    NOT_STATED = "not-stated", "not stated", "not stated"


class Event(Term):
    """What happens in the life of an inspection."""

    COMMISSIONED = "commissioned"
    SUBMITTED = "submitted"
    NOTIFIED = "notified"
    RESCHEDULED = "rescheduled"
    CANCELLED = "cancelled"
    FIELDWORK = "fieldwork"
    DATA_RETURNED = "data-returned"
    WORKSHOP = "workshop"
    HOT_DEBRIEF = "hot-debrief"
    DRAFT_RECEIVED = "draft-received"
    PUBLISHED = "published"
    REPORT_RECEIVED = "report-received"
    STATEMENT_SUBMITTED = "statement-submitted"
    COMMENTS_SUPPLIED = "comments-supplied"
    COMMENTS_PUBLISHED = "comments-published"
    REVISIT = "revisit"
    OTHER = "other"


class FindingKind(Term):
    """Kinds of finding. Only a recommendation is called one."""

    RECOMMENDATION = "recommendation"
    AFI = "area-for-improvement", "area for improvement", "areas for improvement"
    CAUSE_OF_CONCERN = "cause-of-concern", "cause of concern", "causes of concern"
    PRACTICE = "practice", "innovative or promising practice", "innovative or promising practices"
    FINDING = "finding"
    PRIORITY_ACTION = "priority-action", "priority action", "priority actions"
    ACTION = "action"


SLUGS = {
    FindingKind.RECOMMENDATION: "rec",
    FindingKind.AFI: "afi",
    FindingKind.CAUSE_OF_CONCERN: "coc",
    FindingKind.PRACTICE: "practice",
    FindingKind.FINDING: "finding",
    FindingKind.PRIORITY_ACTION: "priority",
    FindingKind.ACTION: "action",
}
"""How the id of a finding without a number begins: `afi-1`, `coc-1`."""


class Wording(Term):
    """Whether the text is the inspectorate's own or a summary."""

    VERBATIM = "verbatim", "in the inspectorate's words"
    SUMMARY = "summary", "summarised"


class Delivery(Term):
    """Whose a finding is to deliver."""

    FORCE = "force", "the force"
    JOINT = "joint", "the force with others"
    OTHER_BODY = "other-body", "another body"


class Basis(Term):
    """What an inspectorate's deadline is counted from."""

    IMMEDIATELY = "immediately"
    DATE = "date"
    PUBLICATION = "publication"
    NONE = "none"


class ForceStatus(Term):
    """How far the force says it is; never the inspectorate's status."""

    AWAITING_ALLOCATION = "awaiting-allocation", "awaiting allocation"
    IN_PROGRESS = "in-progress", "in progress"
    PENDING_SIGN_OFF = "pending-sign-off", "pending sign-off"
    CONSIDERED_COMPLETE = "considered-complete", "considered complete by the force"


class InspectorateStatus(Term):
    """What the inspectorate that leads says of a finding; never the force's to close."""

    OPEN = "open"
    CLOSED = "closed"
    SUPERSEDED = "superseded"
    NO_FURTHER_ACTION = "no-further-action"
    WITHDRAWN = "withdrawn"


class Rag(Term):
    """A rating. Overdue and not rated are never colours."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    WHITE = "white"


class RagBasis(Term):
    """What a force's RAG is a rating of."""

    DELIVERY = "delivery", "delivery of the finding"
    RISK = "risk", "risk, by likelihood and impact"


class Acceptance(Term):
    """Whether the force accepts a finding."""

    ACCEPTED = "accepted"
    PARTLY_ACCEPTED = "partly-accepted"
    NOT_ACCEPTED = "not-accepted"


class AuthorityKind(Term):
    """What an inspectorate's decision stands in."""

    LETTER = "letter"
    REPORT = "report"
    EMAIL = "email", "e-mail"
    SYSTEM = "system", "the inspectorate's system"


class Marking(Term):
    """Markings, lowest first. OFFICIAL-SENSITIVE is a marking within OFFICIAL, not a tier."""

    OFFICIAL = "official", "OFFICIAL"
    OFFICIAL_SENSITIVE = "official-sensitive", "OFFICIAL-SENSITIVE"

    @property
    def rank(self) -> int:
        """How restricted it is; higher is more."""
        return list(Marking).index(self)


class Phase(Term):
    """HMICFRS's monitoring phases."""

    SCAN = "scan", "Scan"
    ENGAGE = "engage", "Engage"


class Applies(Term):
    """Whether a duty applies; what nobody has said is not known."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not-known"


INSPECTORATES = {
    "hmicfrs": "HMICFRS",
    "hmcpsi": "HMCPSI",
    "ofsted": "Ofsted",
    "cqc": "Care Quality Commission",
    "hmi-probation": "HM Inspectorate of Probation",
    "hmi-prisons": "HM Inspectorate of Prisons",
    "college-of-policing": "College of Policing",
    "iopc": "Independent Office for Police Conduct",
}
"""Inspectorates and the bodies that act with them, by the short name records use."""

SCALES = {
    "four-grade": ("outstanding", "good", "requires-improvement", "inadequate"),
    "five-grade": ("outstanding", "good", "adequate", "requires-improvement", "inadequate"),
}
"""HMICFRS's grade scales: four grades to PEEL 2018/19, five from PEEL 2021/22."""


def body_name(body: str) -> str:
    """Return an inspectorate's printed name; any other text is printed as written."""
    return INSPECTORATES.get(body, body)
