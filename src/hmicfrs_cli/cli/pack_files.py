"""What the commands on packs share: those that came back, and what a new one is made from."""

from pathlib import Path
from typing import TYPE_CHECKING

from hmicfrs_cli.errors import HmiError, NotFoundError

if TYPE_CHECKING:
    from hmicfrs_cli.domain.returns import Returned


def read_pack(path: Path) -> "Returned":
    """Return what came back in a file; HmiError, with its name, where that cannot be said."""
    from hmicfrs_cli.domain.near import quoted
    from hmicfrs_cli.domain.returns import read
    from hmicfrs_cli.storage.workbooks import read_sheets

    sheets = read_sheets(path)
    try:
        return read(path.name, sheets)
    except HmiError as error:
        raise HmiError(f"{quoted(path.name)}: {error.message}", error.mend) from error


def read_folder(folder: Path) -> "tuple[list[Returned], list[HmiError]]":
    """Return the packs in a folder, and why others could not be read; other workbooks are left alone."""
    from hmicfrs_cli.storage.incoming import kind_of

    if not folder.is_dir():
        raise NotFoundError(f"there is no folder {folder}", "name the folder that the packs are kept in")
    packs: list[Returned] = []
    unread: list[HmiError] = []
    for path in sorted(folder.glob("*.xlsx")):
        try:
            if kind_of(path) == "pack":
                packs.append(read_pack(path))
        except HmiError as error:
            unread.append(error)
    return packs, unread


def made_from(root: Path) -> str:
    """Return the commit that a register is made from, as far as it is; empty without git."""
    from hmicfrs_cli.storage import git

    commit = git.head(root)
    return f"{commit} with changes that are not committed" if commit and git.changed(root) else commit or ""
