"""`hmi import` of a report: proposals with their reasons, and only what is accepted is written."""

import shlex
import shutil
from pathlib import Path

import pytest

from tests.cli.desk import Desk, new_desk, talk
from tests.conftest import ROOT, Call, GitRepo, Hmi

REPORTS = ROOT / "tests" / "reports"


@pytest.fixture
def desk(git_repo: GitRepo, hmi: Hmi) -> Desk:
    shutil.copy(REPORTS / "2022-peel-boxes" / "report.html", git_repo.path / "report.html")
    return new_desk(git_repo, hmi)


def files(desk: Desk) -> set[str]:
    """Return the paths of all records of the report's own inspection."""
    root = desk.repo.path / "register"
    return {
        path.relative_to(root).as_posix() for path in root.rglob("*.yaml") if "2021-22" in path.as_posix()
    }


def test_nothing_is_written_before_it_is_accepted(desk: Desk) -> None:
    done = desk.hmi("import", "report.html", cwd=desk.repo.path)
    assert done.returncode == 0
    assert "\n4  Recommendation, unnumbered\n" in done.stdout
    assert "By 31 January 2023, Wealdshire Police should make sure" in done.stdout
    assert "“By 31 January 2023”: 31 January 2023" in done.stdout
    assert "How sure      likely: it stands in a list below a heading for several" in done.stdout
    assert "Under         proposal 3" in done.stdout
    assert done.stderr == (
        "hmi: to take proposals over, give --accept with the numbers of the proposals that are right, "
        "as in --accept 1,2,4, or --accept all for those not doubtful\nhmi: nothing was written\n"
    )
    assert files(desk) == set()


def test_what_is_accepted_is_written_and_no_more(desk: Desk) -> None:
    done = desk.hmi("import", "report.html", "--accept", "3,5", cwd=desk.repo.path)
    assert (done.returncode, done.stderr) == (0, "")
    (inspection,) = [path for path in files(desk) if path.startswith("inspections/")]
    id_ = Path(inspection).stem
    assert files(desk) == {inspection, f"findings/{id_}/coc-1.yaml", f"findings/{id_}/rec-1.yaml"}
    assert desk.read(f"findings/{id_}/rec-1.yaml") == (
        "kind: recommendation\n"
        "ref: '#rec-1'\n"
        "text: >-\n"
        "  By 31 March 2023, Wealdshire Police should make sure that all high-risk cases are discussed with\n"
        "  partners within two weeks.\n"
        "addressed_to: [Wealdshire Police]\n"
        "deadline: {text: By 31 March 2023, basis: date, date: 2023-03-31}\n"
        f"under: {id_}/coc-1\n"
    )
    assert "event: published" in desk.read(inspection)
    assert "when: 2022-07-28" in desk.read(inspection)


def test_a_second_import_adds_only_what_is_new(desk: Desk) -> None:
    desk.hmi("import", "report.html", "--accept", "1", cwd=desk.repo.path)
    (inspection,) = [path for path in files(desk) if path.startswith("inspections/")]
    id_ = Path(inspection).stem
    again = desk.hmi("import", "report.html", "--accept", "all", cwd=desk.repo.path)
    assert again.returncode == 3
    assert f"there is an inspection {id_} already\n  give --inspection {id_}" in again.stderr
    done = desk.hmi("import", "report.html", "--accept", "all", "--inspection", id_, cwd=desk.repo.path)
    assert done.returncode == 0
    assert f"already, as {id_}/afi-1" in done.stdout
    assert len(files(desk)) == 7
    last = desk.hmi("import", "report.html", "--accept", "all", "--inspection", id_, cwd=desk.repo.path)
    assert last.returncode == 0
    assert "all of that is in the register already; nothing was written" in last.stderr


def test_a_dry_run_writes_nothing(desk: Desk) -> None:
    done = desk.hmi("import", "report.html", "--accept", "1-2", "--dry-run", cwd=desk.repo.path)
    assert done.returncode == 0
    assert done.stdout.count(": would be added\n") == 3
    assert files(desk) == set()


@pytest.mark.parametrize(
    ("accept", "words"),
    [
        ("7", "there is no proposal 7: there are 6"),
        ("x", "“x” is no number"),
        ("2-1", "no proposal 2-1"),
        ("", "“” is"),
    ],
)
def test_a_number_that_is_none_is_a_mistake(desk: Desk, accept: str, words: str) -> None:
    done = desk.hmi("import", "report.html", "--accept", accept, cwd=desk.repo.path)
    assert done.returncode == 2
    assert words in done.stderr
    assert files(desk) == set()


def test_none_writes_nothing(desk: Desk) -> None:
    done = desk.hmi("import", "report.html", "--accept", "none", cwd=desk.repo.path)
    assert (done.returncode, done.stderr) == (0, "hmi: nothing was written\n")


def test_one_report_at_a_time(desk: Desk) -> None:
    assert desk.hmi("import", "report.html", "report.html", cwd=desk.repo.path).returncode == 2


def test_at_a_terminal_it_asks(desk: Desk) -> None:
    question = "Which are right (1,2,4, all or none)?"
    code, said = talk(["import", "report.html"], desk.repo.path, [(question, "9"), (question, "1")])
    assert code == 0
    assert "there is no proposal 9" in said
    assert len(files(desk)) == 2


def test_a_report_without_findings_says_so(desk: Desk) -> None:
    (desk.repo.path / "news.txt").write_text("The station was opened by the Mayor.\n", encoding="utf-8")
    done = desk.hmi("import", "news.txt", cwd=desk.repo.path)
    assert done.returncode == 0
    assert "No finding was read in this report." in done.stdout


def test_an_addressee_that_was_not_read_is_not_invented(desk: Desk) -> None:
    text = "Training\n\nRecommendation 7\n\nMore time should be given to training.\n"
    (desk.repo.path / "r.txt").write_text(text, encoding="utf-8")
    done = desk.hmi("import", "r.txt", "--accept", "all", "--inspection", "peel-2022", cwd=desk.repo.path)
    assert done.returncode == 0, done.stderr
    assert "to whom it is addressed was not read" in " ".join(done.stdout.split())
    assert "addressed_to: [not stated]\n" in desk.read("findings/peel-2022/7.yaml")


def test_a_screen_of_eighty_columns_holds_it(desk: Desk) -> None:
    done = desk.hmi("import", "report.html", cwd=desk.repo.path, env={"COLUMNS": "80"})
    assert max(len(line) for line in done.stdout.splitlines()) <= 80


def test_in_this_process(desk: Desk, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command in the tests' own process, where coverage sees it."""
    monkeypatch.chdir(desk.repo.path)
    assert call(*shlex.split("import report.html --accept all"))[0] == 0


UNKNOWN = """\
A quick look at something

We looked at things. We recommend that the force should record every call that the public makes.

Recommendation 1

Within six months of this report being published, the force should train its officers.
"""


def test_what_is_doubtful_is_left_to_be_named_and_a_doubtful_inspection_is_named(desk: Desk) -> None:
    (desk.repo.path / "r.txt").write_text(UNKNOWN, encoding="utf-8")
    done = desk.hmi("import", "r.txt", "--accept", "all", cwd=desk.repo.path)
    assert (done.returncode, done.stderr) == (
        0,
        (
            "hmi: left out, because doubtful: 1; look at the report, then --accept all,1 takes them over "
            "too\n"
            "hmi: inspections/quick-look-something-2026.yaml: written, and doubtful: its title does not say "
            "of what kind it is\n  look at the report; what is wrong there, `hmi correct` puts right\n"
        ),
    )
    folder = desk.repo.path / "register/findings/quick-look-something-2026"
    assert [path.name for path in folder.iterdir()] == ["1.yaml"]
    assert (
        "deadline:\n  text: Within six months of this report being published\n"
        "  basis: publication\n  within: P6M\n"
    ) in (folder / "1.yaml").read_text(encoding="utf-8")
    more = ("--accept", "all,1", "--inspection", "quick-look-something-2026")
    assert desk.hmi("import", "r.txt", *more, cwd=desk.repo.path).stderr == ""
    assert len(list(folder.iterdir())) == 2


def test_a_relative_deadline_is_shown_with_its_day_where_publication_is_known(desk: Desk) -> None:
    (desk.repo.path / "r.txt").write_text(f"Published 31 August 2025\n\n{UNKNOWN}", encoding="utf-8")
    told = " ".join(desk.hmi("import", "r.txt", cwd=desk.repo.path).stdout.split())
    assert (
        "“Within six months of this report being published”: 28 February 2026, counted from publication"
    ) in told
