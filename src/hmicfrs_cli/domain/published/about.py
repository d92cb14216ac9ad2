"""What a report says of itself: its title, the kind of inspection, who leads it, when it was published."""

import re
from collections.abc import Sequence
from dataclasses import replace

from hmicfrs_cli.domain.dates import FIRST_YEAR, LAST_YEAR, When, parse
from hmicfrs_cli.domain.deadlines import read_words
from hmicfrs_cli.domain.published.blocks import Block, Document, Form
from hmicfrs_cli.domain.published.labels import label_of
from hmicfrs_cli.domain.published.proposals import ProposedInspection, Reason
from hmicfrs_cli.domain.terms import InspectionKind

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY = rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)? )?{_MONTH} \d{{4}})"
_PUBLISHED = re.compile(
    rf"(?:published(?: on)?|publication(?: date)?|date of publication|first published)\s*:?\s*({_DAY})",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"(?:date: )?({_DAY})", re.IGNORECASE)
_KINDS = (
    (InspectionKind.JTAI, r"joint(?:ed)? targeted area inspection|\bJTAI\b"),
    (InspectionKind.SUPER_COMPLAINT, r"super-?complaint"),
    (InspectionKind.REVISIT, r"\brevisit|progress review|reality testing|re-inspection"),
    (InspectionKind.CHILD_PROTECTION, r"national child protection inspection|child protection inspection"),
    (InspectionKind.CUSTODY, r"\bcustody\b"),
    (InspectionKind.CRIME_DATA_INTEGRITY, r"crime data integrity"),
    (InspectionKind.COUNTER_CORRUPTION, r"counter-corruption|vetting"),
    (InspectionKind.REGIONAL_ORGANISED_CRIME, r"regional organised crime|\bROCU"),
    (InspectionKind.PEEL, r"\bPEEL\b|police effectiveness, efficiency and legitimacy"),
    (InspectionKind.JOINT_THEMATIC, r"joint (?:thematic )?(?:inspection|review)"),
    (InspectionKind.NATIONAL_THEMATIC, r"thematic|national|inspection of how|how (?:well|effectively)"),
)
_LEADS = (
    ("hmicfrs", r"\bHMIC(?:FRS)?\b|Inspectorate of Constabulary"),
    ("hmcpsi", r"\bHMCPSI\b"),
    ("ofsted", r"\bOfsted\b"),
)
_TITLE_WORDS = re.compile(r"[A-Za-z].*[A-Za-z]")
_SITE = re.compile(
    r"(?:\s*(?:[|–—:-]|::|»)\s*(?:HMIC(?:FRS)?"
    r"|(?:His|Her) Majesty[’']s Inspectorate of Constabulary[^|]{0,40}"
    r"|(?:Criminal )?Justice Inspectorates|GOV\.UK))+\s*$",
    re.IGNORECASE,
)
"""What a page's title says of the site that it is on, and not of the report."""
_WILL = re.compile(r"\brevisit|progress review", re.IGNORECASE)
"""What a report of any kind says it will be followed by."""
_SHORTEST, _TITLE, _WIDEST = 8, 200, 1000
"""Characters of the shortest and the longest title, and of a paragraph that is looked at."""
_FRONT = 40
"""How many paragraphs at the beginning can say what a report is."""


def about(document: Document) -> ProposedInspection:
    """Return the inspection that a report is thought to be of."""
    front = [replace(block, text=block.text[:_WIDEST]) for block in document.blocks[:_FRONT]]
    said = "\n".join(block.text for block in front)
    title = _title(document, front)
    kind = _kind(title) or _kind(_WILL.sub("", said))
    published = _published(document, front)
    reasons = [
        *([] if title else [Reason.NO_TITLE]),
        *([] if _kind(title) else [Reason.KIND_GUESSED]),
        *([] if published else [Reason.NO_DATE]),
    ]
    lead = next((name for name, words in _LEADS if re.search(words, f"{title}\n{said}")), "not-stated")
    return ProposedInspection(
        title or "Report without a title",
        kind or InspectionKind.NATIONAL_THEMATIC,
        lead,
        published,
        document.url,
        tuple(reasons),
    )


def _title(document: Document, front: Sequence[Block]) -> str:
    fits = [block for block in front if block.form is not Form.ROW and _can_be_title(block.text)]
    heads = [block.text for block in fits if block.form is Form.HEADING]
    plain = [block.text for block in fits]
    named = _SITE.sub("", document.title[:_WIDEST]).strip()
    return (named or next(iter(heads), "") or next(iter(plain), ""))[:_TITLE].strip()


def _can_be_title(text: str) -> bool:
    fits = _SHORTEST < len(text) < _TITLE and _TITLE_WORDS.search(text)
    return bool(fits) and not _ALONE.fullmatch(text) and label_of(text) is None


def _kind(text: str) -> InspectionKind | None:
    return next((kind for kind, words in _KINDS if re.search(words, text, re.IGNORECASE)), None)


def _published(document: Document, front: Sequence[Block]) -> When | None:
    for block in front:
        if match := _PUBLISHED.search(block.text):
            return _day(match[1])
    for block in front[:12]:
        if match := _ALONE.fullmatch(block.text):
            return _day(match[1])
    return _day(document.published)


def _day(text: str) -> When | None:
    found = read_words(text).date if text else None
    if found is None and re.fullmatch(r"\d{4}-\d{2}-\d{2}", text[:10]):
        try:
            found = parse(text[:10])
        except ValueError:
            return None
    return found if found and FIRST_YEAR <= found.first.year <= LAST_YEAR else None
