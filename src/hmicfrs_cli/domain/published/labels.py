"""How reports head their findings: "Recommendation 3", "Cause of concern", "Areas for improvement" boxes."""

import re
from dataclasses import dataclass

from hmicfrs_cli.domain.terms import FindingKind

_KINDS = (
    (FindingKind.RECOMMENDATION, r"(?:key |further |national |force |local )?recommendations?"),
    (FindingKind.CAUSE_OF_CONCERN, r"(?:accelerated )?causes? (?:of|for) concern"),
    (FindingKind.AFI, r"areas? (?:for|of) improvement|AFIs?"),
    (FindingKind.PRACTICE, r"(?:innovative|promising|positive|notable|effective|good) practices?"),
    (FindingKind.PRIORITY_ACTION, r"priority actions?|areas? for priority action"),
)
_NUMBER = (
    r"(?:(?:no\.?|number) ?)?(?P<number>\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?|[A-Z](?:\d{1,3})?|one|two|three"
    r"|four|five"
    r"|six|seven|eight|nine|ten|eleven|twelve)(?![\w’])"
)
_OF = (
    r"(?: ?\(?of \d{1,3}\)?| ?\((?:new|repeated|accelerated)\)"
    r"| ?\((?:paragraphs?|paras?|pages?|sections?|pp?)\.? [\d.,– -]{1,20}\))?"
)
_WHOM = re.compile(r"(?:for|to) (?P<whom>[^.:?]{3,90})")
_PLURAL = re.compile(r"recommendations|causes|areas|AFIs|practices|actions", re.IGNORECASE)
_SHAPES = [
    (
        kind,
        re.compile(
            rf"(?P<noun>(?i:{words}))(?: {_NUMBER}{_OF})?(?P<end>$|\s*[:.–—-]\s*(?=\S)|\s+)(?P<rest>.*)",
            re.DOTALL,
        ),
    )
    for kind, words in _KINDS
]
_ABOUT = re.compile(
    r"(?:(?:annex|appendix|chapter|part|section) \w{1,3}[:.]?(?: [–—-])? |\d{1,2}(?:\.\d{1,2})?\.? )?"
    r"(?:(?:summary|list|table|full list) of |our |the |all )?(?:our |the |all )?"
    rf"(?P<noun>{'|'.join(words for _, words in _KINDS)})"
    r"(?:(?:,| and|, and) (?:recommendations|causes of concern|areas for improvement))*"
    r"(?: (?:from this (?:report|inspection)|in this report|made in this report|at a glance))?"
    r"(?: (?:for|to) (?P<whom>[^.:?]{3,90}))?:?",
    re.IGNORECASE,
)
_LEADER = re.compile(r"(?:\.\s?){4,}|…{2,}|\s\d{1,3}$")
DIRECTIVE = re.compile(r"\b(?:should|must|needs? to|ought to|ha(?:s|ve) to|is required to|are required to)\b")
_RECOMMENDS = re.compile(r"\b(?:we|HMIC(?:FRS)?) (?:\w+ )?recommends? that\b", re.IGNORECASE)
_EXPLAINS = re.compile(
    r"(?:An?|The term) [“\u2018]?(?:cause|area|recommendation|practice|finding)\b|There (?:are|were|is"
    r"|was) (?:no|none)\b"
    r"|None\b|No (?:causes?|areas?)\b|(?:This|It) is (?:a )?practice that we\b|Where we\b|If (?:we|our)\b"
    r"|We (?:use|make|identify)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:By|Within|Immediately|With immediate|No later|Not later|From|As soon|At the|The|All|Each|Every|Chief"
    r"|Forces?|Police|We|HMIC|It is|In|[A-Z]\w+ (?:Police|Constabulary))\b"
)


@dataclass(frozen=True, slots=True)
class Label:
    """A heading of findings: what kind, which number, one or several, and the words after it."""

    kind: FindingKind
    number: str | None = None
    several: bool = False
    rest: str = ""
    title: str = ""
    whom: str = ""
    """To whom a whole list is addressed, where its heading says so."""


def label_of(text: str) -> Label | None:
    """Return the label that a paragraph is, or begins with; None where it only speaks of such things."""
    if len(text) < 200 and (about := _ABOUT.fullmatch(text)) and not _LEADER.search(text):  # noqa: PLR2004 - no heading is longer
        return _heading(about)
    for kind, shape in _SHAPES:
        if match := shape.match(text):
            return _to_whom(kind, match) or _begun(kind, match)
    return None


def _heading(match: re.Match[str]) -> Label:
    noun = match["noun"]
    kind = next(kind for kind, words in _KINDS if re.fullmatch(words, noun, re.IGNORECASE))
    return Label(kind, several=bool(_PLURAL.search(noun)), whom=match["whom"] or "")


def _to_whom(kind: FindingKind, match: re.Match[str]) -> Label | None:
    """Return "Recommendation 2 – to the Home Office" as a label; None where more is said than to whom."""
    rest = match["rest"].strip()
    to = _WHOM.fullmatch(rest)
    if match["number"] is None or to is None or not match["noun"][0].isupper() or asks(rest):
        return None
    return Label(kind, match["number"], whom=to["whom"])


def _begun(kind: FindingKind, match: re.Match[str]) -> Label | None:
    number, end, rest = match["number"], match["end"], match["rest"].strip()
    several = bool(_PLURAL.search(match["noun"])) and number is None
    if not rest:
        return Label(kind, number, several)
    if not match["noun"][0].isupper() or _LEADER.search(rest[-40:]) or re.fullmatch(r"[\d ,–and-]+", rest):
        return None
    parted = end.strip() != ""
    if parted and rest[0].islower() and kind is FindingKind.PRACTICE and is_title(rest.capitalize()):
        return Label(kind, number, several, title=rest)
    if not (rest[0].isupper() or rest[0] in "“\u2018\"'") or not (
        parted or (number and _OPENING.match(rest))
    ):
        return None
    if asks(rest) or (kind in _TOLD and rest.endswith(".") and parted):
        return Label(kind, number, several, rest)
    return Label(kind, number, several, title=rest) if is_title(rest) and parted else None


_TOLD = frozenset({FindingKind.CAUSE_OF_CONCERN, FindingKind.PRACTICE})
"""Kinds that tell how things are, and need no "should"."""


def asks(text: str) -> bool:
    """Say whether a text says what somebody should do."""
    return DIRECTIVE.search(text) is not None or _RECOMMENDS.search(text) is not None


def needs_directive(kind: FindingKind) -> bool:
    """Say whether a finding of this kind says what somebody should do."""
    return kind not in _TOLD


def explains(text: str) -> bool:
    """Say whether a paragraph only says what such a finding is, or that there is none."""
    return _EXPLAINS.match(text) is not None


def is_title(text: str) -> bool:
    """Say whether a paragraph reads like a heading: short, begun with a capital, and no sentence."""
    most = 14
    return (
        len(text.split()) <= most
        and not text.endswith((".", ":", ";", ",", "?", "!"))
        and bool(re.match(r"[A-Z0-9“\u2018]", text))
        and DIRECTIVE.search(text) is None
    )
