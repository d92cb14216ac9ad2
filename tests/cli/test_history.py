"""`hmi history`: a record's life from its log and from git together."""

import json
import shutil

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.cli.desk import Desk, new_desk
from tests.conftest import Call, GitRepo, Hmi

ID, FIRST = "peel-2022/1", "findings/peel-2022/1.yaml"


@pytest.fixture
def desk(git_repo: GitRepo, hmi: Hmi, monkeypatch: pytest.MonkeyPatch) -> Desk:
    found = new_desk(git_repo, hmi)
    monkeypatch.chdir(git_repo.path)
    return found


def change(desk: Desk, message: str, day: str, text: str) -> str:
    desk.repo.write(f"register/{FIRST}", text)
    return desk.repo.commit(message, day)


def steps(call: Call, id_: str = ID) -> list[tuple[str, str | None, str | None]]:
    """Return what happened, the date of the entry, and the day of the commit."""
    found = json.loads(call("history", id_, "--json")[1])["steps"]
    return [(one["did"], one["on"], one["commit"] and one["commit"]["day"]) for one in found]


def test_a_life_as_one_table(desk: Desk, call: Call, txt_snapshot: SnapshotAssertion) -> None:
    text = desk.read(FIRST)
    rated = text + "- on: 2026-11-24\n  by: Liaison Officer\n  rag: amber\n  why: Two of five are done.\n"
    change(desk, "Rate it", "2026-11-25", rated)
    change(desk, "Reword it", "2026-11-26", rated.replace("Two of five", "Four of five"))
    softened = rated.replace("Two of five", "Four of five").replace("every call", "some calls")
    change(desk, "Soften it", "2026-11-27", softened)
    change(desk, "Drop it", "2026-11-28", softened.partition("- on: 2026-11-24")[0])
    desk.repo.write(f"register/{FIRST}", desk.read(FIRST) + "- on: 2026-12-01\n  rag: green\n")
    code, out, err = call("history", ID)
    assert (code, err) == (0, "")
    assert max(map(len, out.splitlines())) <= 80
    for id_ in desk.repo.git("log", "--format=%H").split():
        out = out.replace(id_[:12], "<a commit>  ")
    assert out == txt_snapshot


def test_an_entry_dated_long_before_its_commit_is_told(
    desk: Desk, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = desk.read(FIRST)
    change(desk, "In time", "2026-03-17", text + "- on: 2026-03-10\n  note: x\n")
    in_time = call("history", ID)[1]
    late = text + "- on: 2026-03-10\n  note: x\n- on: 2026-03-10\n  note: y\n"
    change(desk, "Late", "2026-06-02", late)
    assert "Dated 10 Mar 2026" not in in_time
    monkeypatch.setenv("COLUMNS", "200")
    assert call("history", ID)[1].count("Dated 10 Mar 2026, committed 2 Jun 2026") == 1
    apart = [one["dated_apart"] for one in json.loads(call("history", ID, "--json")[1])["steps"] if one["on"]]
    # The first entry is of June 2022 and committed with everything in November 2026.
    assert apart == [True, False, True]


def test_what_is_not_committed_is_said_to_be_so(desk: Desk, call: Call) -> None:
    desk.repo.write(f"register/{FIRST}", desk.read(FIRST) + "- on: 2026-11-20\n  rag: green\n")
    assert ("entered", "2026-11-20", None) in steps(call)
    assert "Not committed" in call("history", ID)[1]
    desk.repo.git("add", "--all")
    assert "Not committed" in call("history", ID)[1]


def test_a_renamed_record_keeps_its_life(desk: Desk, call: Call) -> None:
    desk.repo.git("mv", "register/findings/peel-2022", "register/findings/peel-21")
    desk.repo.git("mv", "register/inspections/peel-2022.yaml", "register/inspections/peel-21.yaml")
    name = "register/inspections/peel-21.yaml"
    desk.repo.write(name, "formerly: [peel-2022]\n" + desk.read("inspections/peel-21.yaml"))
    desk.repo.commit("Rename it", "2026-12-01")
    for asked in ("peel-21", "peel-2022"):
        assert ("renamed", None, "2026-12-01") in steps(call, asked)
    assert steps(call, "peel-21/1") == [
        ("entered", "2022-06-01", "2026-11-23"),
        ("begun", None, "2026-11-23"),
        ("renamed", None, "2026-12-01"),
    ]
    assert "Renamed: it was peel-2022/1" in call("history", "peel-21/1")[1]


def test_both_sides_of_a_merge_are_told_once(desk: Desk, call: Call) -> None:
    text = desk.read(FIRST)
    for branch, on in (("side", "2026-11-21"), ("main", "2026-11-20")):
        desk.repo.git(*("checkout", "--quiet", *(["-b", "side"] if branch == "side" else ["main"])))
        change(desk, branch, on, f"{text}- on: {on}\n  note: from {branch}\n")
    with pytest.raises(AssertionError):
        desk.repo.git("merge", "side")
    both = f"{text}- on: 2026-11-20\n  note: from main\n- on: 2026-11-21\n  note: from side\n"
    change(desk, "Merge", "2026-11-23", both)
    assert steps(call) == [
        ("entered", "2022-06-01", "2026-11-23"),
        ("entered", "2026-11-20", "2026-11-20"),
        ("entered", "2026-11-21", "2026-11-21"),
        ("begun", None, "2026-11-23"),
    ]


def test_only_format_is_no_change(desk: Desk, call: Call) -> None:
    before = steps(call)
    change(desk, "Format", "2026-12-01", desk.read(FIRST).replace("owner:   Head", "owner: Head") + "# end\n")
    assert steps(call) == before


def test_a_record_gone_and_back_is_told(desk: Desk, call: Call) -> None:
    text = desk.read(FIRST)
    (desk.root / FIRST).unlink()
    desk.repo.commit("Gone", "2026-12-01")
    change(desk, "Broken", "2026-12-02", "kind: [")
    change(desk, "Back", "2026-12-03", text)
    assert steps(call)[2:] == [
        ("deleted", None, "2026-12-01"),
        ("unreadable", None, "2026-12-02"),
        ("mended", None, "2026-12-03"),
    ]


def test_an_author_is_not_trusted_to_steer_the_terminal(desk: Desk, call: Call) -> None:
    desk.repo.write(f"register/{FIRST}", desk.read(FIRST) + "- on: 2026-11-20\n  note: x\n")
    desk.repo.git("add", "--all")
    desk.repo.git(
        "commit", "--quiet", "--message", "x", env={"GIT_AUTHOR_NAME": "E\x1b[31mve \u202e\x01[b]x[/b]"}
    )
    out = call("history", ID)[1]
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "[/b]" in out


def test_a_shallow_clone_says_what_it_lacks(desk: Desk, hmi: Hmi) -> None:
    desk.repo.commit("Another")
    clone = desk.repo.path.parent / "clone"
    desk.repo.git("clone", "--quiet", "--depth=1", desk.repo.path.as_uri(), str(clone))
    for command in ("history", "blame"):
        out = hmi(command, ID, cwd=clone).stdout
        assert "This clone lacks the older history" in out
        assert "Alex Officer" not in out
        assert "y 23 Nov 2026" in out
        whole = desk.run(command, ID)[1]
        assert "lacks the older" not in whole
        assert "Alex Officer" in whole
    answer = json.loads(hmi("history", ID, "--json", cwd=clone).stdout)
    assert answer["shallow"] is True
    assert [(one["did"], one["commit"]["oldest_here"]) for one in answer["steps"]] == [("entered", True)]


@pytest.mark.parametrize("committed", [True, False])
def test_a_record_that_was_deleted_is_still_told(desk: Desk, call: Call, committed: bool) -> None:
    (desk.root / FIRST).unlink()
    if committed:
        desk.repo.commit("Gone", "2026-12-01")
    assert steps(call) == [
        ("entered", "2022-06-01", "2026-11-23"),
        ("begun", None, "2026-11-23"),
        ("deleted", None, "2026-12-01" if committed else None),
    ]
    assert "THE RECORD WAS DELETED" in call("history", ID)[1]
    code, out, err = call("blame", ID)
    assert (code, out) == (3, "")
    assert f"there is no record “{ID}”" in err


def test_a_record_renamed_without_a_word_says_where_it_is(desk: Desk, call: Call) -> None:
    desk.repo.git("mv", f"register/{FIRST}", "register/findings/peel-2022/7.yaml")
    desk.repo.commit("Rename it", "2026-12-01")
    assert steps(call)[-1] == ("left", None, "2026-12-01")
    assert json.loads(call("history", ID, "--json")[1])["steps"][-1]["became"] == "peel-2022/7"
    out = call("history", ID)[1]
    assert "Renamed: it is now peel-2022/7" in out
    assert "DELETED" not in out
    assert steps(call, "peel-2022/7")[-1] == ("renamed", None, "2026-12-01")


def test_an_id_used_again_tells_of_the_record_that_has_it(desk: Desk, call: Call) -> None:
    (desk.root / FIRST).unlink()
    desk.repo.commit("Gone", "2026-12-01")
    desk.repo.git("mv", "register/findings/peel-2022/2.yaml", f"register/{FIRST}")
    desk.repo.commit("The other takes its id", "2026-12-02")
    assert steps(call) == [
        ("entered", "2022-06-01", "2026-11-23"),
        ("entered", "2022-09-01", "2026-11-23"),
        ("begun", None, "2026-11-23"),
        ("renamed", None, "2026-12-02"),
    ]


def test_what_a_merge_lost_is_told(desk: Desk, call: Call) -> None:
    desk.repo.git("checkout", "--quiet", "-b", "side")
    change(desk, "Rate it", "2026-11-24", desk.read(FIRST) + "- on: 2026-11-24\n  rag: red\n  why: Late.\n")
    desk.repo.git("checkout", "--quiet", "main")
    desk.repo.commit("Something else", "2026-11-25")
    noon = {"GIT_COMMITTER_DATE": "2026-11-26T12:00:00Z"}
    desk.repo.git("merge", "--quiet", "--strategy=ours", "--message=Lost", "side", env=noon)
    assert steps(call)[-2:] == [
        ("entered", "2026-11-24", "2026-11-24"),
        ("removed", "2026-11-24", "2026-11-26"),
    ]
    assert "ENTRY of 24 Nov 2026 REMOVED" in call("history", ID)[1]


def test_in_no_repository_the_log_is_told(desk: Desk, call: Call) -> None:
    shutil.rmtree(desk.repo.path / ".git")
    for command in ("history", "blame"):
        code, out, err = call(command, ID)
        assert (code, err) == (0, "")
        assert "in no git repository" in out
        assert "Liaison Officer" in out
        assert json.loads(call(command, ID, "--json")[1])["repository"] is False
    code, _, err = call("history", "peel-2022/7")
    assert code == 3
    assert "did you mean" in err


def test_before_the_first_commit_nothing_is_committed(desk: Desk, call: Call) -> None:
    desk.repo.git("update-ref", "-d", "HEAD")
    assert steps(call) == [("entered", "2022-06-01", None), ("begun", None, None)]
    assert "Not committed" in call("history", ID)[1]
    assert "Not committed" in call("blame", ID)[1]


def test_a_file_that_git_does_not_have_is_not_committed(desk: Desk, call: Call) -> None:
    path = "findings/peel-2022/3.yaml"
    desk.repo.write(f"register/{path}", desk.read(FIRST))
    assert steps(call, "peel-2022/3") == [("entered", "2022-06-01", None), ("begun", None, None)]
    desk.repo.write("register/.gitignore", "3.yaml\n")
    assert steps(call, "peel-2022/3")[1] == ("begun", None, None)


def test_every_field_of_an_edit_is_told(desk: Desk, call: Call) -> None:
    text = desk.read(FIRST)
    edited = (
        text.replace('number: "1"\n', "ref: p. 7\n")
        .replace("[chief constables]", "[all forces, the College]")
        .replace("date: 2023-03-31", "date: 2023-06-30")
    )
    change(desk, "Edit it", "2026-12-01", edited)
    out = " ".join(" ".join(line[13:66].split()) for line in call("history", ID)[1].splitlines())
    for said in (
        "number taken out: “1”",
        "ref added: “p. 7”",
        "addressed to was “chief constables” and is “all forces” and “the College”",
        "date “2023-03-31” and is text “By 31 March 2023”, basis “date”, date “2023-06-30”",
    ):
        assert said in out


def test_an_entry_that_cannot_be_read_is_told_as_such(desk: Desk, call: Call) -> None:
    text = desk.read(FIRST)
    change(desk, "Break it", "2026-12-01", text + "- rag: purple\n")
    change(desk, "Mend it", "2026-12-02", text)
    out = call("history", ID)[1]
    assert "(an entry that cannot be read)" in out
    assert "ENTRY REMOVED. It said:" in out


def test_who_puts_in_what_another_wrote_is_told(desk: Desk, call: Call) -> None:
    desk.repo.write(f"register/{FIRST}", desk.read(FIRST) + "- on: 2026-11-20\n  note: x\n")
    desk.repo.git("add", "--all")
    desk.repo.git("commit", "--quiet", "--message", "x", env={"GIT_AUTHOR_NAME": "Zoë Ash"})
    assert "Zoë Ash (Alex" in call("history", ID)[1]
    assert "Zoë Ash (Alex Officer)" not in call("blame", ID)[1]


@pytest.mark.parametrize(
    ("id_", "ends", "said"),
    [("peel-2022/7", 3, "did you mean"), ("-x/..", 2, "is not an id"), ("peel-2022/1/2", 2, "is not an id")],
)
def test_what_is_no_record_is_told(desk: Desk, call: Call, id_: str, ends: int, said: str) -> None:
    code, out, err = call("history", "--", id_)
    assert (code, out) == (ends, "")
    assert said in err
    assert desk.untouched()


def test_a_word_changed_far_down_a_long_text_is_seen(desk: Desk, call: Call) -> None:
    long = desk.read(FIRST).replace(
        "record every call", "record " + "and record again " * 20 + "every call" + " as before" * 20
    )
    change(desk, "Long", "2026-12-01", long)
    change(desk, "Soften", "2026-12-02", long.replace("every call", "some calls"))
    out = " ".join(line[13:66].strip() for line in call("history", ID)[1].splitlines())
    assert "every call as before" in out
    assert "some calls as before" in out


@pytest.mark.parametrize("name", ["jac", "JAC", "settings", "register.yaml"])
def test_what_has_no_log_is_told_how_it_changed(desk: Desk, name: str) -> None:
    for command in ("history", "blame"):
        code, out, err = desk.run(command, name)
        assert (code, out) == (2, ""), command
        assert f"{name} is no finding or inspection" in err
        assert "hmi diff BASE" in err


def test_portfolios_and_boards_are_told_by_their_names(desk: Desk) -> None:
    path = "register/findings/peel-2022/1.yaml"
    desk.repo.write(path, desk.read("findings/peel-2022/1.yaml") + "- on: 2022-10-01\n  portfolio: crime\n")
    assert "portfolio: Crime and Justice" in desk.run("history", "peel-2022/1")[1].replace(
        "Portfolio", "portfolio"
    )
    desk.repo.write("register/register.yaml", "format: 1\nforce: [\n")
    assert "ortfolio: crime" in desk.run("history", "peel-2022/1")[1]


BROKEN = {
    "no YAML": ("kind: ]\n", "1:7", ["unreadable"]),
    "no record": ("kind: recommendation\ntext: Do it.\ncolour: red\n", "3:1", ["removed", "edited"]),
    "nothing": ("", "1:1", ["unreadable"]),
}


@pytest.mark.parametrize("committed", [True, False])
@pytest.mark.parametrize("case", BROKEN)
def test_a_record_whose_file_is_broken_is_told_as_far_as_git_has_it(
    desk: Desk, call: Call, case: str, committed: bool
) -> None:
    before = steps(call)
    text, place, did = BROKEN[case]
    desk.repo.write(f"register/{FIRST}", text)
    if committed:
        desk.repo.commit("Break it", "2026-12-01")
    for args in (("history", ID), ("history", ID, "--json")):
        code, out, err = call(*args)
        assert code == 1
        assert f"the file cannot be read now: {FIRST}:{place}: " in err
        assert "Liaison Officer" in out
    now = steps(call)
    assert now[: len(before)] == before
    assert [one[0] for one in now[len(before) :]] == did
    assert call("blame", ID)[:2] == (3, "")
    assert f"{FIRST}:{place}: " in call("blame", ID)[2]


def test_what_is_no_file_in_a_records_place_is_told(desk: Desk, call: Call) -> None:
    (desk.root / FIRST).unlink()
    (desk.root / FIRST).mkdir()
    code, out, err = call("history", ID)
    assert code == 1
    assert "The file could not be read" in out
    assert f"{FIRST}:1:1: this is not an ordinary file" in err


def test_a_broken_file_that_git_never_had_is_a_failure(desk: Desk, call: Call) -> None:
    path = "findings/peel-2022/3.yaml"
    desk.repo.write(f"register/{path}", "kind: ]\n")
    for command in ("history", "blame"):
        code, out, err = call(command, "peel-2022/3")
        assert (code, out) == (3, "")
        assert f"{path}:1:7: " in err


def test_broken_settings_are_not_taken_for_the_records_own_file(desk: Desk, call: Call) -> None:
    (desk.root / FIRST).unlink()
    desk.repo.write("register/register.yaml", "format: ]\n")
    code, out, err = call("history", ID)
    assert (code, out) == (3, "")
    assert "register.yaml:1:9: " in err
