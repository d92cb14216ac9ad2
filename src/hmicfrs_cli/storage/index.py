"""What was worked out of a register's files, kept by their content below git's folder; never the truth.

A row says what the bytes of one blob decide, so it can be wrong of no file; `place` says which blob the
commit that was last looked at has at which path. Deleting it is safe at any moment, and whatever is amiss
with it the files are read. It is as trusted as the repository that it lies in: nothing of it is ever run.
"""

from __future__ import annotations

import contextlib
import sqlite3  # noqa: TID253 - the index is this
from typing import TYPE_CHECKING, Any, Final

from hmicfrs_cli.domain.lines import Stored
from hmicfrs_cli.storage import mark
from hmicfrs_cli.storage.kept import (
    FINDING,
    INSPECTION,
    INSPECTIONS,
    INSPECTIONS_DUE,
    SCHEMA,
    SEE_BESIDE,
    UncertainError,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from hmicfrs_cli.storage.kept import Entry, Row, Wanted

_PATIENCE: Final = 5  # seconds to wait for another hmi that writes
_TABLES: Final = {FINDING: "finding", INSPECTION: "inspection"}


class Index:
    """One register's index. Whatever goes wrong is an sqlite3.Error or UncertainError: the files are read."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._sound = mark.holds(file)
        self._code = ""
        self._db = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)

    def leave(self) -> None:
        """Let go of it, and where it was written, note how it was left."""
        with contextlib.suppress(sqlite3.ProgrammingError):  # left before
            wrote = self._db.total_changes > 0
            self._db.close()
            if wrote:
                mark.leave(self.file)

    def make(self, code: str) -> None:
        """Make its tables, with nothing in them that another `code` wrote, or anything but hmi."""
        with contextlib.suppress(sqlite3.OperationalError):
            if self._sound and self.noted("code") == code:
                self._code = code
        if not self._code:
            self._db.executescript(SCHEMA + "COMMIT;")
            with self.writing():
                self.note("code", code)
            self._code = code

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """See one state of it throughout, whatever others write."""
        self._db.execute("BEGIN")
        try:
            self._see_whose()
            yield
        finally:
            self._db.execute("COMMIT")

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Write all or none, one process at a time."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            self._see_whose()
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def _see_whose(self) -> None:
        """Raise UncertainError where another version of hmi has made it anew meanwhile."""
        if self._code and self.noted("code") != self._code:
            raise UncertainError

    def noted(self, name: str) -> str | None:
        """Return a note."""
        found = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return found[0] if found else None

    def note(self, name: str, value: str) -> None:
        """Note something under a name."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def watched(self) -> dict[str, int]:
        """Return the files of which git may overlook a change, with the times of their last ones."""
        return dict(self._db.execute("SELECT path, changed FROM watched"))

    def watch(self, stamp: str, files: dict[str, int]) -> None:
        """Keep what `watched` gives, for as long as git's index is as `stamp` says."""
        with self.writing():
            self._db.execute("DELETE FROM watched")
            self._db.executemany("INSERT INTO watched VALUES (?, ?)", files.items())
            self.note("stamp", stamp)

    def folders(self) -> dict[str, int]:
        """Return the folders in which there is nothing that git does not see, for as long as times last."""
        return dict(self._db.execute("SELECT path, changed FROM folder"))

    def settle(self, folders: dict[str, int]) -> None:
        """Keep what `folders` gives of some."""
        with self.writing():
            self._db.executemany("INSERT OR REPLACE INTO folder VALUES (?, ?)", folders.items())

    def lay(self, commit: str, entries: Iterable[Entry]) -> None:
        """Take the records of a commit, in the order in which they are listed.

        Two paths that differ by capital letters alone are sqlite3.IntegrityError.
        """
        with self.writing():
            for table in ("place", "head"):
                self._db.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
            self._db.executemany("INSERT INTO place (kind, path, id, blob) VALUES (?, ?, ?, ?)", entries)
            self._db.execute(SEE_BESIDE, (INSPECTION, FINDING))
            self._db.execute(
                "UPDATE place SET row = (SELECT row FROM plain WHERE plain.kind = place.kind"
                " AND plain.blob = place.blob)"
            )
            for kind, table in _TABLES.items():
                self._db.execute(
                    f"UPDATE place SET row = (SELECT row FROM {table} WHERE {table}.blob = place.blob)"  # noqa: S608
                    " WHERE kind = ? AND row IS NULL",
                    (kind,),
                )
            names = "SELECT DISTINCT substr(id, 1, instr(id, '/') - 1) FROM place WHERE kind = ?"
            self._db.execute(f"INSERT INTO head {names}", (FINDING,))
            self._forget()
            self._db.execute("DELETE FROM meta WHERE name = 'facts'")
            self.note("commit", commit)

    def _forget(self) -> None:
        """Drop rows that no path has, once they are several times as many as those that one has."""
        count = "SELECT (SELECT count(*) FROM finding) > 4 * (SELECT count(*) FROM place) + 10000"
        if self._db.execute(count).fetchone()[0]:
            self._db.execute("DELETE FROM finding WHERE blob NOT IN (SELECT blob FROM place)")

    def keep(self, kept: Iterable[tuple[str, bytes, Row | int]]) -> None:
        """Keep what blobs say: kind, blob, and the row or, where there is nothing to say, its number."""
        with self.writing():
            for kind, blob, row in kept:
                self._keep(kind, blob, row)

    def _keep(self, kind: str, blob: bytes, row: Row | int) -> None:
        if isinstance(row, int):
            self._db.execute("INSERT OR REPLACE INTO plain VALUES (?, ?, ?)", (kind, blob, row))
            number: int | None = row
        else:
            marks = ", ".join("?" * (len(row) + 1))
            self._db.execute(
                f"INSERT OR IGNORE INTO {_TABLES[kind]} VALUES (NULL, {marks})",  # noqa: S608 - our own names
                (blob, *row),
            )
            found = self._db.execute(f"SELECT row FROM {_TABLES[kind]} WHERE blob = ?", (blob,))  # noqa: S608
            number = found.fetchone()[0]
        done = self._db.execute(
            "UPDATE place INDEXED BY by_blob SET row = ? WHERE blob = ? AND kind = ?", (number, blob, kind)
        )
        if done.rowcount:
            self._db.execute("DELETE FROM meta WHERE name = 'facts'")

    def found(self, kind: str, blob: bytes) -> Row | int | None:
        """Return what is kept of a blob; None where nothing is known of it."""
        if kind in _TABLES:
            table = _TABLES[kind]
            row = self._db.execute(f"SELECT * FROM {table} WHERE blob = ?", (blob,)).fetchone()  # noqa: S608
            if row is not None:
                return tuple(row[2:])
        row = self._db.execute("SELECT row FROM plain WHERE kind = ? AND blob = ?", (kind, blob)).fetchone()
        return None if row is None else int(row[0])

    def unknown(self) -> list[tuple[str, str, bytes]]:
        """Return kind, path and blob of the records that nobody has looked at yet."""
        return self._db.execute("SELECT kind, path, blob FROM place WHERE row IS NULL").fetchall()

    def unread(self) -> list[str]:
        """Return the paths of what is no record."""
        found = self._db.execute("SELECT path FROM place WHERE row = 0")
        return [path for (path,) in found]

    def place(self, path: str) -> tuple[str, int | None]:
        """Return how a path is written there, in whatever capital letters it is asked for, and its row."""
        found = self._db.execute("SELECT path, row FROM place WHERE path = ?", (path,)).fetchone()
        return found or (path, None)

    def inspections(self) -> list[Row]:
        """Return path and id of each inspection, and what is kept of it."""
        return self._db.execute(INSPECTIONS, (INSPECTION,)).fetchall()

    def inspections_due(self, day: str) -> list[tuple[str, str]]:
        """Return path and id of each inspection of which anything can be due, or what is kept holds later."""
        return self._db.execute(INSPECTIONS_DUE, (INSPECTION, day, day)).fetchall()

    def blobs(self) -> dict[str, bytes]:
        """Return the blob at each path."""
        return dict(self._db.execute("SELECT path, blob FROM place"))

    def links(self) -> dict[str, str]:
        """Return what is kept of the links of the records that have any, by their paths."""
        return dict(self._db.execute("SELECT path, links FROM fact WHERE links IS NOT NULL"))

    def rows(self, query: str, *values: str | bytes) -> list[Any]:
        """Return what a query finds."""
        return self._db.execute(query, values).fetchall()

    def judged(self, context: str, verdicts: Iterable[tuple[str, bytes, bytes, str]]) -> None:
        """Keep what rules found: path, blob and that of its inspection, and what; drop what was otherwise."""
        with self.writing():
            if self.noted("context") != context:
                self._db.execute("DELETE FROM verdict")
                self.note("context", context)
            self._db.executemany("INSERT OR REPLACE INTO verdict VALUES (?, ?, ?, ?)", verdicts)

    def heads(self) -> set[str]:
        """Return the names of the folders that hold findings."""
        return {name for (name,) in self._db.execute("SELECT name FROM head")}

    def findings(self, wanted: Wanted, day: str, *, by_matrix: bool) -> list[Row]:
        """Return rank, path and id of findings in order of ids, and what is kept of each.

        At least those that are wanted, and those of which what is kept does not hold on the day, or not
        where the matrix gives colours.
        """
        tests, values = wanted.tests()
        late = "latest > ? OR by_matrix" if by_matrix else "latest > ?"
        where = f" AND ({' AND '.join(tests)} OR {late})" if tests else ""
        # A few are found by their columns before they are placed; all of them are taken place by place.
        tables = "finding CROSS JOIN place" if tests else "place CROSS JOIN finding"
        fields = ", ".join("''" if name in wanted.without else f"finding.{name}" for name in Stored._fields)
        found: list[Row] = self._db.execute(
            f"SELECT rank, path, id, {fields} FROM {tables} USING (row)"  # noqa: S608 - our own words
            f" WHERE place.kind = '{FINDING}'{where}",
            (*values, day) if tests else (),
        ).fetchall()
        found.sort()
        return found
