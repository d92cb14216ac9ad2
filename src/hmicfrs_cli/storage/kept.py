"""What the index is asked and told: kinds of rows, which are wanted, how things stand, whose it is."""

from __future__ import annotations

import contextlib
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from hmicfrs_cli.domain.each import Each  # noqa: TC001 - a NamedTuple looks its annotations up
from hmicfrs_cli.domain.lines import Stored

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import date

    from hmicfrs_cli.domain.lines import Beside
    from hmicfrs_cli.domain.problems import Problem

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
_TABLES: Final = ("meta", "finding", "inspection", "plain", "place", "head", "verdict", "folder", "watched")
SCHEMA: Final = f"""
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
BEGIN IMMEDIATE;
DROP VIEW IF EXISTS fact;
{"".join(f"DROP TABLE IF EXISTS {name};" for name in _TABLES)}
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE finding (row INTEGER PRIMARY KEY, blob BLOB NOT NULL UNIQUE, {_FIELDS});
CREATE TABLE inspection
  (row INTEGER PRIMARY KEY, blob BLOB NOT NULL UNIQUE, latest, published, day, private, due, links);
CREATE TABLE plain (kind, blob BLOB NOT NULL, row, PRIMARY KEY (kind, blob)) WITHOUT ROWID;
CREATE TABLE place
  (rank INTEGER PRIMARY KEY, kind, path TEXT COLLATE NOCASE UNIQUE, id, blob BLOB NOT NULL,
   beside BLOB NOT NULL DEFAULT x'', row INTEGER);
CREATE INDEX by_blob ON place (blob);
CREATE INDEX unsettled ON place (row) WHERE row IS NULL OR row = {UNREAD};
CREATE INDEX by_row ON place (row, kind);
CREATE INDEX by_rag ON finding (rag);
CREATE INDEX by_latest ON finding (latest);
CREATE INDEX by_matrix ON finding (row) WHERE by_matrix;
CREATE TABLE head (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE verdict (path TEXT PRIMARY KEY, blob BLOB, beside BLOB, found TEXT) WITHOUT ROWID;
CREATE VIEW fact AS SELECT path, row, CASE kind
  WHEN 'f' THEN (SELECT links FROM finding WHERE finding.row = place.row)
  WHEN 'i' THEN (SELECT links FROM inspection WHERE inspection.row = place.row) END AS links FROM place;
CREATE TABLE folder (path TEXT PRIMARY KEY, changed INTEGER) WITHOUT ROWID;
CREATE TABLE watched (path TEXT PRIMARY KEY, changed INTEGER) WITHOUT ROWID;
"""  # noqa: S608 - our own names
"""Tables of one register, made anew: another version's may have other columns."""
INSPECTIONS: Final = (
    "SELECT path, id, latest, published, day, private, links"
    " FROM place JOIN inspection USING (row) WHERE place.kind = ?"
)
SEE_BESIDE: Final = (
    "UPDATE place SET beside = other.blob FROM place AS other WHERE other.kind = ? AND place.kind = ?"
    " AND other.path = 'inspections/' || substr(place.id, 1, instr(place.id, '/') - 1) || '.yaml'"
    " AND instr(place.id, other.id || '/') = 1"  # in the same capital letters too
)
# The smaller table first: there are far fewer inspections than places.
INSPECTIONS_DUE: Final = (
    "SELECT path, id FROM inspection CROSS JOIN place USING (row)"
    " WHERE place.kind = ? AND (latest > ? OR due >= ?)"
)
_SHA_1_DIGITS: Final = 40


class UncertainError(Exception):
    """The index cannot answer for sure, and the files are read; there is nothing wrong with it."""


NO_ACTIONS: Final = frozenset({"actions", "links"})
NO_WORDS: Final = frozenset({"text", "links"})
"""Fields of `Stored` that can be left out, in which text can be empty: for lists, and for what is due."""


class Wanted:
    """Which findings are wanted, as far as columns can tell; None for whichever."""

    def __init__(
        self,
        without: Collection[str] = (),
        *,
        is_open: bool | None = None,
        **alternatives: Collection[str | None],
    ) -> None:
        self.is_open = is_open
        self.without = without
        """Fields of which nothing is asked."""
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


class Now(NamedTuple):
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


class Near(NamedTuple):
    """What the rules find in one record for which it, its inspection and the settings are enough."""

    found: list[Problem]
    links: str | None = None
    """What the other rules see of it, where no row is kept, or its last entry is not known yet."""
    beside: Beside | None = None
    """What findings take from it, where it is an inspection."""


@dataclass
class Judging:
    """What the rules found in files as these were read for the index, so that none is parsed twice for it."""

    day: date
    besides: Callable[[], dict[str, Beside | None]]
    """What findings take from each inspection that could be read; None where only its file can tell."""
    settings: bytes = b""
    """The id of the settings by which files were judged."""
    found: dict[str, Near] = field(default_factory=dict)


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
    import hashlib  # noqa: PLC0415 - a list of what is committed, which needs none, would load all of OpenSSL

    make = hashlib.sha1 if length == _SHA_1_DIGITS else hashlib.sha256
    return make(b"blob %d\0" % len(raw) + raw).digest()
