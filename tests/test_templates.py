"""A committee of another name, with its own template and Word file beside its register: no Python needed."""

import io
import shutil
import zipfile
from pathlib import Path

import docx
import pytest
from docx.shared import RGBColor

from tests.conftest import Hmi

ARAC = """\
name: Audit, Risk and Assurance Committee
short: ARAC
template: arac
asked_to: [challenge what is late]
omit_empty: [peel, statutory]
meetings:
- on: 2022-06-27
  since: 2022-03-31
"""
OWN = """\
{% extends "paper.html.j2" %}
{% block purpose %}{{ heading("Why this paper") }}
<p>For {{ paper.heading.short }}, which meets {{ paper.heading.meeting|on }}.</p>{% endblock %}
{% block peel %}{% endblock %}
{% block inspections %}{{ self.exceptions() }}{% endblock %}
{% block exceptions %}{{ heading("What is late") }}{% include "paper/exceptions.html.j2" %}{% endblock %}
"""
FILES = {
    "register/register.yaml": (
        "format: 1\nforce: essex\nnames: {force: Essex Police}\ncoverage: {complete_from: 2022-01-01}\n"
    ),
    "register/committees/arac.yaml": ARAC,
    "register/inspections/r.yaml": (
        "title: A report\nkind: custody\nlog:\n- on: 2022-05-12\n  event: published\n"
    ),
    "register/findings/r/1.yaml": (
        "kind: recommendation\ntext: Do it by May.\naddressed_to: [the force]\n"
        "deadline: {text: By 31 May 2022, basis: date, date: 2022-05-31}\n"
        "log:\n- on: 2022-05-13\n  owner: Head of Custody\n"
    ),
    "templates/arac.html.j2": OWN,
}


@pytest.fixture
def force(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def words(hmi: Hmi, *options: str) -> str:
    done = hmi("report", "--committee", "ARAC", "--format", "md", "--output", "-", *options)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.usefixtures("force")
def test_a_committees_own_template_says_it_in_its_own_order_and_words(hmi: Hmi) -> None:
    said = words(hmi)
    headings = [line for line in said.splitlines() if line.startswith("## ")]
    assert headings == [
        "## 1. Why this paper",
        "## 2. What is late",
        "## 3. Published inspection reports",
        "## 4. Position",
        "## 5. What is late",
        "## 6. Statutory responses and members’ requests",
        "## 7. What the committee is asked to do",
        "## Appendix A: open findings",
        "## Appendix B: findings for other bodies, tracked here",
        "## Appendix C: the figures and the records behind them",
        "## Appendix D: how this paper was made",
    ]
    assert "For ARAC, which meets on 27 June 2022." in said
    assert "- challenge what is late" in said
    assert "**Overdue by 27 days**" in said


@pytest.mark.usefixtures("force")
def test_all_formats_are_made_of_it(hmi: Hmi) -> None:
    done = hmi("report", "--committee", "arac")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split() == [f"papers/ARAC-2022-06-27.{name}" for name in ("html", "docx", "pdf", "md")]


def test_a_register_that_is_the_whole_folder_keeps_its_templates_in_it(force: Path, hmi: Hmi) -> None:
    whole = force / "essex-register"
    shutil.move(force / "register", whole)
    shutil.move(force / "templates", whole / "templates")
    assert "## 1. Why this paper" in words(hmi, "--register", str(whole))


BROKEN: dict[str, tuple[str, str]] = {
    "an unclosed block": ('{% extends "paper.html.j2" %}\n{% block asked %}<p>\n', "arac.html.j2:2: "),
    "a name that is not there": (
        '{% extends "paper.html.j2" %}\n{% block asked %}\n<p>{{ paper.heading.chair }}</p>{% endblock %}\n',
        "arac.html.j2:3: ",
    ),
    "a filter that is none": (
        '{% extends "paper.html.j2" %}\n\n{% block asked %}{{ title|shout }}{% endblock %}\n',
        "arac.html.j2:3: ",
    ),
    "a loop without end": (
        """{% extends "paper.html.j2" %}
{% block asked %}{% for a in range(999) %}{% for b in range(999) %}x{% endfor %}{% endfor %}{% endblock %}
""",
        "arac.html.j2",
    ),
    "a way out of the sandbox": (
        '{% extends "paper.html.j2" %}\n{% block asked %}{{ title.__class__.__mro__ }}{% endblock %}\n',
        "arac.html.j2:2: ",
    ),
    "what was withheld": (
        '{% extends "paper.html.j2" %}\n{% block asked %}{{ paper.withheld }}{% endblock %}\n',
        "arac.html.j2:2: ",
    ),
    "a base that is not there": ('{% extends "gone.html.j2" %}\n', "gone.html.j2"),
}


@pytest.mark.parametrize(("template", "place"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_template_is_told_with_its_file_and_line(
    force: Path, hmi: Hmi, template: str, place: str
) -> None:
    (force / "templates/arac.html.j2").write_text(template)
    done = hmi("report", "--committee", "ARAC")
    assert (done.returncode, done.stdout) == (3, "")
    message, mend = done.stderr.splitlines()
    assert place in message
    assert mend.startswith("  ")
    assert len(mend) > 10
    assert not (force / "papers").exists()


def test_a_template_that_no_folder_has_is_told(force: Path, hmi: Hmi) -> None:
    (force / "templates/arac.html.j2").unlink()
    done = hmi("report", "--committee", "ARAC")
    assert done.returncode == 3
    assert "no template file is named arac.html.j2" in done.stderr


def own_word_file(colour: tuple[int, int, int], font: str) -> bytes:
    made = docx.Document()
    made.styles["Heading 1"].font.color.rgb = RGBColor(*colour)
    made.styles["Normal"].font.name = font
    made.sections[0].header.paragraphs[0].text = "Essex Police"
    saved = io.BytesIO()
    made.save(saved)
    return saved.getvalue()


def test_the_forces_own_word_file_gives_the_paper_its_look(force: Path, hmi: Hmi) -> None:
    (force / "force.docx").write_bytes(own_word_file((18, 52, 86), "Garamond"))
    done = hmi("template", "prepare", "force.docx")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{force}/templates/paper.docx: ready for Word papers\n"
    assert hmi("report", "--committee", "ARAC", "--format", "docx").returncode == 0
    made = docx.Document(str(force / "papers/ARAC-2022-06-27.docx"))
    assert made.styles["Heading 1"].font.color.rgb == RGBColor(18, 52, 86)
    assert made.styles["Normal"].font.name == "Garamond"
    header = "\n".join(paragraph.text for paragraph in made.sections[0].header.paragraphs)
    assert "Essex Police" in header
    assert "OFFICIAL" in header
    styles = {style.name for style in made.styles}
    assert {"RAG Red", "RAG None", "Block Text"} <= styles


def test_a_committees_own_word_file_wins_over_the_forces(force: Path, hmi: Hmi) -> None:
    for name, font in (("paper", "Garamond"), ("arac", "Calibri")):
        (force / f"{name}.docx").write_bytes(own_word_file((0, 0, 0), font))
        done = hmi("template", "prepare", f"{name}.docx", "--output", f"templates/{name}.docx")
        assert done.returncode == 0, done.stderr
    assert hmi("report", "--committee", "ARAC", "--format", "docx").returncode == 0
    made = docx.Document(str(force / "papers/ARAC-2022-06-27.docx"))
    assert made.styles["Normal"].font.name == "Calibri"


def test_a_word_file_is_written_over_only_by_force(force: Path, hmi: Hmi) -> None:
    (force / "force.docx").write_bytes(own_word_file((0, 0, 0), "Garamond"))
    old = force / "templates/paper.docx"
    old.write_bytes(b"old")
    done = hmi("template", "prepare", "force.docx")
    assert (done.returncode, old.read_bytes()) == (3, b"old")
    assert "is there already\n  give --force to write over it" in done.stderr
    assert hmi("template", "prepare", "force.docx", "--force").returncode == 0
    assert old.read_bytes().startswith(b"PK")


def packed(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return made.getvalue()


OPC = "http://schemas.openxmlformats.org"
RELATIONS = (
    f'<Relationships xmlns="{OPC}/package/2006/relationships"><Relationship Id="r1" '
    f'Type="{OPC}/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
).encode()


def bad_word_files() -> dict[str, tuple[bytes, str]]:
    def kinds(entries: str) -> bytes:
        return f'<Types xmlns="{OPC}/package/2006/content-types">{entries}</Types>'.encode()

    office = "application/vnd.openxmlformats-officedocument"
    main = f'ContentType="{office}.wordprocessingml.document.main+xml"'
    rels = 'ContentType="application/vnd.openxmlformats-package.relationships+xml"'
    plain = kinds(f"<Override {main}/>")
    ready = kinds(f'<Default Extension="xml" {main}/><Default Extension="rels" {rels}/>')
    macros = kinds('<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>')
    sheet = kinds(f'<Override ContentType="{office}.spreadsheetml.sheet.main+xml"/>')
    return {
        "text": (b"not a Word file", "is no Word file"),
        "empty": (b"", "is no Word file"),
        "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "is no Word file"),
        "another zip": (packed({"a.txt": b"a"}), "is no Word file"),
        "a spreadsheet": (packed({"[Content_Types].xml": sheet}), "is no Word file"),
        "a hollow one": (packed({"[Content_Types].xml": plain}), "no Word file"),
        "one with a torn part": (
            packed({"[Content_Types].xml": ready, "_rels/.rels": RELATIONS, "word/document.xml": b"<w:docu"}),
            "no Word file",
        ),
        "macros": (packed({"[Content_Types].xml": macros}), "holds macros"),
        "a bomb": (
            packed({"[Content_Types].xml": plain, "word/document.xml": b"\0" * 61_000_000}),
            "would unpack",
        ),
        "very many parts": (
            packed({"[Content_Types].xml": plain} | {f"p{n}": b"" for n in range(2_001)}),
            "would unpack",
        ),
        "too large": (b"PK" + b"\0" * 4_000_000, "has more than 4 MB"),
    }


@pytest.mark.parametrize(("content", "words"), bad_word_files().values(), ids=bad_word_files().keys())
def test_what_is_no_safe_word_file_is_told(force: Path, hmi: Hmi, content: bytes, words: str) -> None:
    (force / "force.docx").write_bytes(content)
    done = hmi("template", "prepare", "force.docx")
    assert (done.returncode, done.stdout) == (3, "")
    message, mend = done.stderr.splitlines()
    assert words in message
    assert mend.strip()
    assert not (force / "templates/paper.docx").exists()


def test_a_word_file_that_became_unsafe_makes_no_paper(force: Path, hmi: Hmi) -> None:
    (force / "templates/paper.docx").write_bytes(bad_word_files()["macros"][0])
    done = hmi("report", "--committee", "ARAC")
    assert (done.returncode, done.stdout) == (3, "")
    assert "templates/paper.docx holds macros" in done.stderr
    assert not (force / "papers").exists()


def test_a_word_file_that_is_not_there_or_without_a_register_is_told(tmp_path: Path, hmi: Hmi) -> None:
    assert "no register" in hmi("template", "prepare", "force.docx").stderr.lower()
    done = hmi("template", "prepare", "force.docx", "--output", "ready.docx")
    assert (done.returncode, done.stderr.splitlines()[0]) == (
        3,
        "hmi: cannot read force.docx: no such file or directory",
    )
    (tmp_path / "force.docx").write_bytes(own_word_file((0, 0, 0), "Garamond"))
    assert (
        hmi("template", "prepare", "force.docx", "--output", "ready.docx").stdout
        == "ready.docx: ready for Word papers\n"
    )
