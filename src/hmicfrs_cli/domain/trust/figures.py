"""A finding that comes in late counts from the day it was made: what past papers said would be otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from hmicfrs_cli.domain.dates import day_words, spoken
from hmicfrs_cli.domain.fold import Lens
from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.domain.reading import id_of
from hmicfrs_cli.domain.records import Finding
from hmicfrs_cli.domain.settings import Committee, Meeting
from hmicfrs_cli.domain.trust.codes import breach
from hmicfrs_cli.domain.trust.late import UNPROVED_MEND, proposal_day
from hmicfrs_cli.domain.trust.logs import former_paths
from hmicfrs_cli.domain.trust.proposal import Proposal
from hmicfrs_cli.domain.trust.words import titled

_MEND: Final = (
    "see that it is right; a first entry that names in `source:` what states the finding says so for good"
)
_MOST: Final = 3
"""How many meetings are named."""


@dataclass(frozen=True, slots=True)
class _Paper:
    """A paper that had totals."""

    cut_off: date
    name: str
    """Whose it was, and of which day."""


def figures_kept(proposal: Proposal) -> Iterator[Problem]:
    """Report new findings that would stand in the totals of papers whose cut-off had passed.

    One whose first entry names its source is honest. Of an inspection that is new too, or was not published
    before, its own entries tell.
    """
    papers = [one for one in _papers(proposal) if one.cut_off < proposal.today]
    new = _new(proposal) if papers else {}
    view = proposal.now.register.seen(Lens(proposal.today, proposal.today))
    for path, record in new.items():
        state = view.findings[id_of(path)]
        if state.made_day is not None and state.counted:
            title = titled(path, record, proposal.now.register)
            counted = [one for one in papers if one.cut_off >= state.made_day]
            yield from _told(proposal, path, f"{title[:1].upper()}{title[1:]}", state.made_day, counted)


def _told(proposal: Proposal, path: str, title: str, made: date, counted: list[_Paper]) -> Iterator[Problem]:
    held = next(iter(proposal.commits.get(path, ())), None)
    day = proposal_day(proposal, held)
    if changed := [one for one in counted if one.cut_off < day]:
        words = f"{title} is new here and counts from {day_words(made)}, so it would change the totals of"
        yield breach(path, "changes-past-figures", f"{words} {_named(changed)}", _MEND)
    elif counted and held:
        words = f"{title} changes no paper that was past only because commit {held.commit[:12]} says that"
        yield breach(path, "unproved-date", f"{words} it was made on {day_words(day)}", UNPROVED_MEND)


def _new(proposal: Proposal) -> dict[str, Finding]:
    """Return the findings that were not there under any name, unsourced, of inspections that were."""
    olds = former_paths(proposal)
    return {
        path: record
        for path, record in proposal.touched.items()
        if isinstance(record, Finding)
        and path not in olds
        and not (record.log and record.log[0].source)
        and not any(path in state.records or path in state.unread for state in proposal.before)
        and _was_published(proposal, path)
    }


def _was_published(proposal: Proposal, path: str) -> bool:
    """Say whether the finding's inspection was published in what was there."""
    id_ = id_of(path).partition("/")[0]
    seen = [state.register.seen(Lens(proposal.today, proposal.today)) for state in proposal.before]
    return any(id_ in view.inspections and view.inspections[id_].published is not None for view in seen)


def _papers(proposal: Proposal) -> list[_Paper]:
    """Return the papers that had totals, as BASE says, in the order of their cut-offs."""
    base = proposal.base or proposal.origins[0]
    complete = base.settings.coverage.complete_from if base.settings else None
    found = [
        _Paper(meeting.ends(), f"{committee.name} of {spoken(meeting.on)}")
        for committee in base.register.committees.values()
        for since, meeting in _periods(committee)
        if complete is not None and since is not None and complete.last <= since
    ]
    return sorted(found, key=lambda one: (one.cut_off, one.name))


def _periods(committee: Committee) -> Iterator[tuple[date | None, Meeting]]:
    """Yield each meeting with the day after which its paper counts."""
    last = None
    for one in committee.meetings:
        yield one.since.last if one.since else last, one
        last = one.ends()


def _named(papers: list[_Paper]) -> str:
    named = [one.name for one in papers[:_MOST]]
    left = len(papers) - len(named)
    named += [f"{left} more"] * bool(left)
    return f"papers already past: {', '.join(named)}"
