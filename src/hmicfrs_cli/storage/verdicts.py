"""What the rules found in each record, kept for as long as all that they can have seen is the same.

That is the record's own bytes, those of its inspection, and what is one for all: the day, the settings, which
files there are and what they name of each other. So an edit asks the rules about one record again, and a new
day, new settings or a new link about every one.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from hmicfrs_cli.domain.problems import Problem
    from hmicfrs_cli.storage.index import Index
    from hmicfrs_cli.storage.kept import Judging, Now, Work
    from hmicfrs_cli.storage.known import Known


def looked_at(
    root: Path, index: Index, now: Now, known: Known, judging: Judging, work: Work
) -> list[Problem]:
    """Return what is wrong with what is not known yet; UncertainError where a file has changed meanwhile."""
    from hmicfrs_cli.storage.judging import judged  # noqa: PLC0415 - only what is new needs records and YAML
    from hmicfrs_cli.storage.parsed import unread_problems  # noqa: PLC0415 - as above

    found = unread_problems(root, now.unread)
    told: dict[str, list[Problem]] = {path: [] for path in sorted(known.missing)}
    for one in judged(root, now, told, judging, work) if told else ():
        told[one.path].append(one)
        found.append(one)
    rows = ((path, now.blobs[path], now.beside(path), _kept(told[path])) for path in told)
    index.judged(known.context, rows)
    return found


def _kept(found: list[Problem]) -> str:
    rows = [[one.code, one.message, one.mend, one.severity, one.loc] for one in found]
    return json.dumps(rows) if rows else ""
