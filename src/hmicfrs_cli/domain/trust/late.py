"""What is added counts from its own day; slipped in before a cut-off, it would change what a paper said."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from hmicfrs_cli.domain.comparison import log_of
from hmicfrs_cli.domain.dates import day_words, days_between, spoken
from hmicfrs_cli.domain.problems import Loc, Problem
from hmicfrs_cli.domain.reading import SETTINGS_PATH
from hmicfrs_cli.domain.records import Entry, Record
from hmicfrs_cli.domain.trust.codes import breach
from hmicfrs_cli.domain.trust.logs import former_paths
from hmicfrs_cli.domain.trust.proposal import Holding, Proposal, dated
from hmicfrs_cli.domain.trust.words import entry, titled

UNPROVED_MEND: Final = "see that it was there by then: who makes a commit can give it any date"
_SETTING_MEND: Final = (
    "let it hold `from:` today on, or say `on:` today beside `from:`, or name the `source` that states it"
)


@dataclass(frozen=True, slots=True)
class _Late:
    """An added statement that counts from a day before it can have been known here."""

    loc: Loc
    what: str
    since: date
    """From which day it counts."""
    statement: Record


def entries_in_time(proposal: Proposal) -> Iterator[Problem]:
    """Report added entries that are late, and those that only their source or their commit's date excuses."""
    olds = former_paths(proposal)
    for path, record in proposal.touched.items():
        log = log_of(record)
        if not log or path in _unread_before(proposal):
            continue
        late = [
            _Late(("log", index), entry(log[index]), log[index].on.last, log[index])
            for index in proposal.added(path, olds.get(path, ()))
            if _excess(proposal, log[index].on.last, proposal.today)
        ]
        yield from _judged(proposal, path, titled(path, record, proposal.now.register), late)


def settings_in_time(proposal: Proposal) -> Iterator[Problem]:
    """Report added settings that hold, and are known, from a day long before they were committed."""
    settings = proposal.now.settings
    if settings is None or SETTINGS_PATH in _unread_before(proposal):
        return
    items = dated(settings)
    for index in proposal.added(SETTINGS_PATH, ()):
        loc, what, item = items[index]
        day = proposal_day(proposal, proposal.first_committed(SETTINGS_PATH, item))
        reason = _excess(proposal, item.known().first, day)
        if reason and item.source is None:
            words = f"{_capital(what)} is said to hold from {spoken(item.since)}, and was added on"
            words += f" {day_words(day)}, {reason}"
            yield breach(SETTINGS_PATH, "late-setting", words, _SETTING_MEND, loc)


def _judged(proposal: Proposal, path: str, title: str, late: list[_Late]) -> Iterator[Problem]:
    sourced = [one for one in late if _excused(one.statement)]
    if sourced:
        one = sourced[0]
        count = f" and {len(sourced) - 1} more" if len(sourced) > 1 else ""
        words = f"In {title}, {one.what}{count} came late, and the source that it names excuses it"
        yield breach(path, "late-with-source", words, "read that source", one.loc)
    for one in late:
        if not _excused(one.statement):
            yield from _told(proposal, path, title, one)


def _told(proposal: Proposal, path: str, title: str, one: _Late) -> Iterator[Problem]:
    held = proposal.first_committed(path, one.statement)
    day = proposal_day(proposal, held)
    reason = _excess(proposal, one.since, day)
    if reason or held is None:
        first = "was first committed on" if held else "is in no commit yet, and today is"
        words = f"In {title}, {one.what} {first} {day_words(day)}, {reason}"
        mend = (
            f"write `on: {day.isoformat()}`, and `when:` for the day on which it happened; if a document"
            " of that time states it, name the document in `source:`"
        )
        yield breach(path, "late-entry", words, mend, one.loc)
    else:
        words = (
            f"In {title}, {one.what} is in time only because commit {held.commit[:12]} says that"
            f" it was made on {day_words(day)}"
        )
        yield breach(path, "unproved-date", words, UNPROVED_MEND, one.loc)


def proposal_day(proposal: Proposal, held: Holding | None) -> date:
    """Return the day on which a statement counts as first committed: today for what no commit holds.

    The later of a commit's two dates counts. A date that cannot be true, after today or before what the
    change began from, proves nothing: then today counts too, which is the strictest.
    """
    if held is None:
        return proposal.today
    day = max(held.authored, held.committed)
    return day if proposal.since <= day <= proposal.today else proposal.today


def _excess(proposal: Proposal, since: date, day: date) -> str:
    """Return in words why a day on which something was committed is too late for it; nothing if it is not."""
    passed = [cut_off for cut_off in proposal.cut_offs if since <= cut_off < day]
    if passed:
        first = min(passed)
        whose = f"{day_words(first)} for {proposal.cut_offs[first]}"
        return f"after the cut-off of {whose}: it would change that paper"
    days = days_between(since, day)
    return (
        f"{days} days later, when more than {proposal.limit} need a source" if days > proposal.limit else ""
    )


def _excused(statement: Record) -> bool:
    return isinstance(statement, Entry) and (statement.corrects is not None or statement.source is not None)


def _unread_before(proposal: Proposal) -> frozenset[str]:
    """Return the files of which nobody knows what they said: they are told of as not comparable."""
    return frozenset().union(*(state.unread for state in proposal.origins))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
