"""Past meetings: the period a paper covered, what was issued and what members asked stay as they were."""

from collections.abc import Iterator
from datetime import date

from hmicfrs_cli.domain.dates import day_words, spoken
from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.domain.settings import Committee, Meeting
from hmicfrs_cli.domain.trust.codes import breach
from hmicfrs_cli.domain.trust.pairs import Pair, pairs
from hmicfrs_cli.domain.trust.proposal import Proposal

_BACK = "put the meeting back as it was; a new meeting is added after the last one"


def meetings_kept(proposal: Proposal) -> Iterator[Problem]:
    """Report past meetings that are gone or have another period, and records of any that were changed.

    What BASE says too is not this change's doing.
    """
    for then in proposal.origins:
        for pair in pairs(proposal, then):
            if isinstance(pair.old, Committee) and pair.old is not pair.new:
                yield from _compared(proposal, pair)


def _compared(proposal: Proposal, pair: Pair) -> Iterator[Problem]:
    base = proposal.base.records.get(pair.path) if proposal.base else None
    was, now, there = _periods(pair.old), _periods(pair.new), _periods(base)
    for day, (_, meeting, since) in was.items():
        found, bases = now.get(day), there.get(day)
        if found is not None and bases is not None and found[1:] == bases[1:]:
            continue
        past = meeting.ends() <= proposal.today
        if past and (found is None or _period(found) != (since or found[2], meeting.ends())):
            yield _moved(pair, meeting, since, found)
        if found is not None:
            yield from _records(pair, meeting, found)


Placed = tuple[int, Meeting, date | None]


def _periods(record: object) -> dict[str, Placed]:
    """Return a committee's meetings by day, each with its position and the day after which it counts."""
    found: dict[str, Placed] = {}
    last = None
    for index, one in enumerate(record.meetings if isinstance(record, Committee) else ()):
        found[one.on.text] = (index, one, one.since.last if one.since else last)
        last = one.ends()
    return found


def _period(found: Placed) -> tuple[date | None, date]:
    return found[2], found[1].ends()


def _moved(pair: Pair, meeting: Meeting, since: date | None, found: Placed | None) -> Problem:
    name = pair.old.name if isinstance(pair.old, Committee) else ""
    head = f"The meeting of {name} on {spoken(meeting.on)}"
    if found is None:
        return breach(pair.path, "meeting-edited", f"{head} is gone", _BACK, ("meetings",))
    index, new, begins = found
    parts = []
    if new.ends() != meeting.ends():
        parts.append(f"its cut-off was {day_words(meeting.ends())} and is {day_words(new.ends())}")
    if since and begins != since:
        now = day_words(begins) if begins else "not stated"
        parts.append(f"its period began after {day_words(since)} and now begins after {now}")
    words = f"{head}, which is past, would have another period: {' and '.join(parts)}"
    return breach(pair.path, "meeting-edited", words, _BACK, ("meetings", index))


def _records(pair: Pair, meeting: Meeting, found: Placed) -> Iterator[Problem]:
    """Report what was issued or asked and no longer stands so; an answer may be added."""
    index, new, _ = found
    head = f"what {pair.old.name if isinstance(pair.old, Committee) else ''} of {spoken(meeting.on)}"
    if meeting.issued is not None and new.issued != meeting.issued:
        words = f"W{head[1:]} was sent, as recorded under “issued”, was changed"
        mend = "put it back: it says what members were given; a later paper tells what is restated"
        yield breach(pair.path, "meeting-edited", words, mend, ("meetings", index, "issued"))
    asked = {(one.text, one.of): one.answered for one in new.requests}
    for one in meeting.requests:
        key = (one.text, one.of)
        if key not in asked or (one.answered and asked[key] != one.answered):
            words = f"W{head[1:]} asked, or was answered, was changed: “{one.text}”"
            yield breach(
                pair.path, "meeting-edited", words, "put it back as it was", ("meetings", index, "requests")
            )
