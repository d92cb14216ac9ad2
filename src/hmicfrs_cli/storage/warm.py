"""The answer of a list without reading the register: from the index, with what has changed laid over.

Whatever is not certain (git is blind or silent, the index damaged, a place that holds no record) gives no
answer at all, and the caller reads the files; so an index can make an answer faster and nothing else.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3  # noqa: TID253 - its errors
import zlib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from hmicfrs_cli.domain import dates
from hmicfrs_cli.domain.ids import natural
from hmicfrs_cli.domain.lines import Beside, Line, Stored, line
from hmicfrs_cli.errors import HmiError
from hmicfrs_cli.storage import freshness, overlay
from hmicfrs_cli.storage.index import Index
from hmicfrs_cli.storage.kept import FINDING, INSPECTION, PLAINLY, RATED_BY_MATRIX, UNREAD, Now, code
from hmicfrs_cli.storage.overlay import Over, UncertainError

if TYPE_CHECKING:
    from pathlib import Path

    from hmicfrs_cli.domain.problems import Problem
    from hmicfrs_cli.storage.freshness import Question, Seen
    from hmicfrs_cli.storage.kept import Row, Wanted, Work


@dataclass(frozen=True)
class Warm:
    """Findings as lists have them, in natural order of ids."""

    lines: list[Line]
    """At least those that were wanted."""
    unread: list[str]
    """The paths of files that could not be read, in the order of the files."""
    problems: list[Problem]
    """What is wrong with the records, each without its place; empty where that was not asked."""
    count: int
    """How many files there are."""


def ask(
    root: Path, day: date, wanted: Wanted | None, *, judge: bool = False, work: Work = PLAINLY
) -> Warm | None:
    """Return the findings that are wanted, as they are on a day, and with `judge` what is wrong on it.

    `work` is how new files are gone through. None where the files must be read.
    """
    question = freshness.Question(root)
    index: Index | None = None
    try:
        where = question.where()
        if where is None or where.converting:
            return None
        index = _opened(where.folder, where.prefix)
        return _answer(root, question, where, index, day, wanted, judge=judge, work=work)
    except (UncertainError, HmiError, OSError, sqlite3.IntegrityError):
        return None
    except (sqlite3.Error, ValueError, KeyError, TypeError) as error:
        if index is not None and not _only_now(error):
            _throw_away(index)
        return None
    finally:
        question.leave()
        if index is not None:
            index.leave()


def _only_now(error: Exception) -> bool:
    """Say whether the index itself is sound: only held by another, on a full disk or not to be written."""
    return isinstance(error, sqlite3.OperationalError) and not str(error).startswith("no such")


def _opened(folder: Path, prefix: str) -> Index:
    folder.mkdir(exist_ok=True)
    return Index(folder / f"index-{zlib.crc32(os.fsencode(prefix)):08x}.sqlite")


def _throw_away(index: Index) -> None:
    index.leave()
    for ending in ("", "-wal", "-shm"):
        with contextlib.suppress(OSError):
            index.file.with_name(index.file.name + ending).unlink()


def _answer(  # noqa: PLR0913 - an answer needs all of it
    root: Path,
    question: Question,
    where: freshness.Where,
    index: Index,
    day: date,
    wanted: Wanted | None,
    *,
    judge: bool,
    work: Work,
) -> Warm:
    index.make(f"{where.prefix!a} {code()}")  # two registers may have one name of a file
    stamp = where.stamp()
    text = day.isoformat()
    with index.reading():  # while git still looks
        laid, rows = index.noted("commit"), index.findings(wanted, text) if wanted else []
    seen = question.seen(where)
    if seen is None or not stamp:
        raise UncertainError
    changed = _changed(root, index, stamp, seen)
    over = overlay.laid_over(root, index, changed, len(seen.commit))
    new = overlay.renewed(root, index, seen, changed, laid, work.reading)
    overlay.see_folders(root, index)
    with index.reading():
        if index.noted("commit") != seen.commit:
            raise UncertainError
        if wanted and (new or laid != seen.commit):
            rows = index.findings(wanted, text)
        overlay.see_places(root, index, over)
        found = _merged(root, index, rows, over, day) if wanted else []
        unread = _unread(index, over)
        now = _blobs(index, over) if judge else {}
        links = _links(index, over) if judge else {}
    problems = []
    if judge:
        from hmicfrs_cli.storage import verdicts  # noqa: PLC0415 - a list needs none

        problems = verdicts.problems(root, index, Now(now, links, unread, day, len(seen.commit)), work)
    return Warm(found, unread, problems, len({*now, *unread}))


def _blobs(index: Index, over: Over) -> dict[str, bytes]:
    """Return the blob at each path where there is something, whether it can be read or not."""
    return {path: blob for path, blob in index.blobs().items() if path not in over.rows} | over.blobs


def _links(index: Index, over: Over) -> dict[str, str]:
    kept = {path: links for path, links in index.links().items() if path not in over.rows}
    laid = {path: str(row[-1]) for path, row in over.rows.items() if isinstance(row, tuple) and row[-1]}
    return kept | laid


def _changed(root: Path, index: Index, stamp: str, seen: Seen) -> set[str]:
    """Return the paths of records that may not be as the commit has them."""
    if index.noted("stamp") != stamp:
        watched = freshness.overlooked(root)
        if watched is None:
            raise UncertainError
        index.watch(stamp, watched)
    changed = set()
    for path in {*seen.changed, *freshness.touched(root, index.watched())}:
        if freshness.is_record(path):
            changed.add(path)
        elif not freshness.is_leftover(path) and os.path.lexists(root / path):
            raise UncertainError
    return changed


def _merged(root: Path, index: Index, rows: list[Row], over: Over, day: date) -> list[Line]:
    text = day.isoformat()
    besides, late_heads = _besides(index, over, text)
    found: list[Line] = []
    late: list[str] = []
    by_matrix = over.settings(index) == RATED_BY_MATRIX
    # The sorted rows of the commit, then those that were laid over.
    kept = ((str(id_), row) for _, path, id_, *row in rows if path not in over.rows)
    for id_, row in (*kept, *over.of(FINDING).items()):
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


_NOTHING: Final = Beside()


def _besides(index: Index, over: Over, day: str) -> tuple[dict[str, Beside], set[str]]:
    """Return what findings take from their inspections, and those of which what is kept holds only later."""
    kept = {str(id_): tuple(row) for path, id_, *row in index.inspections() if path not in over.rows}
    besides: dict[str, Beside] = {}
    late = set()
    for id_, (latest, published, since, private, _) in {**kept, **over.of(INSPECTION)}.items():
        if str(latest) > day:
            late.add(id_)
        when = dates.parse(str(published)) if published else None
        besides[id_] = Beside(when, date.fromisoformat(str(since)) if since else None, bool(private))
    return besides, late


def _by_models(root: Path, late: list[str], day: date) -> list[Line]:
    """Return the lines of findings of which what is kept does not hold on the day: from their files."""
    if not late:
        return []
    from hmicfrs_cli.storage.parsed import folded  # noqa: PLC0415 - as above

    found = folded(root, late, day)
    if found is None:
        raise UncertainError
    return found


def _unread(index: Index, over: Over) -> list[str]:
    laid = [path for path, row in over.rows.items() if row == UNREAD and isinstance(row, int)]
    kept = [path for path in index.unread() if path not in over.rows]
    return sorted({*laid, *kept}, key=lambda path: path.split("/"))
