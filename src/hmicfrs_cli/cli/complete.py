"""Completion of ids in the shell, as Typer asks for it: silent whatever happens."""

import os

import typer

from hmicfrs_cli.cli import candidates
from hmicfrs_cli.storage.names import nearest_register


def inspections(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the ids of inspections that begin so."""
    return _among(ctx, candidates.inspections, incomplete)


def findings(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the ids of findings that begin so: the inspection first, then its findings."""
    return _among(ctx, candidates.findings, incomplete)


def records(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the ids of inspections and findings that begin so."""
    return _among(ctx, candidates.records, incomplete)


def committees(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the ids of committees that begin so."""
    return _among(ctx, candidates.committees, incomplete)


def _among(ctx: typer.Context, look: candidates.Candidates, incomplete: str) -> list[str]:
    """Return what is seen in the register's folder; nothing where there is none."""
    given = ctx.params.get("register") or os.environ.get("HMI_REGISTER")
    try:
        root = nearest_register(given or os.curdir)
    except OSError:  # the folder that we are in is gone
        return []
    return look(root, incomplete) if root else []
