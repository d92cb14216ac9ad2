"""Which record became which: by id, by former id, or by what it says; and which ones are gone."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Final

from hmicfrs_cli.domain.comparison import Difference, difference
from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.domain.reading import SETTINGS_PATH, AnyRecord, id_of
from hmicfrs_cli.domain.records import Finding, Inspection
from hmicfrs_cli.domain.register import Register, path_of
from hmicfrs_cli.domain.settings import Committee
from hmicfrs_cli.domain.trust.codes import breach
from hmicfrs_cli.domain.trust.proposal import Proposal, State
from hmicfrs_cli.domain.trust.words import titled

_CALLED: Final[dict[type[AnyRecord], str]] = {Finding: "text", Inspection: "title"}
"""The field by which a record of a kind is known again; a committee by its name."""
_KEEP: Final = "put the file back as it was; what is over stays in the register, closed or withdrawn"


@dataclass(frozen=True, slots=True)
class Pair:
    """A record as it was and as it is proposed."""

    was: str
    """The path it had."""
    old: AnyRecord
    path: str
    """The path it has."""
    new: AnyRecord
    named: bool = True
    """Whether it has the same id, or names its former one."""

    @property
    def renamed(self) -> bool:
        """Whether it has another path."""
        return self.was != self.path

    @property
    def difference(self) -> Difference:
        """What differs."""
        return difference(self.path, self.was, self.old, self.new)


def records_kept(proposal: Proposal) -> Iterator[Problem]:
    """Report records that are gone, renamed without a word, or that can no longer be read or compared."""
    for then in proposal.origins:
        for path in sorted(then.records):
            yield from _unread(proposal, then, path)
        kept = list(pairs(proposal, then))
        there = {pair.was for pair in kept} | proposal.now.unread
        for path in sorted(set(then.records) - there):
            title = titled(path, then.records[path], then.register)
            words = f"{_capital(title)} was in the register and is gone"
            yield breach(path, "record-removed", words, _KEEP)
        yield from (_unnamed(pair, then) for pair in kept if not pair.named)
        for path in sorted(then.unread & set(proposal.now.records)):
            words = "this file could not be read before, so nothing in it could be compared with what it said"
            yield breach(path, "not-comparable", words, "read the whole file: each entry counts as it stands")


def _unread(proposal: Proposal, then: State, path: str) -> Iterator[Problem]:
    if path in proposal.now.unread:
        title = titled(path, then.records[path], then.register)
        words = f"{_capital(title)} could be read and no longer can, so nobody can see what was changed in it"
        yield breach(path, "no-longer-readable", words, "mend what `hmi check` says of this file")


def _unnamed(pair: Pair, then: State) -> Problem:
    title, old = titled(pair.was, pair.old, then.register), id_of(pair.was)
    words = f"{_capital(title)} was {old} and is now {id_of(pair.path)}, under which nobody would look for it"
    mend = f"add `formerly: [{old}]` above its log, or give the file its old name"
    if isinstance(pair.old, Committee):
        mend = "give the file its old name: a committee keeps it"
    return breach(pair.path, "renamed-without-formerly", words, mend)


def pairs(proposal: Proposal, then: State) -> Iterator[Pair]:
    """Yield every record that was read then and is read now, whatever it is called."""
    now = proposal.now
    free = set(now.records) - set(then.records) - then.unread
    alike = _by_likeness(now, free)
    for path, old in then.records.items():
        if path in now.records:
            yield Pair(path, old, path, now.records[path])
        elif path not in now.unread and path != SETTINGS_PATH:
            yield from _renamed(now, path, old, free, alike)


def _renamed(
    now: State, path: str, old: AnyRecord, free: set[str], alike: dict[Hashable, list[str]]
) -> Iterator[Pair]:
    said = _formerly(now.register, path)
    if said in free and type(now.records[said]) is type(old):
        free.discard(said)
        yield Pair(path, old, said, now.records[said])
        return
    for key in _likeness(path, old):
        for found in alike.get(key, ()):
            if found in free:
                free.discard(found)
                yield Pair(path, old, found, now.records[found], named=False)
                return


def _formerly(register: Register, path: str) -> str:
    """Return the path of the record that says it was at a path, itself or by its inspection's former id."""
    id_ = id_of(path)
    head, _, tail = id_.partition("/")
    found = register.former.get(id_, "")
    if not found and tail and head in register.former:
        found = f"{register.former[head]}/{tail}"
    return path_of(found) if found and not path.startswith("committees/") else ""


def _by_likeness(now: State, free: set[str]) -> dict[Hashable, list[str]]:
    found: dict[Hashable, list[str]] = {}
    for path in sorted(free):
        for key in _likeness(path, now.records[path]):
            found.setdefault(key, []).append(path)
    return found


def _likeness(path: str, record: AnyRecord) -> Iterator[Hashable]:
    """Yield what tells a record that was renamed: its name whatever the case, its words, its entries."""
    kind = type(record)
    yield kind, path.casefold()
    words = getattr(record, _CALLED.get(kind, "name"), "")
    yield kind, " ".join(words.split()).casefold()
    if isinstance(record, Finding | Inspection):
        yield from ((kind, repr(entry)) for entry in record.log)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
