"""The ids that a word on the command line may become, by the names of files; nothing heavy is loaded."""

from collections.abc import Callable

from hmicfrs_cli.storage import names

Candidates = Callable[[str, str], list[str]]
"""What finds ids: from the register's folder and the word so far."""


def inspections(root: str, begun: str) -> list[str]:
    """Return the ids of inspections that begin so."""
    return _beginning(names.inspections(root), begun)


def findings(root: str, begun: str) -> list[str]:
    """Return the ids of findings that begin so: the inspection first, then its findings."""
    head, slash, _ = begun.partition("/")
    folders = [head] if slash else _beginning(names.with_findings(root), begun)
    if len(folders) != 1:
        return [f"{name}/" for name in folders]
    found = names.findings(root, folders[0])
    return _beginning([f"{folders[0]}/{name}" for name in found], begun)


def records(root: str, begun: str) -> list[str]:
    """Return the ids of inspections and findings that begin so."""
    return [*([] if "/" in begun else inspections(root, begun)), *findings(root, begun)]


def committees(root: str, begun: str) -> list[str]:
    """Return the ids of committees that begin so."""
    return _beginning(names.committees(root), begun)


def _beginning(ids: list[str], begun: str) -> list[str]:
    return [id_ for id_ in ids if id_.lower().startswith(begun.lower())]
