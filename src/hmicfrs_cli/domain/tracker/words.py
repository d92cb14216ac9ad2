"""What forces call the columns of their trackers and write in them: guesses, for a person to check."""

import re
from collections.abc import Mapping
from typing import Final

from hmicfrs_cli.domain.terms import Acceptance, FindingKind, ForceStatus, InspectionKind, Rag
from hmicfrs_cli.domain.tracker.cells import folded

ASK, REFUSE, NOTHING = "ask", "refuse", "nothing"
"""What a mapping says of a word: not answered yet; rows with it are refused; it says nothing."""
CLOSED: Final = "closed"
YES, NO = "yes", "no"

FIELDS: Final[Mapping[str, str]] = {
    "inspection": "the inspection or report the finding is from",
    "published": "when that report was published (for an inspection that is new)",
    "number": "the report's own number",
    "kind": "recommendation, AFI, cause of concern …",
    "text": "the wording of the finding",
    "ref": "page or paragraph of the report",
    "addressed_to": "to whom it is addressed",
    "deadline": "the inspectorate's deadline, in its words",
    "theme": "what it is about",
    "status": "how far it is",
    "rag": "the rating, by word, letter or fill",
    "owner": "who answers for it",
    "lead_officer": "who does the work",
    "portfolio": "a portfolio of register.yaml",
    "board": "a board of register.yaml",
    "target": "the force's own date",
    "revised_target": "the force's later date",
    "updated": "the day of the last update",
    "why": "the reason for the rating or for the moved date",
    "note": "progress; several columns may be",
    "effect": "what it does to the service",
    "evidence": "what shows it; several columns may be",
    "authority": "the letter, report, e-mail or system entry in which the inspectorate closed it",
    "acceptance": "accepted, partly accepted, not accepted",
    "under": "the cause of concern it stands under, by its number",
    "action": "what is to be done: an action of the finding; several columns may be",
    "private": "whether it is withheld from the public",
    "ignore": "nothing is read from the column",
}
"""What a column can be."""

SEVERAL: Final = frozenset({"note", "evidence", "action", "ignore"})
"""What more than one column of a sheet can be."""
DAYS: Final = ("target", "revised_target", "updated", "published")

_HEADERS: Final = (
    (
        "revised_target",
        (
            r"(revised|new|extended|current|amended).*(date|target|deadline)"
            r"|.*(date|target|deadline)\b.*\b(rev(ised)?|new|extended|current|amended)\b.*"
        ),
    ),
    ("published", r"(date )?(of )?publi(shed|cation)( date)?|report date|date of report"),
    ("deadline", r"(hmic(frs)?|inspectorate|report|recommendation).*(deadline|timescale|due|date)"),
    ("updated", r"(date )?(of )?(last )?(updated?|review(ed)?)( date| on)|last (updated?|reviewed)|as at"),
    (
        "target",
        (
            r"((original|force|internal) )?(target|due|completion)( by)?( date)?|action (by|date|by date)"
            r"|deadline|.* when"
        ),
    ),
    ("authority", r".*(closure|closed|sign[- ]?off|authority|letter).*(ref|letter|authority|by hmic).*"),
    (
        "private",
        r"(is (it|this) )?(private|restricted|confidential|sensitive|sensitivity)( item)?\??( \(?y/?n\)?)?",
    ),
    (
        "under",
        r"(under|linked|related|relates to|parent)( to)? (cause of concern|coc)s?( no\.?| number| ref)?",
    ),
    ("evidence", r".*evidence.*|proof.*"),
    ("why", r".*(reason|rationale|why|explanation).*"),
    ("effect", r".*(impact|effect|benefit|outcome).*"),
    ("rag", r".*\b(b?rag|rating|colour|traffic light)\b.*"),
    ("acceptance", r".*(accepted|acceptance).*"),
    (
        "lead_officer",
        r"(delivery|action|tactical|operational|business) (lead|officer)|lead officer|spoc|s\.?p\.?o\.?c",
    ),
    (
        "owner",
        r".*\b(owner|sro|responsible|accountable)\b.*|(strategic|chief officer|exec\w*|force)? ?lead|whom?",
    ),
    ("portfolio", r"portfolio.*"),
    ("board", r".*\b(board|governance|forum)\b.*"),
    ("status", r".*\b(status|state|stage|open/closed|progress status)\b.*"),
    (
        "number",
        (
            r"((rec\w*|afi|item|finding|report|hmic(frs)?)( ?(/|&|and|or) ?(rec\w*|afi))?)?\.?"
            r" ?(no|number|num|ref|reference|id|#)s?\.?"
        ),
    ),
    (
        "kind",
        r".*\b(type|category|kind|rec ?/ ?afi|afi ?/ ?rec)\b.*",
    ),
    ("note", r".*\b(progress|update|action|response|comment)s? (narrative|detail|description|wording)s?"),
    (
        "text",
        r".*\b(recommendation|wording|detail|description|finding|narrative|afi|issue)s?( text| wording)?",
    ),
    ("inspection", r".*\b(inspection|report|thematic|publication|source)\b.*"),
    ("addressed_to", r".*(address|recipient|directed|for whom).*"),
    ("ref", r".*\b(page|para|paragraph)\b.*"),
    ("theme", r".*\b(theme|area|question|pillar|subject|topic)\b.*"),
    ("note", r".*\b(update|progress|comment|note|position|commentary|action|response|narrative)s?\b.*"),
)

KINDS: Final = (
    (FindingKind.CAUSE_OF_CONCERN, r"c(auses?)? ?(of|for) ?c(oncern)?|coc|cofc|cause.*"),
    (FindingKind.AFI, r"a\.?f\.?i\.?s?|areas? for improvement|improvement"),
    (FindingKind.RECOMMENDATION, r"rec(ommendation|omm|s)?s?|r"),
    (FindingKind.PRIORITY_ACTION, r"priority actions?"),
    (FindingKind.PRACTICE, r"(innovative|promising|positive|good|notable).*practices?|practice"),
    (FindingKind.ACTION, r"actions?"),
    (FindingKind.FINDING, r"findings?|observations?"),
)
RAGS: Final = (
    (Rag.RED, r"r|red|\(red fill\)"),
    (Rag.AMBER, r"a|am|amber|yellow|y|orange|\(amber fill\)"),
    (Rag.GREEN, r"g|gr|green|\(green fill\)"),
    (Rag.WHITE, r"w|white"),
    (NOTHING, r"n/?a|none|not (rated|set)|-|–|tbc|\(white fill\)"),
)
STATUSES: Final = (
    (CLOSED, r".*(closed|discharged|signed off by hmic\w*)"),
    (
        ForceStatus.PENDING_SIGN_OFF,
        r".*(pending|awaiting|for|ready for) (sign[- ]?off|closure|approval|verification).*",
    ),
    (
        ForceStatus.CONSIDERED_COMPLETE,
        r"completed?|done|implemented|delivered|achieved|considered complete|embedded",
    ),
    (
        ForceStatus.AWAITING_ALLOCATION,
        r"not (yet )?(started|begun|allocated)|new|awaiting allocation|unallocated",
    ),
    (
        ForceStatus.IN_PROGRESS,
        r"(in |work in )?progress(ing)?|open|on[- ]?going|started|under ?way|wip|live|active|(on|off) track",
    ),
    (NOTHING, r"n/?a|-|–|tbc"),
)
ACCEPTANCES: Final = (
    (Acceptance.NOT_ACCEPTED, r"(not|un)[- ]?accepted|rejected|no|n"),
    (Acceptance.PARTLY_ACCEPTED, r"part(ly|ially|-)? ?accepted|partial(ly)?|in part"),
    (Acceptance.ACCEPTED, r"(fully )?accepted|yes|y|agreed"),
)
INSPECTIONS: Final = (
    (InspectionKind.PEEL, r".*\bpeel\b.*"),
    (InspectionKind.SUPER_COMPLAINT, r".*super[- ]?complaint.*"),
    (InspectionKind.JTAI, r".*(\bjtai\b|joint(ed)? targeted area).*"),
    (InspectionKind.CHILD_PROTECTION, r".*child protection.*"),
    (InspectionKind.CUSTODY, r".*custody.*"),
    (InspectionKind.CRIME_DATA_INTEGRITY, r".*(crime data integrity|\bcdi\b).*"),
    (InspectionKind.REGIONAL_ORGANISED_CRIME, r".*(regional organised crime|\brocus?\b).*"),
    (InspectionKind.COUNTER_CORRUPTION, r".*(counter[- ]corruption|vetting).*"),
    (InspectionKind.JOINT_THEMATIC, r".*joint.*thematic.*|.*joint inspection.*|.*cjji.*"),
    (InspectionKind.NATIONAL_THEMATIC, r".*thematic.*"),
)
PRIVATE: Final = (
    (
        YES,
        (
            r"y(es)?|true|x|private|restricted|confidential|(official[- ])?sensitive|withheld"
            r"|not for publication"
        ),
    ),
    (NO, r"no?|false|public|official|-|–"),
)
VALUES: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "kind": KINDS,
    "rag": RAGS,
    "status": STATUSES,
    "acceptance": ACCEPTANCES,
    "private": PRIVATE,
}
"""The fields whose words a mapping translates."""

LONGEST_WORD: Final = 200
"""What is longer, in characters, is no heading, no word of a list and no name, and is not looked at."""
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_PREFIX: Final = re.compile(
    r"(recommendation|rec|r|area for improvement|afi|cause of concern|coc|priority action|action)s?"
    r"[ .:#-]*(?:no\.? ?)?(\d[\w.]*)?\b[ .:–-]*",
    re.IGNORECASE,
)


def field_of(header: str) -> str | None:
    """Return what a column of that heading probably is; None where nothing is like it."""
    words = folded(header)
    if not 0 < len(words) <= LONGEST_WORD:
        return None
    bare = " ".join(_BRACKETS.sub(" ", words).split())
    return next(
        (name for said in (words, bare) for name, shape in _HEADERS if re.fullmatch(shape, said)), None
    )


def guess(table: tuple[tuple[str, str], ...], said: str) -> str:
    """Return what a word of a tracker probably means; `ask` where it is not known."""
    words = folded(said)
    if len(words) > LONGEST_WORD:
        return ASK
    return next((str(meaning) for meaning, shape in table if re.fullmatch(shape, words)), ASK)


def kind_and_number(said: str) -> tuple[FindingKind | None, str]:
    """Part “AFI 3” into its kind and the report's own number; what has no such beginning stays whole."""
    match = _PREFIX.match(said.strip())
    if match is None:
        return None, said.strip()
    meant = guess(KINDS, match[1])
    rest = said.strip()[match.start(2) if match[2] else match.end() :]
    return (None if meant == ASK else FindingKind(meant)), rest.strip() or said.strip()
