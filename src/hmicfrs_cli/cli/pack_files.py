"""What the commands on packs share: those that came back, and what a new one is made from."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hmicfrs_cli.errors import HmiError, NotFoundError

if TYPE_CHECKING:
    from datetime import date

    from hmicfrs_cli.domain.returns import Returned


def read_pack(path: Path, today: "date") -> "Returned":
    """Return what came back in a file; HmiError, with its name, where that cannot be said."""
    from hmicfrs_cli.domain.near import quoted
    from hmicfrs_cli.domain.returns import Odd, read
    from hmicfrs_cli.storage.workbooks import has_comments, read_sheets

    sheets = read_sheets(path)
    try:
        found = read(path.name, sheets, today)
    except HmiError as error:
        raise HmiError(f"{quoted(path.name)}: {error.message}", error.mend) from error
    if not has_comments(path):
        return found
    said = Odd(path.name, "there are comments on its cells, which are not read: open it and look")
    return replace(found, aside=(*found.aside, said))


def refuse_lost(path: Path) -> None:
    """Raise HmiError for a pack without its hidden sheet: what was sent, and so what is new, is not known."""
    from hmicfrs_cli.domain.near import quoted
    from hmicfrs_cli.render.pack_words import HEADS
    from hmicfrs_cli.storage.incoming import says

    if not says(path, HEADS):
        return
    words = (
        f"{quoted(path.name)} is a return pack without its hidden sheet: nobody can tell what is new in it"
    )
    mend = (
        "its cells were copied, or saved in a way that keeps no hidden sheet: ask for the file itself, "
        "saved as .xlsx, or send a fresh one (`hmi pack`) to be filled in"
    )
    raise HmiError(words, mend)


def read_folder(folder: Path, today: "date") -> "tuple[list[Returned], list[HmiError]]":
    """Return the packs in a folder, and why others could not be read; other workbooks are left alone."""
    if not folder.is_dir():
        raise NotFoundError(f"there is no folder {folder}", "name the folder that the packs are kept in")
    packs: list[Returned] = []
    unread: list[HmiError] = []
    for path in sorted(path for path in folder.iterdir() if path.suffix.casefold() in {".xlsx", ".xlsm"}):
        try:
            packs += _pack_in(path, today)
        except HmiError as error:
            unread.append(error)
    return packs, unread


def _pack_in(path: Path, today: "date") -> "list[Returned]":
    """Return the pack in a file, and none where it is another workbook; HmiError as `read_pack` raises it."""
    from hmicfrs_cli.storage.incoming import kind_of

    if kind_of(path) == "pack":
        return [read_pack(path, today)]
    refuse_lost(path)
    return []


def made_from(root: Path) -> str:
    """Return the commit that a register is made from, as far as it is; empty without git."""
    from hmicfrs_cli.storage import git

    commit = git.head(root)
    return f"{commit} with changes that are not committed" if commit and git.changed(root) else commit or ""
