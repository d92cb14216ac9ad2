"""The trust rules on registers made in memory: what no history in folders shows."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from hmicfrs_cli.domain.checked import apart
from hmicfrs_cli.domain.comparison import sign
from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.domain.reading import id_of, kind_of
from hmicfrs_cli.domain.records import Finding, FindingEntry, Inspection, InspectionEntry
from hmicfrs_cli.domain.register import Register
from hmicfrs_cli.domain.settings import Committee, Settings
from hmicfrs_cli.domain.trust import breaches
from hmicfrs_cli.domain.trust.codes import CODES
from hmicfrs_cli.domain.trust.late import proposal_day
from hmicfrs_cli.domain.trust.proposal import Holding, Proposal, State
from hmicfrs_cli.domain.trust.words import became, changed, entry, titled
from tests.histories import FRAUDS

TODAY, SINCE = date(2026, 11, 23), date(2026, 10, 1)
SETTINGS: dict[str, Any] = {"format": "1", "force": "essex", "names": {"force": "Essex Police"}}
A, B, C = (f"findings/x-2026/{name}.yaml" for name in "abc")
NOTE = {"on": "2026-11-23", "note": "Read."}
SOURCED = {"on": "2026-09-01", "note": "Read.", "source": "Minutes"}


def state(files: Mapping[str, Mapping[str, Any]], settings: Mapping[str, Any] | None = None) -> State:
    """Return a register of these records, whose plain data is as YAML's would be."""
    kinds: dict[Any, dict[str, Any]] = {Inspection: {}, Finding: {}, Committee: {}}
    for path, data in files.items():
        kind = kind_of(path)
        assert kind is not None
        kinds[kind][id_of(path)] = kind.model_validate(data)
    known = {**SETTINGS, **(settings or {})}
    held = Settings.model_validate({name: _plain(value) for name, value in known.items()})
    return State(Register(held, kinds[Inspection], kinds[Finding], kinds[Committee]))


class Number(str):
    """An unquoted whole number, as the parser gives it."""

    __slots__ = ()

    @property
    def value(self) -> int:
        return int(self)


def _plain(value: object) -> object:
    return Number(value) if isinstance(value, str) and value.isdecimal() else value


def finding(text: str = "Do it.", *log: Mapping[str, Any], **more: object) -> dict[str, Any]:
    return {"kind": "recommendation", "text": text, "addressed_to": ["all"], "log": list(log), **more}


def committee(*meetings: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": "Joint Audit Committee", "short": "JAC", "meetings": list(meetings)}


def found(
    now: State, *origins: State, base: State | None = None, commits: Mapping[str, list[Holding]] | None = None
) -> list[tuple[str, str]]:
    """Return path and code of each breach; BASE is the first origin unless it is given."""
    known = base or (origins[0] if origins else None)
    proposal = Proposal(now, known, origins, TODAY, SINCE, commits or {})
    return [(one.path, one.code) for one in breaches(proposal)]


def test_the_table_of_codes_is_what_the_frauds_show() -> None:
    shown = {
        line.split(" ")[1]
        for path in FRAUDS.parent.glob("*/*/expected.txt")
        for line in path.read_text(encoding="utf-8").splitlines()
        if path.parents[1].name in {"frauds", "honest"} and line.startswith("register/")
    }
    assert set(CODES) - shown == {"not-comparable", "register-moved"}
    assert all(meaning.endswith(".") for _, meaning in CODES.values())


def test_against_no_register_nothing_is_asked() -> None:
    assert found(state({A: finding("Do it.", {"on": "2020-01-01", "note": "Old."})})) == []


def test_every_merge_base_counts() -> None:
    one, other = state({A: finding("Do it.", NOTE)}), state({B: finding("Not that.", NOTE)})
    assert found(state({}), one, other) == [(A, "record-removed"), (B, "record-removed")]


@pytest.mark.parametrize(
    ("authored", "committed", "day"),
    [
        ("2026-10-01", "2026-10-01", "2026-10-01"),
        ("2026-10-05", "2026-10-07", "2026-10-07"),
        ("2026-10-07", "2026-10-05", "2026-10-07"),
        ("2026-09-30", "2026-10-05", "2026-10-05"),
        ("2026-09-30", "2026-09-30", "2026-11-23"),
        ("2026-10-05", "2026-11-24", "2026-11-23"),
        ("2026-11-23", "2026-11-23", "2026-11-23"),
    ],
)
def test_a_date_of_a_commit_counts_only_where_it_can_be_true(authored: str, committed: str, day: str) -> None:
    held = Holding("c", date.fromisoformat(authored), date.fromisoformat(committed), frozenset())
    proposal = Proposal(state({}), None, (), TODAY, SINCE)
    assert proposal_day(proposal, held) == date.fromisoformat(day)


LATE = {"on": "2026-10-20", "note": "Late."}


@pytest.mark.parametrize(
    ("entries", "settings", "codes"),
    [
        ([{"on": "2026-10-23", "note": "31 days."}], {}, []),
        ([{"on": "2026-10-22", "note": "32 days."}], {}, ["late-entry"]),
        ([{"on": "2026-10", "note": "A month counts by its last day."}], {}, []),
        ([LATE], {"back_dated_after_days": "34"}, []),
        ([LATE], {"back_dated_after_days": "33"}, ["late-entry"]),
        ([{**LATE, "source": "Minutes"}], {}, ["late-with-source"]),
        ([{**NOTE, "when": "2020-01-01"}], {}, []),
        ([NOTE, NOTE], {}, ["entry-twice"]),
    ],
)
def test_an_added_entry_is_late_by_days(
    entries: list[dict[str, Any]], settings: dict[str, Any], codes: list[str]
) -> None:
    before = state({A: finding()}, settings)
    after = state({A: finding("Do it.", *entries)}, settings)
    assert [code for _, code in found(after, before)] == codes


@pytest.mark.parametrize(
    ("on", "cut_off", "late"),
    [
        ("2026-11-20", "2026-11-20", True),
        ("2026-11-21", "2026-11-20", False),
        ("2026-11-20", "2026-11-22", True),
        ("2026-11-20", "2026-11-23", False),
        ("2026-11", "2026-11-20", False),
    ],
)
def test_an_added_entry_is_late_by_a_cut_off(on: str, cut_off: str, late: bool) -> None:
    jac = {"committees/jac.yaml": committee({"on": cut_off, "since": "2026-01-01"})}
    after = {**jac, A: finding("Do it.", {"on": on, "note": "Late?"})}
    assert bool(found(state(after), state({**jac, A: finding()}))) is late


def test_the_oldest_commit_that_holds_an_entry_dates_it() -> None:
    log = [LATE]
    after = state({A: finding("Do it.", *log)})
    said = frozenset({sign(FindingEntry.model_validate(LATE))})
    commits = {
        A: [
            Holding("first", date(2026, 10, 20), date(2026, 10, 20), frozenset()),
            Holding("second", date(2026, 10, 21), date(2026, 10, 21), said),
            Holding("third", date(2026, 11, 22), date(2026, 11, 22), said),
        ]
    }
    assert found(after, state({A: finding()}), commits=commits) == [(A, "unproved-date")]
    del commits[A][1]
    assert found(after, state({A: finding()}), commits=commits) == [(A, "late-entry")]


def test_an_entry_of_base_is_not_added_by_the_change() -> None:
    origin, base = state({A: finding()}), state({A: finding("Do it.", LATE)})
    assert found(state({A: finding("Do it.", LATE, NOTE)}), origin, base=base) == []


def test_what_stood_twice_may_go_on_standing_twice() -> None:
    before = state({A: finding("Do it.", NOTE, NOTE)})
    assert found(state({A: finding("Do it.", NOTE, NOTE, {**NOTE, "note": "More."})}), before) == []
    assert found(state({A: finding("Do it.", NOTE)}), before) == [(A, "entry-removed")]


def test_the_last_entry_of_a_log_that_goes_has_no_place() -> None:
    assert found(state({A: finding()}), state({A: finding("Do it.", NOTE)})) == [(A, "entry-removed")]


def test_a_former_id_stays() -> None:
    before = state({A: finding(formerly=["x-2026/old"])})
    assert found(state({A: finding()}), before) == [(A, "fact-edited")]
    assert found(state({A: finding(formerly=["x-2026/old", "x-2026/other"])}), before) == [
        (A, "former-id-claimed")
    ]


def test_a_former_id_of_another_kind_names_nothing() -> None:
    before = state({"inspections/x-2026.yaml": {"title": "X", "kind": "peel"}})
    after = state({A: finding(formerly=["x-2026"])})
    assert found(after, before) == [("inspections/x-2026.yaml", "record-removed")]


def test_one_new_record_is_not_two_old_ones() -> None:
    before = state({A: finding("Do it."), B: finding("Do it.")})
    assert found(state({C: finding("Do it.")}), before) == [
        (B, "record-removed"),
        (C, "renamed-without-formerly"),
    ]
    merged = state({C: finding("Do it.", formerly=["x-2026/a", "x-2026/b"])})
    assert found(merged, before) == [(B, "record-removed"), (C, "former-id-claimed")]


def test_a_record_is_known_again_by_an_entry() -> None:
    before = state({A: finding("Do it.", SOURCED)})
    after = state({B: finding("Do something else.", SOURCED)})
    assert found(after, before) == [(B, "renamed-without-formerly"), (B, "fact-edited")]


def test_a_renamed_record_says_nothing_anew() -> None:
    before = state({A: finding("Do it.", {"on": "2020-01-01", "note": "Old."})})
    after = state({B: finding("Do it.", {"on": "2020-01-01", "note": "Old."}, formerly=["x-2026/a"])})
    assert found(after, before) == []


def test_entries_of_other_days_may_change_places() -> None:
    early, late = {"on": "2026-11-20", "note": "1"}, {"on": "2026-11-21", "note": "2"}
    before = state({A: finding("Do it.", early, late)})
    assert found(state({A: finding("Do it.", late, early)}), before) == []
    same = {**late, "when": "2026-11-20"}
    before = state({A: finding("Do it.", early, same)})
    assert found(state({A: finding("Do it.", same, early)}), before) == [(A, "entries-reordered")]


def test_settings_of_one_day_keep_their_order() -> None:
    first, second = ({"from": "2026-11-23", "marking": name} for name in ("official", "official-sensitive"))
    before = state({}, {"marking": [first, second]})
    assert found(state({}, {"marking": [second, first]}), before) == [("register.yaml", "setting-edited")]
    assert found(state({}, {"marking": [first, second]}), before) == []


def test_leads_stay_with_their_portfolio_wherever_it_stands() -> None:
    crime = {"id": "crime", "name": "Crime", "leads": [{"from": "2020-01-01", "lead": "ACC Ash"}]}
    people = {"id": "people", "name": "People", "leads": [{"from": "2020-01-01", "lead": "ACC Birch"}]}
    before = state({}, {"portfolios": [crime, people]})
    assert found(state({}, {"portfolios": [people, crime]}), before) == []


def test_coverage_can_be_stated_once() -> None:
    none, some = state({}), state({}, {"coverage": {"complete_from": "2026-01-01"}})
    assert found(some, none) == []
    assert found(none, some) == [("register.yaml", "setting-edited")]


@pytest.mark.parametrize(("days", "codes"), [("181", ["setting-loosened"]), ("179", [])])
def test_a_limit_that_is_raised_is_told(days: str, codes: list[str]) -> None:
    assert [code for _, code in found(state({}, {"stale_after_days": days}), state({}))] == codes


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ({"on": "2026-06-30"}, {"on": "2026-06-30", "since": "2026-01-01"}, []),
        ({"on": "2026-06-30"}, {"on": "2026-06-30", "cut_off": "2026-06-30"}, []),
        ({"on": "2026-06-30"}, {"on": "2026-06-30", "cut_off": "2026-06-20"}, ["meeting-edited"]),
        ({"on": "2026-12-30"}, {"on": "2026-12-30", "cut_off": "2026-12-20"}, []),
        ({"on": "2026-11-23", "since": "2026-01-01"}, {"on": "2026-11-23"}, ["meeting-edited"]),
        ({"on": "2026-06-30"}, {"on": "2026-06-30", "item": "7"}, []),
        (
            {"on": "2026-12-30", "requests": [{"text": "Why?", "answered": "So."}]},
            {"on": "2026-12-30", "requests": [{"text": "Why?", "answered": "Not so."}]},
            ["meeting-edited"],
        ),
        ({"on": "2026-12-30"}, {"on": "2026-12-29"}, []),
        ({"on": "2026-06-30"}, {"on": "2026-06-30", "issued": {"on": "2026-06-20"}}, []),
    ],
)
def test_what_may_change_of_a_meeting(old: dict[str, Any], new: dict[str, Any], codes: list[str]) -> None:
    path = "committees/jac.yaml"
    after, before = state({path: committee(new)}), state({path: committee(old)})
    assert found(after, before) == [(path, code) for code in codes]
    assert found(after, before, base=after) == []


def test_problems_are_older_only_as_often_as_they_were_there() -> None:
    one, moved = Problem(A, "x", "It is.", ""), Problem(B, "x", "It is.", "")
    assert apart([one, one, one], [[one], [one, one]], {}) == ([one], [one, one])
    assert apart([moved], [[one]], {A: B}) == ([], [moved])
    assert apart([moved], [[one]], {}) == ([moved], [])


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("a b", "a c", "“a b” became “a c”"),
        ("a b", "a  b", "blanks or line ends are others"),
        ("one " * 20 + "two", "one " * 20 + "three", "“one two” became “one three”"),
        ("two " + "one " * 20, "three " + "one " * 20, "“two one” became “three one”"),
        ("one " * 20 + "end", "one " * 19 + "end", "“one one” became “one”"),
    ],
)
def test_a_long_text_is_shown_where_it_changed(old: str, new: str, words: str) -> None:
    assert became(old, new) == words


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("voluntary", None, False, "was added: “no”"),
        ("themes", ("a", "b"), ("a",), "were changed: “a, b” became “a”"),
        ("status", "a", None, "was taken away: “a”"),
        ("to", {"text": "a", "date": "b"}, {"text": "a"}, "was changed: date: “b” was taken away"),
        ("to", {"text": "a"}, {"text": "a", "date": "b"}, "was changed: date: “b” was added"),
        ("to", {"text": "a"}, None, "was taken away: “text a”"),
    ],
)
def test_a_change_in_words(name: str, old: object, new: object, words: str) -> None:
    assert changed(name, old, new) == words


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (
            FindingEntry.model_validate({**NOTE, "corrects": {"field": "rag"}}),
            "the entry of 23 November 2026 (a correction of rating)",
        ),
        (InspectionEntry.model_validate(NOTE), "the entry of 23 November 2026"),
        (
            InspectionEntry.model_validate({**NOTE, "corrects": {"event": "published"}}),
            "the entry of 23 November 2026 (a correction of event)",
        ),
    ],
)
def test_an_entry_in_words(one: FindingEntry | InspectionEntry, words: str) -> None:
    assert entry(one) == words


def test_what_has_no_number_is_called_by_its_words() -> None:
    record = Finding.model_validate(finding())
    register = state({A: finding()}).register
    assert titled(A, record, register) == "recommendation “Do it.” of x-2026/a"
    assert titled("register.yaml", register.settings, register) == "the register's settings"


COMPLETE = {"coverage": {"complete_from": "2026-01-01"}}
PAPERS = committee(
    {"on": "2026-02-10"},
    *({"on": f"2026-{month}-10"} for month in ("04", "06", "07", "09")),
    {"on": "2026-12-10"},
)
PUBLISHED = {"title": "X", "kind": "peel", "log": [{"on": "2026-03-01", "event": "published"}]}
LATE_ONE = finding("Do it.", NOTE)
PAST = [(A, "changes-past-figures")]


@pytest.mark.parametrize(
    ("new", "settings", "expected"),
    [
        (LATE_ONE, COMPLETE, PAST),
        (finding(), COMPLETE, PAST),
        (finding("Do it.", {**NOTE, "source": "The report"}), COMPLETE, []),
        (finding("Do it.", NOTE, made="2026-11-20"), COMPLETE, []),
        (finding("Do it.", NOTE, delivery="other-body"), COMPLETE, []),
        ({**LATE_ONE, "kind": "practice"}, COMPLETE, []),
        (LATE_ONE, {"coverage": {"complete_from": "2026-10-01"}}, []),
        (LATE_ONE, {}, []),
    ],
    ids="late no-log sourced of-today not-ours practice covered-later never-covered".split(),
)
def test_a_finding_of_a_report_long_out_changes_papers_that_are_past(
    new: dict[str, Any], settings: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    then = {"inspections/x-2026.yaml": PUBLISHED, "committees/jac.yaml": PAPERS}
    assert found(state({**then, A: new}, settings), state(then, settings)) == expected
    unpublished = {**then, "inspections/x-2026.yaml": {**PUBLISHED, "log": []}}
    assert PAST[0] not in found(state({**then, A: new}, settings), state(unpublished, settings))


def test_the_papers_are_named_and_counted_and_a_commits_date_is_no_proof() -> None:
    then = {"inspections/x-2026.yaml": PUBLISHED, "committees/jac.yaml": PAPERS}
    now, before = state({**then, A: LATE_ONE}, COMPLETE), state(then, COMPLETE)
    told = breaches(Proposal(now, before, (before,), TODAY, SINCE))[0].message
    jac = "Joint Audit Committee of 10"
    assert told.endswith(f"past: {jac} April 2026, {jac} June 2026, {jac} July 2026, 1 more")
    day, signs = date(2026, 8, 1), frozenset[Any]()
    held = {A: [Holding("c" * 40, day, day, signs)]}
    some = breaches(Proposal(now, before, (before,), TODAY, date(2026, 7, 20), held))[0]
    assert some.message.endswith(f"past: {jac} April 2026, {jac} June 2026, {jac} July 2026")
    early = {A: [Holding("c" * 40, date(2026, 4, 1), date(2026, 4, 1), signs)]}
    assert (
        breaches(Proposal(now, before, (before,), TODAY, date(2026, 3, 1), early))[0].code == "unproved-date"
    )


def test_settings_that_could_not_be_read_reach_no_figures() -> None:
    then = {"inspections/x-2026.yaml": PUBLISHED, "committees/jac.yaml": PAPERS}
    unread = State(state(then, COMPLETE).register, frozenset({"register.yaml"}))
    assert PAST[0] not in found(state({**then, A: LATE_ONE}, COMPLETE), unread)
