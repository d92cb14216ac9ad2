"""Makes the README's pictures from the showcase's paper: `make pictures`. Needs chromium and pdftoppm."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "pictures"
SHOWCASE = ROOT / "examples" / "wrenshire" / "register"
MEETING = "2026-12-08"
PAGES = {"paper-position": "5. Position", "paper-exceptions": "6. Exceptions"}
"""Pages of the PDF that are shown, by a heading that stands on each."""


def make(folder: Path) -> None:
    """Render the showcase's paper and write the pictures."""
    command = [sys.executable, "-m", "hmicfrs_cli", "report", "--register", str(SHOWCASE)]
    command += ["--committee", "JAC", "--meeting", MEETING, "--format", "html,pdf", "--output", str(folder)]
    env = {**os.environ, "HMI_TODAY": "2026-11-23"}
    subprocess.run(command, check=True, env=env, capture_output=True)
    TARGET.mkdir(exist_ok=True)
    for name, heading in PAGES.items():
        _page(folder / f"JAC-{MEETING}.pdf", heading, TARGET / name)
    _screenshots(folder / f"JAC-{MEETING}.html")


def _page(paper: Path, heading: str, target: Path) -> None:
    number = next(n for n in range(1, 100) if heading in _text(paper, n))
    options = ["-f", str(number), "-l", str(number), "-singlefile", "-r", "80", "-png"]
    subprocess.run(["pdftoppm", *options, str(paper), str(target)], check=True)


def _text(paper: Path, page: int) -> str:
    command = ["pdftotext", "-f", str(page), "-l", str(page), str(paper), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _screenshots(page: Path) -> None:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for scheme, width in (("light", 900), ("dark", 900)):
            tab = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]  # one of its literals
            tab.goto(page.as_uri())
            tab.get_by_role("heading", name="Ratings").scroll_into_view_if_needed()
            tab.evaluate("window.scrollBy(0, 700)")
            tab.screenshot(path=TARGET / f"page-{scheme}.png")
        browser.close()


if __name__ == "__main__":
    with TemporaryDirectory() as made:
        make(Path(made))
