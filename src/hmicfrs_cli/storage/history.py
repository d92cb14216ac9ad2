"""Every version of one record's file that git has, and the one in the working tree."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from hmicfrs_cli.domain.lifeline import Commit, Version
from hmicfrs_cli.domain.register import path_of
from hmicfrs_cli.storage import git, yaml
from hmicfrs_cli.storage.text import LARGEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

_FORMAT: Final = "%H%x00%P%x00%an%x00%cn%x00%cI%x00%G?%x00%GS"
_FIELDS: Final = 7


@dataclass(frozen=True, slots=True)
class _Listed:
    """A commit that touched a file: what it left there, by id, and whether it put the file there."""

    commit: Commit
    parents: tuple[str, ...]
    path: str
    blob: str
    status: str


def versions(root: Path, path: str, raw: bytes, formerly: Iterable[str] = ()) -> list[Version]:
    """Return the versions of a record, parents before what was made from them.

    The last is the working tree's, where `raw` says something that is not committed. Former names are
    followed: those that git sees, and the ids that the record says it had. Raises HmiError where git or the
    repository does not answer.
    """
    listed = _all_names(root, path, [path_of(id_) for id_ in formerly])
    ids = list(dict.fromkeys(one.blob for one in listed if one.status != "D"))
    said = {id_: _data(text) for id_, text in zip(ids, git.blobs(root, ids, LARGEST), strict=True)}
    found = [
        Version(one.commit, one.parents, one.path, said.get(one.blob), gone=one.status == "D")
        for one in reversed(listed)
    ]
    tip = (listed[0].commit.id,) if listed else ()
    present = Version(None, tip, path, _data(raw))
    return found if found and (found[-1].data, found[-1].path) == (present.data, path) else [*found, present]


def log_of(raw: bytes) -> list[object]:
    """Return the entries of a record's log as its file has them; none where it cannot be read."""
    log = (_data(raw) or {}).get("log")
    return log if isinstance(log, list) else []


def is_shallow(root: Path) -> bool:
    """Say whether this clone lacks the older history."""
    return git.output(root, "rev-parse", "--is-shallow-repository").strip() == b"true"


def _data(raw: bytes) -> dict[str, object] | None:
    data = yaml.read(raw, "")
    return data if isinstance(data, dict) else None


def _all_names(root: Path, path: str, formerly: Sequence[str]) -> list[_Listed]:
    """Return the commits of a file, the newest first, through the names that it had."""
    if not git.has_commits(root):
        return []
    found = _commits(root, "HEAD", path)
    names = {path}
    while found and found[-1].status == "A":
        first = found[-1]
        old = _name_before(root, first, formerly)
        if old is None or old in names:
            break
        names.add(old)
        earlier = _commits(root, f"{first.commit.id}^", old)
        found[-1] = replace(first, parents=(earlier[0].commit.id,) if earlier else ())
        found += earlier
    return found


def _name_before(root: Path, first: _Listed, formerly: Sequence[str]) -> str | None:
    """Return what the file was called before the commit that put it there, if it is a renamed one."""
    output = git.output(
        *(root, "diff-tree", "-r", "-M", "-z", "--root", "--no-commit-id", "--name-status"),
        *("--relative", "--no-ext-diff", "--no-textconv", first.commit.id),
    )
    parts = iter(output.decode("utf-8", "surrogateescape").split("\0"))
    gone = set()
    for status in parts:
        if status.startswith(("R", "C")):
            old, new = next(parts), next(parts)
            if new == first.path:
                return old
        elif status:
            name = next(parts)
            gone |= {name} if status == "D" else set()
    return next((name for name in formerly if name in gone), None)


def _commits(root: Path, start: str, path: str) -> list[_Listed]:
    """Return the commits that touched a path, the newest first; a merge by what it did to its first parent.

    Parents are the nearest commits that touched it too.
    """
    output = git.output(
        root,
        *git.trusting(root),
        *("-c", "log.showRoot=true"),  # what no option of `git log` says
        *("log", "--topo-order", "--parents", "--raw", "-z", "--no-abbrev"),
        *("--no-renames", "--diff-merges=first-parent", "--no-show-signature", "--no-ext-diff"),
        *("--no-textconv", "--no-color", "--encoding=UTF-8", f"--format={_FORMAT}", start, "--", path),
    )
    return list(_listed(output.decode("utf-8", "replace").split("\0"), path))


def _listed(parts: Sequence[str], path: str) -> Iterator[_Listed]:
    """Read git's answer: the fields of a commit, then what it did to the path."""
    index = 0
    while index + _FIELDS < len(parts):
        id_, parents, author, committer, when, signature, signer = parts[index : index + _FIELDS]
        index += _FIELDS
        commit = Commit(id_, author, committer, datetime.fromisoformat(when).date(), signature, signer)
        while index < len(parts) and parts[index].lstrip("\n").startswith(":"):
            _, _, _, blob, status = parts[index].lstrip("\n").split(" ")
            index += 2
            yield _Listed(commit, tuple(parents.split()), path, blob, status)
