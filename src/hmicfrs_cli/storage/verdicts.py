"""What the rules found in each record, kept for as long as all that they can have seen is the same.

That is the record's own bytes, those of its inspection, and what is one for all: the day, the settings, which
files there are and what they name of each other. So an edit asks the rules about one record again, and a new
day, new settings or a new link about every one.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hmicfrs_cli.domain.problems import Problem

if TYPE_CHECKING:
    from pathlib import Path

    from hmicfrs_cli.storage.index import Index
    from hmicfrs_cli.storage.kept import Judging, Now, Work


def problems(root: Path, index: Index, now: Now, judging: Judging, work: Work) -> list[Problem]:
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
        from hmicfrs_cli.storage.judging import judged  # noqa: PLC0415 - only what is new needs records
        from hmicfrs_cli.storage.parsed import unread_problems  # noqa: PLC0415 - as above, and YAML

        found += unread_problems(root, now.unread)
        told = {path: list[Problem]() for path in sorted(missing)}
        for one in judged(root, now, told, judging, work) if missing else ():
            told[one.path].append(one)
            found.append(one)
        rows = ((path, now.blobs[path], now.beside(path), _kept(told[path])) for path in told)
        index.judged(context, rows)
    return found


def _kept(found: list[Problem]) -> str:
    rows = [[one.code, one.message, one.mend, one.severity, one.loc] for one in found]
    return json.dumps(rows) if rows else ""


def _read(path: str, text: str) -> list[Problem]:
    return [
        Problem(path, code, message, mend, severity, tuple(loc))
        for code, message, mend, severity, loc in json.loads(text)
    ]
