"""Reports read in the tests' own process, where coverage sees each reader, and what each leaves out."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from hmicfrs_cli.errors import HmiError
from hmicfrs_cli.storage import docx_text, html_text, pdf_text, reports, sealed
from tests.reports.cases import Case, cases, report_of
from tests.reports.hostile import Made, files, page

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SLOW = (
    "bomb",
    "million",
    "many",
    "giga",
    "sixty",
    "without-end",
    "deep",
    "two-thousand",
    "circle",
    "one-long",
)
QUICK = [(name, make) for name, _, make in files() if not any(word in name for word in _SLOW)]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_the_child_answers_what_is_read_here(case: Case, tmp_path: Path) -> None:
    path = report_of(case.folder, tmp_path)
    assert reports.read_report(path) == reports._document(reports._parse(str(path)))  # noqa: SLF001 - the child's work


@pytest.mark.parametrize(("name", "make"), QUICK, ids=[name for name, _ in QUICK])
def test_a_hostile_file_is_read_or_refused_here_too(name: str, make: Made, tmp_path: Path) -> None:
    make(tmp_path / name)
    try:
        said = reports._parse(str(tmp_path / name))  # noqa: SLF001 - as above
    except HmiError as error:
        assert error.mend  # noqa: PT017 - both outcomes are right
        return
    assert said["blocks"]


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(HmiError, match="no such file"):
        reports.read_report(tmp_path / "none.pdf")


def word(inside: str, **parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{inside}</w:body></w:document>")
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", text)
    return made.getvalue()


def said(inside: str, **parts: str) -> list[tuple[str, str]]:
    return [(block.form.value, block.text) for block in docx_text.read(word(inside, **parts)).blocks]


RUN = "<w:r><w:t>{}</w:t></w:r>".format


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        (
            f"<w:p>{RUN('a')}<w:r><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t></w:r></w:p>",
            [("text", "a b-c")],
        ),
        (
            f"<w:p>{RUN('a')}<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>3</w:t></w:r></w:p>",
            [("text", "a")],
        ),
        (
            f"<w:p>{RUN('m')}<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>th</w:t></w:r></w:p>",
            [("text", "mth")],
        ),
        (f"<w:p><w:del>{RUN('no')}</w:del><w:ins>{RUN('yes')}</w:ins></w:p>", [("text", "yes")]),
        (f"<w:del><w:p>{RUN('no')}</w:p></w:del><w:sdt><w:p>{RUN('yes')}</w:p></w:sdt>", [("text", "yes")]),
        (f"<w:p><w:pPr><w:numPr/></w:pPr>{RUN('a')}</w:p>", [("item", "a")]),
        (f"<w:p><w:pPr><w:pStyle w:val='H'/></w:pPr>{RUN('a')}</w:p>", [("heading", "a")]),
        (f"<w:p><w:pPr><w:pStyle w:val='N'/></w:pPr>{RUN('a')}</w:p>", [("text", "a")]),
        (f"<w:tbl><w:tr><w:tc><w:p>{RUN('a')}</w:p></w:tc></w:tr></w:tbl>", [("text", "a")]),
        (
            f"<w:tbl><w:tr><w:tc><w:p>{RUN('a')}</w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>",
            [("row", "a | ")],
        ),
        ("<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>", []),
        (
            f"<w:p><w:r><w:pict><w:txbxContent><w:p>{RUN('in')}</w:p></w:txbxContent></w:pict></w:r>{RUN('out')}</w:p>",
            [("text", "in"), ("text", "out")],
        ),
    ],
)
def test_a_word_file(inside: str, found: list[tuple[str, str]]) -> None:
    styles = f"<w:styles {W}><w:style w:styleId='H'><w:name w:val='heading 2'/></w:style><w:style w:styleId='N'/></w:styles>"  # noqa: E501 - one string
    assert said(inside, styles=styles) == found


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<p>a<sup>1</sup></p>", ["a"]),
        ("<ol start=3><li>a<li>b</ol><ul><li>c</ul>", ["3. a", "4. b", "c"]),
        ("<li>a", ["a"]),
        ("<table><tr><td><p>a<p>b</table>", ["a", "b"]),
        ("<table><tr><td>a<td>b</table>", ["a | b"]),
        ("<table><tr><td><td></table>", []),
        ("a</td></tr></ul></div>", ["a"]),
        ("<div><div class=box>a</div>b</div>", ["a", "b"]),
        ("<nav><nav>a</nav>b</nav>c", ["c"]),
        ("<input hidden>a", ["a"]),
        ("<table><tr><td>a<td>b<table><tr><td>c<td>d</table>e</table>", ["a", "b", "c | d", "e"]),
        ("<table><tr><td>a<table><tr><td>b</table><table><tr><td>c</table></table>", ["a", "b", "c"]),
        (f"<ol start={'9' * 5_000}><li>a</ol><ol start=999999><li>b</ol>", ["1. a", "999999. b"]),
        ("<time datetime=2024-05-06>May</time>", ["May"]),
    ],
)
def test_a_page(page: str, found: list[str]) -> None:
    assert [block.text for block in html_text.read(page.encode()).blocks] == found


def test_a_line_of_nothing_but_blanks_is_no_line() -> None:
    drawn = b"BT /F1 12 Tf 50 700 Td (   ) Tj 0 -40 Td (a) Tj ET"
    assert [block.text for block in pdf_text.read(page(drawn)).blocks] == ["a"]


def test_what_a_page_says_of_itself() -> None:
    head = "<title>A</title><link rel=canonical href=https://a.example/><meta name=DC.date.issued content=2024-05-06>"  # noqa: E501 - one string
    document = html_text.read(f"{head}<h1>B</h1><time datetime=2023-01-01>x</time>".encode())
    assert (document.title, document.url, document.published) == ("A", "https://a.example/", "2024-05-06")
    assert html_text.read(b"<h1>B</h1><h1>C</h1>").title == "B"


@pytest.mark.parametrize(
    ("address", "kept"),
    [("HTTP://a.example/x", "HTTP://a.example/x"), ("javascript:alert(1)//http://a.example", ""), ("/x", "")],
)
def test_a_pages_own_address_is_one_of_the_web(address: str, kept: str) -> None:
    assert html_text.read(f"<link rel=canonical href='{address}'><p>a".encode()).url == kept


def test_a_word_file_of_broken_packing_is_broken() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<a/>")
    head, name, rest = made.getvalue().partition(b"word/document.xml")
    with pytest.raises(HmiError, match="it is broken"):
        docx_text.read(head + name + b"\xff" + rest[1:])


NO_LIMITS = """
import resource, sys
from hmicfrs_cli.storage import sealed

def refuse(*_):
    raise ValueError("current limit exceeds maximum limit")

resource.setrlimit = refuse
sealed._hold()
sys.exit(7)
"""


def test_where_limits_cannot_be_set_a_file_is_still_read() -> None:
    assert subprocess.run([sys.executable, "-c", NO_LIMITS], check=False).returncode == 7


class Wire:
    """What the child writes to."""

    def __init__(self) -> None:
        self.sent = b""

    def send_bytes(self, said: bytes) -> None:
        self.sent = said

    def close(self) -> None:
        pass


def refuse(_: str) -> None:
    raise HmiError("no", "mend")


def fail(_: str) -> None:
    raise RuntimeError("inside")


@pytest.mark.parametrize(
    ("work", "sent"),
    [
        (str.upper, b'[true, "A"]'),
        (refuse, b'[false, ["no", "mend"]]'),
        (fail, b'[false, ["it cannot be read (RuntimeError)", "see that it opens in its own program"]]'),
    ],
)
def test_what_the_child_sends(work: object, sent: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed, "_hold", lambda: None)
    wire = Wire()
    sealed._work(work, "a", wire)  # type: ignore[arg-type]  # noqa: SLF001 - the child's own part
    assert wire.sent == sent


@pytest.mark.parametrize(
    ("module", "bound", "name"),
    [
        (pdf_text, "MOST_PAGES", "script-on-opening.pdf"),
        (pdf_text, "MOST_LETTERS", "script-on-opening.pdf"),
        (docx_text, "_LARGEST_PART", "macros.docx"),
        (reports, "_MOST_BLOCKS", "script.html"),
    ],
)
def test_what_is_more_than_any_report_is_refused(
    module: object, bound: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, bound, 0)
    dict(QUICK)[name](tmp_path / name)
    with pytest.raises(HmiError, match=r"any report|no report has more"):
        reports._parse(str(tmp_path / name))  # noqa: SLF001 - the child's work
