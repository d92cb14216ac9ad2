"""The lines of a list from what the index keeps, with what differs from the commit laid over."""

from __future__ import annotations

from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Final

from hmicfrs_cli.domain import dates
from hmicfrs_cli.domain.ids import natural
from hmicfrs_cli.domain.lines import Beside, Line, Stored, line
from hmicfrs_cli.storage.kept import FINDING, INSPECTION, UncertainError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hmicfrs_cli.storage.index import Index
    from hmicfrs_cli.storage.kept import Row
    from hmicfrs_cli.storage.overlay import Over


def merged(root: Path, index: Index, rows: list[Row], over: Over, day: date) -> list[Line]:
    """Return the lines of the rows that were found and of those laid over, in natural order of ids."""
    text = day.isoformat()
    besides, late_heads = _besides(index, over, text)
    found: list[Line] = []
    late: list[str] = []
    by_matrix = over.by_matrix(index)
    # The sorted rows of the commit, then those that were laid over.
    kept = ((str(id_), row) for _, path, id_, *row in _let_go(rows) if path not in over.rows)
    for id_, row in chain(kept, over.of(FINDING).items()):
        stored = Stored._make(row)
        head = id_.partition("/")[0]
        if stored.latest > text or head in late_heads or (by_matrix and stored.by_matrix):
            late.append(id_)
        else:
            found.append(line(id_, stored, besides.get(head, _NOTHING), day))
    found += _by_models(root, late, day)
    if late or over.of(FINDING):
        found.sort(key=lambda one: (natural(one.id), one.id))
    return found


def _let_go(rows: list[Row]) -> Iterator[Row]:
    """Yield the rows and keep none: with all of a large register's lines they would take twice the memory."""
    rows.reverse()
    while rows:
        yield rows.pop()


_NOTHING: Final = Beside()


def due(index: Index, over: Over, day: str) -> list[str]:
    """Return the inspections of which anything can be due on a day, or what is kept holds only later."""
    kept = [id_ for path, id_ in index.inspections_due(day) if path not in over.rows]
    laid = over.of(INSPECTION).items()
    return kept + [id_ for id_, (latest, *_, due, _) in laid if str(latest) > day or str(due) >= day]


def _besides(index: Index, over: Over, day: str) -> tuple[dict[str, Beside], set[str]]:
    """Return what findings take from their inspections, and those of which what is kept holds only later."""
    kept = {str(id_): tuple(row) for path, id_, *row in index.inspections() if path not in over.rows}
    besides: dict[str, Beside] = {}
    late = set()
    for id_, (latest, published, since, private, *_) in {**kept, **over.of(INSPECTION)}.items():
        if str(latest) > day:
            late.add(id_)
        when = dates.parse(str(published)) if published else None
        besides[id_] = Beside(when, date.fromisoformat(str(since)) if since else None, bool(private))
    return besides, late


def known_besides(index: Index, over: Over, day: str, commit: str) -> dict[str, Beside | None]:
    """Return the same, with None for those of which what is kept holds only later."""
    with index.reading():
        if index.noted("commit") != commit:  # another hmi has just brought it to another one
            raise UncertainError
        besides, late = _besides(index, over, day)
    return {**besides, **dict.fromkeys(late)}


def _by_models(root: Path, late: list[str], day: date) -> list[Line]:
    """Return the lines of findings of which what is kept does not hold on the day: from their files."""
    if not late:
        return []
    from hmicfrs_cli.storage.parsed import folded  # noqa: PLC0415 - few lists need YAML

    found = folded(root, late, day)
    if found is None:
        raise UncertainError
    return found
