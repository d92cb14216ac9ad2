"""Notes beside the lines of a pull request, as GitHub's and GitLab's programs take them.

Both take less than anyone may want to say, so what is most serious comes first and the rest is counted.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Literal

from hmicfrs_cli.render import words
from hmicfrs_cli.render.plain import one_line

MOST: Final = 10
"""How many errors, and how many warnings, GitHub shows of one step."""
_LONGEST: Final = 4_000
"""Characters of one message; GitHub takes 64 KB for all that a step says in one annotation."""
_SEVERITIES: Final = {"error": "major", "warning": "minor", "notice": "info"}

Level = Literal["error", "warning", "notice"]


@dataclass(frozen=True, slots=True)
class Note:
    """One note: where, how serious, and what it says. `path` is from the top of the repository."""

    path: str
    line: int
    level: Level
    code: str
    """What kind of note it is, for programs."""
    title: str
    message: str
    column: int = 0
    """From 1; 0 where there is none to name."""


def github(notes: Sequence[Note]) -> str:
    """Return workflow commands, at most ten errors and ten warnings of them, in the order given."""
    lines, left = [], 0
    for level in ("error", "warning", "notice"):
        of_level = [note for note in notes if note.level == level]
        # One notice is kept for what is left out.
        most = MOST if level != "notice" else MOST - 1
        lines += [_command(note) for note in of_level[:most]]
        left += len(of_level[most:])
    if left:
        lines.append(
            f"::notice title=hmi::{words.capital(words.figure_of(left, 'more note'))}, not shown here"
        )
    return "\n".join(lines)


def _command(note: Note) -> str:
    place = {"file": note.path, "line": str(max(note.line, 1))}
    if note.column:
        place["col"] = str(note.column)
    named = ",".join(f"{name}={_property(said)}" for name, said in {**place, "title": note.title}.items())
    return f"::{note.level} {named}::{_data(one_line(note.message)[:_LONGEST])}"


def _data(text: str) -> str:
    """Escape what a command says, as GitHub's own toolkit does."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(one_line(text)).replace(":", "%3A").replace(",", "%2C")


def gitlab(notes: Iterable[Note]) -> str:
    """Return a code quality report: each note with a fingerprint that stays while it says the same."""
    seen: dict[str, int] = {}
    return json.dumps([_issue(note, seen) for note in notes], indent=2)


def _issue(note: Note, seen: dict[str, int]) -> dict[str, object]:
    said = f"{note.title}: {note.message}" if note.title else note.message
    # Lines move when others are added above them, so the same note keeps its fingerprint without them.
    sign = f"{note.path}\0{note.code}\0{said}"
    seen[sign] = seen.get(sign, 0) + 1
    return {
        "description": one_line(said)[:_LONGEST],
        "check_name": note.code,
        "fingerprint": sha256(f"{sign}\0{seen[sign]}".encode()).hexdigest(),
        "severity": _SEVERITIES[note.level],
        "location": {"path": note.path, "lines": {"begin": max(note.line, 1)}},
    }
