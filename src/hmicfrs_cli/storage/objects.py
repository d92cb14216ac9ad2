"""What a repository keeps: the bytes of its blobs and commits, by their ids."""

import importlib
import os
from collections.abc import Container, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, Final, cast

from hmicfrs_cli.errors import HmiError
from hmicfrs_cli.storage import git

fcntl: Any = importlib.import_module("fcntl") if os.name == "posix" else None

_AHEAD: Final = 1 << 20
"""How many bytes git may read before anybody takes them: some hundred records."""


def blobs(folder: Path, ids: Iterable[str], largest: int, *, commits: bool = False) -> Iterator[bytes]:
    """Return the bytes of each blob, or with `commits` each commit too, at most one more than `largest`.

    Git begins at once, and goes ahead of who reads as far as a pipe holds. Raises HmiError, when that one is
    read, where the repository lacks one.
    """
    kinds = {b"blob", b"commit"} if commits else {b"blob"}
    with TemporaryFile() as asked:
        count = sum(asked.write(f"{id_}\n".encode()) > 0 for id_ in ids)
        if not count:
            return iter(())
        asked.seek(0)
        process = git.started(folder, "cat-file", "--batch", "--buffer", given=asked)
    with suppress(AttributeError, OSError):  # not every system has pipes of any size, or allows them
        fcntl.fcntl(process.stdout, fcntl.F_SETPIPE_SZ, _AHEAD)
    return _read(process, count, largest, kinds)


def _read(process: git.Process, count: int, largest: int, kinds: Container[bytes]) -> Iterator[bytes]:
    with process:
        stream = cast("IO[bytes]", process.stdout)  # a pipe, as asked for
        yield from (_blob(stream, largest, kinds) for _ in range(count))


def _blob(stream: IO[bytes], largest: int, kinds: Container[bytes]) -> bytes:
    id_, kind, size, *_ = [*stream.readline().split(), b"", b"", b""]
    if kind not in kinds:
        raise HmiError(
            f"the repository lacks an object of its history: {id_.decode() or 'git ended early'}",
            "fetch the whole history (git fetch --unshallow, or a clone without a filter), or git fsck",
        )
    kept = stream.read(min(int(size), largest + 1))
    left = int(size) - len(kept) + 1  # one line end follows
    while left > 0 and (passed := stream.read(min(left, largest))):
        left -= len(passed)
    return kept
