"""From a file's bytes to what is kept of them, through the one reader and the one validation there is."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from hmicfrs_cli.domain.fold import Lens
from hmicfrs_cli.domain.lines import line_of
from hmicfrs_cli.domain.reading import id_of
from hmicfrs_cli.domain.records import Finding, Inspection
from hmicfrs_cli.domain.register import Register, View
from hmicfrs_cli.domain.settings import Settings
from hmicfrs_cli.domain.stored import linked, stored_finding, stored_inspection
from hmicfrs_cli.domain.terms import RagBasis
from hmicfrs_cli.storage import names, tree
from hmicfrs_cli.storage.kept import GOOD, RATED_BY_MATRIX, UNREAD, UncertainError
from hmicfrs_cli.storage.load import Loaded, load_files, record_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from hmicfrs_cli.domain.lines import Line
    from hmicfrs_cli.domain.problems import Problem
    from hmicfrs_cli.domain.reading import AnyRecord
    from hmicfrs_cli.storage.kept import Now, Row


def kept(path: str, raw: bytes) -> Row | int:
    """Return what is kept of a file."""
    return row_of(record_of(path, raw))


def row_of(record: AnyRecord | list[Problem]) -> Row | int:
    """Return what is kept of a record, or `UNREAD` for what is none."""
    if isinstance(record, Finding):
        return stored_finding(record)
    if isinstance(record, Inspection):
        return stored_inspection(record)
    if isinstance(record, Settings) and any(one.basis is RagBasis.RISK for one in record.rag):
        return RATED_BY_MATRIX
    return UNREAD if isinstance(record, list) else GOOD


def load_some(root: Path, paths: Iterable[str]) -> Loaded:
    """Read the settings and the records at some paths, as far as they are there; raises as `load`."""
    there = [path for path in (tree.SETTINGS, *paths) if os.path.lexists(root / path)]
    return load_files({path: tree.read_bytes(root, path) for path in there})


def folded(root: Path, ids: Iterable[str], day: date) -> list[Line] | None:
    """Return the lines of findings on a day from their files; None where one is no longer as it was."""
    named = set(ids)
    paths = {f"findings/{id_}.yaml" for id_ in named} | {
        f"inspections/{id_.partition('/')[0]}.yaml" for id_ in named
    }
    register = load_some(root, paths).register
    if register is None:
        return None
    found = View(register, Lens(day, day)).findings
    return [line_of(state) for state in found.values()] if found.keys() == named else None


def load_agenda(root: Path, inspections: Iterable[str]) -> Loaded:
    """Read the settings, all committees and some inspections; raises as `load`."""
    paths = [f"committees/{name}.yaml" for name in names.committees(root)]
    paths += [f"inspections/{id_}.yaml" for id_ in inspections]
    return load_some(root, sorted(paths))


def unread_problems(root: Path, paths: Iterable[str]) -> list[Problem]:
    """Return what is wrong with files that are no records; UncertainError where one has become one."""
    found: list[Problem] = []
    for path in paths:
        said = record_of(path, tree.read_bytes(root, path))
        if not isinstance(said, list):
            raise UncertainError  # it was none when it was looked at
        found += said
    return found


def whole(now: Now, links: Mapping[str, str], read: Register) -> Register:
    """Return a register with the settings and committees that were read; of other records, their links."""
    inspections: dict[str, Any] = {}
    findings: dict[str, Any] = {}
    for path in sorted(now.blobs.keys() - {*now.unread}, key=lambda one: one.split("/")):
        kind = path.partition("/")[0]
        if kind in {"findings", "inspections"}:
            (findings if kind == "findings" else inspections)[id_of(path)] = linked(links.get(path))
    return Register(read.settings, inspections, findings, read.committees)
