"""Completion of ids in the shell: from the names of files alone, and silent whatever happens."""

import os
from pathlib import Path

import typer


def inspections(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the ids of inspections that begin so."""
    return _beginning(_ids(_root(ctx), "inspections"), incomplete)


def findings(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the ids of findings that begin so: the inspection first, then its findings."""
    root = _root(ctx)
    folder, slash, _ = incomplete.partition("/")
    if slash:
        return _beginning([f"{folder}/{name}" for name in _ids(root, f"findings/{folder}")], incomplete)
    folders = _beginning(_names(root, "findings"), incomplete)
    if len(folders) == 1:
        return [f"{folders[0]}/{name}" for name in _ids(root, f"findings/{folders[0]}")]
    return [f"{name}/" for name in folders]


def records(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the ids of inspections and findings that begin so."""
    return [*([] if "/" in incomplete else inspections(ctx, incomplete)), *findings(ctx, incomplete)]


def committees(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the ids of committees that begin so."""
    return _beginning(_ids(_root(ctx), "committees"), incomplete)


def _root(ctx: typer.Context) -> Path | None:
    """Return the register's folder as far as names tell."""
    from hmicfrs_cli.errors import HmiError
    from hmicfrs_cli.storage.tree import find_root

    given = ctx.params.get("register") or os.environ.get("HMI_REGISTER")
    try:
        return find_root(Path(given) if given else Path.cwd())
    except (HmiError, OSError):
        return None


def _ids(root: Path | None, folder: str) -> list[str]:
    return [name.removesuffix(".yaml") for name in _names(root, folder) if name.endswith(".yaml")]


def _names(root: Path | None, folder: str) -> list[str]:
    try:
        return sorted(path.name for path in (root / folder).iterdir()) if root else []
    except (OSError, ValueError):
        return []


def _beginning(ids: list[str], incomplete: str) -> list[str]:
    return [id_ for id_ in ids if id_.lower().startswith(incomplete.lower()) and not id_.startswith(".")]
