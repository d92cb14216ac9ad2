"""Where a change began: what it has in common with BASE, and which of its commits said what first."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from hmicfrs_cli.domain.comparison import sign
from hmicfrs_cli.domain.near import quoted
from hmicfrs_cli.domain.reading import read_record
from hmicfrs_cli.domain.trust.proposal import Holding, statements
from hmicfrs_cli.errors import NotFoundError
from hmicfrs_cli.storage import git, objects, yaml
from hmicfrs_cli.storage.text import LARGEST

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping
    from pathlib import Path

_DATES: Final = "%x01%H%x00%as%x00%cs"


@dataclass(frozen=True)
class Ground:
    """What a change is compared with. Commits are full ids."""

    base: str
    heads: tuple[str, ...]
    """What is proposed: the commit checked out, and the one that is being merged into it."""
    origins: tuple[str, ...]
    """The merge bases; none where the two histories have nothing in common."""
    since: date
    """The day of the youngest of them, else of BASE itself."""
    behind: int
    """How many commits BASE has that are not proposed."""


def ground(root: Path, base: str, head: str | None) -> Ground:
    """Return where what is proposed began; `head` is a commit, or None for the one that is checked out.

    Raises NotFoundError for a revision that is none, and where a shallow clone lacks the commit at which the
    two parted; HmiError where git does not answer.
    """
    to = git.commit(root, base)
    heads = (head,) if head else tuple(_checked_out(root))
    origins = tuple(dict.fromkeys(one for each in heads for one in _merge_bases(root, to, each)))
    if not origins and git.output(root, "rev-parse", "--is-shallow-repository").strip() == b"true":
        raise NotFoundError(
            f"this clone holds only the latest history: it lacks where {quoted(base)} branched off",
            "fetch the rest with `git fetch --unshallow`; in CI, check out with the full history",
        )
    listed = git.output(root, "rev-list", "--count", to, "--not", *heads)
    return Ground(to, heads, origins, day(root, origins or (to,)), int(listed))


def _checked_out(root: Path) -> Iterator[str]:
    yield git.commit(root, "HEAD")
    code, found = git.answer(root, "rev-parse", "--verify", "--quiet", "MERGE_HEAD^{commit}")
    if code == 0:
        yield found.decode().strip()


def _merge_bases(root: Path, one: str, other: str) -> list[str]:
    code, found = git.answer(root, "merge-base", "--all", one, other)
    return found.decode().split() if code == 0 else []


def day(root: Path, commits: Iterable[str]) -> date:
    """Return the day on which the youngest of some commits was made; HmiError where git does not answer."""
    said = git.output(root, "show", "--no-patch", "--no-show-signature", "--format=%cs", *commits).decode()
    return max(map(_date, said.splitlines()), default=date.max)


def _date(said: str) -> date:
    """Return a commit's date; the last that there is for one that is no date, which proves nothing."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        return date.max


def registers_at(root: Path, commit: str) -> list[str]:
    """Return the folders, from the repository's top, in which a commit holds a `register.yaml`."""
    listed = git.output(root, "ls-tree", "-r", "-z", "--full-tree", "--name-only", commit)
    paths = [os.fsdecode(path) for path in listed.split(b"\0")]
    return [path.rpartition("/")[0] for path in paths if path.rpartition("/")[2] == "register.yaml"]


def holdings(root: Path, where: Ground, wanted: Mapping[str, Iterable[str]]) -> dict[str, list[Holding]]:
    """Return, for each path, what the proposed commits say there, the oldest first.

    `wanted` has for each path those at which its record was before. Raises HmiError where git does not
    answer.
    """
    now = {old: path for path, olds in wanted.items() for old in (*olds, path)}
    touched = [one for one in _touched(root, where) if one[3] in now]
    blobs = list(dict.fromkeys(blob for *_, blob in touched))
    bytes_of = dict(zip(blobs, objects.blobs(root, blobs, LARGEST), strict=True))
    found: dict[str, list[Holding]] = {path: [] for path in wanted}
    for commit, authored, committed, path, blob in touched:
        holding = Holding(commit, _date(authored), _date(committed), _signs(path, bytes_of[blob]))
        found[now[path]].append(holding)
    return found


def _signs(path: str, raw: bytes) -> frozenset[Hashable]:
    data = yaml.read(raw, path)
    record = read_record(path, data) if isinstance(data, dict) else []
    return frozenset() if isinstance(record, list) else frozenset(map(sign, statements(record)))


Touched = tuple[str, str, str, str, str]
"""A commit, its two dates, a path in the register's folder, and the blob that the commit left there."""


def _touched(root: Path, where: Ground) -> Iterator[Touched]:
    """Yield what each proposed commit did, merges against each parent, the oldest first."""
    output = git.output(
        root,
        *("-c", "log.showRoot=true", "--literal-pathspecs", "log", "--topo-order", "--reverse"),
        *("--full-history", "--raw", "-z", "--no-abbrev", "--no-renames", "--relative"),
        *("--diff-merges=separate", "--no-show-signature", "--no-ext-diff", "--no-textconv", "--no-color"),
        *(f"--format={_DATES}", *where.heads, "--not", where.base, "--", "."),
    )
    parts = iter(os.fsdecode(output).split("\0"))
    commit = authored = committed = ""
    for part in parts:
        told = part.lstrip("\n")
        if told.startswith("\x01"):
            commit, authored, committed = told[1:], next(parts), next(parts).rstrip("\n")
        elif told.startswith(":"):
            _, mode, _, blob, status = told.split(" ")
            path = next(parts)
            if status != "D" and mode.startswith("100"):
                yield commit, authored, committed, path, blob
