"""What the index is asked and told: kinds of rows, which are wanted, how things stand, whose it is."""

from __future__ import annotations

import contextlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from hmicfrs_cli.domain.each import Each  # noqa: TC001 - a NamedTuple looks its annotations up
from hmicfrs_cli.domain.lines import Stored
from hmicfrs_cli.storage import tree

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

Row = tuple[str | int | None, ...]
"""What is kept of a record: the fields of `Stored`, those of `StoredInspection`, or none."""
Entry = tuple[str, str, str, bytes]
"""A record of a commit: its kind (the first letter of its folder), path, id, and blob."""

FINDING, INSPECTION, SETTINGS, COMMITTEE = "f", "i", "r", "c"
UNREAD: Final = 0
"""The row of a file that is no record."""
GOOD: Final = 1
"""The row of a record of which nothing is kept but that it can be read."""
RATED_BY_MATRIX: Final = 2
"""The row of settings by which the RAG is of risk at some time."""
_FIELDS: Final = ", ".join(Stored._fields)
SCHEMA: Final = f"""
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS finding (row INTEGER PRIMARY KEY, blob BLOB NOT NULL UNIQUE, {_FIELDS});
CREATE TABLE IF NOT EXISTS inspection
  (row INTEGER PRIMARY KEY, blob BLOB NOT NULL UNIQUE, latest, published, day, private, links);
CREATE TABLE IF NOT EXISTS plain (kind, blob BLOB NOT NULL, row, PRIMARY KEY (kind, blob)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS place
  (rank INTEGER PRIMARY KEY, kind, path TEXT COLLATE NOCASE UNIQUE, id, blob BLOB NOT NULL, row INTEGER);
CREATE INDEX IF NOT EXISTS by_blob ON place (blob);
CREATE INDEX IF NOT EXISTS unsettled ON place (row) WHERE row IS NULL OR row = {UNREAD};
CREATE INDEX IF NOT EXISTS by_row ON place (row, kind);
CREATE INDEX IF NOT EXISTS by_rag ON finding (rag);
CREATE INDEX IF NOT EXISTS by_latest ON finding (latest);
CREATE INDEX IF NOT EXISTS by_matrix ON finding (row) WHERE by_matrix;
CREATE TABLE IF NOT EXISTS head (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS verdict (path TEXT PRIMARY KEY, blob BLOB, beside BLOB, context TEXT, found TEXT)
  WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS folder (path TEXT PRIMARY KEY, changed INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS watched (path TEXT PRIMARY KEY, changed INTEGER) WITHOUT ROWID;
"""
"""Tables of one register; none of them is needed again once it is dropped."""
_SHA_1_DIGITS: Final = 40


class Wanted:
    """Which findings are wanted, as far as columns can tell; None for whichever."""

    def __init__(
        self,
        *,
        is_open: bool | None = None,
        words: bool = True,
        **alternatives: Collection[str | None],
    ) -> None:
        self.is_open = is_open
        self.words = words
        """Whether the findings' own words are wanted too."""
        self.alternatives = alternatives

    def tests(self) -> tuple[list[str], Sequence[str]]:
        """Return conditions on columns, and the values for them."""
        tests, values = [], []
        for column, several in self.alternatives.items():
            if several:
                named = [str(one) for one in several if one is not None]
                test = f"finding.{column} IN ({', '.join('?' * len(named))})"
                tests.append(f"({test} OR finding.{column} IS NULL)" if None in several else test)
                values += named
        if self.is_open is not None:
            tests.append(f"inspectorate {'=' if self.is_open else '<>'} 'open'")
        return tests, values


class Work(NamedTuple):
    """How files that nobody has looked at yet are read, and records that nobody has judged are checked."""

    reading: Each = map
    checking: Each = map


PLAINLY: Final = Work()


@dataclass(frozen=True)
class Now:
    """A register as it is."""

    blobs: dict[str, bytes]
    """The id of what stands at each path."""
    links: dict[str, str]
    """What records name of each other, where they do."""
    unread: list[str]
    """The paths of what is no record."""
    day: date
    length: int
    """How many hexadecimal digits git's ids have."""

    def beside(self, path: str) -> bytes:
        """Return the blob of the inspection of a finding; nothing for any other record, or without one."""
        folder, _, rest = path.partition("/")
        if folder != "findings":
            return b""
        return self.blobs.get(f"inspections/{rest.partition('/')[0]}.yaml", b"")

    def context(self) -> str:
        """Return what differs as soon as anything does that rules see and that is no record's own."""
        import hashlib  # noqa: PLC0415 - a list, which needs none, would load all of OpenSSL

        about = hashlib.sha256(f"{self.day} {self.blobs.get(tree.SETTINGS)!r}\0".encode())
        for part in (self.blobs, self.unread, (f"{path} {link}" for path, link in self.links.items())):
            about.update("\n".join(sorted(part)).encode(errors="surrogateescape") + b"\0")
        return about.hexdigest()


def code() -> str:
    """Return what differs between two versions of hmi, of Python, or of what reads and validates records."""
    about = [sys.version]
    here = Path(__file__).parent.parent
    for folder in (here / "domain", here / "domain" / "rules", here / "storage"):
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                if entry.name.endswith(".py"):
                    stat = entry.stat()
                    about.append(f"{entry.path} {stat.st_size} {stat.st_mtime_ns}")
    for name in sys.path:
        about += _readers(name)
    return ascii("\n".join(about))


def _readers(folder: str) -> list[str]:
    """Return the libraries in a folder, with their versions, that have a say in what a record is."""
    with contextlib.suppress(OSError):
        names = [
            one
            for one in os.listdir(folder)  # noqa: PTH208 - names alone, and quickly
            if one.endswith(".dist-info") and one.lower().startswith(("pydantic", "pyyaml"))
        ]
        return sorted(names)
    return []


def blob_id(raw: bytes, length: int) -> bytes:
    """Return the id that git gives these bytes, where its ids have that many hexadecimal digits."""
    import hashlib  # noqa: PLC0415 - as above

    make = hashlib.sha1 if length == _SHA_1_DIGITS else hashlib.sha256
    return make(b"blob %d\0" % len(raw) + raw).digest()
