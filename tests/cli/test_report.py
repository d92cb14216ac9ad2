"""`hmi report` as a process of its own: what it writes, what it refuses, and what it leaves alone."""

import io
import zipfile
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # it carries no types
import pytest
from syrupy.assertion import SnapshotAssertion

from tests.cli.desk import Desk, new_desk
from tests.conftest import ROOT, GitRepo, Hmi

FORMATS = ("html", "docx", "pdf", "md")
HUSHED = "The informant lives at the old mill by the river."
MEETINGS = """\
name: Joint Audit Committee
short: JAC
meetings:
- on: 2022-06-27
  since: 2022-03-31   # assumed
- on: 2022-09-26
  cut_off: 2022-09-12
"""


@pytest.fixture
def desk(git_repo: GitRepo, hmi: Hmi) -> Desk:
    made = new_desk(git_repo, hmi)
    git_repo.write("register/committees/jac.yaml", MEETINGS)
    git_repo.commit("Two meetings")
    return made


def report(desk: Desk, *options: str, committee: str = "JAC") -> tuple[int, str, str]:
    return desk.run("report", "--committee", committee, *options)


def markdown(desk: Desk, *options: str) -> str:
    code, said, told = report(desk, "--format", "md", "--output", "-", *options)
    assert code == 0, told
    return said


def with_private_note(desk: Desk, note: str = HUSHED) -> None:
    path = desk.root / "findings/peel-2022/1.yaml"
    entry = f"- on: 2022-06-10\n  rag: red\n  why: {note}\n  private: true\n"
    path.write_text(f"{path.read_text(encoding='utf-8')}{entry}", encoding="utf-8")


def papers(desk: Desk, folder: str = "papers") -> list[str]:
    return sorted(path.name for path in (desk.repo.path / folder).glob("*"))


def test_all_formats_are_written_and_named(desk: Desk) -> None:
    code, said, told = report(desk, "--meeting", "2022-06-27")
    assert (code, told) == (0, "")
    assert said.splitlines() == [f"papers/JAC-2022-06-27.{name}" for name in FORMATS]
    assert papers(desk) == sorted(f"JAC-2022-06-27.{name}" for name in FORMATS)
    head = {name: (desk.repo.path / f"papers/JAC-2022-06-27.{name}").read_bytes()[:15] for name in FORMATS}
    assert head["html"] == b"<!doctype html>"
    assert head["docx"].startswith(b"PK")
    assert head["pdf"].startswith(b"%PDF-")
    assert head["md"].startswith(b"**OFFICIAL**")


def test_the_same_register_commit_and_day_give_the_same_bytes(desk: Desk) -> None:
    for folder in ("one", "two"):
        assert report(desk, "--output", folder)[0] == 0
    for name in papers(desk, "one"):
        assert (desk.repo.path / "one" / name).read_bytes() == (desk.repo.path / "two" / name).read_bytes()
    assert len(papers(desk, "one")) == 4


@pytest.mark.parametrize(
    ("options", "name"),
    [
        ((), "JAC-2022-09-26.md"),  # none ahead in 2023: the latest
        (("--meeting", "2022-06-27"), "JAC-2022-06-27.md"),
        (("--restricted",), "JAC-2022-09-26-restricted.md"),
        (("--corrected",), "JAC-2022-09-26.md"),
    ],
)
def test_a_paper_is_named_after_its_meeting(desk: Desk, options: tuple[str, ...], name: str) -> None:
    code, said, _ = report(desk, "--format", "md", "--output", "out/deep", *options)
    assert (code, said) == (0, f"out/deep/{name}\n")


@pytest.mark.parametrize("asked", ["jac", "JAC", "Jac"])
def test_a_committee_is_found_in_any_case(desk: Desk, asked: str) -> None:
    assert report(desk, "--format", "md", committee=asked)[1] == "papers/JAC-2022-09-26.md\n"


def test_one_format_goes_to_standard_output_and_nothing_is_written(desk: Desk) -> None:
    assert markdown(desk).startswith("**OFFICIAL**\n\n# HMICFRS inspection activity")
    assert desk.untouched()


REFUSED: dict[str, tuple[tuple[str, ...], int, str]] = {
    "a format that is none": (("--format", "odt"), 2, "“odt” is no format of a paper"),
    "no format": (("--format", ","), 2, "is no format of a paper"),
    "several on one stream": (("--output", "-"), 2, "--output - prints one format"),
    "a meeting that is none": (("--meeting", "2022-07-01"), 3, "the register has 2022-06-27, 2022-09-26"),
    "a day that is none": (("--as-of", "yesterday"), 2, "is not an ISO 8601 date"),
    "a day before its period": (("--as-of", "2022-05-01"), 3, "begins only after 27 June 2022"),
    "issued and restricted": (("--issue", "--restricted"), 2, "--issue does not go with --restricted"),
    "issued and corrected": (("--issue", "--corrected"), 2, "--issue does not go with --corrected"),
    "issued in one format": (("--issue", "--format", "md"), 2, "--issue does not go with --format"),
    "issued as of another day": (("--issue", "--as-of", "2022-09-01"), 2, "--issue does not go with --as-of"),
}


@pytest.mark.parametrize(("options", "code", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_refused_is_told_with_its_mend_and_writes_nothing(
    desk: Desk, options: tuple[str, ...], code: int, words: str
) -> None:
    got, said, told = report(desk, *options)
    assert (got, said) == (code, "")
    assert words in told
    assert len(told.splitlines()) == 2, told
    assert desk.untouched()


def test_an_unknown_committee_is_told_which_there_are(desk: Desk) -> None:
    code, _, told = report(desk, committee="ARAC")
    assert (code, told) == (3, "hmi: no committee is called “ARAC”\n  the register has JAC\n")


def test_a_committee_without_meetings_is_told_how_to_add_one(desk: Desk) -> None:
    (desk.root / "committees/jac.yaml").write_text("name: Joint Audit Committee\nshort: JAC\n")
    code, _, told = report(desk)
    assert (code, told) == (3, "hmi: JAC has no meeting\n  add one: hmi add-meeting JAC DATE\n")


@pytest.mark.parametrize("fault", ["kind: recomendation", "text: [", "colour: red"])
def test_a_register_with_an_error_gives_no_paper_and_leaves_the_old_ones(desk: Desk, fault: str) -> None:
    old = desk.repo.write("papers/JAC-2022-09-26.md", "the old one")
    path = desk.root / "findings/peel-2022/2.yaml"
    path.write_text(f"{path.read_text()}{fault}\n")
    code, said, told = report(desk)
    assert (code, said) == (3, "")
    assert "findings/peel-2022/2.yaml:" in told
    assert "so no paper was made from it\n  `hmi check` lists them" in told
    assert (papers(desk), old.read_text()) == (["JAC-2022-09-26.md"], "the old one")


def test_a_place_that_is_no_folder_is_told(desk: Desk) -> None:
    desk.repo.write("papers", "a file")
    code, said, told = report(desk, "--format", "md")
    assert (code, said) == (3, "")
    assert told.startswith("hmi: cannot write ")
    assert (desk.repo.path / "papers").read_text() == "a file"


def test_restricted_holds_what_is_private_and_is_marked_everywhere(desk: Desk) -> None:
    with_private_note(desk)
    code, _, told = report(desk, "--restricted", "--output", "full")
    assert (code, told) == (0, "")
    made = {
        name: (desk.repo.path / f"full/JAC-2022-09-26-restricted.{name}").read_bytes() for name in FORMATS
    }
    marking = "OFFICIAL-SENSITIVE · not for publication"
    assert made["html"].decode().count(f"<p>{marking}</p>") == 2
    assert made["md"].decode().startswith(f"**{marking}**")
    with zipfile.ZipFile(io.BytesIO(made["docx"])) as word:
        sides = [name for name in word.namelist() if name.startswith(("word/header", "word/footer"))]
        assert any(name.startswith("word/header") for name in sides)
        assert any(name.startswith("word/footer") for name in sides)
        assert all(marking in word.read(name).decode() for name in sides)
    with pypdfium2.PdfDocument(made["pdf"]) as document:
        shown = [page.get_textpage().get_text_bounded() for page in document]
    assert shown
    assert all(text.count(marking) >= 2 for text in shown)
    assert HUSHED in made["md"].decode()


def test_what_is_withheld_is_listed_on_standard_error(desk: Desk) -> None:
    with_private_note(desk)
    code, said, told = report(desk, "--format", "md", "--output", "-")
    assert (code, told) == (0, "hmi: withheld: peel-2022/1 (entry of 2022-06-10)\n")
    assert "informant" not in said
    assert "Why it is rated red: withheld" in said


@pytest.mark.parametrize(
    ("count", "options", "named", "more"),
    [
        (21, (), 21, None),
        (22, (), 20, "hmi: withheld: 2 more; --withheld names them all"),
        (1030, (), 20, "hmi: withheld: 1,010 more; --withheld names them all"),
        (22, ("--withheld",), 22, None),
    ],
)
def test_a_long_list_of_what_is_withheld_leaves_the_papers_in_sight(
    desk: Desk, count: int, options: tuple[str, ...], named: int, more: str | None
) -> None:
    path = desk.root / "findings/peel-2022/1.yaml"
    entries = "- {on: 2022-06-10, note: Not for all, private: true}\n" * count
    path.write_text(f"{path.read_text(encoding='utf-8')}{entries}", encoding="utf-8")
    code, said, told = report(desk, "--format", "html", *options)
    assert (code, said) == (0, "papers/JAC-2022-09-26.html\n")
    line = "hmi: withheld: peel-2022/1 (entry of 2022-06-10)"
    assert told.splitlines() == [line] * named + ([more] if more else [])


def test_as_of_and_corrected_are_said_and_can_be_made_again(desk: Desk) -> None:
    said = markdown(desk, "--as-of", "2022-08-15", "--corrected")
    assert "**Position as at**: 15 August 2022, corrected by what is known now" in said
    again = "hmi report --committee JAC --meeting 2022-09-26 --corrected --as-of 2022-08-15"
    assert f"`{again}`" in said
    code, repeated, _ = desk.run(*again.split()[1:], "--format", "md", "--output", "-")
    assert (code, repeated) == (0, said)


def test_the_commit_and_changes_on_top_of_it_are_said(desk: Desk) -> None:
    commit = desk.repo.git("rev-parse", "--short=12", "HEAD").strip()
    assert f"at commit {commit}. To make it again" in markdown(desk)
    desk.repo.write("register/README.md", "changed")
    assert f"at commit {commit} with changes that are not committed." in markdown(desk)


def test_a_register_outside_git_gives_a_paper_without_a_commit(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "alone").mkdir()
    desk.root.rename(tmp_path / "alone" / "register")
    said = desk.hmi("report", "--committee", "JAC", "--format", "md", "--output", "-", cwd=tmp_path / "alone")
    assert said.returncode == 0
    assert "as at 12 September 2022. To make it again" in said.stdout


JAC_OWN = '{% extends "paper.html.j2" %}\n{% block asked %}<h2>Asked</h2><p>SAID</p>{% endblock %}\n'


def test_a_template_that_gives_away_withheld_words_makes_no_paper(desk: Desk) -> None:
    with_private_note(desk)
    desk.repo.write("templates/jac.html.j2", JAC_OWN.replace("SAID", HUSHED))
    for name in FORMATS:
        code, said, told = report(desk, "--format", name)
        assert (code, said) == (3, "")
        assert f"the {name} paper would give away words of peel-2022/1 that are withheld" in told
        assert "nothing was written" in told
    assert not (desk.repo.path / "papers").exists()
    assert report(desk, "--format", "md", "--restricted")[0] == 0


def test_words_that_a_public_record_says_too_are_no_leak(desk: Desk) -> None:
    words = "The force should tell victims what happens next."  # the public text of another finding
    with_private_note(desk, words)
    desk.repo.write("templates/jac.html.j2", JAC_OWN.replace("SAID", words))
    code, said, told = report(desk, "--format", "md", "--meeting", "2022-06-27", "--output", "-")
    assert (code, words in said) == (0, True), told


def test_a_paper_that_went_out_is_recorded_and_the_next_says_what_was_restated(desk: Desk) -> None:
    commit = desk.repo.git("rev-parse", "--short=12", "HEAD").strip()
    code, said, told = report(desk, "--meeting", "2022-06-27", "--issue")
    assert (code, told) == (0, "")
    assert said.splitlines()[-1] == "committees/jac.yaml: issued on 2023-06-14"
    # An id of a commit that looks like a number stands in quotes.
    assert desk.added("committees/jac.yaml").replace("'", "") == (
        f"  issued:\n    on: 2023-06-14\n    commit: {commit}\n    figures:\n"
        "      recommendation: [peel-2022/1]\n"
        "      area-for-improvement: [peel-2022/2]\n"
        "      cause-of-concern: [peel-2022/coc-1]\n"
    )
    assert "Restated" not in markdown(desk)
    desk.repo.write(
        "register/findings/peel-2022/2.yaml",
        desk.read("findings/peel-2022/2.yaml").replace("2022-09-01", "2022-06-20"),
    )
    assert (
        "Restated since the last paper was issued: areas for improvement open then, 1 as issued and 0 now;"
        " no longer: peel-2022/2." in markdown(desk)
    )


def test_a_paper_is_issued_once(desk: Desk) -> None:
    assert report(desk, "--meeting", "2022-06-27", "--issue")[0] == 0
    before = desk.read("committees/jac.yaml")
    code, said, told = report(desk, "--meeting", "2022-06-27", "--issue", "--output", "again")
    assert (code, said) == (3, "")
    assert "the paper of JAC for 2022-06-27 was issued on 2023-06-14" in told
    assert "`hmi edit JAC`" in told
    assert not (desk.repo.path / "again").exists()
    assert desk.read("committees/jac.yaml") == before
    assert report(desk, "--meeting", "2022-06-27", "--format", "md", "--output", "again")[0] == 0


def test_what_is_issued_from_changed_files_has_no_commit_and_without_totals_no_figures(desk: Desk) -> None:
    path = desk.root / "register.yaml"
    path.write_text(path.read_text().replace("complete_from: 2022-01-01", "complete_from: none"))
    code, _, told = report(desk, "--meeting", "2022-06-27", "--issue")
    assert (code, told) == (
        0,
        "hmi: the register has changes that are not committed, so no commit is recorded\n",
    )
    assert desk.read("committees/jac.yaml").replace("  issued: {on: 2023-06-14}\n", "") == MEETINGS
    assert "Restated" not in markdown(desk)


def test_a_meeting_written_in_braces_is_left_for_the_editor(desk: Desk) -> None:
    (desk.root / "committees/jac.yaml").write_text(
        "name: Joint Audit Committee\nshort: JAC\nmeetings:\n- {on: 2022-06-27, since: 2022-03-31}\n"
    )
    code, _, told = report(desk, "--issue")
    assert code == 3
    assert "`meetings.0` is not written as one field a line" in told


def test_the_real_paper_in_all_formats(hmi: Hmi, tmp_path: Path) -> None:
    done = hmi("report", "--committee", "JAC", "--output", str(tmp_path), cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        f"JAC-2022-03.{name}" for name in FORMATS
    )


@pytest.mark.parametrize("corrected", [False, True], ids=["as-it-was", "corrected"])
def test_the_real_papers_words(
    hmi: Hmi, md_snapshot: SnapshotAssertion, corrected: bool, tmp_path: Path
) -> None:
    options = ["--corrected"] * corrected
    done = hmi("report", "--committee", "JAC", "--format", "md", "--output", "-", *options, cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "")
    assert without_commit(done.stdout) == md_snapshot
    assert list(tmp_path.iterdir()) == []


def test_a_paper_of_the_showcase_in_words(hmi: Hmi, md_snapshot: SnapshotAssertion) -> None:
    folder = ROOT / "examples" / "wrenshire"
    options = ("--meeting", "2024-06-13", "--format", "md", "--output", "-")
    done = hmi("report", "--committee", "JAC", *options, cwd=folder)
    assert done.returncode == 0, done.stderr
    assert without_commit(done.stdout) == md_snapshot


def without_commit(said: str) -> str:
    """Leave out what changes with every commit: which one it is."""
    before, found, after = said.partition(", at commit ")
    return before + found + after[after.index(". To make it again") :] if found else said
