"""Completion of ids in the shell: from the names of files alone, and silent whatever happens."""

import os
from collections.abc import Callable
from pathlib import Path

import typer


def inspections(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the ids of inspections that begin so."""
    from hmicfrs_cli.storage import names

    return _beginning(_known(ctx, names.inspections), incomplete)


def findings(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the ids of findings that begin so: the inspection first, then its findings."""
    from hmicfrs_cli.storage import names

    head, slash, _ = incomplete.partition("/")
    folders = [head] if slash else _beginning(_known(ctx, names.with_findings), incomplete)
    if len(folders) != 1:
        return [f"{name}/" for name in folders]
    found = _known(ctx, lambda root: names.findings(root, folders[0]))
    return _beginning([f"{folders[0]}/{name}" for name in found], incomplete)


def records(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the ids of inspections and findings that begin so."""
    return [*([] if "/" in incomplete else inspections(ctx, incomplete)), *findings(ctx, incomplete)]


def committees(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the ids of committees that begin so."""
    from hmicfrs_cli.storage import names

    return _beginning(_known(ctx, names.committees), incomplete)


def _known(ctx: typer.Context, look: Callable[[Path], list[str]]) -> list[str]:
    """Return what is seen in the register's folder; nothing where there is none."""
    from hmicfrs_cli.errors import HmiError
    from hmicfrs_cli.storage.tree import find_root

    given = ctx.params.get("register") or os.environ.get("HMI_REGISTER")
    try:
        return look(find_root(Path(given) if given else Path.cwd()))
    except (HmiError, OSError):
        return []


def _beginning(ids: list[str], incomplete: str) -> list[str]:
    return [id_ for id_ in ids if id_.lower().startswith(incomplete.lower())]
