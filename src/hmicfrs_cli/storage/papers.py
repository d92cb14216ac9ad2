"""Papers on disk: each file is whole or not there, and an old one stays until the new one is."""

from collections.abc import Mapping
from pathlib import Path

from hmicfrs_cli.storage.atomic import place, plainly, prepare


def write(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write files into a folder, made where it is missing, and return their paths.

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
