"""What differs between two records, whatever was written otherwise without saying anything else.

Logs are compared as multisets: an entry is all that it says, and where it stands does not matter.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from hmicfrs_cli.domain.reading import AnyRecord, id_of
from hmicfrs_cli.domain.records import Entry, Record

ALIKE = 0.5
"""The part of what two entries of different days say that both must say, for one to be the other altered."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A field above the log that differs; None stands for what is not there."""

    name: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between a record and what it was. Positions count from 0 in the log they are of."""

    path: str
    """Where the record is, or was last where it is gone."""
    old_path: str | None
    """Where it was; None for a new one."""
    old: AnyRecord | None
    new: AnyRecord | None
    facts: tuple[Fact, ...] = ()
    added: tuple[int, ...] = ()
    """Positions in the new log of entries that the old one has not."""
    gone: tuple[int, ...] = ()
    """Positions in the old log of entries that the new one has not."""
    altered: tuple[tuple[int, int], ...] = ()
    """Positions in the old and in the new log of entries that say something else than they did."""

    @property
    def id(self) -> str:
        """The record's id now; empty for the settings."""
        return id_of(self.path)

    @property
    def renamed(self) -> bool:
        """Whether it has another path than it had."""
        return self.old_path is not None and self.old_path != self.path


@dataclass
class _Pairs:
    """Entries of two logs that only one has, and those of them that are one, altered."""

    gone: list[int]
    added: list[int]
    altered: list[tuple[int, int]] = field(default_factory=list)

    def pair(self, old: int, new: int) -> None:
        self.gone.remove(old)
        self.added.remove(new)
        self.altered.append((old, new))


def differences(
    old: Mapping[str, AnyRecord], new: Mapping[str, AnyRecord], renamed: Mapping[str, str] | None = None
) -> list[Difference]:
    """Return what differs between records by path, in the order of paths; nothing for equal ones.

    `renamed` has the old path by the new one. A record that became one of another kind is gone and new.
    """
    moved = {path: was for path, was in (renamed or {}).items() if type(old.get(was)) is type(new.get(path))}
    taken = set(moved.values())
    found = []
    for path in sorted({*old, *new}):
        if path in taken and path not in new:
            continue
        was = moved.get(path) or (path if path in old and path not in taken else None)
        before = old.get(was) if was else None
        found += _differing(path, was, before, new.get(path))
    return found


def _differing(path: str, was: str | None, old: AnyRecord | None, new: AnyRecord | None) -> list[Difference]:
    if old == new and was == path:
        return []
    return [difference(path, was, old, new)]


def difference(path: str, was: str | None, old: AnyRecord | None, new: AnyRecord | None) -> Difference:
    """Return what differs between a record and what it was, of the same kind; None where there is none."""
    before, after = log_of(old), log_of(new)
    pairs = _paired(before, after)
    facts = tuple(_facts(old, new)) if old is not None and new is not None else ()
    return Difference(
        path, was, old, new, facts, tuple(pairs.added), tuple(pairs.gone), tuple(sorted(pairs.altered))
    )


def log_of(record: AnyRecord | None) -> Sequence[Entry]:
    """Return a record's log; committees, settings and what is not there have none."""
    return getattr(record, "log", ())


def sign(value: object) -> Hashable:
    """Return what a value says, as something that equals and hashes as it does."""
    if isinstance(value, Record):
        usual = _defaults(type(value))
        return frozenset((name, sign(said)) for name, said in value if said != usual[name])
    if isinstance(value, Mapping):
        return frozenset((str(name), sign(said)) for name, said in value.items())
    if isinstance(value, list | tuple):
        return tuple(map(sign, value))
    return str(value)


@cache
def _defaults(kind: type[Record]) -> dict[str, object]:
    """Return what fields are where nothing is said."""
    fields = kind.model_fields.items()
    return {name: field.get_default(call_default_factory=True) for name, field in fields}


def _facts(old: AnyRecord, new: AnyRecord) -> Iterator[Fact]:
    for name in type(new).model_fields:
        before, after = getattr(old, name), getattr(new, name)
        if name != "log" and before != after:
            yield Fact(name, before, after)


def _paired(old: Sequence[Entry], new: Sequence[Entry]) -> _Pairs:
    same = _shared(old, new)
    pairs = _Pairs(_without(old, new, same), _without(new, old, same))
    for same_day in (True, False):
        candidates = [
            (likeness(old[was], new[now]), -was, -now)
            for was in pairs.gone
            for now in pairs.added
            if _day(old[was]) == _day(new[now]) or not same_day
        ]
        for alike, was, now in sorted(candidates, reverse=True):
            if -was in pairs.gone and -now in pairs.added and (same_day or alike >= ALIKE):
                pairs.pair(-was, -now)
    return pairs


def _shared(old: Sequence[Entry], new: Sequence[Entry]) -> int:
    """Return how many entries both logs begin with: nearly all, where entries are only ever added."""
    pairs = zip(old, new, strict=False)
    return next((at for at, (one, other) in enumerate(pairs) if one != other), min(len(old), len(new)))


def _without(log: Sequence[Entry], other: Sequence[Entry], same: int) -> list[int]:
    """Return the positions of entries that the other log has not, or not as often; both begin the same."""
    left = Counter(map(sign, other[same:]))
    found = []
    for index, entry in enumerate(log[same:], same):
        said = sign(entry)
        if left[said]:
            left[said] -= 1
        else:
            found.append(index)
    return found


def _day(entry: Entry) -> tuple[str, object]:
    return entry.on.text, getattr(entry, "action", None)


def likeness(one: Entry, other: Entry) -> float:
    """Return which part of what either of two entries says, their days left out, both say."""
    first, second = _said(one), _said(other)
    return len(first & second) / max(len(first | second), 1)


def _said(entry: Entry) -> set[tuple[str, Hashable]]:
    named: Iterable[tuple[str, object]] = entry
    usual = _defaults(type(entry))
    return {(name, sign(said)) for name, said in named if said != usual[name] and name != "on"}
