"""The life of one record: its log, and what each commit did to its file.

A commit says when words came into the file and who put them there; an entry says by whom and from when they
hold. The two are kept apart, and told side by side.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import ValidationError

from hmicfrs_cli.domain import dates
from hmicfrs_cli.domain.committed import Commit, Data, Version
from hmicfrs_cli.domain.comparison import sign
from hmicfrs_cli.domain.dates import When
from hmicfrs_cli.domain.reading import id_of
from hmicfrs_cli.domain.records import Entry, FindingEntry, InspectionEntry

NEAR_DAYS = 7
"""Days by which an entry and its commit may lie apart without a word about it."""


class Did(StrEnum):
    """What happened to a record."""

    BEGUN = "begun"
    ENTERED = "entered"
    ALTERED = "altered"
    REMOVED = "removed"
    EDITED = "edited"
    RENAMED = "renamed"
    LEFT = "left"
    DELETED = "deleted"
    UNREADABLE = "unreadable"
    MENDED = "mended"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened to a record. `day` is the day that it is dated, by its entry or its commit."""

    did: Did
    commit: Commit | None
    day: date
    entry: Entry | None = None
    """The entry as it came to be; of one removed, as it was. None also where it cannot be read."""
    before: Entry | None = None
    """Of an entry altered, what it said."""
    fields: tuple[tuple[str, Any, Any], ...] = ()
    """Of facts edited above the log: name, old and new value, None where there is none."""
    said: Any = None
    """The entry as its file has it."""
    other: str = ""
    """Of a record renamed, its path before; of one that left for another path, that one."""

    @property
    def apart(self) -> bool:
        """Whether the entry is dated further from its commit than can be passed over."""
        if self.entry is None or self.commit is None or self.commit.oldest or self.did is Did.REMOVED:
            return False
        return days_apart(self.entry.on, self.commit.day) > NEAR_DAYS


def days_apart(when: When, day: date) -> int:
    """Return how many days a day lies before or after a date that may be less precise."""
    return max(dates.days_between(when.last, day), dates.days_between(day, when.first), 0)


@dataclass(slots=True)
class _Told:
    """What the versions so far have come to."""

    today: date
    model: type[Entry]
    known: dict[str, Version] = field(default_factory=dict)
    data: dict[str, Data] = field(default_factory=dict)
    removed: list[Any] = field(default_factory=list)


def life(versions: Iterable[Version], today: date, *, finding: bool) -> list[Step]:
    """Return everything that happened to a record, in the order of its dates.

    `versions` come with parents before what was made from them; `today` dates what is not committed.
    """
    told = _Told(today, FindingEntry if finding else InspectionEntry)
    steps = [step for version in versions for step in _steps(version, told)]
    return sorted(steps, key=lambda step: step.day)


def origins(steps: Sequence[Step], log: Iterable[Any]) -> list[Step | None]:
    """Return, for each entry of a log as its file has it, the step that brought it there."""
    brought = [step for step in steps if step.did in {Did.ENTERED, Did.ALTERED}]
    found: list[Step | None] = []
    for said in log:
        step = next((one for one in brought if one.said == said), None)
        if step is not None:
            brought.remove(step)
        found.append(step)
    return found


def _steps(version: Version, told: _Told) -> Iterator[Step]:
    """Yield what a version did; one that cannot be read leaves what was known before."""
    parents = [told.data[id_] for id_ in version.parents if id_ in told.data]
    was = [told.known[id_] for id_ in version.parents if id_ in told.known]
    day = version.commit.day if version.commit else told.today
    if version.commit:
        told.known[version.commit.id] = version
        told.data[version.commit.id] = version.data or (parents[0] if parents else {})
    yield from (
        Step(Did.RENAMED, version.commit, day, other=old.path)
        for old in was[:1]
        if old.path != version.path and not version.gone
    )
    if version.data is None:
        yield Step(_lost(version), version.commit, day, other=version.became)
        return
    if all(old.gone for old in was) and not (version.commit and version.commit.oldest):
        yield Step(Did.BEGUN, version.commit, day)
    yield from _of_log(version, parents, told, day)
    if any(old.data is None and not old.gone for old in was):
        yield Step(Did.MENDED, version.commit, day)
    former = {id_of(old.path) for old in told.known.values()}
    if changed := _edited(version.data, parents, former):
        yield Step(Did.EDITED, version.commit, day, fields=changed)


def _lost(version: Version) -> Did:
    """Return what happened to a file that says nothing any more."""
    if not version.gone:
        return Did.UNREADABLE
    return Did.LEFT if version.became else Did.DELETED


def _of_log(version: Version, parents: Sequence[Data], told: _Told, day: date) -> Iterator[Step]:
    """Yield entries that came, went, or say something else. Two on one date in one commit are one altered."""
    logs = [_log(parent) for parent in parents]
    now = _log(version.data or {})
    new = _without(now, [entry for log in _union(logs) for entry in log])
    gone = _without([entry for log in _union(logs) for entry in log], now)
    gone = _without(gone, told.removed) if len(logs) > 1 else gone
    told.removed += gone
    for said in new:
        before = next((old for old in gone if _same_place(old, said)), None)
        entry = _entry(said, told.model)
        dated = entry.on.last if entry else day
        if before is None:
            yield Step(Did.ENTERED, version.commit, dated, entry, said=said)
        else:
            gone.remove(before)
            was = _entry(before, told.model)
            yield Step(Did.ALTERED, version.commit, max(dated, day), entry, was, said=said)
    for said in gone:
        yield Step(Did.REMOVED, version.commit, day, _entry(said, told.model), said=said)


def _union(logs: Sequence[list[Any]]) -> Iterator[list[Any]]:
    """Yield the first log, then what each further one has besides."""
    seen: list[Any] = []
    for log in logs:
        more = _without(log, seen)
        seen += more
        yield more


def _without(entries: Iterable[Any], others: Iterable[Any]) -> list[Any]:
    """Return the entries that are not among others, each of those standing for one."""
    left = Counter(map(sign, others))
    kept = []
    for entry in entries:
        said = sign(entry)
        if left[said]:
            left[said] -= 1
        else:
            kept.append(entry)
    return kept


def _same_place(old: Any, new: Any) -> bool:  # noqa: ANN401 -- data is of any shape
    both = isinstance(old, Mapping) and isinstance(new, Mapping)
    return both and all(old.get(name) == new.get(name) for name in ("on", "action"))


def _edited(now: Data, parents: Sequence[Data], former: set[str]) -> tuple[tuple[str, Any, Any], ...]:
    """Return the facts above the log that are as in none of the versions before.

    A record that names an id which it had is no edit: a rename has to say so, and is told as what it is.
    """
    names = dict.fromkeys(name for data in (*parents, now) for name in data if name != "log")
    return tuple(
        (name, parents[0].get(name), now.get(name))
        for name in names
        if parents
        and all(parent.get(name) != now.get(name) for parent in parents)
        and not (name == "formerly" and _only_adds(parents[0].get(name), now.get(name), former))
    )


def _only_adds(old: Any, new: Any, former: set[str]) -> bool:  # noqa: ANN401 -- data is of any shape
    """Say whether a list of former ids keeps what it had, and has besides only ids that the record had."""
    was = old if isinstance(old, list) else []
    if not isinstance(new, list) or _without(was, new):
        return False
    return all(isinstance(id_, str) and id_ in former for id_ in _without(new, was))


def _log(data: Data) -> list[Any]:
    log = data.get("log")
    return log if isinstance(log, list) else []


def _entry(said: Any, model: type[Entry]) -> Entry | None:  # noqa: ANN401 -- data is of any shape
    try:
        return model.model_validate(said)
    except ValidationError:
        return None
