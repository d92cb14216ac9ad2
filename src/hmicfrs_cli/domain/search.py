"""Search over all texts of records: every word must occur, whatever its case and accents."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from hmicfrs_cli.domain.dates import When
from hmicfrs_cli.domain.fold import placed
from hmicfrs_cli.domain.records import Finding, FindingEntry, Inspection, InspectionEntry, Record
from hmicfrs_cli.domain.register import View

Span = tuple[int, int]
"""Where a match begins and ends, in characters."""


@dataclass(frozen=True, slots=True)
class Place:
    """One text in which at least one of the words was found."""

    field: str
    text: str
    spans: tuple[Span, ...]
    on: When | None = None
    """The entry's date, for words of the log."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One record in which every word was found."""

    id: str
    places: tuple[Place, ...]


def search(view: View, words: Iterable[str]) -> list[Hit]:
    """Return the records that hold every word by the view's day: inspections first, then findings.

    The words are looked for in ids, facts and entries, each anywhere in the record; findings of a report
    that is not published are found too, since the answer is the officer's own.
    """
    wanted = [found for word in words if (found := _folded(word)[0])]
    if not wanted:
        return []
    heard_of = {id_: None for id_, state in view.inspections.items() if state.heard_of}
    findings = [id_ for id_, state in view.findings.items() if state.inspection in heard_of]
    hits = (_hit(id_, list(_texts_of(view, id_)), wanted) for id_ in (*heard_of, *findings))
    return [hit for hit in hits if hit is not None]


def _hit(id_: str, texts: list[Place], wanted: list[str]) -> Hit | None:
    missing = set(wanted)
    places = []
    for place in texts:
        folded, origin = _folded(place.text)
        here = {word for word in wanted if word in folded}
        if here:
            missing -= here
            places.append(Place(place.field, place.text, _spans(folded, origin, here), place.on))
    return None if missing else Hit(id_, tuple(places))


def _texts_of(view: View, id_: str) -> Iterator[Place]:
    yield Place("id", id_, ())
    record: Inspection | Finding
    log: Iterable[InspectionEntry | FindingEntry]
    if "/" in id_:
        raw = view.register.findings[id_]
        record, log = view.findings[id_].facts, [row.entry for row in placed(raw.log, view.lens)]
    else:
        kept = view.register.inspections[id_]
        record, log = view.inspections[id_].facts, [row.entry for row in placed(kept.log, view.lens)]
    yield from _texts(record, None)
    for entry in log:
        yield from _texts(entry, entry.on)


def _texts(record: Record, on: When | None) -> Iterator[Place]:
    for name in type(record).model_fields:
        if name == "log":
            continue
        for text in _words(getattr(record, name)):
            yield Place(name, text, (), on)


def _words(value: object) -> Iterator[str]:
    """Yield the free texts in a value; words of closed lists are for filters, not for search."""
    if isinstance(value, str) and not isinstance(value, Enum):
        yield str(value)
    elif isinstance(value, tuple):
        for part in value:
            yield from _words(part)
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            yield from _words(getattr(value, name))


def _folded(text: str) -> tuple[str, list[int]]:
    """Return the text without case and accents, and the position each of its characters came from."""
    letters: list[str] = []
    origin: list[int] = []
    for index, char in enumerate(text):
        for part in unicodedata.normalize("NFKD", char.casefold()):
            if not unicodedata.combining(part):
                letters.append("'" if part == "’" else part)
                origin.append(index)
    return "".join(letters), origin


def _spans(folded: str, origin: list[int], words: Iterable[str]) -> tuple[Span, ...]:
    found: list[Span] = []
    for word in words:
        start = folded.find(word)
        while start >= 0:
            found.append((origin[start], origin[start + len(word) - 1] + 1))
            start = folded.find(word, start + len(word))
    return tuple(sorted(found))
