"""The answer of a list without reading the register: from the index, with what has changed laid over.

Whatever is not certain (git is blind or silent, the index damaged, a place that holds no record) gives no
answer at all, and the caller reads the files; so an index can make an answer faster and nothing else.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3  # noqa: TID253 - its errors
import zlib
from typing import TYPE_CHECKING, NamedTuple

from hmicfrs_cli.errors import HmiError
from hmicfrs_cli.storage import freshness, known, listed, overlay
from hmicfrs_cli.storage.index import Index
from hmicfrs_cli.storage.kept import PLAINLY, UNREAD, Judging, Now, UncertainError, code
from hmicfrs_cli.storage.overlay import Over

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from hmicfrs_cli.domain.lines import Line
    from hmicfrs_cli.domain.problems import Problem
    from hmicfrs_cli.storage.freshness import Question, Seen
    from hmicfrs_cli.storage.kept import Wanted, Work


class Warm(NamedTuple):
    """Findings as lists have them, in natural order of ids."""

    lines: list[Line]
    """At least those that were wanted."""
    due: list[str]
    """The ids of the inspections of which anything can be due, where findings were wanted."""
    unread: list[str]
    """The paths of files that could not be read, in the order of the files."""
    problems: list[Problem]
    """What is wrong with the records, each without its place; empty where that was not asked."""
    files: int
    """How many files there are."""
    now: Now | None
    """How things stand, where that was asked."""


def ask(
    root: Path,
    day: date,
    wanted: Wanted | None,
    *,
    judge: bool = False,
    named: bool = False,
    work: Work = PLAINLY,
) -> Warm | None:
    """Return the findings that are wanted, as they are on a day, and with `judge` what is wrong on it.

    With `named` it is told which records there are and what they name of each other. `work` is how new
    files are gone through. None where the files must be read.
    """
    question = freshness.Question(root)
    index: Index | None = None
    try:
        where = question.where()
        if where is None or where.converting:
            return None
        index = _opened(where.folder, where.prefix)
        return _answer(root, question, where, index, day, wanted, judge=judge, named=named, work=work)
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
    named: bool,
    work: Work,
) -> Warm:
    index.make(f"{where.prefix!a} {code()}")  # two registers may have one name of a file
    stamp = where.stamp()
    text = day.isoformat()
    with index.reading():  # while git still looks
        laid, by_matrix = index.noted("commit"), Over().by_matrix(index)
        rows = index.findings(wanted, text, by_matrix=by_matrix) if wanted else []
        unsettled = bool(index.unknown())
    seen = question.seen(where)
    if seen is None or not stamp:
        raise UncertainError
    changed = _changed(root, index, stamp, seen)
    over = overlay.laid_over(root, index, changed, len(seen.commit))
    judging = Judging(day, lambda: listed.known_besides(index, over, text, seen.commit)) if judge else None
    new = overlay.renewed(root, index, seen, changed, laid, work, judging=judging)
    overlay.see_folders(root, index)
    if judge:
        known.sum_up(index)
    with index.reading():
        if index.noted("commit") != seen.commit:
            raise UncertainError
        if wanted and (new or unsettled or laid != seen.commit or over.by_matrix(index) != by_matrix):
            rows = index.findings(wanted, text, by_matrix=over.by_matrix(index))
        overlay.see_places(root, index, over)
        found = listed.merged(root, index, rows, over, day) if wanted else []
        due = listed.due(index, over, text) if wanted else []
        unread = _unread(index, over)
        told = known.known(index, over, day) if judge else known.NOTHING
        news = unread or told.missing
        now = _now(index, over, unread, day, len(seen.commit)) if named or (judge and news) else None
    problems = list(told.found)
    if now and judging and news:
        from hmicfrs_cli.storage.verdicts import looked_at  # noqa: PLC0415 - only where rules are asked

        problems += looked_at(root, index, now, told, judging, work)
    return Warm(found, due, unread, problems, told.files, now)


def _now(index: Index, over: Over, unread: list[str], day: date, length: int) -> Now:
    return Now(_blobs(index, over), _links(index, over), unread, day, length)


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


def _unread(index: Index, over: Over) -> list[str]:
    laid = [path for path, row in over.rows.items() if row == UNREAD and isinstance(row, int)]
    kept = [path for path in index.unread() if path not in over.rows]
    return sorted({*laid, *kept}, key=lambda path: path.split("/"))
