"""What git says of one file: the commits that touched it, and which files a commit renamed."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from hmicfrs_cli.domain.committed import Commit
from hmicfrs_cli.errors import HmiError
from hmicfrs_cli.storage import git, objects, signatures
from hmicfrs_cli.storage.text import LARGEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

_UNCHECKED: Final = "%H%x00%P%x00%an%x00%cn%x00%cI%x00%x00N%x00"
_CHECKED: Final = "%H%x00%P%x00%an%x00%cn%x00%cI%x00%GG%x00%G?%x00%GS"
_FIELDS: Final = 8
_NO_FILE: Final = {"040000", "160000"}
"""Modes of what has no text of its own: a folder, another repository."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in its repository a register is. Paths are from the repository's top unless said otherwise."""

    root: Path
    upwards: str
    """The way from the register's folder to the top."""
    prefix: str
    """The way back."""
    oldest: frozenset[str]
    """Of a shallow clone, the commits whose parents it lacks."""
    born: bool
    """Whether there is a commit."""
    checking: tuple[str, ...]
    """Git's options for checking signatures."""

    def in_register(self, path: str) -> str:
        """Return a path from the register's folder, also where the whole register was in another one."""
        if path.startswith(self.prefix):
            return path.removeprefix(self.prefix)
        parts = path.split("/")
        return "/".join(parts[-3:] if "findings" in parts[-3:-2] else parts[-2:])


@dataclass(frozen=True, slots=True)
class Touch:
    """A commit that touched a file, and what it left there."""

    commit: Commit
    parents: tuple[str, ...]
    """The nearest commits before it that touched the file too."""
    path: str
    blob: str
    """The id of what it left; empty where nothing is."""
    added: bool
    """Whether a parent, of a merge one of them, had no such file."""
    begins: bool
    """Whether no parent had one."""
    made_from: tuple[str, ...]
    """All its parents, whether they touched the file or not."""

    @property
    def found_elsewhere(self) -> bool:
        """Whether a parent may have had the file under another name."""
        return self.added or len(self.made_from) > max(len(self.parents), 1)


def place(root: Path) -> Place | None:
    """Return where a register is in its repository; None where it is in none. HmiError without git."""
    asked = ("--is-shallow-repository", "--show-cdup", "--show-prefix", "--revs-only", "HEAD^{commit}")
    try:
        said = os.fsdecode(git.output(root, "rev-parse", *asked))
    except git.NoRepositoryError:
        return None
    shallow, upwards, prefix, head = said.split("\n")[:4]
    oldest = _oldest(root) if shallow == "true" else frozenset()
    return Place(root, upwards, prefix, oldest, bool(head), tuple(signatures.trusting(root)))


def _oldest(root: Path) -> frozenset[str]:
    """Return the commits whose parents a shallow clone lacks."""
    name = git.output(root, "rev-parse", "--git-path", "shallow")
    return frozenset((root / os.fsdecode(name).rstrip("\n")).read_text(encoding="ascii").split())


@dataclass(frozen=True, slots=True)
class Begun:
    """What git said of one file of a register."""

    place: Place | None
    """None where the register is in no repository."""
    path: str
    """The file's path in the register."""
    touches: tuple[Touch, ...]
    """The commits that touched it, parents first."""


def begin(root: Path, path: str) -> Begun:
    """Ask git of a file in a register; HmiError where it does not answer."""
    where = place(root)
    found = touches(where, "HEAD", where.prefix + path) if where is not None and where.born else ()
    return Begun(where, path, tuple(found))


def touches(where: Place, start: str, path: str) -> Iterable[Touch]:
    """Return the commits up to one that touched a path, parents first.

    None is passed over because a merge took the other side: what a merge lost must be seen.
    """
    try:
        output = _log(where, _CHECKED, start, path)
    except HmiError:
        # The program that checks can take git down with it, when it ends before it was told everything.
        output = _log(where, _UNCHECKED, start, path)
    told: dict[str, Touch] = {}
    commits = _commits(_parts(output), path)
    texts = objects.blobs(where.root, [fields[0] for fields, _ in commits], LARGEST, commits=True)
    for (fields, raws), text in reversed(list(zip(commits, texts, strict=True))):
        told[fields[0]] = _touch(where, fields, text, _Left(path, raws), told)
    return told.values()


def _log(where: Place, fields: str, start: str, path: str) -> bytes:
    return git.output(
        where.root,
        *where.checking,
        *("-c", "log.showRoot=true"),  # what no option of `git log` says
        *("--literal-pathspecs", "log", "--topo-order", "--parents", "--full-history", "--simplify-merges"),
        *("--raw", "-z", "--no-abbrev", "--no-renames", "--no-relative", "--diff-merges=separate"),
        *("--no-show-signature", "--no-ext-diff", "--no-textconv", "--no-color", "--encoding=UTF-8"),
        *(f"--format={fields}", start, "--", where.upwards + path),
    )


def renames(where: Place, *commits: str) -> dict[str, str]:
    """Return new paths by old ones of the files renamed between two commits, or since one in the index."""
    verb = ("diff-tree", "-r") if len(commits) > 1 else ("diff-index", "--cached")
    options = ("-M", "-z", "--name-status", "--diff-filter=R", "--no-relative")
    parts = _parts(git.output(where.root, *verb, *options, *commits))
    return dict(zip(parts[1::3], parts[2::3], strict=False))


def _parts(output: bytes) -> list[str]:
    return output.decode("utf-8", "surrogateescape").split("\0")


Raw = tuple[str, str]
"""What a commit left in a file, by id, and git's letter for how that differs from a parent."""


@dataclass(frozen=True, slots=True)
class _Left:
    """What a commit left in a file, against each parent that had something else."""

    path: str
    raws: Sequence[Raw]


def _commits(parts: Sequence[str], path: str) -> list[tuple[Sequence[str], list[Raw]]]:
    """Read git's answer: for each commit its fields, and what it did; a merge comes once for each parent."""
    found: dict[str, tuple[Sequence[str], list[Raw]]] = {}
    index = 0
    while index + _FIELDS < len(parts):
        fields = parts[index : index + _FIELDS]
        index += _FIELDS
        _, raws = found.setdefault(fields[0], (fields, []))
        while parts[index].startswith("\n:") or parts[index].startswith(":"):
            _, mode, _, blob, status = parts[index].split(" ")
            raws += [("" if status == "D" or mode in _NO_FILE else blob, status)] * (parts[index + 1] == path)
            index += 2
    return list(found.values())


def _touch(where: Place, fields: Sequence[str], raw: bytes, left: _Left, told: Mapping[str, Touch]) -> Touch:
    id_, before, author, committer, when, checked, signature, signer = fields
    headers = raw.partition(b"\n\n")[0].split(b"\n")
    commit = Commit(
        id_,
        author,
        committer,
        datetime.fromisoformat(when).date(),
        signatures.letter(signature, checked, headers),
        signer,
        oldest=id_ in where.oldest,
    )
    parents = tuple(before.split())
    made_from = () if commit.oldest else tuple(h[7:].decode() for h in headers if h.startswith(b"parent "))
    known = [told[one].blob for one in parents if one in told]
    # A merge that differs from no parent has what they have.
    blob = left.raws[0][0] if left.raws else next(iter(known), "")
    added = [status == "A" for _, status in left.raws]
    begins = bool(added) and all(added) and not any(known)
    return Touch(commit, parents, left.path, blob, any(added), begins, made_from)
