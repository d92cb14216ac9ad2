"""Pandoc, as a separate process on a short lead: no shell, no network, no file that is not named here."""

import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pypandoc

from hmicfrs_cli.errors import RenderError

_SECONDS = 120
_MEMORY = "-M2G"


def convert(page: str, to: str, options: Sequence[str] = ()) -> bytes:
    """Return an HTML page in pandoc's format `to`. Only the page's `<main>` is read.

    Raises RenderError when pandoc refuses, needs more than 2 GB or takes more than two minutes.
    """
    with TemporaryDirectory(prefix="hmi-") as folder:
        made = Path(folder) / "made"
        command = [pypandoc.get_pandoc_path(), "+RTS", _MEMORY, "-RTS", "--sandbox", "--standalone"]
        command += ["--from=html", f"--to={to}", "--wrap=none", f"--output={made}", *options]
        _run(command, page, folder)
        return made.read_bytes()


def _run(command: Sequence[str], page: str, folder: str) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - our own binary and our own arguments, without a shell
            command,
            input=page.encode(),
            capture_output=True,
            cwd=folder,
            env={"HOME": folder, "LANG": "C.UTF-8", "SOURCE_DATE_EPOCH": "0"},
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise RenderError(
            f"pandoc could not be run: {error}", "Install hmi again, or split the paper."
        ) from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()[:2000]
        raise RenderError(
            f"pandoc could not convert the paper: {said}", "Mend the template where pandoc points."
        )
