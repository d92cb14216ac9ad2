"""What differs from the commit that the index was made of: brought to it, or laid over it.

Files that git says are as in the commit are looked at once; those that may differ are read each time, and
parsed where nobody has seen such bytes before.
"""

from __future__ import annotations

import os
from itertools import islice
from typing import TYPE_CHECKING, Final

from hmicfrs_cli.domain.ids import natural
from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.storage import folders, freshness, git, tree
from hmicfrs_cli.storage.kept import FINDING, RATED_BY_MATRIX, UncertainError, blob_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from hmicfrs_cli.domain.each import Each
    from hmicfrs_cli.storage.freshness import Seen
    from hmicfrs_cli.storage.index import Index
    from hmicfrs_cli.storage.kept import Entry, Judging, Near, Row, Work

    Unknown = tuple[str, str, bytes]
    """Kind, path and blob of a record that nobody has looked at yet."""

_AT_ONCE: Final = 2000
"""Records that are read before what is known of them is kept."""


class Over:
    """What differs from the commit: what is kept of it by its path; None for what is gone."""

    def __init__(self) -> None:
        self.rows: dict[str, Row | int | None] = {}
        self.blobs: dict[str, bytes] = {}
        """The ids of their bytes, of those that have any."""

    def settings(self, index: Index) -> Row | int | None:
        """Return how the settings rate findings; nothing where they cannot be read."""
        return self.rows.get(tree.SETTINGS, index.place(tree.SETTINGS)[1])

    def by_matrix(self, index: Index) -> bool:
        """Say whether the matrix gives findings without a colour theirs."""
        return self.settings(index) == RATED_BY_MATRIX

    def of(self, kind: str) -> dict[str, Row]:
        """Return what is kept of the records of a kind, by their ids."""
        return {
            _id(path): row
            for path, row in self.rows.items()
            if isinstance(row, tuple) and kind_of(path) == kind
        }


def see_places(root: Path, index: Index, over: Over) -> None:
    """Raise UncertainError where the files' own reader would see more than records, or two of one name."""
    there = [path for path, row in over.rows.items() if row is not None]
    if len({path.casefold() for path in there}) != len(there) or any(
        index.place(path)[0] != path for path in there
    ):
        raise UncertainError
    heads = {path.split("/")[1] for path in there if kind_of(path) == FINDING}
    if not folders.are_plain(root, index.heads() | heads):
        raise UncertainError
    if not over.settings(index):
        raise UncertainError


def see_folders(root: Path, index: Index) -> None:
    """Raise UncertainError where something stands in the folders of records that git does not see."""
    looked_into = folders.looked_into(root, index.folders())
    if looked_into is None:
        raise UncertainError
    if looked_into:
        index.settle(looked_into)


def renewed(  # noqa: PLR0913 - what is known, and how the rest is looked at
    root: Path,
    index: Index,
    seen: Seen,
    changed: set[str],
    laid: str | None,
    work: Work,
    *,
    judging: Judging | None = None,
) -> bool:
    """Bring the index to the commit and look at what nobody has looked at; say whether anything was new.

    With `judging` the rules are asked about it on the way.
    """
    if laid != seen.commit:
        index.lay(seen.commit, sorted(_entries(root, seen.commit), key=_in_order))
    unknown = [one for one in index.unknown() if one[1] not in changed]
    if judging is None:
        _look_at(root, index, unknown, work.reading, len(seen.commit), None)
    else:  # findings last: rules ask what they take from their inspections
        for each, findings in ((work.reading, False), (work.checking, True)):
            some = [one for one in unknown if (one[0] == FINDING) is findings]
            _look_at(root, index, some, each, len(seen.commit), judging)
    return bool(unknown)


def _look_at(
    root: Path, index: Index, unknown: list[Unknown], each: Each, length: int, judging: Judging | None
) -> None:
    if not unknown:
        return
    from hmicfrs_cli.storage.judging import judge_of  # noqa: PLC0415 - only what is new needs records
    from hmicfrs_cli.storage.parsed import kept  # noqa: PLC0415 - as above, and YAML

    judge = judge_of(root, judging, length) if judging else None

    def looked_at(one: Unknown) -> tuple[Row | int, Near | None]:
        _, path, blob = one
        raw = tree.read_bytes(root, path)
        if isinstance(raw, Problem) or blob_id(raw, length) != blob:
            # Changed since git looked, too large to be a record, or converted on its way out of git.
            raise UncertainError
        return judge.look(path, raw) if judge else (kept(path, raw), None)

    found = zip(unknown, each(looked_at, unknown), strict=True)
    while some := list(islice(found, _AT_ONCE)):
        index.keep((kind, blob, row) for (kind, _, blob), (row, _) in some)
        if judging:
            judging.found |= {path: near for (_, path, _), (_, near) in some if near}


def _entries(root: Path, commit: str) -> Iterator[Entry]:
    """Yield the records of a commit; what else stands in their folders is for the files' own reader."""
    for listed in git.output(root, "ls-tree", "-r", "-z", commit).split(b"\0"):
        head, _, name = listed.partition(b"\t")
        path = os.fsdecode(name)
        if path.partition("/")[0] not in freshness.PLACES or freshness.is_leftover(path):
            continue
        mode, _, blob = head.split(b" ")
        if mode not in {b"100644", b"100755"} or not freshness.is_record(path):
            raise UncertainError
        yield kind_of(path), path, _id(path), bytes.fromhex(blob.decode())


def kind_of(path: str) -> str:
    """Return the letter of a record's kind."""
    return path[0]


def _id(path: str) -> str:
    return path.partition("/")[2].removesuffix(".yaml")


def _in_order(entry: Entry) -> tuple[str, list[tuple[int, int, str]], str]:
    kind, path, id_, _ = entry
    return kind, natural(id_), path


def laid_over(root: Path, index: Index, changed: Iterable[str], length: int) -> Over:
    """Return what is kept of the files that may have changed; `length` is that of git's ids."""
    over, new = Over(), []
    for path in sorted(changed):
        if (root / path).is_symlink():
            raise UncertainError
        raw = tree.read_bytes(root, path)
        if not isinstance(raw, Problem):
            blob, kind = blob_id(raw, length), kind_of(path)
            row = index.found(kind, blob)
            if row is None:
                from hmicfrs_cli.storage.parsed import kept  # noqa: PLC0415 - as above

                row = kept(path, raw)
                new.append((kind, blob, row))
            over.rows[path], over.blobs[path] = row, blob
        elif os.path.lexists(root / path):  # no file, or none that may be read
            raise UncertainError
        else:
            over.rows[path] = None
    if new:
        index.keep(new)
    return over
