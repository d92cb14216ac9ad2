"""`hmi rag set`: findings, then a colour, or a place on the risk matrix that gives it."""

import pytest

from tests.cli.desk import Desk, new_desk, talk
from tests.conftest import Call, GitRepo, Hmi

ONE, COC = "findings/peel-2022/1.yaml", "findings/peel-2022/coc-1.yaml"


@pytest.fixture
def desk(git_repo: GitRepo, hmi: Hmi) -> Desk:
    return new_desk(git_repo, hmi)


@pytest.mark.parametrize(
    ("args", "today", "said", "added"),
    [
        (["amber"], "2023-06-14", "rated amber from 14 June 2023", "  rag: amber\n"),
        (
            ["RED", "--why", "No supplier"],
            "2023-06-14",
            "rated red from 14 June 2023",
            "  rag: red\n  why: No supplier\n",
        ),
        (
            ["green", "--likelihood", "4", "--impact", "4"],
            "2023-06-14",
            "rated green from 14 June 2023, likelihood 4 × impact 4",
            "  rag: green\n  risk: {likelihood: 4, impact: 4}\n",
        ),
        (
            ["--likelihood", "1", "--impact", "4"],
            "2023-06-14",
            "risk written from 14 June 2023, likelihood 1 × impact 4; the RAG rates delivery and stays",
            "  risk: {likelihood: 1, impact: 4}\n",
        ),
        (
            ["--likelihood", "3", "--impact", "4"],
            "2025-06-14",
            "rated red from 14 June 2025, by likelihood 3 × impact 4 (high)",
            "  risk: {likelihood: 3, impact: 4}\n",
        ),
        (
            ["amber", "--likelihood", "3", "--impact", "4", "--why", "Staff are in place"],
            "2025-06-14",
            "rated amber from 14 June 2025, likelihood 3 × impact 4",
            "  rag: amber\n  risk: {likelihood: 3, impact: 4}\n  why: Staff are in place\n",
        ),
    ],
)
def test_one_rating_is_only_added_lines(
    desk: Desk, args: list[str], today: str, said: str, added: str
) -> None:
    assert desk.run("rag", "set", "peel-2022/1", *args, today=today) == (0, f"{ONE}: {said}\n", "")
    assert desk.added(ONE) == f"- on: {today}\n  by: Alex Officer\n{added}"


def test_several_are_rated_alike(desk: Desk) -> None:
    code, out, err = desk.run("rag", "set", "peel-2022/1", "PEEL-2022/COC-1", "peel-2022/1", "green")
    assert (code, err) == (0, "")
    assert out == f"{ONE}: rated green from 14 June 2023\n{COC}: rated green from 14 June 2023\n"
    entry = "- on: 2023-06-14\n  by: Alex Officer\n  rag: green\n"
    assert desk.read(ONE).endswith(entry)
    assert desk.read(ONE).count("rag:") == 1
    assert desk.read(COC).endswith(f"log:\n{entry}")


REFUSED = [
    (["amber"], 2, "ID is missing", ""),
    (["peel-2022/1"], 2, "COLOUR is missing", "red, amber, green or white"),
    (["peel-2022/1", "ambre"], 2, "COLOUR: “ambre”", "“amber”"),
    (["peel-2022/1", "none"], 2, "COLOUR: “none”", "red, amber, green, white"),
    (["peel-2022/1", "white", "--on", "2024-01-01"], 3, "the RAG key has no white", "red, amber, green"),
    (["peel-2022/1", "red"], 2, "--why is missing: red without a reason", "give --why with the reason"),
    (["peel-2022/1", "peel-2022/7", "amber"], 3, "no record “peel-2022/7”", "“peel-2022/"),
    (["peel-2022/1", "--impact", "2"], 2, "--likelihood is missing", "go together"),
    (["peel-2022/1", "--impact", "2", "--likelihood", "5"], 2, "likelihood 5 × impact 2", "from 1 to 4"),
    (["peel-2022/1", "--impact", "2", "--likelihood", "many"], 2, "many", ""),
    (
        ["peel-2022/1", "green", "--on", "2019-01-01", "--impact", "2", "--likelihood", "2"],
        2,
        "no risk",
        "matrix",
    ),
    (
        ["peel-2022/1", "green", "--on", "2026-01-01", "--impact", "4", "--likelihood", "4"],
        2,
        "--why is missing",
        "the matrix gives red",
    ),
]


@pytest.mark.parametrize(("args", "code", "message", "mend"), REFUSED, ids=[" ".join(r[0]) for r in REFUSED])
def test_what_may_not_stand_is_refused_for_all(
    desk: Desk, call: Call, args: list[str], code: int, message: str, mend: str
) -> None:
    found, out, err = call("rag", "set", *args, "--register", str(desk.root))
    assert (found, out) == (code, "")
    assert message in err
    assert mend in err.partition(message)[2]
    assert desk.untouched()


def test_what_is_missing_is_asked_for_on_a_terminal(desk: Desk) -> None:
    answers = [
        ("Which finding", "peel-2022/1"),
        ("Which colour", "rde"),
        ("Which colour", "red"),
        ("reason", "Late"),
    ]
    code, screen = talk(["rag", "set"], desk.repo.path, answers)
    assert code == 0, screen
    assert "did you mean “red”?" in screen
    assert desk.added(ONE) == "- on: 2026-11-23\n  by: Alex Officer\n  rag: red\n  why: Late\n"


def test_key_and_review_stand_beside_it(desk: Desk) -> None:
    code, out, _ = desk.run("rag", "--help")
    assert code == 0
    commands = out.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in commands if line[2:3].isalpha()] == ["key", "review", "set"]
