"""Three files of a register, one of them new, and what becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hmicfrs_cli.storage.write import Change

if TYPE_CHECKING:
    from pathlib import Path

OLD = {"a.yaml": b"a: old\n", "f/b.yaml": b"b: old\n", "f/new.yaml": None}
NEW = {"a.yaml": b"a: new\n", "f/b.yaml": b"b: new\n", "f/new.yaml": b"c: caf\xe9\n"}


def changes(root: Path, *names: str) -> list[Change]:
    return [Change(root / name, OLD[name], NEW[name] or b"") for name in names or OLD]


def state(root: Path) -> dict[str, bytes | None]:
    return {name: (root / name).read_bytes() if (root / name).exists() else None for name in OLD}


def leftovers(root: Path) -> set[str]:
    return {path.name for path in root.rglob(".hmi-*")} - {".hmi-lock"}
