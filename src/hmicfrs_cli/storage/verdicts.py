"""What the rules found in each record, kept for as long as all that they can have seen is the same.

That is the record's own bytes, those of its inspection, and what is one for all: the day, the settings, which
files there are and what they name of each other. So an edit asks the rules about one record again, and a new
day, new settings or a new link about every one.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

    from hmicfrs_cli.domain.problems import Problem
    from hmicfrs_cli.storage.index import Index
    from hmicfrs_cli.storage.kept import Now, Work
    from hmicfrs_cli.storage.known import Known

_AT_ONCE: Final = 2000
"""Records that are held at a time."""


def looked_at(root: Path, index: Index, now: Now, known: Known, work: Work) -> list[Problem]:
    """Return what is wrong with what is not known yet; ValueError where a file has changed meanwhile."""
    from hmicfrs_cli.storage import parsed  # noqa: PLC0415 - only what is new needs records and YAML

    found, missing = parsed.unread_problems(root, now.unread), sorted(known.missing)
    for start in range(0, len(missing), _AT_ONCE):
        paths = missing[start : start + _AT_ONCE]
        told = parsed.judged(root, now, paths, work)
        by_path: dict[str, list[Problem]] = {path: [] for path in paths}
        for one in told:
            by_path[one.path].append(one)
        index.judged(
            known.context, [(path, now.blobs[path], now.beside(path), _kept(by_path[path])) for path in paths]
        )
        found += told
    return found


def _kept(found: list[Problem]) -> str:
    rows = [[one.code, one.message, one.mend, one.severity, one.loc] for one in found]
    return json.dumps(rows) if rows else ""
