"""What a recommendation's own sentence says: to whom it is addressed, and by when."""

import re
from dataclasses import dataclass
from itertools import pairwise

from hmicfrs_cli.domain import deadlines
from hmicfrs_cli.domain.deadlines import Reading
from hmicfrs_cli.domain.forces import find_force
from hmicfrs_cli.domain.published.labels import DIRECTIVE
from hmicfrs_cli.domain.published.sentences import sentences
from hmicfrs_cli.domain.terms import Basis, Delivery

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE = rf"(?:the )?(?:end of )?(?:\d{{1,2}}(?:st|nd|rd|th)? )?{_MONTH} \d{{4}}"
_AFTER = rf"(?:{deadlines.SINCE}|(?: of| from| after) receipt of this (?:letter|report))?"
_WHEN = (
    rf"(?:by|no later than|not later than) {_DATE}"
    rf"|(?:(?:with)?in (?:the next )?|(?:no|not) later than )[\w-]+ (?:day|week|month|year)s?{_AFTER}"
    r"|with immediate effect|immediately|forthwith|as soon as (?:possible|practicable)|as a matter of urgency"
)
_FIRST = re.compile(rf"({_WHEN}),? (?=\S)", re.IGNORECASE)
_INNER = re.compile(rf"[,;]? (?:and )?({_WHEN})(?=[\s,.:;]|$)", re.IGNORECASE)
_LAST = re.compile(rf"[,;]? ({_WHEN})[.:;]?$", re.IGNORECASE)
_WE = re.compile(
    r"(?:(?:To (?:address|tackle|remedy)|In order to|As a result|Therefore|Accordingly|For this"
    r" reason)[^.]{0,160}?,? )?"
    r"(?:we (?:also |therefore |further )?recommend|HMIC(?:FRS)? (?:also |therefore |further )?recommends|"
    r"it is (?:also |therefore |further )?recommended)"
    r"(?:(?: that)?[,:]? (?=(?:all |the )?(?:chief|forces?|constabular|home|college|police|(?-i:[A-Z])))|"
    r" that[,:]? |[,:] ?)",
    re.IGNORECASE,
)
_MAKES = re.compile(r"\bwe (?:now |also )?make (?:[\w-]+ ){0,3}recommendation\.$", re.IGNORECASE)

_BODY = re.compile(
    r"(?:(?:all|both|each|every|those|these|relevant|other) )?(?:the )?(?:(?:remaining|other|relevant|\d+"
    r"|two|three) )?"
    r"(?:chief (?:constables?|officers?)|(?:deputy|assistant) chief constables?|commissioners?|(?:police"
    r" )?forces?|police"
    r"|constabular(?:y|ies)|home (?:office|secretary)|ministry|college|national polic(?:e|ing)|nationa?l"
    r" crime agency|npcc|apcc|cps"
    r"|crown prosecut\w+|prosecutors?|pccs?|(?:local )?(?:policing|police and crime|police) (?:bod\w+"
    r"|commission\w+|authorit\w+)"
    r"|mayors?|government|department|ofsted|cqc|iopc|independent office|hm \w+|his majesty\w*|her"
    r" majesty\w*|hmpps|hmcts"
    r"|nhs|local authorit\w+|councils?|safeguarding|partners?|partnerships?|boards?|ministers?|agencies"
    r"|bodies"
    r"|regional|rocus?|probation|youth|health|integrated|directors?|heads?|leaders?|senior|supervisors"
    r"|nca|mps|met\b|"
    r"[A-Z][\w’&-]+(?: (?:and|&) [A-Z][\w’-]+| [A-Z][\w’-]+){0,3} (?:Police|Constabulary|Service|Office"
    r"|Council|Board|Agency))",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:all |the )?(?:[A-Z][\w’-]+ (?:and |& )?){1,4}(?:Police|Constabulary|Service|Office)\b|(?:all "
    r"|the )?(?:chief constables?|forces?"
    r"|constabulary|police)\b"
)
_CLAUSE = re.compile(
    r"\b(?:which|who|is|are|was|were|has|had|said|says|found|finds|makes?|made|believes?|thinks?"
    r"|considered|noted|asked"
    r"|told|we|it|they|reported|hopes?)\b",
    re.IGNORECASE,
)
_OUTSIDE = re.compile(
    r"\b(?:committee|members|panel|cabinet|trustees|readers?|you|visitors?|applicants?|candidates?)\b",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:,| )(?:(?:working|acting) (?:together |jointly |closely )?(?:with|alongside)\b|jointly with\b|"
    r"(?<!together )(?:with|alongside)\b|in (?:consultation|conjunction|partnership|collaboration)|that\b"
    r"|who\b|which\b|through\b|supported by|as part of|in (?:England|all)|where\b|using\b).*",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:(?:working |acting )?(?:together |jointly |closely )?with [^,]{3,80}|(?:in|as) [^,]{3,80}"
    r"|following [^,]{3,60}|where [^,]{3,80}|to [^,]{3,80}), (?:and )?",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"police and crime|crime and policing|prison and probation|courts and tribunals|constabulary and fire"
    r"|(?:devon|avon) and \w+|(?:children|families|health|education|counter-corruption|fire|violence) and \w+"
    r"|work and pensions|housing and \w+|women and girls",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\b(?:chief (?:constable|officer)s?|constabular\w+|forces?\b(?! (?:management|board))|the police\b"
    r"|^police$|commissioner of police)"
    r"|^police (?:forces?|leaders)|(?<!british transport )(?:[A-Z]\w+ )(?:police|constabulary)$",
    re.IGNORECASE,
)
_NOT_OURS = re.compile(
    r"college|npcc|national police|home office|commissioners?$|association|authorit", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Said:
    """A deadline's words, and what they say."""

    words: str
    reading: Reading

    @property
    def unread(self) -> bool:
        """Whether the words state no date we understand."""
        return self.reading.basis is Basis.NONE


@dataclass(frozen=True, slots=True)
class Sense:
    """What a sentence says beside what is to be done."""

    whom: tuple[str, ...] = ()
    deadline: Said | None = None
    aside: bool = False
    """Whether the deadline stands at the sentence's end, where it may belong to something else."""


def sense(text: str) -> Sense:
    """Read the first sentence of a recommendation."""
    first = sentences(text.partition("\n")[0])[0]
    first = _WE.sub("", first, count=1) if _WE.match(first) else first
    lead, rest = _leading(first)
    directive = DIRECTIVE.search(rest)
    if directive is None:
        return _told(rest, lead)
    subject, action = rest[: directive.start()].strip(" ,"), rest[directive.end() :]
    inner = _INNER.search(f" {subject}") if lead is None else None
    if inner:
        lead, subject = (
            said(inner[1]),
            (f" {subject}"[: inner.start()] + f" {subject}"[inner.end() :]).strip(" ,"),
        )
    if lead is None and (match := _INNER.match(action)):
        lead = said(match[1])
    if lead is None and (match := _LAST.search(action)):
        return Sense(addressees(subject), said(match[1]), aside=True)
    return Sense(addressees(subject), lead)


def _told(rest: str, lead: Said | None) -> Sense:
    """Read a sentence without a "should": "we recommend that the force immediately takes steps"."""
    body = _NAME.match(rest)
    if body is None:
        return Sense(deadline=lead)
    inner = _INNER.match(rest[body.end() :]) or _LAST.search(rest)
    return Sense((body[0],), lead or (said(inner[1]) if inner else None))


def _leading(text: str) -> tuple[Said | None, str]:
    match = _FIRST.match(text)
    return (said(match[1]), text[match.end() :]) if match else (None, text)


def said(words: str) -> Said:
    """Return a deadline's words with what the register reads in them."""
    return Said(words, deadlines.read_words(words))


def begins_with_deadline(text: str) -> bool:
    """Say whether a paragraph is one that only recommendations begin as: "By March 2024, forces should"."""
    lead, rest = _leading(text)
    directive = DIRECTIVE.search(rest)
    return (
        lead is not None
        and directive is not None
        and text[:1].isupper()
        and bool(_addressed(rest[: directive.start()].strip(" ,")))
    )


def recommended(text: str) -> str | None:
    """Return the sentence of a paragraph that says "we recommend"; None where there is none for us."""
    for part in sentences(text):
        match = _WE.match(part)
        if match and not _OUTSIDE.search(part[match.end() :][:60]) and len(part) - match.end() > 20:  # noqa: PLR2004 - a mention, not a recommendation
            return part
    return None


def announced(text: str) -> str | None:
    """Return the sentence right after "We make one new recommendation."; None where there is no such one."""
    pairs = pairwise(sentences(text))
    return next(
        (part for before, part in pairs if _MAKES.search(before) and begins_with_deadline(part)), None
    )


def is_addressed(text: str) -> bool:
    """Say whether a sentence tells a body what it should do, rather than speaking about it."""
    if recommended(text) is not None:
        return True
    lead, rest = _leading(sentences(text)[0])
    directive = DIRECTIVE.search(rest)
    if lead is not None and directive is not None and text[:1].isupper():
        return _CLAUSE.search(rest[: directive.start()]) is None
    return directive is not None and bool(_addressed(rest[: directive.start()].strip(" ,")))


def is_for_others(text: str) -> bool:
    """Say whether a sentence asks a committee or a reader for something."""
    directive = DIRECTIVE.search(text)
    return bool(_OUTSIDE.search(text[: directive.start() if directive else 60]))


def _addressed(subject: str) -> str:
    """Return the subject where it is a body, without what stands around it; else nothing."""
    core = _LEAD.sub("", subject)
    core = _INNER.sub("", core) if _INNER.search(core) else core
    if not _BODY.match(core) or _OUTSIDE.search(core):
        return ""
    core = _TAIL.sub("", core).strip(" ,")
    return "" if _CLAUSE.search(core) or len(core) > 200 else core  # noqa: PLR2004 - a list of bodies is shorter


def addressees(subject: str) -> tuple[str, ...]:
    """Return each body that a sentence's subject names, as written; none where it names none."""
    core = _addressed(subject)
    core = _WHOLE.sub(lambda match: match[0].replace(" and ", " \x01 "), core)
    core = re.sub(r"^(?:both|together,?) ", "", core, flags=re.IGNORECASE)
    parts = re.split(r",? (?:together with|as well as|and) |, ", core)
    named = [part.replace("\x01", "and").strip(" ,") for part in parts]
    return tuple(dict.fromkeys(part for part in named if part))


def delivery(whom: tuple[str, ...], force: str) -> Delivery:
    """Return whose it is to deliver: the force's where it is for chief constables, forces or itself."""
    ours = [_is_ours(one, force) for one in whom]
    if not whom or all(ours):
        return Delivery.FORCE
    return Delivery.JOINT if any(ours) else Delivery.OTHER_BODY


def _is_ours(one: str, force: str) -> bool:
    named = find_force(re.sub(r"^the ", "", one, flags=re.IGNORECASE))
    if named is not None:
        return named == force
    return bool(_OURS.search(one)) and not _NOT_OURS.search(one)
