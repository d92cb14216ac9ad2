"""What a repository keeps: the bytes of its blobs and commits, by their ids."""

from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, cast

from hmicfrs_cli.errors import HmiError
from hmicfrs_cli.storage import git


def blobs(folder: Path, ids: Iterable[str], largest: int, *, commits: bool = False) -> Iterator[bytes]:
    """Yield the bytes of each blob, or with `commits` each commit too, at most one more than `largest`.

    Raises HmiError where the repository lacks one.
    """
    kinds = {b"blob", b"commit"} if commits else {b"blob"}
    with TemporaryFile() as asked:
        count = sum(asked.write(f"{id_}\n".encode()) > 0 for id_ in ids)
        asked.seek(0)
        with git.started(folder, "cat-file", "--batch", "--buffer", given=asked) as process:
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
