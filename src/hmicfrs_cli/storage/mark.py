"""Whether a file is as hmi left it: what else has written it may have left a database that lies.

So a copy that was restored, and whatever a person or another program did to it, is not believed.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def holds(file: Path) -> bool:
    """Say whether a file is as it was left."""
    with contextlib.suppress(OSError, ValueError):
        return _beside(file).read_text(encoding="ascii") == _seen(file)
    return False


def leave(file: Path) -> None:
    """Note how a file is left; where that cannot be noted, it is not believed."""
    with contextlib.suppress(OSError):
        _beside(file).write_text(_seen(file), encoding="ascii")


def _beside(file: Path) -> Path:
    return file.with_suffix(".mark")


def _seen(file: Path) -> str:
    about = file.stat()
    return f"{about.st_ino} {about.st_size} {about.st_mtime_ns} {about.st_ctime_ns}"
