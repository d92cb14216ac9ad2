"""A commit on a branch of its own, made beside the files: neither they nor git's index are touched."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hmicfrs_cli.domain.near import quoted
from hmicfrs_cli.errors import ChangedMeanwhileError, HmiError, RefusedError, UsageError
from hmicfrs_cli.storage import git
from hmicfrs_cli.storage.pending import from_top

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLAIN = "100644"


def free(root: Path, name: str) -> str:
    """Return the full name of a branch that is not there yet.

    Raises UsageError for what cannot be the name of a branch, RefusedError where there is one of that name.
    """
    ref = f"refs/heads/{name}"
    if name.startswith("-") or git.answer(root, "check-ref-format", ref)[0]:
        raise UsageError(
            f"{quoted(name)} cannot be the name of a branch", "use letters, digits, hyphens and slashes"
        )
    if git.answer(root, "show-ref", "--verify", "--quiet", ref)[0] == 0:
        raise RefusedError(f"there is a branch {quoted(name)} already", "give another name with --branch")
    return ref


def commit(root: Path, ref: str, parent: str, files: Mapping[str, bytes], message: str) -> str:
    """Commit files, by their paths in the register's folder, upon a commit; return the new commit's id.

    `ref` is the branch that then begins there. Raises ChangedMeanwhileError where it has come to be since,
    HmiError where git fails; nothing is then left but objects that nobody names.
    """
    with TemporaryDirectory(prefix="hmi-") as folder:
        index = Path(folder) / "index"
        git.made(root, "read-tree", parent, index=index)
        prefix, modes = from_top(root), _modes(root, parent)
        for path, content in files.items():
            blob = git.made(root, "hash-object", "-w", "--no-filters", "--stdin", given=content)
            line = f"{modes.get(path, _PLAIN)} {blob}\t{prefix}{path}\0".encode()
            git.made(root, "update-index", "-z", "--index-info", given=line, index=index)
        tree = git.made(root, "write-tree", index=index)
    made = git.made(root, "commit-tree", "-p", parent, "-F", "-", tree, given=message.encode())
    try:
        git.made(root, "update-ref", ref, made, "0" * len(made))
    except HmiError as error:
        raise ChangedMeanwhileError(
            f"{ref} could not be begun: {error.message}", "nothing was changed; give another name"
        ) from error
    return made


def _modes(root: Path, revision: str) -> dict[str, str]:
    """Return the mode of each file of the register, so that a commit changes none."""
    lines = git.output(root, "ls-tree", "-r", "-z", revision).decode("utf-8", "surrogateescape").split("\0")
    rows = [line.partition("\t") for line in lines if line]
    return {path: head.split(" ")[0] for head, _, path in rows}
