"""LibreOffice at a workbook, as a person with it would be: opened, filled in, saved; without a screen."""

import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

MACRO = Path(__file__).with_name("edit.bas")
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">{code}</script:module>
"""


@dataclass(frozen=True)
class Edit:
    """What is done to a cell: `text`, `date` (as 20270331), `number` or `formula`."""

    cell: str
    value: str
    kind: str = "text"
    sheet: str = "Findings"


@dataclass(frozen=True)
class Office:
    """A LibreOffice with a profile of its own."""

    profile: Path

    def save(self, source: Path, target: Path, edits: Iterable[Edit] = ()) -> Path:
        """Open a workbook, make the edits and save it as another one."""
        rows = [f"{one.sheet}\t{one.cell}\t{one.kind}\t{one.value}\n" for one in edits]
        listed = self.profile / "edits.txt"
        listed.write_text("".join(rows), encoding="ascii")
        urls = ",".join(f'"{path.resolve().as_uri()}"' for path in (source, target, listed))
        said = self._run(f"macro:///Standard.Module1.Edit({urls})")
        assert target.is_file(), f"LibreOffice saved nothing: {said}"
        return target

    def _run(self, *args: str) -> str:
        done = subprocess.run(
            [
                *("soffice", f"-env:UserInstallation={self.profile.resolve().as_uri()}"),
                *("--headless", "--norestore", "--nologo", *args),
            ],
            capture_output=True,
            encoding="utf-8",
            timeout=180,
            check=False,
        )
        return done.stdout + done.stderr

    def begin(self) -> None:
        """Let it make its profile, and put our macro where its own empty one stands."""
        said = self._run("--terminate_after_init")
        module = self.profile / "user" / "basic" / "Standard" / "Module1.xba"
        assert module.is_file(), f"LibreOffice made no profile: {said}"
        code = MACRO.read_text(encoding="utf-8").replace("&", "&amp;").replace("<", "&lt;")
        module.write_text(_MODULE.format(code=code), encoding="utf-8")


def office(folder: Path) -> Office:
    """Return a LibreOffice with a new profile in a folder; a machine without one fails the test."""
    assert shutil.which("soffice"), "these tests need LibreOffice Calc: install libreoffice-calc"
    found = Office(folder)
    found.begin()
    return found
