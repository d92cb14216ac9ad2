"""One record with those that it is shown with: which they are, and their files alone read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hmicfrs_cli.domain.paths import path_of
from hmicfrs_cli.domain.reading import id_of
from hmicfrs_cli.domain.register import Register, committee_path
from hmicfrs_cli.domain.stored import UNLINKED
from hmicfrs_cli.storage.load import load_settings
from hmicfrs_cli.storage.parsed import load_some, whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hmicfrs_cli.storage.kept import Now


def known(root: Path, now: Now) -> Register:
    """Return every record that can be read, with no more of it than its id and what it names of others.

    Raises UnreadableError where the settings cannot be read.
    """
    register = whole(now, now.links, Register(load_settings(root)))
    paths = sorted(path for path in now.blobs if path.startswith("committees/") and path not in now.unread)
    committees: dict[str, Any] = dict.fromkeys(map(id_of, paths), UNLINKED)
    return Register(register.settings, register.inspections, register.findings, committees)


def with_kin(root: Path, register: Register, id_: str) -> Register | None:
    """Return one of the records that `known` gives, and those that it is shown with, from their files.

    None where one of them can be read no longer.
    """
    wanted = list(_kin(register, id_))
    loaded = load_some(root, wanted)
    there = loaded.register
    if there is None or len(there.inspections) + len(there.findings) + len(there.committees) != len(wanted):
        return None
    return there


def _kin(register: Register, id_: str) -> Iterator[str]:
    """Yield the paths of a record and its inspection, and of the findings under or of it."""
    head, slash, _ = id_.partition("/")
    if not slash and id_ not in register.inspections:
        yield committee_path(id_)
        return
    if head in register.inspections:
        yield path_of(head)
    for other, record in register.findings.items():
        if other == id_ or (_is_under(register, record.under, id_) if slash else other.startswith(f"{id_}/")):
            yield path_of(other)


def _is_under(register: Register, under: str | None, id_: str) -> bool:
    return under is not None and (register.present_id(under) or under) == id_
