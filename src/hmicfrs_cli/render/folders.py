"""Where templates are found: a register's own folders first, then the packaged one."""

from collections.abc import Sequence
from pathlib import Path

from hmicfrs_cli.errors import RenderError

_PACKAGE = Path(__file__).resolve().parents[1]
_LARGEST = 4_000_000  # bytes; a force's own Word file with a crest in it is below this


def templates_dir() -> Path:
    """Return the packaged templates, in an installed wheel or in a checkout."""
    installed = _PACKAGE / "templates"
    return installed if installed.is_dir() else _PACKAGE.parents[1] / "templates"


def read(name: str, folders: Sequence[Path] = ()) -> tuple[bytes, Path]:
    """Return the bytes and the place of a template file.

    The first of `folders` that has it wins; the packaged folder comes last. Raises RenderError for
    a name that no folder has, leads out of its folder (also by a symbolic link) or is too large.
    """
    for folder in (*folders, templates_dir()):
        path = folder / name
        if path.is_file():
            return _bounded(path, folder), path
    raise RenderError(
        f"no template file is named {name}",
        f"Put {name} into the register's templates folder, or name one of those that come with hmi.",
    )


def _bounded(path: Path, folder: Path) -> bytes:
    if not path.resolve().is_relative_to(folder.resolve()):
        raise RenderError(
            f"{path}: leads out of the templates folder",
            "Replace the link by a copy of the file it points to.",
        )
    if path.stat().st_size > _LARGEST:
        raise RenderError(f"{path}: is larger than {_LARGEST // 1_000_000} MB", "Make the file smaller.")
    try:
        return path.read_bytes()
    except OSError as error:
        raise RenderError(
            f"{path}: cannot be read: {error.strerror}", "Mend the file's permissions."
        ) from error
