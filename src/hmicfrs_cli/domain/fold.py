"""The fold of a log: which entries count on a day, in what order, and what they correct.

As it was: an entry counts from its `on`. Corrected: from its `when`, with all that is known
by `known`, and corrections reach back to what they correct.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from hmicfrs_cli.domain.dates import LAST_YEAR, When
from hmicfrs_cli.domain.records import Entry, Record, Target

R = TypeVar("R", bound=Record)
E = TypeVar("E", bound=Entry)


@dataclass(frozen=True, slots=True)
class Lens:
    """How a register is looked at: the day asked about, and which of the two times counts."""

    day: date
    known: date
    """Today: the last day whose entries can be known."""
    corrected: bool = False

    def time(self, entry: Entry) -> When:
        """Return the date by which an entry takes its place."""
        return entry.happened if self.corrected else entry.on

    def knows(self, entry: Entry) -> bool:
        """Say whether the entry is known at all."""
        return entry.on.last <= (self.known if self.corrected else self.day)

    def counts(self, entry: Entry) -> bool:
        """Say whether the entry counts on the day asked about."""
        return self.knows(entry) and self.time(entry).last <= self.day


_END = date(LAST_YEAR, 12, 31)
AT_LAST = Lens(_END, _END)
"""From the last day there is: all that a log says."""


@dataclass(frozen=True, slots=True)
class Placed(Generic[E]):
    """An entry of a log with its position in the file and the day it takes effect."""

    entry: E
    index: int
    day: date
    time: When


class NoMatchError(ValueError):
    """A correction or an amendment does not match exactly one thing, or says nothing valid."""


def placed(log: Sequence[E], lens: Lens) -> list[Placed[E]]:
    """Return the entries that count, corrected where corrections are known, in fold order."""
    return in_effect(as_corrected(log, lens), lens)


def in_effect(said: Iterable[tuple[int, E]], lens: Lens) -> list[Placed[E]]:
    """Return those of a log's entries, as they are corrected, that count, in fold order."""
    rows = []
    for index, entry in said:
        time = lens.time(entry)
        if time.last <= lens.day and lens.knows(entry):
            rows.append(Placed(entry, index, time.last, time))
    return sorted(rows, key=lambda row: (row.day, row.index))


def facts(record: R, lens: Lens) -> R:
    """Return the record with the corrections and amendments of its facts that count."""
    log: Sequence[Entry] = getattr(record, "log", ())
    if not has_corrections(log):
        return record
    for entry in sorted(log, key=lambda e: lens.time(e).last):
        aim = entry.corrects or entry.amends
        if aim is None or not is_fact(record, aim):
            continue
        if _hides(aim, entry) or (lens.knows(entry) if entry.corrects else lens.counts(entry)):
            record = with_value(record, str(aim.field), entry.to)
    return record


def _hides(aim: Target, entry: Entry) -> bool:
    """Say whether a correction makes something private: it is then, of whatever day in the past is asked."""
    return aim.field == "private" and entry.corrects is not None and str(entry.to).casefold() == "true"


def private_entries(log: Sequence[Entry]) -> frozenset[int]:
    """Return the positions of the entries whose words are private: as written, or corrected to be."""
    made = [matches(log, aim)[:1] for e in log if (aim := e.corrects) and _of_entry(aim) and _hides(aim, e)]
    written = (index for index, entry in enumerate(log) if entry.private)
    return frozenset([*written, *(index for some in made for index in some)])


def has_corrections(log: Iterable[Entry]) -> bool:
    """Say whether an entry corrects or amends anything: most logs hold none, and need no more looking."""
    for entry in log:  # noqa: SIM110 - a generator takes twice as long, and this is asked of every record
        if entry.corrects is not None or entry.amends is not None:
            return True
    return False


def is_fact(record: Record, aim: Target) -> bool:
    """Say whether a correction is of a fact above the log rather than of an entry."""
    return not _of_entry(aim) and aim.field in type(record).model_fields


def _of_entry(aim: Target) -> bool:
    return aim.when is not None or aim.event is not None or aim.action is not None


def with_value(record: R, field: str, value: Any) -> R:  # noqa: ANN401 - a correction can be of any field
    """Return the record with one field said otherwise; NoMatchError where the value does not fit."""
    info = type(record).model_fields.get(field)
    if info is None or field == "log":
        msg = f"there is no “{field}” to correct"
        raise NoMatchError(msg)
    try:
        return type(record).model_validate({**_as_input(record), field: value})
    except ValidationError as error:
        raise NoMatchError(error.errors()[0]["msg"]) from error


def _as_input(record: Record) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.model_fields_set}


def matches(log: Sequence[E], aim: Target) -> list[int]:
    """Return the positions of the entries that a correction of an entry can mean."""
    return [
        index
        for index, entry in enumerate(log)
        if entry.corrects is None
        and entry.amends is None
        and (aim.when is None or aim.when.text in {entry.happened.text, entry.on.text})
        and (aim.event is None or getattr(entry, "event", None) is aim.event)
        and (aim.event is not None or aim.field in entry.model_fields_set)
        and getattr(entry, "action", None) == aim.action
    ]


def as_corrected(log: Sequence[E], lens: Lens) -> Iterable[tuple[int, E]]:
    """Return each entry with its position, as corrections that are known say it; corrections left out."""
    return _corrected(log, lens) if has_corrections(log) else enumerate(log)


def _corrected(log: Sequence[E], lens: Lens) -> Iterator[tuple[int, E]]:
    said: dict[int, E] = {}
    for entry in sorted(log, key=lambda e: lens.time(e).last):
        aim = entry.corrects
        if aim is None or not _of_entry(aim) or not (lens.knows(entry) or _hides(aim, entry)):
            continue
        for index in matches(log, aim)[:1]:
            said[index] = _said_otherwise(said.get(index, log[index]), aim, entry.to)
    for index, entry in enumerate(log):
        if entry.corrects is None and entry.amends is None:
            yield index, said.get(index, entry)


def _said_otherwise(entry: E, aim: Target, value: Any) -> E:  # noqa: ANN401 - as above
    return with_value(entry, str(aim.field) if aim.field else "when", value)
