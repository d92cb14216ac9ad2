"""What the rules found in each record, kept for as long as all that they can have seen is the same.

That is the record's own bytes, those of its inspection, and what is one for all: the day, the settings, which
files there are and what they name of each other. So an edit asks the rules about one record again, and a new
day, new settings or a new link about every one.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from hmicfrs_cli.domain.problems import Problem

if TYPE_CHECKING:
    from pathlib import Path

    from hmicfrs_cli.storage.index import Index
    from hmicfrs_cli.storage.kept import Now, Work

_AT_ONCE: Final = 2000
"""Records that are held at a time."""


def problems(root: Path, index: Index, now: Now, work: Work) -> list[Problem]:
    """Return all that is wrong with a register; ValueError where a file has changed meanwhile."""
    context, unread = now.context(), frozenset(now.unread)
    known = index.verdicts(context)
    found, missing = [], []
    for path, blob in now.blobs.items():
        if path in unread:
            continue
        verdict = known.get(path)
        if verdict is None or verdict[:2] != (blob, now.beside(path)):
            missing.append(path)
        elif verdict[2]:
            found += _read(path, verdict[2])
    if unread or missing:
        found += _looked_at(root, index, now, sorted(missing), context, work)
    return found


def _looked_at(
    root: Path, index: Index, now: Now, missing: list[str], context: str, work: Work
) -> list[Problem]:
    from hmicfrs_cli.storage import parsed  # noqa: PLC0415 - only what is new needs records and YAML

    found = parsed.unread_problems(root, now.unread)
    for start in range(0, len(missing), _AT_ONCE):
        paths = missing[start : start + _AT_ONCE]
        told = parsed.judged(root, now, paths, work)
        by_path: dict[str, list[Problem]] = {path: [] for path in paths}
        for one in told:
            by_path[one.path].append(one)
        index.judged(
            context, [(path, now.blobs[path], now.beside(path), _kept(by_path[path])) for path in paths]
        )
        found += told
    return found


def _kept(found: list[Problem]) -> str:
    rows = [[one.code, one.message, one.mend, one.severity, one.loc] for one in found]
    return json.dumps(rows) if rows else ""


def _read(path: str, text: str) -> list[Problem]:
    return [
        Problem(path, code, message, mend, severity, tuple(loc))
        for code, message, mend, severity, loc in json.loads(text)
    ]
