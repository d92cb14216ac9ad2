"""A log is only ever added to: every entry stays, says what it said, and keeps its turn."""

from collections import defaultdict, deque
from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from typing import Final

from hmicfrs_cli.domain.comparison import log_of, sign
from hmicfrs_cli.domain.dates import day_words
from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.domain.records import Entry
from hmicfrs_cli.domain.trust.codes import breach
from hmicfrs_cli.domain.trust.pairs import Pair, pairs
from hmicfrs_cli.domain.trust.proposal import Proposal, State
from hmicfrs_cli.domain.trust.words import altered, entry, titled

_APPEND: Final = "put the entry back word for word, and add a new entry for what is so now"
_CORRECT: Final = (
    "put the entry back word for word; if it was wrong, add an entry that `corrects` it and names its source"
)


def entries_kept(proposal: Proposal) -> Iterator[Problem]:
    """Report entries that are gone, say something else, or changed places with another of their day."""
    for then in proposal.origins:
        for pair in pairs(proposal, then):
            if log_of(pair.old) and log_of(pair.old) != log_of(pair.new):
                yield from _lost(pair, then)
                yield from _reordered(pair, then)


def _lost(pair: Pair, then: State) -> Iterator[Problem]:
    old, new = log_of(pair.old), log_of(pair.new)
    title, found = titled(pair.was, pair.old, then.register), pair.difference
    for was, now in found.altered:
        words = f"In {title}, {entry(old[was])} was altered: {altered(old[was], new[now])}"
        yield breach(pair.path, "entry-altered", words, _CORRECT, ("log", now))
    for was in found.gone:
        words = f"In {title}, {entry(old[was])} was removed"
        yield breach(pair.path, "entry-removed", words, _APPEND, ("log",) if new else ())


def _reordered(pair: Pair, then: State) -> Iterator[Problem]:
    """Report entries that count from one day, or happened on one, and stand in another order than before.

    Of two ratings of one day the later in the file holds.
    """
    places: dict[Hashable, deque[int]] = defaultdict(deque)
    for index, one in enumerate(log_of(pair.new)):
        places[sign(one)].append(index)
    kept = [(one, places[sign(one)].popleft()) for one in log_of(pair.old) if places[sign(one)]]
    for day, place in _out_of_turn(kept):
        title = titled(pair.was, pair.old, then.register)
        words = f"In {title}, entries of {day_words(day)} changed places, so that another one of them holds"
        mend = "put the entries of that day back into their order"
        yield breach(pair.path, "entries-reordered", words, mend, ("log", place))
        return


def _out_of_turn(kept: Sequence[tuple[Entry, int]]) -> Iterator[tuple[date, int]]:
    last: dict[tuple[str, date], int] = {}
    for one, place in kept:
        for day in (("on", one.on.last), ("when", one.happened.last)):
            if place < last.get(day, -1):
                yield day[1], place
            last[day] = max(place, last.get(day, -1))


def said_once(proposal: Proposal) -> Iterator[Problem]:
    """Report an added entry that repeats one of its log word for word, and would count a second time."""
    olds = former_paths(proposal)
    for path, record in proposal.touched.items():
        log = log_of(record)
        first = {said: index for index, said in reversed(list(enumerate(map(sign, log))))}
        if len(first) == len(log):
            continue
        for index in proposal.added(path, olds.get(path, ())):
            if first[sign(log[index])] != index:
                title = titled(path, record, proposal.now.register)
                words = f"In {title}, {entry(log[index])} stands twice"
                yield breach(path, "entry-twice", words, "delete the second one", ("log", index))


def former_paths(proposal: Proposal) -> dict[str, set[str]]:
    """Return the other paths that each record had before."""
    found: dict[str, set[str]] = {}
    for then in proposal.before:
        for pair in pairs(proposal, then):
            if pair.renamed:
                found.setdefault(pair.path, set()).add(pair.was)
    return found
