"""Every rule by example: what it finds, to the column, and what it lets pass."""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hmicfrs_cli.domain import misfits, rules
from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.domain.records import Finding, Inspection
from hmicfrs_cli.domain.register import Register
from hmicfrs_cli.domain.rules import corrections
from hmicfrs_cli.domain.rules.case import Rule, code_of
from hmicfrs_cli.domain.settings import Committee, Settings
from hmicfrs_cli.storage import faults
from hmicfrs_cli.storage.load import load, located
from hmicfrs_cli.storage.scalars import Plain
from tests.conftest import ROOT

EXAMPLES = ROOT / "tests" / "examples"
TODAY = date(2026, 11, 23)
BAD = sorted(path.name for path in (EXAMPLES / "bad").iterdir())
GOOD = sorted(path.name for path in (EXAMPLES / "good").iterdir())


RULES: list[Rule[Any]] = [*rules.INSPECTION, *rules.FINDING, *rules.COMMITTEE, *rules.SETTINGS]
BY_CODE = {rule.code: rule for rule in RULES}
FILES = {"bad-name", "name-clash", "outside-register", "unreadable", "not-a-record-file"}
"""What can be wrong with a file before its text is looked at."""

CODES = (
    set(BY_CODE)
    | {code_of(rule) for rule in corrections.UNFIT}
    | set(misfits.CODES)
    | set(faults._WORDS)  # noqa: SLF001 - the table itself
    | FILES
)


def laid_over_the_base(example: Path, into: Path) -> Path:
    root = into / "register"
    shutil.copytree(EXAMPLES / "good" / "base", root)
    shutil.copytree(example, root, dirs_exist_ok=True)
    for name in ("expected.txt", "covers.txt"):
        (root / name).unlink(missing_ok=True)
    return root


def found(root: Path) -> list[Problem]:
    loaded = load(root)
    checked = rules.check(loaded.register, TODAY, loaded.unread) if loaded.register else []
    return sorted(
        [*loaded.problems, *located(root, checked)],
        key=lambda one: (one.path, one.line, one.column, one.code),
    )


def lines(problems: list[Problem]) -> list[str]:
    return [f"{one.path}:{one.line}:{one.column}: {one.severity} {one.code}" for one in problems]


@pytest.mark.parametrize("code", BAD)
def test_a_bad_example_gives_exactly_its_problems(code: str, tmp_path: Path) -> None:
    example = EXAMPLES / "bad" / code
    problems = found(laid_over_the_base(example, tmp_path))
    assert lines(problems) == (example / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert code in {problem.code for problem in problems}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_example_has_no_problem(name: str, tmp_path: Path) -> None:
    root = laid_over_the_base(EXAMPLES / "good" / name, tmp_path)
    assert lines(found(root)) == []
    assert load(root).register is not None


def _large(root: Path) -> None:
    (root / "inspections" / "large.yaml").write_bytes(b"title: Large\n" + b"#" * (1 << 20))


def _two_of_a_name(root: Path) -> None:
    shutil.copy(root / "inspections" / "fraud-2026.yaml", root / "inspections" / "Fraud-2026.yaml")


def _link_out(root: Path) -> None:
    outside = root.parent / "outside.yaml"
    outside.write_text("title: Outside\nkind: peel\n", encoding="utf-8")
    (root / "inspections" / "link.yaml").symlink_to(outside)


MADE: dict[str, tuple[Callable[[Path], None], str]] = {
    "too-large": (_large, "inspections/large.yaml"),
    "name-clash": (_two_of_a_name, "inspections/fraud-2026.yaml"),
    "outside-register": (_link_out, "inspections/link.yaml"),
}
"""Examples that no checkout can hold on every system, or that are too big for one."""


@pytest.mark.parametrize("code", sorted(MADE))
def test_a_made_bad_example_gives_exactly_its_problem(code: str, tmp_path: Path) -> None:
    root = laid_over_the_base(EXAMPLES / "good" / "base", tmp_path)
    make, path = MADE[code]
    make(root)
    assert lines(found(root)) == [f"{path}:1:1: error {code}"]


def test_every_code_has_a_bad_example() -> None:
    assert CODES - {"unreadable"} == set(BAD) | set(MADE)


def test_every_code_has_a_good_example() -> None:
    covered = {
        code for name in GOOD for code in (EXAMPLES / "good" / name / "covers.txt").read_text().splitlines()
    }
    assert covered == CODES


@pytest.mark.parametrize("rule", BY_CODE.values(), ids=BY_CODE)
def test_every_rule_says_what_it_is_for(rule: Rule[Any]) -> None:
    assert re.match(r"Report|Warn", rule.check.__doc__ or "")
    assert (rule.check.__doc__ or "").startswith("Warn") == (rule.severity == "warning")


def every_problem(tmp_path: Path) -> Iterator[Problem]:
    for code in BAD:
        yield from found(laid_over_the_base(EXAMPLES / "bad" / code, tmp_path / code))


def test_words_are_whole_plain_and_in_our_own_voice(tmp_path: Path) -> None:
    """No library's wording, no internal name, no empty mend reaches the person who has to act."""
    foreign = re.compile(
        r"[Ii]nput should|valid (?:tuple|dictionary|string)|pydantic|Field required|\bNone\b|<class"
    )
    wrong = [
        problem
        for problem in every_problem(tmp_path)
        if not problem.message or not problem.mend or foreign.search(problem.message + problem.mend)
    ]
    assert wrong == []


def entry(**said: object) -> dict[str, object]:
    return {"on": "2026-10-05", **said}


def a_finding(*log: dict[str, object], **facts: object) -> Finding:
    said = {"kind": "recommendation", "text": "Record fraud.", "addressed_to": ["all"], "log": list(log)}
    return Finding.model_validate(said | facts)


def settings_of(**said: object) -> Settings:
    base = {"format": Plain("1"), "force": "gwent", "names": {"force": "Gwent Police"}}
    return Settings.model_validate(base | said)


def codes(known: Settings | Register, id_: str, record: rules.Checked) -> list[str]:
    return [problem.code for problem in rules.check_record(known, id_, record, TODAY)]


def test_one_record_is_judged_by_itself_where_only_the_settings_are_known() -> None:
    lonely = a_finding(entry(rag="red", portfolio="crime"), under="fraud-2026/coc-1")
    alone = ["red-without-why", "no-such-portfolio"]
    assert codes(settings_of(), "fraud-2026/1", lonely) == alone
    register = Register(settings_of(), {}, {"fraud-2026/1": lonely})
    assert codes(register, "fraud-2026/1", lonely) == [*alone, "no-such-inspection", "no-such-record"]


def test_a_record_whose_correction_means_nothing_is_asked_nothing_else() -> None:
    record = a_finding(entry(rag="red"), entry(corrects={"field": "rag"}, to="green", source="x"))
    assert codes(settings_of(), "fraud-2026/1", record) == ["correction-no-match"]
    assert codes(Register(settings_of()), "fraud-2026/1", record) == ["correction-no-match"]


def test_settings_and_committees_are_judged_by_themselves_too() -> None:
    settings = settings_of(force="guent")
    committee = Committee.model_validate({"name": "x", "short": "x", "meetings": [{"on": "2026"}]})
    assert codes(settings, "", settings) == ["no-such-force"]
    assert codes(settings, "jac", committee) == ["since-missing"]


@pytest.mark.parametrize(
    ("under", "mend"),
    [
        ("fraud-2026/coc1", "did you mean “fraud-2026/coc-1”?"),
        ("frad-2026/1", "did you mean “fraud-2026/1”?"),
        ("zzz/1", "add that record, or delete the reference"),
    ],
)
def test_what_was_meant_is_sought_in_its_inspection(under: str, mend: str) -> None:
    ids = ("fraud-2026/1", "fraud-2026/coc-1", "theft-2025/coc-1")
    register = Register(settings_of(), {}, {id_: a_finding() for id_ in ids})
    problems = rules.check_record(register, "fraud-2026/1", a_finding(under=under), TODAY)
    assert [one.mend for one in problems if one.code == "no-such-record"] == [mend]


def an_inspection(**facts: object) -> Inspection:
    return Inspection.model_validate({"title": "Fraud", "kind": "peel", **facts})


@pytest.mark.parametrize(
    ("id_", "record", "words"),
    [
        (
            "rape",
            an_inspection(phase_of="fraud/1"),
            "“fraud/1” is a finding, and an inspection is meant here",
        ),
        (
            "rape",
            an_inspection(related=["Fraud/1"]),
            "“Fraud/1” is a finding, and an inspection is meant here",
        ),
        ("fraud/2", a_finding(under="fraud"), "“fraud” is an inspection, and a finding is meant here"),
        ("fraud/2", a_finding(same_as=["theft"]), "“theft” is an inspection, and a finding is meant here"),
    ],
)
def test_a_reference_to_a_record_of_the_other_kind_is_told(
    id_: str, record: Inspection | Finding, words: str
) -> None:
    register = Register(settings_of(), {"fraud": an_inspection(formerly=["theft"])}, {"fraud/1": a_finding()})
    problems = rules.check_record(register, id_, record, TODAY)
    assert [one.message for one in problems if one.code == "no-such-record"] == [words]


def test_what_is_unread_is_not_called_missing() -> None:
    cause = a_finding(kind="cause-of-concern", addressed_to=[])
    record = a_finding(under="fraud-2026/9")
    register = Register(settings_of(), {}, {"fraud-2026/1": record, "fraud-2026/coc-1": cause})
    unread = ["inspections/fraud-2026.yaml", "findings/fraud-2026/9.yaml"]
    assert rules.check(register, TODAY, unread) == []
    assert {problem.code for problem in rules.check(register, TODAY)} == {
        "no-such-inspection",
        "no-such-record",
        "cause-without-recommendation",
    }


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        (["2026-12-01", "2026-12-01"], []),
        (["2026-12-01", "2026-12"], ["target-moved-without-why"]),
        (["2026-12-01", "2026-11-30"], ["target-moved-without-why"]),
    ],
)
def test_a_target_said_again_has_not_moved(moves: list[str], expected: list[str]) -> None:
    record = a_finding(*(entry(target=target) for target in moves))
    assert codes(settings_of(), "fraud-2026/1", record) == expected


def test_the_target_of_an_action_is_not_that_of_the_finding() -> None:
    record = a_finding(
        entry(target="2026-12-01"), entry(action="a1", text="Train.", target="2026-11-30"), entry(note="x")
    )
    assert codes(settings_of(), "fraud-2026/1", record) == []


def test_a_correction_is_no_move() -> None:
    record = a_finding(
        entry(target="2026-12-01"),
        entry(corrects={"field": "target", "when": "2026-10-05"}, to="2026-12-11", source="minutes"),
    )
    assert codes(settings_of(), "fraud-2026/1", record) == []


def test_what_is_corrected_is_judged_as_corrected() -> None:
    record = a_finding(
        entry(corrects={"field": "addressed_to"}, to=["all"], source="report"), addressed_to=[]
    )
    assert codes(settings_of(), "fraud-2026/1", record) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"), [("date", "none", []), ("none", "date", ["deadline-at-odds"])]
)
def test_what_is_amended_is_judged_as_amended(before: str, after: str, expected: list[str]) -> None:
    amended = entry(
        amends={"field": "deadline"},
        to={"text": "In due course", "basis": after},
        authority={"kind": "letter", "ref": "L1"},
    )
    record = a_finding(amended, deadline={"text": "In due course", "basis": before})
    assert codes(settings_of(), "fraud-2026/1", record) == expected


def test_a_span_that_began_has_happened() -> None:
    record = a_finding(entry(on="2026-11-23", when="2026-11-23/2026-11-27", note="x"))
    assert codes(settings_of(), "fraud-2026/1", record) == []


def test_the_section_55_warning_begins_fourteen_days_before_the_last_day() -> None:
    def told(published: str) -> list[str]:
        log = [{"on": published, "event": "published"}]
        data = {"title": "A", "kind": "peel", "section_55": {"applies": "yes"}, "log": log}
        return codes(settings_of(), "a", Inspection.model_validate(data))

    # 14 days after 23 November is 7 December; 55 days before that is 13 October.
    assert told("2026-10-13") == ["section-55-due"]
    assert told("2026-10-14") == []
    # A month is no day to count from.
    assert told("2026-09") == []


@pytest.mark.parametrize("code", BAD)
def test_errors_alone_are_the_errors_among_all(code: str, tmp_path: Path) -> None:
    loaded = load(laid_over_the_base(EXAMPLES / "bad" / code, tmp_path))
    if loaded.register is not None:
        every, alone = (
            rules.check(loaded.register, TODAY, loaded.unread, errors_only=only) for only in (False, True)
        )
        assert alone == [one for one in every if one.severity == "error"]
