"""From proposals that a person accepted to the records of an inspection and its findings."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from hmicfrs_cli.domain import ids
from hmicfrs_cli.domain.entries import Data, compact
from hmicfrs_cli.domain.new import deadline, finding
from hmicfrs_cli.domain.published.proposals import Proposal, ProposedInspection
from hmicfrs_cli.domain.terms import Delivery, FindingKind

NOT_STATED = "not stated"
_NEEDS_ADDRESSEE = {FindingKind.RECOMMENDATION, FindingKind.PRIORITY_ACTION, FindingKind.ACTION}
_SPAN = re.compile(r"(\d{1,4})(?:\s*-\s*(\d{1,4}))?", re.ASCII)


@dataclass(frozen=True)
class New:
    """A finding to be written: which proposal it was, counted from 1, its id and its data."""

    number: int
    id: str
    data: Data


def chosen(words: str, count: int, doubtful: Collection[int] = ()) -> list[int]:
    """Return the numbers that "1,2,4", "1-4", "all", "all,3" or "none" means of `count` proposals.

    "all" leaves out the doubtful ones: each of them is somebody's to look at, and to name.
    Raises ValueError, in words for the reader, for anything else.
    """
    said = words.strip().casefold()
    if said == "none":
        return []
    found: set[int] = set()
    for part in said.split(","):
        if part.strip() == "all":
            found.update(number for number in range(1, count + 1) if number not in doubtful)
            continue
        match = _SPAN.fullmatch(part.strip())
        if match is None:
            msg = f"“{part.strip()[:40]}” is no number of a proposal"
            raise ValueError(msg)
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last <= count:
            msg = f"there is no proposal {part.strip()}: there are {count}"
            raise ValueError(msg)
        found.update(range(first, last + 1))
    return sorted(found)


def known(proposals: Sequence[Proposal], there: Mapping[str, str]) -> dict[int, str]:
    """Return which proposals, counted from 0, stand in the register already, by the ids of those findings.

    `there` are the words of an inspection's findings by their ids.
    """
    by_words = {_plain(text): id_ for id_, text in there.items()}
    return {
        index: by_words[_plain(one.text)]
        for index, one in enumerate(proposals)
        if _plain(one.text) in by_words
    }


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


def findings(
    inspection: str,
    proposals: Sequence[Proposal],
    numbers: Collection[int],
    there: Mapping[int, str],
    taken: Collection[str],
    force: str,
) -> list[New]:
    """Return the accepted findings, each with an id that is free; what is there already is left out.

    A number that two findings of a report bear is told apart by the cause of concern that they stand under.
    """
    named = dict(there)
    used = {one.casefold() for one in taken}
    made: list[New] = []
    for number in sorted(numbers):
        index = number - 1
        if index in named:
            continue
        one = proposals[index]
        segment = _segment(one, used)
        used.add(segment.casefold())
        named[index] = f"{inspection}/{segment}"
        under = named.get(one.under) if one.under is not None else None
        made.append(New(number, named[index], finding(facts(one, under, force), [])))
    return made


def _segment(one: Proposal, used: Collection[str]) -> str:
    segment = ids.finding_segment(one.kind, one.number, used)
    plain = one.kind is FindingKind.RECOMMENDATION and segment.casefold() not in used
    return segment if plain or not one.number else ids.finding_segment(one.kind, None, used)


def facts(one: Proposal, under: str | None, force: str) -> Data:
    """Return what is recorded of a finding above its log."""
    whose = one.delivery(force)
    whom = one.whom or ((NOT_STATED,) if one.kind in _NEEDS_ADDRESSEE else ())
    return compact(
        {
            "kind": one.kind,
            "number": one.number,
            "ref": "; ".join(one.places),
            "text": one.text,
            "addressed_to": whom,
            "delivery": None if whose is Delivery.FORCE else whose,
            "deadline": deadline(one.deadline.words) if one.deadline else None,
            "under": under,
            "theme": one.title,
        }
    )


def inspection_facts(one: ProposedInspection) -> Data:
    """Return what is recorded of an inspection above its log."""
    return {
        "title": one.title,
        "kind": one.kind,
        "lead": one.lead,
        "report": {"title": one.title, "url": one.url or None},
    }
