"""`hmi update`, `close` and `reopen`: one entry each, at the end of one file."""

import json
from pathlib import Path

import pytest

from tests.cli.desk import Desk, new_desk, talk
from tests.conftest import Call, GitRepo, Hmi

ONE, TWO = "findings/peel-2022/1.yaml", "findings/peel-2022/2.yaml"


@pytest.fixture
def desk(git_repo: GitRepo, hmi: Hmi) -> Desk:
    return new_desk(git_repo, hmi)


@pytest.mark.parametrize(
    ("args", "said", "added"),
    [
        (
            ["update", "peel-2022/1", "--status", "In progress", "--portfolio", "crime and justice"],
            "status in progress, portfolio crime written",
            "- on: 2023-06-14\n  by: Alex Officer\n  status: in-progress\n  portfolio: crime\n",
        ),
        (
            ["update", "peel-2022/1", "--target", "2023-09", "--why", "Training is booked late"],
            "target September 2023 written",
            "- on: 2023-06-14\n  by: Alex Officer\n  target: 2023-09\n  why: Training is booked late\n",
        ),
        (
            [
                *("update", "peel-2022/1", "--status", "considered-complete", "--evidence", "Audit: 98%"),
                *("--evidence", "Dip sample", "--agreed-by", "Gold Group", "--on", "2023-06-10"),
            ],
            "status considered complete by the force, evidence, agreed written",
            (
                "- on: 2023-06-10\n  by: Alex Officer\n  status: considered-complete\n"
                "  agreed: {board: gold}\n  evidence: ['Audit: 98%', Dip sample]\n"
            ),
        ),
        (
            ["update", "peel-2022/1", "--action", "a1", "--text", "Buy the recorder", "--private"],
            "action a1: text written",
            "- on: 2023-06-14\n  by: Alex Officer\n  action: a1\n  text: Buy the recorder\n  private: true\n",
        ),
        (
            ["update", "PEEL-2022/1", "--acceptance", "not-accepted", "--why", "No", "--when", "2023"],
            "acceptance not accepted written",
            "- on: 2023-06-14\n  when: '2023'\n  by: Alex Officer\n  acceptance: not-accepted\n  why: 'No'\n",
        ),
        (
            ["close", "peel-2022/1", "--ref", "HMI/23/4", "--said-by", "hmcpsi", "--as", "superseded"],
            "superseded on 14 June 2023 by letter HMI/23/4",
            (
                "- on: 2023-06-14\n  by: Alex Officer\n  inspectorate: superseded\n  said_by: hmcpsi\n"
                "  authority: {kind: letter, ref: HMI/23/4}\n"
            ),
        ),
    ],
)
def test_one_change_is_only_added_lines(desk: Desk, args: list[str], said: str, added: str) -> None:
    assert desk.run(*args) == (0, f"{ONE}: {said}\n", "")
    assert desk.added(ONE) == added


def test_reopening_touches_nothing_but_the_inspectorates_status(desk: Desk) -> None:
    args = ["reopen", "peel-2022/2", "--why", "The revisit found it again", "--ref", "HMI/23/5"]
    assert desk.run(*args) == (0, f"{TWO}: open again on 14 June 2023\n", "")
    assert desk.added(TWO) == (
        "- on: 2023-06-14\n  by: Alex Officer\n  inspectorate: open\n"
        "  authority: {kind: letter, ref: HMI/23/5}\n  why: The revisit found it again\n"
    )


def test_a_warning_is_told_and_does_not_hinder(desk: Desk) -> None:
    code, out, err = desk.run("update", "peel-2022/1", "--note", "Known before", "--on", "2022-05-20")
    assert (code, out) == (0, f"{ONE}: note written\n")
    assert err.startswith(f"hmi: {ONE}: warning: known on 20 May 2022, but an entry above it")


REFUSED = [
    (["update", "peel-2022/1"], 2, "there is nothing to write", "--target"),
    (["update", "peel-2022/1", "--private", "--why", "x"], 2, "there is nothing to write", "--status"),
    (["update", "--note", "x"], 2, "ID is missing", "which finding"),
    (["update", "peel-2022/9", "--note", "x"], 3, "no record “peel-2022/9”", "did you mean “peel-2022/"),
    (["update", "peel-2022", "--note", "x"], 2, "peel-2022 is no finding", "hmi list"),
    (["update", "../register", "--note", "x"], 2, "“../register” is not an id", "letters"),
    (["update", "peel-2022/1", "--status", "in-progres"], 2, "--status: “in-progres”", "“in-progress”"),
    (["update", "peel-2022/1", "--target", "soon"], 2, "--target: “soon”", "2022-04"),
    (
        ["update", "peel-2022/1", "--target", "2023-09"],
        2,
        "--why is missing: the target moved",
        "give --why with the reason",
    ),
    (["update", "peel-2022/1", "--status", "considered-complete"], 2, "--evidence is missing", "evidence"),
    (
        ["update", "peel-2022/1", "--acceptance", "not-accepted"],
        2,
        "--why is missing: not accepted",
        "reason",
    ),
    (
        ["update", "peel-2022/1", "--action", "a1", "--owner", "x"],
        2,
        "--text is missing",
        "what the action is",
    ),
    (["update", "peel-2022/1", "--portfolio", "crme"], 3, "no portfolio “crme”", "“crime”"),
    (["update", "peel-2022/1", "--note", "x", "--on", "2031-01-01"], 3, "after today", "day it happened"),
    (["update", "peel-2022/1", "--note", "a\x1b[31mb"], 2, "U+001B", "delete it"),
    (["close", "peel-2022/1"], 2, "--ref is missing", "reference"),
    (["close", "peel-2022/1", "--ref", "x", "--as", "open"], 2, "open closes nothing", "reopen"),
    (["close", "peel-2022/1", "--ref", "x", "--as", "close"], 2, "--as: “close”", "“closed”"),
    (["close", "peel-2022/1", "--ref", "x", "--authority", "leter"], 2, "--authority: “leter”", "“letter”"),
    (["close", "peel-2022/2", "--ref", "x"], 3, "closed already, on 1 September 2022", "reopen"),
    (["reopen", "peel-2022/1", "--why", "x"], 3, "is open already", "in-progress"),
    (["reopen", "peel-2022/2"], 2, "--why is missing", "opened again"),
]


@pytest.mark.parametrize(
    ("args", "code", "message", "mend"), REFUSED, ids=[" ".join(r[0])[:60] for r in REFUSED]
)
def test_what_may_not_stand_is_refused_with_its_mend(
    desk: Desk, call: Call, args: list[str], code: int, message: str, mend: str
) -> None:
    found, out, err = call(*args, "--register", str(desk.root))
    assert (found, out) == (code, "")
    assert message in err
    assert mend in err.partition(message)[2]
    assert desk.untouched()


def test_an_error_that_was_there_before_does_not_hinder(desk: Desk) -> None:
    """A write answers for what it brings in, not for what others left."""
    text = desk.read(TWO).replace("  authority: {kind: letter, ref: HMI/22/9}\n", "")
    desk.repo.write(f"register/{TWO}", text)
    desk.repo.commit("Lose the letter")
    assert desk.run("check")[0] == 1
    assert desk.run("update", "peel-2022/2", "--note", "Asked for the letter")[0] == 0
    assert desk.added(TWO).endswith("note: Asked for the letter\n")


def test_only_the_record_and_the_settings_are_read(desk: Desk) -> None:
    for name in ("findings/peel-2022/2.yaml", "inspections/peel-2022.yaml", "committees/jac.yaml"):
        desk.repo.write(f"register/{name}", "<<<<<<< broken\n")
    assert desk.run("update", "peel-2022/1", "--note", "x")[:2] == (0, f"{ONE}: note written\n")


def test_nobody_to_name_is_said(desk: Desk) -> None:
    code, _, err = desk.run("update", "peel-2022/1", "--note", "x", GIT_AUTHOR_NAME="")
    assert code == 0
    assert "nobody is named as the writer (--by, HMI_BY or git's user.name)" in err
    assert desk.added(ONE) == "- on: 2023-06-14\n  note: x\n"


def test_the_writer_is_named_by_option_variable_or_git(desk: Desk) -> None:
    desk.repo.git("config", "user.name", "From Git")
    for number, (args, env, name) in enumerate(
        [
            (["--by", "The Option"], {"HMI_BY": "No"}, "The Option"),
            ([], {"HMI_BY": "The Variable"}, "The Variable"),
            ([], {"GIT_AUTHOR_NAME": ""}, "From Git"),
        ],
        1,
    ):
        assert desk.run("update", "peel-2022/1", "--note", f"n{number}", *args, **env)[0] == 0
        assert desk.read(ONE).endswith(f"  by: {name}\n  note: n{number}\n")


def test_an_interrupted_write_is_finished_first_and_told(desk: Desk) -> None:
    old, new = desk.read(TWO), desk.read(TWO) + "- on: 2023-06-01\n  note: interrupted\n"
    import json

    journal = [{"path": TWO, "old": old, "new": new}]
    desk.repo.write("register/.hmi-journal.json", json.dumps(journal))
    code, _, err = desk.run("update", "peel-2022/1", "--note", "x")
    assert code == 0
    assert "finished an interrupted change" in err
    assert desk.read(TWO) == new


def test_a_reason_is_asked_for_on_a_terminal_until_it_is_given(desk: Desk) -> None:
    args = ["update", "peel-2022/1", "--target", "2027-01"]
    code, screen = talk(
        args, desk.repo.path, [("What is the reason?", " "), ("has no text", "Supplier late")]
    )
    assert code == 0, screen
    assert "the target moved from 31 December 2022 to January 2027 without a reason" in screen
    assert desk.read(ONE).endswith("  target: 2027-01\n  why: Supplier late\n")


def test_leaving_a_question_writes_nothing(desk: Desk) -> None:
    code, _ = talk(["reopen", "peel-2022/2"], desk.repo.path, [("opened again?", "\x03")])
    assert code == 130
    assert desk.untouched()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("hmi update pe", ["peel-2022/1", "peel-2022/2", "peel-2022/coc-1"]),
        ("hmi update peel-2022/c", ["peel-2022/coc-1"]),
        ("hmi event p", ["peel-2022"]),
        ("hmi add-meeting j", ["jac"]),
        ("hmi close nothing/", []),
    ],
)
def test_ids_are_completed(desk: Desk, words: str, found: list[str]) -> None:
    count = str(len(words.split()) - 1)
    _, out, err = desk.run(_HMI_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=count)
    assert (out.split(), err) == (found, "")


def test_completion_outside_any_register_is_silent(hmi: Hmi, tmp_path: Path) -> None:
    env = {"_HMI_COMPLETE": "complete_bash", "COMP_WORDS": "hmi update x", "COMP_CWORD": "2"}
    done = hmi(cwd=tmp_path, env=env)
    assert (done.stdout.split(), done.stderr) == ([], "")


def test_a_portfolio_and_a_board_are_shown_by_their_names_and_kept_by_their_ids(desk: Desk) -> None:
    assert desk.run("update", "peel-2022/1", "--portfolio", "crime", "--board", "gold")[0] == 0
    _, out, _ = desk.run("show", "peel-2022/1")
    assert "  Portfolio  Crime and Justice\n  Board      Gold Group\n" in out
    assert "Portfolio: Crime and Justice\n" in out
    said = json.loads(desk.run("show", "peel-2022/1", "--json")[1])
    assert said["portfolio"] == "crime"
