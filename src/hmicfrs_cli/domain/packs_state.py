"""The state that a pack was made from, as its hidden sheet holds it, and as it is read from there again.

A digest stands beside every row and over them all. They are no seal: they tell what was damaged or altered
by accident from what an owner wrote.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

from hmicfrs_cli.domain.packs import GUARDS, VALUES, Line, Pack, Values
from hmicfrs_cli.errors import HmiError

FORMAT: Final = "1"
"""The newest form of the hidden sheet that this hmi knows."""
_DIGEST: Final = 16
_PACK: Final = 12
_HEAD: Final = ("made", "commit", "force", "owner", "restricted", "signed")
_ESCAPED: Final = re.compile("_x[0-9A-Fa-f]{4}_|_")
"""What a workbook writes for a character that its XML cannot hold; each program reads it in its own way."""
_AGAIN: Final = "ask for the file again, or have a new one made with `hmi pack`"

Row = Sequence[str]


@dataclass(frozen=True)
class Made:
    """What a pack says of itself: what it was made of, and where in it things stand."""

    pack: str
    """The name of this pack among all: the beginning of a digest of what it was made from."""
    made: date
    commit: str
    force: str
    owner: str
    restricted: bool
    signed: str
    """The words beside which people write who filled it in."""
    columns: Mapping[str, str]
    """Fields by the heads of their columns."""
    lines: Mapping[str, Values]
    """What each row was made from, by its key."""
    locked: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """A digest of what stood in each locked cell, by its row's key and its column's field."""
    sheets: frozenset[str] = frozenset()
    """The names of the sheets that were sent; none where that was not noted."""

    @cached_property
    def wordings(self) -> Mapping[str, str]:
        """The keys of rows by the digests of their wordings."""
        return {sent: key for (key, name), sent in self.locked.items() if name == "text"}


@dataclass(frozen=True)
class Shown:
    """What of a workbook is no owner's to change: its sheets, and the texts of its locked cells."""

    sheets: Sequence[str] = ()
    locked: Sequence[tuple[str, str, str]] = ()
    """The key of a row, the field of a column, and the text that stands there."""


def state_rows(
    pack: Pack, columns: Mapping[str, str], signed: str, shown: Shown = Shown()
) -> list[list[str]]:
    """Return the rows of the hidden sheet; `columns` are fields by the heads of their columns."""
    force = " ".join(pack.force.split())
    head = [pack.made.isoformat(), pack.commit, force, pack.owner, str(pack.restricted).lower(), signed]
    rows = [
        *([name, value] for name, value in zip(_HEAD, head, strict=True)),
        *(["column", title, field] for title, field in columns.items()),
        *(_line(line) for line in pack.lines),
        *(["sheet", name] for name in shown.sheets),
        *(["locked", key, field, sight(text)] for key, field, text in shown.locked),
    ]
    return [["hmi", FORMAT, identity(rows)], *rows]


def identity(rows: Iterable[Row]) -> str:
    """Return the name of the pack that has these rows."""
    return _digest([list(row) for row in rows])[:_PACK]


def sight(text: str) -> str:
    """Return a digest of a text as people see it: programs change spaces, line ends and what none sees."""
    plain = _ESCAPED.sub("", text)
    return _digest("".join(one for one in plain if not one.isspace() and unicodedata.category(one)[0] != "C"))


def _line(line: Line) -> list[str]:
    values = [line.key, *(line.values[field] for field in (*VALUES, *GUARDS))]
    return ["line", *values, _digest(values)]


def _digest(values: object) -> str:
    raw = json.dumps(values, ensure_ascii=True, separators=(",", ":")).encode()
    return hashlib.sha256(raw).hexdigest()[:_DIGEST]


def read_state(rows: Iterable[Row], today: date) -> Made:
    """Return what a hidden sheet says.

    Raises HmiError where it was damaged or altered, made after today, or is of a form newer than this hmi
    knows.
    """
    first, *rest = [list(row) for row in rows] or [[]]
    _refuse_unknown(first)
    kept = [_stripped(row) for row in rest]
    if first[2:3] != [identity(kept)]:
        raise _damaged()
    try:
        return _made(first[2], kept, today)
    except (KeyError, ValueError):
        raise _damaged() from None


def _made(name: str, rows: list[list[str]], today: date) -> Made:
    # On one line each: whoever alters the sheet can make its digest anew, and a message lines of its own.
    head = {row[0]: " ".join(row[1].split()) for row in rows if row[0] in _HEAD}
    made = date.fromisoformat(head["made"])
    if made > today:
        raise ValueError(made)
    fields = (*VALUES, *GUARDS)
    return Made(
        pack=name,
        made=made,
        commit=head["commit"],
        force=head["force"],
        owner=head["owner"],
        restricted=head["restricted"] == "true",
        signed=head["signed"],
        columns={row[1]: row[2] for row in rows if row[0] == "column"},
        lines={row[1]: dict(zip(fields, row[2:-1], strict=True)) for row in rows if row[0] == "line"},
        locked={(row[1], row[2]): row[3] for row in rows if row[0] == "locked"},
        sheets=frozenset(row[1] for row in rows if row[0] == "sheet"),
    )


def _damaged() -> HmiError:
    return HmiError("the hidden sheet of this pack was damaged or altered", _AGAIN)


def _refuse_unknown(first: Row) -> None:
    if first[:1] != ["hmi"]:
        raise _damaged()
    if first[1:2] != [FORMAT]:
        raise HmiError("this pack was made by a newer hmi", "install a newer hmi; nothing was read")


def _stripped(row: Row) -> list[str]:
    """Return a row without the empty cells that programs add at its end, but for those that it must have."""
    least = {"line": len(VALUES) + len(GUARDS) + 3, "column": 3, "locked": 4}.get(row[0] if row else "", 2)
    kept = list(row) + [""] * (least - len(row))
    while len(kept) > least and not kept[-1]:
        kept.pop()
    return kept
