"""`hmi remind` and `hmi calendar`: what they write, what they leave out and say."""

from email import message_from_bytes, policy
from pathlib import Path

import icalendar
import pytest

from tests.cli.desk import Desk, new_desk
from tests.cli.sandbox import AT
from tests.conftest import Call, GitRepo, Hmi


@pytest.fixture
def desk(git_repo: GitRepo, hmi: Hmi) -> Desk:
    return new_desk(git_repo, hmi)


def test_a_draft_for_each_owner_is_written(call: Call, tmp_path: Path) -> None:
    code, said, told = call("remind", "--output", str(tmp_path / "out"), *AT)
    names = ["reminder-head-of-learning.eml", "reminder-sgt-marlowe.eml"]
    assert (code, told) == (0, "")
    assert said.splitlines() == [str(tmp_path / "out" / name) for name in names]
    subjects = [
        message_from_bytes((tmp_path / "out" / name).read_bytes(), policy=policy.default)["Subject"]
        for name in names
    ]
    assert subjects == [
        "Inspection findings: 1 overdue, 0 due by 23 December 2026 (Head of Learning)",
        "Inspection findings: 0 overdue, 1 due by 23 December 2026 (Sgt Marlowe)",
    ]


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (["--owner", "SGT MARLOWE"], ["sgt-marlowe"]),
        (["--within", "6d"], ["head-of-learning"]),  # Sgt Marlowe's is due in seven days
        (["--within", "1w"], ["head-of-learning", "sgt-marlowe"]),
        (["--as-of", "2026-12-01"], ["head-of-learning", "sgt-marlowe"]),
        (["--restricted"], ["head-of-learning-restricted", "sgt-marlowe-restricted"]),
    ],
)
def test_who_is_reminded(call: Call, tmp_path: Path, options: list[str], names: list[str]) -> None:
    code, _, _ = call("remind", "--output", str(tmp_path), *options, *AT)
    assert code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"reminder-{name}.eml" for name in names]


def test_where_nothing_is_due_it_says_so_and_makes_no_folder(call: Call, tmp_path: Path) -> None:
    only = ("--owner", "Sgt Marlowe", "--within", "6d")
    code, said, told = call("remind", *only, "--output", str(tmp_path / "out"), *AT)
    assert (code, said, told) == (0, "", "hmi: nothing with an owner is overdue or due by 29 November 2026\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["remind", "calendar"])
def test_a_misspelt_owner_is_not_taken_for_one_with_nothing_to_do(
    call: Call, tmp_path: Path, command: str
) -> None:
    at = ("--output", str(tmp_path / "out"), *AT)
    code, said, told = call(command, "--owner", "Sgt Marlow", *at)
    assert (code, said) == (3, "")
    assert told == "hmi: nothing in the register is “Sgt Marlow”'s\n  did you mean “Sgt Marlowe”?\n"
    assert call(command, "--owner", "Zyx", *at)[2].endswith("`hmi due` shows what is due, and whose it is\n")
    assert list(tmp_path.iterdir()) == []


def test_what_has_no_owner_and_what_is_withheld_is_said(desk: Desk) -> None:
    head = "kind: area-for-improvement\ntext: Do it.\n"
    for name, more in {
        "3": "log:\n- {on: 2023-01-01, target: 2023-01-31}\n",
        "4": "private: true\nlog:\n- {on: 2023-01-01, target: 2023-01-31, owner: Head of Crime}\n",
    }.items():
        desk.repo.write(f"register/findings/peel-2022/{name}.yaml", head + more)
    code, said, told = desk.run("remind")
    assert (code, said.splitlines()) == (
        0,
        ["reminders/reminder-head-of-contact.eml", "reminders/reminder-head-of-crime.eml"],
    )
    assert told.splitlines() == [
        "hmi: 1 finding with a date and no owner: peel-2022/3",
        "hmi: 1 finding withheld; --restricted writes what is not for the public too",
    ]
    content = (desk.repo.path / "reminders/reminder-head-of-crime.eml").read_text(encoding="utf-8")
    assert "One more finding of yours is due" in content
    assert "peel-2022/4" not in content


def test_each_owners_pack_goes_with_their_reminder_and_with_nobody_elses(desk: Desk) -> None:
    for name, owner in (("3", "head  of crime"), ("4", "Head of Custody")):
        entry = f"- {{on: 2023-01-01, target: 2023-01-31, owner: {owner}}}\n"
        text = f"kind: area-for-improvement\ntext: Do it for the {owner}.\nlog:\n{entry}"
        desk.repo.write(f"register/findings/peel-2022/{name}.yaml", text)
    assert desk.run("pack")[0] == 0
    code, said, told = desk.run("remind", "--attach-pack")
    assert (code, told) == (0, "")
    for line in said.splitlines():
        stem = Path(line).stem.removeprefix("reminder-")
        message = message_from_bytes((desk.repo.path / line).read_bytes(), policy=policy.default)
        assert message["X-Unsent"] == "1"
        (part,) = message.iter_attachments()
        name = f"return-{stem}-2023-06-14.xlsx"
        assert part.get_filename() == name
        assert part.get_content() == (desk.repo.path / "packs" / name).read_bytes()
        words = message.get_body(("plain",))
        assert words is not None
        assert "has what is open with you and may be sent here" in " ".join(words.get_content().split())
    first = {path.name: path.read_bytes() for path in (desk.repo.path / "reminders").iterdir()}
    assert len(first) == 3
    assert desk.run("remind", "--attach-pack")[0] == 0
    assert {path.name: path.read_bytes() for path in (desk.repo.path / "reminders").iterdir()} == first


@pytest.mark.parametrize("options", [["--as-of", "2023-01-01"], ["--corrected"], ["--rev", "HEAD"]])
def test_a_pack_is_of_the_register_as_it_is(desk: Desk, options: list[str]) -> None:
    code, _, told = desk.run("remind", "--attach-pack", *options)
    assert code == 2
    assert "leave out --as-of, --corrected and --rev" in told


def test_a_registers_own_wording_is_used(desk: Desk) -> None:
    desk.repo.write("templates/reminder.txt.j2", "Our own subject for {{ owner }}\nOur own words\n")
    assert desk.run("remind")[0] == 0
    content = (desk.repo.path / "reminders/reminder-head-of-contact.eml").read_bytes()
    assert (
        message_from_bytes(content, policy=policy.default)["Subject"] == "Our own subject for Head of Contact"
    )


def test_a_broken_wording_ends_with_3_and_writes_nothing(desk: Desk) -> None:
    desk.repo.write("templates/reminder.html.j2", "{{ nobody }}")
    code, said, told = desk.run("remind")
    assert (code, said) == (3, "")
    assert "templates/reminder.html.j2:1" in told
    assert not (desk.repo.path / "reminders").exists()


@pytest.mark.parametrize("command", ["remind", "calendar"])
def test_a_register_with_an_error_gives_neither(desk: Desk, command: str) -> None:
    desk.repo.write("register/findings/peel-2022/2.yaml", "kind: nothing\n")
    code, said, told = desk.run(command)
    assert (code, said) == (3, "")
    assert "the register has " in told
    assert {path.name for path in desk.repo.path.iterdir()} == {".git", "register"}


@pytest.mark.parametrize(("within", "code"), [("soon", 2), ("30", 2)])
def test_a_period_that_is_none_is_refused(call: Call, within: str, code: int) -> None:
    found, _, told = call("remind", "--within", within, *AT)
    assert found == code
    assert "write 90d, 6w, 3m or 2y" in told


def test_a_calendar_is_written_and_printed(hmi: Hmi, tmp_path: Path) -> None:
    done = hmi("calendar", *AT)
    assert (done.returncode, done.stdout, done.stderr) == (0, "calendar.ics\n", "")
    content = (tmp_path / "calendar.ics").read_bytes()
    found = icalendar.Calendar.from_ical(content)
    assert [str(event["UID"]).split("@")[0].split(".")[0] for event in found.walk("VEVENT")] == [
        *("deadline", "cut-off", "action", "meeting", "target", "next-step")
    ]
    assert hmi("calendar", "--output", "-", *AT).stdout.encode() == content.replace(b"\r\n", b"\n")


@pytest.mark.parametrize(
    ("options", "sorts"),
    [
        (["--owner", "sgt  marlowe"], ["action"]),
        (["--owner", "head of learning", "--as-of", "2026-05-01"], ["deadline", "target"]),
    ],
)
def test_an_owners_calendar(call: Call, tmp_path: Path, options: list[str], sorts: list[str]) -> None:
    path = tmp_path / "own" / "me.ics"
    assert call("calendar", "--output", str(path), *options, *AT) == (0, f"{path}\n", "")
    found = icalendar.Calendar.from_ical(path.read_bytes())
    assert [str(event["UID"]).split(".")[0] for event in found.walk("VEVENT")] == sorts


def test_a_calendar_says_how_much_is_withheld(desk: Desk) -> None:
    entry = "- {on: 2023-01-01, target: 2023-12-31, owner: Head of Crime}\n"
    text = f"kind: area-for-improvement\ntext: Do it.\nprivate: true\nlog:\n{entry}"
    desk.repo.write("register/findings/peel-2022/4.yaml", text)
    code, _, told = desk.run("calendar")
    assert (code, told) == (0, "hmi: 1 entry withheld; --restricted writes what is not for the public too\n")
    assert b"peel-2022/4" not in (desk.repo.path / "calendar.ics").read_bytes()
    assert desk.run("calendar", "--restricted") == (0, "calendar-restricted.ics\n", "")
    assert b"peel-2022/4" in (desk.repo.path / "calendar-restricted.ics").read_bytes()
    assert b"peel-2022/4" not in (desk.repo.path / "calendar.ics").read_bytes()
    assert desk.run("calendar", "--restricted", "--output", "me.ics")[1] == "me.ics\n"
