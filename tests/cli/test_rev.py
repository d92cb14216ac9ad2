"""`--rev`: any question asked of the register as a commit held it, with nothing touched."""

import json
from pathlib import Path

import pytest

from tests.cli.desk import Desk, new_desk
from tests.conftest import Call, GitRepo, Hmi

FIRST = "findings/peel-2022/1.yaml"


@pytest.fixture
def desk(git_repo: GitRepo, hmi: Hmi, monkeypatch: pytest.MonkeyPatch) -> Desk:
    found = new_desk(git_repo, hmi)
    monkeypatch.chdir(git_repo.path)
    return found


@pytest.fixture
def rated(desk: Desk) -> str:
    """A commit that rates the finding amber, after which it is rated green, without a commit."""
    rating = "- on: 2022-10-01\n  by: Liaison Officer\n  rag: amber\n  why: Half of it is done.\n"
    desk.repo.write(f"register/{FIRST}", desk.read(FIRST) + rating)
    commit = desk.repo.commit("Rate it", "2022-10-02")
    later = "- on: 2022-11-01\n  rag: green\n"
    desk.repo.write(f"register/{FIRST}", desk.read(FIRST) + later)
    return commit


def test_a_record_is_shown_as_a_commit_held_it(desk: Desk, rated: str, call: Call) -> None:
    before = desk.read(FIRST)
    for rev, colour in [(rated, "amber"), ("HEAD", "amber"), (rated[:9], "amber"), ("HEAD~1", None)]:
        code, out, err = call("show", "peel-2022/1", "--json", "--rev", rev)
        answer = json.loads(out)
        assert (code, answer["rag"]) == (0, colour)
        assert answer["rev"] == desk.repo.git("rev-parse", rev).strip()
        assert answer["rev"][:12] in err
    now = json.loads(call("show", "peel-2022/1", "--json")[1])
    assert (now["rag"], "rev" in now) == ("green", False)
    assert desk.read(FIRST) == before


@pytest.mark.parametrize(
    "command",
    [
        [],
        ["list"],
        ["list", "inspections"],
        ["show", "peel-2022/1"],
        ["show", "peel-2022"],
        ["show", "jac"],
        ["search", "call"],
        ["due"],
        ["rag", "key"],
        ["rag", "review"],
        ["check"],
    ],
    ids=" ".join,
)
def test_every_reading_command_takes_it(desk: Desk, rated: str, call: Call, command: list[str]) -> None:
    _, out, _ = call(*command, "--json", "--rev", "main")
    assert json.loads(out)["rev"] == rated
    assert desk.repo.git("status", "--porcelain").split() == ["M", f"register/{FIRST}"]


def test_the_index_is_a_revision_too(desk: Desk, rated: str, call: Call) -> None:
    assert json.loads(call("show", "peel-2022/1", "--json", "--rev", ":")[1])["rag"] == "amber"
    desk.repo.git("add", "register")
    desk.repo.write(f"register/{FIRST}", "broken: [\n")
    code, out, err = call("show", "peel-2022/1", "--json", "--rev", ":")
    answer = json.loads(out)
    assert (code, answer["rag"], answer["rev"]) == (0, "green", ":")
    assert "the register as it is to be committed next" in err
    assert call("check", "--rev", ":")[0] == 0
    assert call("check")[0] == 1
    assert rated == desk.repo.git("rev-parse", "HEAD").strip()


def test_an_index_without_a_register_is_told(git_repo: GitRepo, call: Call) -> None:
    text = "format: 1\nforce: essex\nnames: {force: E}\n"
    root = git_repo.write("register/register.yaml", text).parent
    code, out, err = call("list", "--rev", ":", "--register", str(root))
    assert (code, out) == (3, "")
    assert "what is to be committed next has no register in " in err
    git_repo.git("add", "register")
    assert call("list", "--rev", ":", "--register", str(root))[0] == 0


def test_a_paper_from_the_index_says_so(desk: Desk, rated: str, call: Call, tmp_path: Path) -> None:
    desk.repo.git("add", "register")
    desk.repo.write("register/inspections/peel-2022.yaml", "title: [broken\n")
    options = ["--committee", "jac", "--format", "html", "--output", str(tmp_path / "papers"), "--rev", ":"]
    code, _, err = call("report", *options)
    assert code == 0, err
    page = next((tmp_path / "papers").glob("*.html")).read_text(encoding="utf-8")
    assert f"{rated[:12]} with what is to be committed next" in page


def test_the_day_asked_about_goes_with_it(rated: str, call: Call) -> None:
    _, out, _ = call("show", "peel-2022/1", "--json", "--rev", rated, "--as-of", "2022-09-30")
    answer = json.loads(out)
    assert (answer["rag"], answer["as_of"]) == (None, "2022-09-30")


@pytest.mark.parametrize(
    "rev", ["no-such", "-x", "--help", "HEAD:register", "", "main..main", "a\nb", "\x1b[31m"]
)
def test_what_names_no_commit_is_told(desk: Desk, call: Call, rev: str) -> None:
    code, out, err = call("list", f"--rev={rev}")
    assert (code, out) == (3, "")
    assert "there is no commit “" in err
    assert "\x1b" not in err
    assert desk.untouched()


def test_a_commit_before_the_register_is_told(git_repo: GitRepo, hmi: Hmi) -> None:
    git_repo.write("README", "nothing yet\n")
    first = git_repo.commit("Before")
    code, _, err = new_desk(git_repo, hmi).run("list", "--rev", first)
    assert code == 3
    assert f"commit “{first}” has no register in " in err


def test_a_broken_file_of_a_commit_is_told_and_placed(desk: Desk, call: Call) -> None:
    desk.repo.write(f"register/{FIRST}", desk.read(FIRST).replace("under:", "undre:"))
    desk.repo.commit("Misspell")
    desk.repo.git("checkout", "--quiet", "HEAD~1", "--", "register")
    code, out, _ = call("check", "--rev", "HEAD")
    assert code == 1
    assert f"register/{FIRST}:6:1: unknown-field " in out
    assert call("list", "--rev", "HEAD")[0] == 1
    assert call("list")[0] == 0


def test_a_fault_of_a_commit_is_placed_in_its_own_text(desk: Desk, call: Call) -> None:
    text = desk.read(FIRST).replace("under: peel-2022/coc-1", "under: peel-2022/9")
    desk.repo.write(f"register/{FIRST}", text)
    desk.repo.commit("Name what is not there")
    desk.repo.write(f"register/{FIRST}", "# one line\n# and another\n" + text)
    where = []
    for rev in (["--rev", "HEAD"], []):
        found = json.loads(call("check", "peel-2022/1", "--json", *rev)[1])["problems"]
        where += [(one["line"], one["column"]) for one in found if one["code"] == "no-such-record"]
    # `under: ` is the sixth line as committed, and its value begins in the eighth column.
    assert where == [(6, 8), (8, 8)]


def test_a_paper_is_made_from_a_commit_and_says_so(
    desk: Desk, rated: str, call: Call, tmp_path: Path
) -> None:
    desk.repo.write("register/inspections/peel-2022.yaml", "title: [broken\n")
    report = ["report", "--committee", "jac", "--format", "md", "--output", str(tmp_path)]
    assert call(*report)[0] == 3
    code, _, err = call(*report, "--rev", "HEAD")
    assert (code, err) == (0, "")
    text = (tmp_path / "JAC-2022-06-27.md").read_text(encoding="utf-8")
    assert rated[:12] in text
    assert f"--rev {rated[:12]}" in text
    assert "not committed" not in text


def test_a_paper_of_a_commit_is_not_issued(desk: Desk, call: Call) -> None:
    code, _, err = call("report", "--committee", "jac", "--issue", "--rev", "HEAD")
    assert code == 2
    assert "--issue does not go with --rev" in err
    assert desk.untouched()


def test_it_does_not_stand_before_a_command(desk: Desk, call: Call) -> None:
    assert call("--rev", "HEAD", "list")[0] == 2
    assert desk.untouched()


def test_an_interrupted_write_is_left_alone(desk: Desk, call: Call) -> None:
    journal = desk.repo.write("register/.hmi-journal.json", "{}")
    assert call("list", "--rev", "HEAD")[0] == 0
    assert journal.read_text(encoding="utf-8") == "{}"
    assert call("list")[0] == 0
    assert not journal.exists()
