"""The ids that a register has, by the names of its files alone: no file is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def inspections(root: Path) -> list[str]:
    """Return the ids of all inspections."""
    return _records(root / "inspections")


def findings(root: Path, inspection: str) -> list[str]:
    """Return the last parts of the ids of an inspection's findings."""
    return _records(root / "findings" / inspection)


def with_findings(root: Path) -> list[str]:
    """Return the ids of all inspections that have a folder for findings."""
    return sorted(name for name in _names(root / "findings") if name[0] != ".")


def committees(root: Path) -> list[str]:
    """Return the ids of all committees."""
    return _records(root / "committees")


def _records(folder: Path) -> list[str]:
    found = (name for name in _names(folder) if name.endswith(".yaml") and name[0] != ".")
    return sorted(name.removesuffix(".yaml") for name in found)


def _names(folder: Path) -> list[str]:
    try:
        return [path.name for path in folder.iterdir()]
    except OSError:
        return []
