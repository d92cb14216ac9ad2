"""What several tests of the disk share."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.storage.three_files import OLD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

_NOBODY = 65534


@pytest.fixture
def as_nobody(tmp_path: Path) -> Callable[[], AbstractContextManager[None]]:
    """Make permissions bind also where the tests are run by root: its rights are laid down for a while."""

    @contextmanager
    def lowered() -> Iterator[None]:
        if os.geteuid() != 0:
            yield
            return
        for folder in tmp_path.parents:
            if not folder.stat().st_mode & 0o001:
                folder.chmod(0o755)
        for path in (tmp_path, *tmp_path.rglob("*")):
            os.chown(path, _NOBODY, _NOBODY, follow_symlinks=False)
        os.seteuid(_NOBODY)
        try:
            yield
        finally:
            os.seteuid(0)

    return lowered


@pytest.fixture
def three_files(tmp_path: Path) -> Path:
    (tmp_path / "f").mkdir()
    for name, raw in OLD.items():
        if raw is not None:
            (tmp_path / name).write_bytes(raw)
    return tmp_path
