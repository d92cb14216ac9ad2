"""A repository in which a register came to be, commit by commit, made in one stream to `git fast-import`.

The newest entries of all logs are a commit each, in the order of their days; everything before them is the
first commit. Where a register has fewer entries than commits are wanted, the rest are of a file beside it.
"""

import heapq
import os
import subprocess
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from bench.generate import Record, records

COMMITS = 10_000
WHO = "Bench <bench@force.example>"


@dataclass(order=True)
class Step:
    """A commit that adds one entry to the log of one finding."""

    day: str
    path: str
    entries: int
    record: Record = field(compare=False)


@dataclass
class Told:
    """What is known of a repository while it is made, and afterwards."""

    ids: list[str] = field(default_factory=list)
    """Of the findings, in the order in which they were made."""
    busiest: str = ""
    """The one that most commits are about."""


def repository(folder: Path, count: int, env: Mapping[str, str], commits: int = COMMITS) -> Told:
    """Make a repository with a register of `count` findings in a new folder, and return what is in it.

    `commits` is 2 at least. Its working tree is checked out and clean. Raises CalledProcessError
    where git fails.
    """
    folder.mkdir(parents=True)
    whole = {**os.environ, **env}
    _git(folder, whole, "init", "-q", "-b", "main")
    told = Told()
    command = ("git", "-c", "core.compression=1", "fast-import", "--quiet", "--done")
    with subprocess.Popen(command, cwd=folder, env=whole, stdin=subprocess.PIPE) as git:
        if git.stdin is not None:
            _stream(git.stdin, count, commits, told)
    if git.returncode:
        raise subprocess.CalledProcessError(git.returncode, command)
    _git(folder, whole, "reset", "-q", "--hard", "main")
    return told


def _git(folder: Path, env: Mapping[str, str], *args: str) -> None:
    subprocess.run(("git", *args), cwd=folder, env=env, check=True)


def _stream(out: IO[bytes], count: int, commits: int, told: Told) -> None:
    """Write everything that fast-import reads."""
    marks: dict[str, int] = {}
    newest: list[Step] = []
    for mark, record in enumerate(records(count), 1):
        marks[record.path] = mark
        out.write(b"blob\nmark :%d\n" % mark + _data(record.text()))
        if record.is_finding:
            told.ids.append(record.id)
            for entries, (day, _) in enumerate(record.entries, 1):
                step = Step(day, record.path, entries, record)
                (heapq.heappushpop if len(newest) == commits - 1 else heapq.heappush)(newest, step)
    newest.sort()
    out.write(_first(newest, marks, commits))
    for step in newest:
        out.write(_commit(step.day, f"Add to {step.record.id}"))
        out.write(_file(step.path, step.record.text(step.entries)))
    told.busiest = Counter(step.record.id for step in newest).most_common(1)[0][0]
    out.write(b"done\n")


def _first(newest: list[Step], marks: Mapping[str, int], commits: int) -> bytes:
    """Return the first commit, without the newest entries, and those of the file beside the register."""
    begun: dict[str, Step] = {}
    for step in newest:
        begun.setdefault(step.path, step)
    day = newest[0].day if newest else "2026-01-01"
    parts = [_commit(day, "Begin the register")]
    for path, mark in marks.items():
        old = begun.get(path)
        known = b"M 100644 :%d register/%s\n" % (mark, path.encode())
        parts.append(known if old is None else _file(path, old.record.text(old.entries - 1)))
    for number in range(commits - 1 - len(newest)):
        text = f"Minutes of meeting {number + 1}.\n"
        parts += [_commit(day, f"Minutes {number + 1}"), b"M 100644 inline minutes.txt\n", _data(text)]
    return b"".join(parts)


def _commit(day: str, message: str) -> bytes:
    seconds = int(datetime.fromisoformat(day).replace(hour=12, tzinfo=UTC).timestamp())
    return f"commit refs/heads/main\ncommitter {WHO} {seconds} +0000\n".encode() + _data(message)


def _file(path: str, text: str) -> bytes:
    return f"M 100644 inline register/{path}\n".encode() + _data(text)


def _data(text: str) -> bytes:
    raw = text.encode()
    return b"data %d\n%s\n" % (len(raw), raw)
