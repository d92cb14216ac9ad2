"""What is known of what rules find in the files as they are now, and about which they are still to be asked.

What they see of all records at once (which there are, and what they name of each other) is kept as a sum over
the commit's records. What differs from the commit is taken out of it and put in as it is, so that the sum is
the same before a change is committed and after.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.storage import tree
from hmicfrs_cli.storage.kept import FINDING, INSPECTION, UNREAD, UncertainError
from hmicfrs_cli.storage.overlay import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from hmicfrs_cli.storage.index import Index
    from hmicfrs_cli.storage.kept import Row
    from hmicfrs_cli.storage.overlay import Over

    _Fact = tuple[str, int | None, str | None]
    Blobs = tuple[bytes, bytes]
    """A record's blob and that of its inspection, which is empty where there is none."""

# The row 0 is that of what is no record.
_ALL: Final = "SELECT path, NULL FROM place WHERE row <> 0"
_TO_BE_SAID: Final = (
    "SELECT place.path, found FROM place LEFT JOIN verdict ON verdict.path = place.path"
    " AND verdict.blob = place.blob AND verdict.beside = place.beside"
    " WHERE row <> 0 AND (found IS NULL OR found <> '')"
)
_VERDICT: Final = "SELECT found FROM verdict WHERE path = ? AND blob = ? AND beside = ?"


class Known(NamedTuple):
    """What is known of what rules find in a register."""

    context: str
    """What differs as soon as anything does that rules see and that is no record's own."""
    found: list[Problem]
    missing: list[str]
    """The paths of the records about which they are still to be asked."""
    files: int
    """How many files there are."""


NOTHING: Final = Known("", [], [], 0)


def sum_up(index: Index) -> None:
    """Note the sum of what rules see of all the commit's records, which one that differs is taken out of."""
    if index.noted("facts") is None:
        with index.writing():
            total = sum(_weight(*one) for one in index.rows("SELECT * FROM fact"))
            index.note("facts", f"{total:x}")


def known(index: Index, over: Over, day: date) -> Known:
    """Return what rules found in the records as they are, as far as they were asked on such a day."""
    there = "SELECT * FROM fact WHERE path = ? AND path = ? COLLATE BINARY"
    committed = {path: one for path in over.rows for one in index.rows(there, path, path)}
    context = _context(index, over, committed, day)
    found, missing = [], []
    for path, said in _said(index, over, same=index.noted("context") == context):
        if said is None:
            missing.append(path)
        else:
            found += _read(path, said)
    files = index.rows("SELECT count(*) FROM place")[0][0] - len(committed) + len(over.blobs)
    return Known(context, found, missing, files)


def _context(index: Index, over: Over, committed: dict[str, _Fact], day: date) -> str:
    noted = index.noted("facts")
    if noted is None:  # another hmi has just brought it to another commit
        raise UncertainError
    total = int(noted, 16) - sum(_weight(*one) for one in committed.values())
    for path in over.blobs:
        row = over.rows[path]
        total += _weight(path, UNREAD, None) if row == UNREAD else _weight(path, None, _links(row))
    return f"{day} {_blob(index, over, tree.SETTINGS).hex()} {total:x}"


def _weight(path: str, row: int | None, links: str | None) -> int:
    """Return what one record adds to the sum: a number that no other path or links will have."""
    import hashlib  # noqa: PLC0415 - where all is as it was, none is needed

    text = f"{path}\0{row == UNREAD}\0{links or ''}"
    return int.from_bytes(hashlib.sha256(text.encode(errors="surrogatepass")).digest())


def _links(row: Row | int | None) -> str | None:
    return str(row[-1]) if isinstance(row, tuple) and row[-1] else None


def _said(index: Index, over: Over, *, same: bool) -> Iterator[tuple[str, str | None]]:
    """Yield what rules found in a record, or None where they are to be asked; nothing where all is well."""
    otherwise = dict(_otherwise(index, over))
    for path, said in index.rows(_TO_BE_SAID if same else _ALL):
        if path not in over.rows and path not in otherwise:
            yield path, said
    for path, blobs in otherwise.items():
        kept = index.rows(_VERDICT, path, *blobs) if same else []
        if not kept or kept[0][0]:
            yield path, kept[0][0] if kept else None


def _otherwise(index: Index, over: Over) -> Iterator[tuple[str, Blobs]]:
    """Yield the records that differ from the commit, or of which the inspection does."""
    for path, row in over.rows.items():
        if row is not None and row != UNREAD:
            yield path, (over.blobs[path], _beside(index, over, path))
        if kind_of(path) == INSPECTION:
            for finding, blob in _of_inspection(index, path):
                if finding not in over.rows:
                    yield finding, (blob, over.blobs.get(path, b""))


def _of_inspection(index: Index, path: str) -> Iterator[tuple[str, bytes]]:
    """Yield path and blob of the findings that the commit has of an inspection."""
    folder = f"findings/{path.split('/')[1].removesuffix('.yaml')}"
    between = "SELECT path, blob FROM place WHERE kind = ? AND path > ? AND path < ?"
    for finding, blob in index.rows(between, FINDING, f"{folder}/", f"{folder}0"):  # 0 comes after /
        if finding.startswith(f"{folder}/"):  # and in the same capital letters
            yield finding, blob


def _beside(index: Index, over: Over, path: str) -> bytes:
    """Return the blob of a finding's inspection; nothing for any other record, or without one."""
    return _blob(index, over, f"inspections/{path.split('/')[1]}.yaml") if kind_of(path) == FINDING else b""


def _blob(index: Index, over: Over, path: str) -> bytes:
    if path in over.rows:
        return over.blobs.get(path, b"")
    found = index.rows("SELECT blob FROM place WHERE path = ? AND path = ? COLLATE BINARY", path, path)
    return bytes(found[0][0]) if found else b""


def _read(path: str, text: str) -> list[Problem]:
    return [
        Problem(path, code, message, mend, severity, tuple(loc))
        for code, message, mend, severity, loc in json.loads(text)
    ]
