"""`hmi event` and `hmi add-meeting`."""

import pytest

from tests.cli.desk import Desk, new_desk, talk
from tests.conftest import Call, GitRepo, Hmi

PEEL, JAC = "inspections/peel-2022.yaml", "committees/jac.yaml"


@pytest.fixture
def desk(git_repo: GitRepo, hmi: Hmi) -> Desk:
    return new_desk(git_repo, hmi)


@pytest.mark.parametrize(
    ("args", "said", "added"),
    [
        (
            ["hot-debrief", "--when", "2022-04-01/2022-04-02", "--source", "Diary"],
            "hot debrief from 1 to 2 April 2022",
            (
                "- on: 2023-06-14\n  when: 2022-04-01/2022-04-02\n  by: Alex Officer\n  source: Diary\n"
                "  event: hot-debrief\n"
            ),
        ),
        (
            [
                "rescheduled",
                "--planned-fieldwork",
                "2023-W40",
                "--planned-publication",
                "2024",
                "--on",
                "2023-06",
            ],
            (
                "rescheduled in June 2023; fieldwork planned: week commencing 2 October 2023; publication "
                "planned: 2024, date to be confirmed"
            ),
            (
                "- on: 2023-06\n  by: Alex Officer\n  event: rescheduled\n"
                "  planned: {fieldwork: 2023-W40, publication: '2024'}\n"
            ),
        ),
        (
            ["other", "--note", "Insight visit", "--private"],
            "other on 14 June 2023",
            "- on: 2023-06-14\n  by: Alex Officer\n  event: other\n  note: Insight visit\n  private: true\n",
        ),
    ],
)
def test_an_event_is_only_added_lines(desk: Desk, args: list[str], said: str, added: str) -> None:
    assert desk.run("event", "peel-2022", *args) == (0, f"{PEEL}: {said}\n", "")
    assert desk.added(PEEL) == added


@pytest.mark.parametrize(
    ("args", "said", "added"),
    [
        (
            ["JAC", "2022-09-26", "--item", "7", "--author", "Liaison Officer", "--presented-by", "Deputy"],
            "JAC meets on 26 September 2022; its paper covers what is known by 26 September 2022",
            "- on: 2022-09-26\n  item: '7'\n  author: Liaison Officer\n  presented_by: Deputy\n",
        ),
        (
            ["jac", "2023-01", "--cut-off", "2022-12-31"],
            "JAC meets in January 2023; its paper covers what is known by 31 December 2022",
            "- on: 2023-01\n  cut_off: 2022-12-31\n",
        ),
    ],
)
def test_a_meeting_is_only_added_lines(desk: Desk, args: list[str], said: str, added: str) -> None:
    assert desk.run("add-meeting", *args) == (0, f"{JAC}: {said}\n", "")
    assert desk.added(JAC) == added


def test_a_first_meeting_counts_from_where_the_register_is_complete(desk: Desk) -> None:
    desk.repo.write(f"register/{JAC}", "name: Joint Audit Committee\nshort: JAC\n")
    desk.repo.commit("No meeting yet")
    code, _, err = desk.run("add-meeting", "jac", "2022-09-26")
    assert code == 0
    assert "its period begins after 1 January 2022, from which the register is complete" in err
    assert desk.added(JAC) == "meetings:\n- on: 2022-09-26\n  since: 2022-01-01\n"


def test_a_first_meeting_before_that_needs_to_be_told(desk: Desk) -> None:
    desk.repo.write(f"register/{JAC}", "name: Joint Audit Committee\nshort: JAC\n")
    desk.repo.commit("No meeting yet")
    assert desk.run("add-meeting", "jac", "2021-09-26")[0::2] == (
        2,
        (
            "hmi: --since is missing\n  give --since: "
            "no earlier meeting is recorded: after which day does the "
            "paper's period begin?\n"
        ),
    )
    answers = [("period begin?", "2021"), ("not a whole day", "2021-06-01")]
    code, screen = talk(["add-meeting", "jac", "2021-09-26"], desk.repo.path, answers)
    assert code == 0, screen
    assert desk.added(JAC) == "meetings:\n- on: 2021-09-26\n  since: 2021-06-01\n"


REFUSED = [
    (["event"], 2, "INSPECTION is missing", "id"),
    (["event", "peel-2022"], 2, "EVENT is missing", "published"),
    (["event", "peel-2022", "publised"], 2, "EVENT: “publised”", "“published”"),
    (["event", "peel-2021", "published"], 3, "no record “peel-2021”", "“peel-2022”"),
    (["event", "peel-2022/1", "published"], 2, "peel-2022/1 is no inspection", "hmi list"),
    (
        ["event", "peel-2022", "fieldwork", "--when", "2026-12"],
        2,
        "2026-12 has not come yet",
        "--planned-fieldwork",
    ),
    (
        ["event", "peel-2022", "fieldwork", "--planned-fieldwork", "2027"],
        2,
        "does not go with fieldwork",
        "notified",
    ),
    (["event", "peel-2022", "published", "--when", "2022-05-12"], 3, "recorded already", "--note"),
    (["event", "peel-2022", "fieldwork", "--on", "2026-12-01"], 3, "after today", "planned"),
    (
        ["event", "peel-2022", "notified", "--planned-fieldwork", "4 April"],
        2,
        "--planned-fieldwork: “4 April”",
        "W14",
    ),
    (["add-meeting"], 2, "COMMITTEE is missing", "committee"),
    (["add-meeting", "jacc", "2022-09-26"], 3, "no committee “jacc”", "“jac”"),
    (["add-meeting", "jac"], 2, "DATE is missing", "meet"),
    (["add-meeting", "jac", "2022-06-27"], 3, "a meeting on 2022-06-27 already", "hmi edit jac"),
    (["add-meeting", "jac", "2022-05-01"], 3, "is not after the one before it", "earliest"),
    (["add-meeting", "jac", "2022-09-26", "--cut-off", "2022-09"], 2, "--cut-off: “2022-09”", "2022-04-04"),
]


@pytest.mark.parametrize(("args", "code", "message", "mend"), REFUSED, ids=[" ".join(r[0]) for r in REFUSED])
def test_what_may_not_stand_is_refused(
    desk: Desk, call: Call, args: list[str], code: int, message: str, mend: str
) -> None:
    found, out, err = call(*args, "--register", str(desk.root))
    assert (found, out) == (code, "")
    assert message in err
    assert mend in err.partition(message)[2]
    assert desk.untouched()
