"""Papers on disk: each file is whole or not there, and an old one stays until the new one is."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from hmicfrs_cli.errors import HmiError, RefusedError
from hmicfrs_cli.storage.atomic import current, place, plainly, prepare


def read(path: Path, largest: int) -> bytes:
    """Return the bytes of a file from outside the register.

    Raises HmiError where it cannot be read or has more than `largest` bytes.
    """
    try:
        with path.open("rb") as file:
            content = file.read(largest + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise HmiError(
            f"cannot read {path}: {reason}", "see that the file is there and may be read"
        ) from error
    if len(content) > largest:
        raise HmiError(f"{path} has more than {largest // 1_000_000} MB", "make the file smaller")
    return content


def write(folder: Path, files: Mapping[str, bytes | Iterable[bytes]]) -> list[Path]:
    """Write files, whole or in pieces, into a folder, made where it is missing, and return their paths.

    All are written beside their places first, so that a full disk leaves the old ones as they were.
    Raises HmiError where the folder cannot be written.
    """
    beside: list[Path] = []
    with plainly(folder):
        try:
            for name, content in files.items():
                beside.append(prepare(folder / name, content))
            for path, name in zip(beside, files, strict=True):
                place(path, folder / name)
        finally:
            for path in beside:
                path.unlink(missing_ok=True)
    return [folder / name for name in files]


def write_new(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write files as `write` does, but over nothing that somebody may have worked in since.

    Raises RefusedError, and writes none, where one of them is there with other bytes.
    """
    for name, content in files.items():
        with plainly(folder):
            there = current(folder / name)
        if there not in {None, content}:
            mend = "it may have been worked in since: move it, or write elsewhere with --output"
            raise RefusedError(f"{folder / name} is there already, and is another", mend)
    return write(folder, files)
