"""The papers that this repository can make, whole and in each format, as those who get them use them."""

import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import docx
import pikepdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from docx.oxml.ns import qn
from openxml_audit import OpenXmlValidator
from page import ValidationProfile, validate_pdf_bytes
from playwright.sync_api import Browser, sync_playwright

from hmicfrs_cli.render import leaks
from tests.conftest import ROOT, TODAY

SHOWCASE = ROOT / "examples" / "wrenshire"
PAPERS = {
    "JAC-2022-03": ROOT,
    "JAC-2025-09-11": SHOWCASE,
    "JAC-2026-12-08": SHOWCASE,
}
Made = Callable[[str], Path]
each_paper = pytest.mark.parametrize("paper", PAPERS)


def write(paper: str, folder: Path) -> None:
    meeting = paper.removeprefix("JAC-")
    asked = ["--committee", "JAC", "--meeting", meeting, "--output", str(folder)]
    done = subprocess.run(
        [sys.executable, "-m", "hmicfrs_cli", "report", "--register", str(PAPERS[paper]), *asked],
        env={**os.environ, "HMI_TODAY": TODAY},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Return the path of a paper without its ending; it is made once in all its formats."""

    @cache
    def once(paper: str) -> Path:
        folder = tmp_path_factory.mktemp("papers")
        write(paper, folder)
        return folder / paper

    return once


def text(made: Made, paper: str, ending: str) -> str:
    return made(paper).with_suffix(f".{ending}").read_text(encoding="utf-8")


def file(made: Made, paper: str, ending: str) -> bytes:
    return made(paper).with_suffix(f".{ending}").read_bytes()


@each_paper
def test_its_sections_stand_in_the_order_that_members_know(made: Made, paper: str) -> None:
    assert re.findall(r"^## (?:\d+\. )?(.*)$", text(made, paper, "md"), re.MULTILINE) == [
        "Purpose of the report",
        "PEEL",
        "HMICFRS inspections",
        "Published inspection reports",
        "Position",
        "Exceptions",
        "Statutory responses and members’ requests",
        "What the committee is asked to do",
        "Appendix A: open findings",
        "Appendix B: findings for other bodies, tracked here",
        "Appendix C: the figures and the records behind them",
        "Appendix D: how this paper was made",
    ]


@each_paper
@pytest.mark.parametrize("ending", ["html", "docx", "pdf", "md"])
def test_each_format_says_how_to_make_it_again(made: Made, paper: str, ending: str) -> None:
    said = " ".join(leaks.extract(ending, file(made, paper, ending)).split())
    meeting = paper.removeprefix("JAC-")
    assert f"hmi report --committee JAC --meeting {meeting}" in said.replace("`", "")


@pytest.mark.parametrize("paper", ["JAC-2025-09-11", "JAC-2026-12-08"])
def test_the_movement_adds_up_as_printed(made: Made, paper: str) -> None:
    said = text(made, paper, "md")
    found = re.search(r"is closing: (\d+) \+ (\d+) \+ (\d+) \N{MINUS SIGN} (\d+) = (\d+)\.", said)
    assert found
    opening, new, reopened, closed, closing = map(int, found.groups())
    assert opening + new + reopened - closed == closing
    assert f"\n- {closing} findings for Wrenshire are open with the inspectorates" in said


def test_what_stands_under_a_cause_of_concern_follows_it_and_names_it(made: Made) -> None:
    said = text(made, "JAC-2025-09-11", "md")
    headings = re.findall(r"^##### (.*)$", said, re.MULTILINE)
    assert headings[:5] == [
        "Cause of concern (unnumbered)",
        "Recommendation 1 (under the cause of concern)",
        "Recommendation 2 (under the cause of concern)",
        "Recommendation 3 (under the cause of concern)",
        "Area for improvement (unnumbered)",
    ]


def test_national_findings_stand_apart_from_those_about_the_force(made: Made) -> None:
    said = text(made, "JAC-2026-12-08", "md").partition("## Appendix A")[2].partition("## Appendix B")[0]
    local, found, national = said.partition(" from national reports, for Wrenshire to deliver")
    assert found
    assert "peel-2023-25/3" in local
    assert "witness-care-2025/1" in national
    assert "peel-2023-25" not in national


@each_paper
def test_the_word_file_is_valid_and_its_short_tables_stay_whole(made: Made, paper: str) -> None:
    path = made(paper).with_suffix(".docx")
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []
    tables = docx.Document(str(path)).tables
    assert len(tables) == text(made, paper, "html").count("<table>")
    for table in tables:
        kept = [row._tr.find(f".//{qn('w:keepNext')}") is not None for row in table.rows]  # noqa: SLF001 - no public way
        expected = len(kept) - 1 if len(kept) <= 16 else 1
        assert kept == [True] * expected + [False] * (len(kept) - expected)


@each_paper
def test_words_beside_a_rating_can_be_read_in_word(made: Made, paper: str) -> None:
    body = docx.Document(str(made(paper).with_suffix(".docx"))).element.body
    shaded = [
        "".join(part.text or "" for part in cell.iter(qn("w:t")))
        for cell in body.iter(qn("w:tc"))
        if cell.find(f"{qn('w:tcPr')}/{qn('w:shd')}") is not None
    ]
    assert shaded
    assert set(shaded) <= {"Red", "Amber", "Green", "White", "Not rated"}


@each_paper
def test_the_appendices_begin_a_page_in_word(made: Made, paper: str) -> None:
    begun = [
        line.text
        for line in docx.Document(str(made(paper).with_suffix(".docx"))).paragraphs
        if line.paragraph_format.page_break_before
    ]
    assert begun == ["Appendix A: open findings"]


@each_paper
@pytest.mark.parametrize("profile", [ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_2A])
def test_the_pdf_keeps_both_standards(made: Made, paper: str, profile: ValidationProfile) -> None:
    report = validate_pdf_bytes(file(made, paper, "pdf"), profile=profile)
    assert [str(failure) for failure in report.failures] == []


@each_paper
def test_the_pdf_has_one_table_a_table_and_words_for_each_chart(made: Made, paper: str) -> None:
    page = text(made, paper, "html")
    with pikepdf.open(io.BytesIO(file(made, paper, "pdf"))) as opened:
        found = [thing for thing in opened.objects if isinstance(thing, pikepdf.Dictionary) and "/S" in thing]
        kinds = [str(thing.S) for thing in found]
        pictures = [str(thing.get("/Alt", "")) for thing in found if str(thing.S) == "/Figure"]
    assert kinds.count("/Table") == page.count("<table>") > 0
    assert len(pictures) == page.count("<svg")
    assert all(pictures)


def test_the_same_bytes_twice(made: Made, tmp_path: Path) -> None:
    write("JAC-2022-03", tmp_path)
    for ending in ("html", "docx", "pdf", "md"):
        assert (tmp_path / f"JAC-2022-03.{ending}").read_bytes() == file(made, "JAC-2022-03", ending)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or "/usr/bin/chromium"
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--headless"])
        yield running
        running.close()


@pytest.mark.browser
@each_paper
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_page_is_accessible_and_asks_nobody(
    browser: Browser, made: Made, paper: str, *, dark: bool, width: int
) -> None:
    address = made(paper).with_suffix(".html").as_uri()
    shown = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light"
    )
    asked: list[str] = []
    shown.on("request", lambda request: asked.append(request.url))
    shown.goto(address)
    found = Axe().run(shown)
    assert found.response["violations"] == [], found.generate_report()
    assert len(found.response["passes"]) > 20
    assert shown.evaluate("document.documentElement.scrollWidth") == width
    assert asked == [address]
    shown.close()
