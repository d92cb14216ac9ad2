"""Which new file was which old one: by the former id it names, the same content, or most of its lines."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from hmicfrs_cli.domain.reading import id_of, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hmicfrs_cli.domain.reading import AnyRecord
    from hmicfrs_cli.storage.load import Files

ALIKE: Final = 0.5
"""The part of the lines of two files that must be the same for one to be the other, renamed."""
MOST_PAIRS: Final = 40_000
"""How many pairs of files are compared line by line; beyond, only what names or equals another is paired."""


def renamed(old: Files, new: Files, records: Mapping[str, AnyRecord]) -> dict[str, str]:
    """Return old paths by new ones, of files that only one side has; `records` are the new side's."""
    gone = {path for path in old if path not in new and isinstance(old[path], bytes)}
    come = [path for path in sorted(new) if path not in old and isinstance(new[path], bytes)]
    found: dict[str, str] = {}
    for pairs in (_formerly(come, records), _same(gone, come, old, new)):
        _take(found, pairs, gone)
    left = [path for path in come if path not in found]
    if len(left) * len(gone) <= MOST_PAIRS:
        _take(found, _alike(gone, left, old, new), gone)
    return found


def _take(found: dict[str, str], pairs: Iterable[tuple[str, str]], gone: set[str]) -> None:
    for path, was in pairs:
        if was in gone and path not in found and kind_of(path) is kind_of(was):
            found[path] = was
            gone.discard(was)


def _formerly(come: Iterable[str], records: Mapping[str, AnyRecord]) -> Iterator[tuple[str, str]]:
    """Yield what records say that they were called, and the findings of an inspection that says so."""
    former = {old: id_of(path) for path, record in records.items() for old in getattr(record, "formerly", ())}
    present = {id_: old for old, id_ in former.items()}
    for path in come:
        folder, _, rest = path.partition("/")
        inspection, slash, segment = rest.partition("/")
        for old in getattr(records.get(path), "formerly", ()):
            yield path, f"{folder}/{old}.yaml"
        if slash and inspection in present:
            yield path, f"{folder}/{present[inspection]}/{segment}"


def _same(gone: Iterable[str], come: Iterable[str], old: Files, new: Files) -> Iterator[tuple[str, str]]:
    texts = {old[path]: path for path in sorted(gone, reverse=True)}
    yield from ((path, texts[new[path]]) for path in come if new[path] in texts)


def _alike(gone: Iterable[str], come: Iterable[str], old: Files, new: Files) -> Iterator[tuple[str, str]]:
    """Yield the pairs that have most lines in common, the most alike first."""
    before = {path: _lines(old[path]) for path in gone}
    after = {path: _lines(new[path]) for path in come}
    rows = [
        (_likeness(before[was], after[path]), path, was)
        for was in before
        for path in after
        if kind_of(path) is kind_of(was)
    ]
    for alike, path, was in sorted(rows, key=lambda row: (-row[0], row[1:])):
        if alike >= ALIKE:
            yield path, was


def _lines(text: object) -> Counter[bytes]:
    return Counter(text.splitlines() if isinstance(text, bytes) else ())


def _likeness(one: Counter[bytes], other: Counter[bytes]) -> float:
    return (one & other).total() / max(one.total(), other.total(), 1)
