"""A calendar as Outlook and others read it: by an independent reader, by the standard's own rules."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import icalendar
import pytest

from hmicfrs_cli.domain.audience import Audience
from hmicfrs_cli.domain.calendar import calendar
from hmicfrs_cli.render.calendar import ics
from tests.domain.views import view

DAY = "2026-11-23"
Facts = Mapping[str, object]
OWNED: Facts = {"on": "2025-02-03", "owner": "Head of Crime", "target": "2026-12-01"}
MEETINGS: Facts = {
    "name": "Joint Audit Committee",
    "short": "JAC",
    "meetings": [{"on": "2026-W50"}, {"on": "2027-03", "cut_off": "2027-02-19"}],
}


def made(
    *log: Facts, day: str = DAY, restricted: bool = False, text: str = "Do it", **facts: object
) -> bytes:
    findings = {"report/1": {"number": "1", "text": text, "log": list(log), **facts}}
    found = view(
        day,
        findings,
        {"section_55": {"applies": "yes"}, "log": [{"on": "2026-10-05", "event": "published"}]},
        {"jac": MEETINGS},
    )
    return ics(calendar(Audience(found, restricted)))


def events(content: bytes) -> dict[str, Any]:
    found = icalendar.Calendar.from_ical(content)
    return {str(event["UID"]): event for event in found.walk("VEVENT")}


def test_every_kind_of_entry_is_a_whole_day_with_its_words() -> None:
    action = {"on": "2025-03-01", "action": "a1", "text": "Train", "target": "2026-12-02"}
    deadline = {"text": "By spring", "basis": "date", "date": "2027-04"}
    found = events(made(OWNED, action, deadline=deadline))
    assert [
        (str(event["SUMMARY"]), event.decoded("DTSTART"), event.decoded("DTEND")) for event in found.values()
    ] == [
        ("Last day: comments on the report, Report", date(2026, 11, 29), date(2026, 11, 30)),
        ("Target: recommendation 1, Report", date(2026, 12, 1), date(2026, 12, 2)),
        ("Target of action a1: recommendation 1, Report", date(2026, 12, 2), date(2026, 12, 3)),
        ("Meeting: JAC (stated as week commencing 7 December 2026)", date(2026, 12, 7), date(2026, 12, 14)),
        ("Cut-off of the paper: JAC", date(2027, 2, 19), date(2027, 2, 20)),
        ("Meeting: JAC (stated as March 2027)", date(2027, 3, 31), date(2027, 4, 1)),
        (
            "Inspectorate's deadline: recommendation 1, Report (stated as April 2027)",
            date(2027, 4, 30),
            date(2027, 5, 1),
        ),
    ]
    statuses = [str(event["STATUS"]) for event in found.values()]
    assert statuses == [*["CONFIRMED"] * 3, "TENTATIVE", "CONFIRMED", *["TENTATIVE"] * 2]
    assert {event.decoded("DTSTAMP") for event in found.values()} == {datetime(2026, 11, 23, 12, tzinfo=UTC)}
    assert {str(event["TRANSP"]) for event in found.values()} == {"TRANSPARENT"}


def test_the_description_says_whose_it_is_and_what() -> None:
    action = {
        "on": "2025-03-01",
        "action": "a1",
        "text": "Train",
        "target": "2026-12-02",
        "owner": "Sgt Marlowe",
    }
    found = events(made(OWNED, action))
    (event,) = [event for uid, event in found.items() if uid.startswith("action.")]
    assert str(event["DESCRIPTION"]).split("\n") == [
        "report/1: target of action a1, 2 December 2026",
        "Whose: Sgt Marlowe",
        "The action: Train",
        "Do it",
    ]
    assert [str(event["DESCRIPTION"]) for uid, event in found.items() if uid.startswith("meeting.jac.1")] == [
        "jac: meeting of the JAC, week commencing 7 December 2026"
    ]


@pytest.mark.parametrize(
    ("log", "day", "start", "status"),
    [
        ([{"on": "2026-11-23", "target": "2027-01-15", "why": "x"}], DAY, date(2027, 1, 15), "CONFIRMED"),
        (
            [{"on": "2026-11-23", "status": "considered-complete", "evidence": "x"}],
            DAY,
            date(2026, 12, 1),
            "CANCELLED",
        ),
    ],
)
def test_a_second_import_updates_the_first(log: list[Facts], day: str, start: date, status: str) -> None:
    uid = "target.report/1@essex.hmi.invalid"
    before, after = events(made(OWNED))[uid], events(made(OWNED, *log, day=day))[uid]
    assert (before.decoded("DTSTART"), str(before["STATUS"])) == (date(2026, 12, 1), "CONFIRMED")
    assert (after.decoded("DTSTART"), str(after["STATUS"])) == (start, status)
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])


def test_the_same_register_gives_the_same_bytes() -> None:
    assert made(OWNED) == made(OWNED)


HOSTILE = {
    "a property of its own": "Do it\nATTACH:https://example.com/\nEND:VEVENT",
    "an end of its own": "Do it\r\nEND:VCALENDAR\r\n",
    "separators": 'a;b,c\\d:e"f\\n',
    "letters of several bytes": "é😀警" * 100,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_words_stay_words_and_lines_are_folded_right(text: str) -> None:
    content = made(OWNED, text=text)
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75  # octets, RFC 5545
    assert all(line.decode() is not None for line in lines)  # no letter is cut in two
    assert b"\n" not in content.replace(b"\r\n", b"")
    found = events(content)
    assert len(found) == 5
    said = str(found["target.report/1@essex.hmi.invalid"]["DESCRIPTION"])
    assert said.endswith(text.replace("\r\n", "\n"))
    assert "ATTACH" not in {key for event in found.values() for key in event}


def test_what_is_private_is_in_it_only_where_it_is_asked_for_and_marked() -> None:
    uid = "target.report/1@essex.hmi.invalid"
    assert uid not in events(made(OWNED, private=True))
    event = events(made(OWNED, private=True, restricted=True))[uid]
    assert str(event["CLASS"]) == "CONFIDENTIAL"
    assert str(event["DESCRIPTION"]).startswith("OFFICIAL-SENSITIVE · not for publication\n")


def test_a_calendar_without_entries_is_one_too() -> None:
    content = ics(calendar(Audience(view(DAY))))
    assert events(content) == {}
    assert "METHOD:PUBLISH\r\nX-WR-CALNAME:Inspections: Essex Police · OFFICIAL\r\n" in content.decode()


def test_a_restricted_calendar_says_so_in_its_name_and_where_an_actions_words_are_private() -> None:
    action = {"on": "2025-03-01", "action": "a1", "text": "Train", "target": "2026-12-02"}
    for private, said in ((False, "PUBLIC"), (True, "CONFIDENTIAL")):
        content = made(OWNED, {**action, "private": private}, restricted=True)
        name = str(icalendar.Calendar.from_ical(content)["X-WR-CALNAME"])
        assert name == "Inspections: Essex Police · OFFICIAL-SENSITIVE · not for publication"
        (event,) = [event for uid, event in events(content).items() if uid.startswith("action.")]
        assert str(event["CLASS"]) == said
        marked = str(event["DESCRIPTION"]).startswith("OFFICIAL-SENSITIVE · not for publication\n")
        assert marked is private
        assert "The action: Train" in str(event["DESCRIPTION"])
