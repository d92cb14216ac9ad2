"""`hmi correct`: what was first recorded stays, and the right value is laid over it."""

import pytest

from tests.cli.desk import Desk, new_desk, talk
from tests.conftest import Call, GitRepo, Hmi

PEEL, ONE = "inspections/peel-2022.yaml", "findings/peel-2022/1.yaml"


@pytest.fixture
def desk(git_repo: GitRepo, hmi: Hmi) -> Desk:
    return new_desk(git_repo, hmi)


@pytest.mark.parametrize(
    ("args", "path", "corrects", "to"),
    [
        (["peel-2022", "title", "PEEL 2021-22"], PEEL, "{field: title}", "PEEL 2021-22"),
        (
            ["peel-2022", "published", "2022-05-13"],
            PEEL,
            "{event: published, when: 2022-05-12}",
            "2022-05-13",
        ),
        (
            ["peel-2022", "event:published", "2022-05"],
            PEEL,
            "{event: published, when: 2022-05-12}",
            "2022-05",
        ),
        (["peel-2022", "partners", "[cqc, iopc]"], PEEL, "{field: partners}", "[cqc, iopc]"),
        (["peel-2022", "private", "true"], PEEL, "{field: private}", "true"),
        (["peel-2022/1", "number", "7.10"], ONE, "{field: number}", "'7.10'"),
        (["peel-2022/1", "text", "[sic] no: more"], ONE, "{field: text}", "'[sic] no: more'"),
        (
            ["peel-2022/1", "deadline", "Within a year"],
            ONE,
            "{field: deadline}",
            "{text: Within a year, basis: publication, within: P1Y}",
        ),
        (
            ["peel-2022/1", "deadline", "{text: Soon, basis: none}"],
            ONE,
            "{field: deadline}",
            "{text: Soon, basis: none}",
        ),
        (
            ["peel-2022/1", "target", "2023-01-31", "--when", "2022-06-01"],
            ONE,
            "{field: target, when: 2022-06-01}",
            "2023-01-31",
        ),
    ],
)
def test_a_correction_is_only_added_lines(
    desk: Desk, args: list[str], path: str, corrects: str, to: str
) -> None:
    said = f"{path}: {args[1]} corrected to “{args[2]}”\n"
    assert desk.run("correct", *args, "--source", "The letter") == (0, said, "")
    assert desk.added(path) == (
        f"- on: 2023-06-14\n  by: Alex Officer\n  source: The letter\n  corrects: {corrects}\n  to: {to}\n"
    )


def test_a_corrected_register_shows_the_right_value_and_as_of_before_the_wrong_one(desk: Desk) -> None:
    args = ["correct", "peel-2022/1", "target", "2023-01-31", "--when", "2022-06-01", "--source", "x"]
    assert desk.run(*args)[0] == 0
    for options, shown in (
        ([], "31 January 2023"),
        (["--as-of", "2022-12-31"], "31 December 2022"),
        (["--as-of", "2022-12-31", "--corrected"], "31 January 2023"),
    ):
        _, out, _ = desk.run("show", "peel-2022/1", *options)
        assert [line.split("  ")[-1].strip() for line in out.splitlines() if "Force's target" in line] == [
            shown
        ]


REFUSED = [
    ([], 2, "ID is missing", "id"),
    (["peel-2022"], 2, "FIELD is missing", "wrong"),
    (["peel-2022", "title"], 2, "VALUE is missing", "right"),
    (["peel-2022", "title", "x"], 2, "--source is missing", "stated"),
    (["peel-2022", "titel", "x", "--source", "y"], 2, "no “titel” to correct", "“title”"),
    (["peel-2022", "log", "x", "--source", "y"], 2, "no “log” to correct", "--when"),
    (["peel-2022/1", "target", "2023-01", "--source", "y"], 2, "no “target” to correct", "--when"),
    (["peel-2022", "kind", "pele", "--source", "y"], 3, "“pele” is not in the list", "“peel”"),
    (["peel-2022", "published", "soon", "--source", "y"], 3, "“soon” is not an ISO 8601 date", "2022-04-04"),
    (["peel-2022", "fieldwork", "2022-01", "--source", "y"], 3, "nothing matches “fieldwork”", "when"),
    (
        ["peel-2022/1", "target", "2023", "--when", "2022-07", "--source", "y"],
        3,
        "nothing matches “target”",
        "2022-06",
    ),
    (["peel-2022", "title", "PEEL \udcff", "--source", "y"], 2, "the text contains U+DCFF", "delete it"),
    (["peel-2022/8", "text", "x", "--source", "y"], 3, "no record “peel-2022/8”", "“peel-2022/"),
]


@pytest.mark.parametrize(
    ("args", "code", "message", "mend"), REFUSED, ids=[ascii(" ".join(r[0])) for r in REFUSED]
)
def test_what_corrects_nothing_is_refused(
    desk: Desk, call: Call, args: list[str], code: int, message: str, mend: str
) -> None:
    found, out, err = call("correct", *args, "--register", str(desk.root))
    assert (found, out) == (code, "")
    assert message in err
    assert mend in err.partition(message)[2]
    assert desk.untouched()


def test_the_source_is_asked_for_on_a_terminal(desk: Desk) -> None:
    args = ["correct", "peel-2022", "title", "PEEL"]
    code, screen = talk(args, desk.repo.path, [("Where is it stated?", "The cover")])
    assert code == 0, screen
    assert "  source: The cover\n" in desk.added(PEEL)


def test_a_field_that_one_entry_of_a_busy_day_says_can_be_corrected_and_one_that_two_say_cannot(
    desk: Desk,
) -> None:
    for said in (["--evidence", "Audit 3"], ["--note", "a"], ["--note", "b"]):
        assert desk.run("update", "peel-2022/1", *said)[0] == 0
    args = ["--when", "2023-06-14", "--source", "The file"]
    assert desk.run("correct", "peel-2022/1", "evidence", "[Audit 4]", *args)[0] == 0
    _, out, _ = desk.run("show", "peel-2022/1")
    assert [line.split()[1:3] for line in out.splitlines() if line.startswith("  Evidence ")] == [
        ["Audit", "4"]
    ]
    code, _, err = desk.run("correct", "peel-2022/1", "note", "c", *args)
    assert (code, "2 entries match “note”" in err, "add an entry" in err) == (3, True, True)
