"""A new register's folder, put in its place whole or not at all."""

from __future__ import annotations

import secrets
import shutil
from typing import TYPE_CHECKING

from hmicfrs_cli.errors import HmiError
from hmicfrs_cli.storage.atomic import plainly
from hmicfrs_cli.storage.compose import refuse_strange

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def begin(folder: Path, texts: Mapping[str, str]) -> Path:
    """Write the register's first files to `register/` in a folder, and return that.

    Raises HmiError, with nothing touched, where it exists already or cannot be written, and UsageError for a
    character that no record can hold.
    """
    for text in texts.values():
        refuse_strange(text)
    root = folder / "register"
    if root.exists() or root.is_symlink():
        raise HmiError(f"{root} exists already, and nothing in it was touched", "begin in another folder")
    with plainly(folder):
        folder.mkdir(parents=True, exist_ok=True)
        beside = folder / f".hmi-new-{secrets.token_hex(8)}"
        beside.mkdir()
        try:
            for path, text in texts.items():
                (beside / path).parent.mkdir(parents=True, exist_ok=True)
                (beside / path).write_bytes(text.encode())
            beside.rename(root)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    return root
