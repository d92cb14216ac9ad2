"""What a check found, in each format: read back by a parser, whatever the records say."""

import json
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from hmicfrs_cli import __version__
from hmicfrs_cli.domain import rules
from hmicfrs_cli.domain.checked import Against, Checked
from hmicfrs_cli.domain.problems import Problem, Severity
from hmicfrs_cli.domain.trust.codes import CODES
from hmicfrs_cli.errors import UsageError
from hmicfrs_cli.render import findings, sarif

TODAY = date(2026, 11, 23)
ERROR = Problem("register/a b.yaml", "fact-edited", "the words", "put it back", line=3, column=7)
WARNING = Problem("register/a b.yaml", "unproved-date", "a date", "look", "warning", line=4, column=1)
OLDER = Problem("register/c.yaml", "no-owner", "nobody", "name one", "warning", line=2, column=2)
AGAINST = Against("main", "a" * 40, ("b" * 40,), 2, empty=False)
FOUND = Checked((WARNING, ERROR), 5, TODAY, None, AGAINST, (OLDER,))
HOSTILE = "]]>\x00\x1b[31m\x08\ud800\ufffe%0A::error::x\n<b>&\"' \u202e😀"


def hostile(severity: Severity = "error") -> Checked:
    """Return a check whose one problem has hostile words everywhere that a record or a file name reaches."""
    one = Problem(f"r/{HOSTILE}.yaml", "unknown-field", HOSTILE, HOSTILE, severity, line=1)
    return Checked((one,), 1, TODAY)


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - our own output is what is tested


def test_a_format_that_is_none_is_refused_with_those_there_are() -> None:
    assert all(findings.known(name) == name for name in findings.FORMATS)
    with pytest.raises(UsageError) as refused:
        findings.known("yaml")
    assert refused.value.mend == "choose from text, json, github, gitlab, junit, sarif"


@pytest.mark.parametrize("name", findings.FORMATS)
def test_every_format_prints_whatever_a_record_says(name: str) -> None:
    made = findings.make(name, hostile())
    assert "\x1b" not in made
    assert "\x00" not in made
    assert "\u202e" not in made
    assert made.encode()


@pytest.mark.parametrize("name", findings.FORMATS)
def test_every_format_can_say_that_nothing_is_wrong(name: str) -> None:
    assert findings.make(name, Checked((), 3, TODAY)) is not None


def test_json_has_what_was_compared_and_what_was_there_before() -> None:
    answer = json.loads(findings.make("json", FOUND))
    assert answer["against"]["merge_bases"] == ["b" * 40]
    assert [one["code"] for one in answer["older"]] == ["no-owner"]
    assert "older" not in json.loads(findings.make("json", Checked((), 3, TODAY)))


def test_github_has_errors_first_and_the_mend_with_each() -> None:
    lines = findings.make("github", FOUND).splitlines()
    place = "file=register/a b.yaml,line=3,col=7,title=Fact edited"
    assert lines == [
        f"::error {place}::The words. To mend it: put it back",
        "::warning file=register/a b.yaml,line=4,col=1,title=Unproved date::A date. To mend it: look",
    ]


def test_github_is_not_given_a_command_by_a_record() -> None:
    assert len(findings.make("github", hostile()).splitlines()) == 1


def test_gitlab_has_what_it_needs() -> None:
    issues = json.loads(findings.make("gitlab", FOUND))
    assert [one["check_name"] for one in issues] == ["unproved-date", "fact-edited", "no-owner"]
    assert issues[1]["location"] == {"path": "register/a b.yaml", "lines": {"begin": 3}}
    assert len({one["fingerprint"] for one in issues}) == 3


def test_junit_has_a_case_for_each_file_and_one_for_the_others() -> None:
    root = parsed(findings.make("junit", FOUND))
    suite = root.find("testsuite")
    assert suite is not None
    cases = suite.findall("testcase")
    assert [case.get("name") for case in cases] == ["register/a b.yaml", "every other file"]
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
    failure, beside = cases[0].find("failure"), cases[0].findtext("system-out")
    assert failure is not None
    assert (failure.get("type"), failure.get("message")) == ("fact-edited", "the words")
    assert failure.text == "register/a b.yaml:3:7: fact-edited the words (put it back)"
    assert beside == "register/a b.yaml:4:1: unproved-date warning: a date (look)"
    assert "register/c.yaml:2:2: no-owner warning: nobody (name one)" in (
        cases[1].findtext("system-out") or ""
    )


def test_junit_does_not_fail_for_a_warning() -> None:
    root = parsed(findings.make("junit", hostile("warning")))
    assert root.get("failures") == "0"
    assert root.find(".//failure") is None


def test_junit_holds_no_character_that_xml_cannot() -> None:
    root = parsed(findings.make("junit", hostile()))
    failure = root.find(".//failure")
    assert failure is not None
    assert "]]>\ufffd\ufffd[31m" in (failure.get("message") or "")
    assert "<b>&\"' \ufffd😀" in (failure.text or "")


def test_sarif_has_the_required_fields() -> None:
    answer = json.loads(findings.make("sarif", FOUND))
    assert (answer["version"], answer["$schema"].endswith("sarif-2.1.0.json")) == ("2.1.0", True)
    (run,) = answer["runs"]
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("hmi", __version__)
    assert [rule["id"] for rule in driver["rules"]] == ["unproved-date", "fact-edited", "no-owner"]
    assert all(rule["shortDescription"]["text"] and rule["help"]["text"] for rule in driver["rules"])
    assert [rule["defaultConfiguration"]["level"] for rule in driver["rules"]] == [
        "warning",
        "error",
        "warning",
    ]
    for index, result in enumerate(run["results"]):
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"], index
    assert [one["level"] for one in run["results"]] == ["warning", "error", "warning"]
    assert [one["baselineState"] for one in run["results"]] == ["new", "new", "unchanged"]
    assert run["results"][1]["message"] == {"text": "the words\nPut it back"}
    assert run["results"][1]["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "register/a%20b.yaml", "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": 3, "startColumn": 7},
            }
        }
    ]


def test_a_fingerprint_stays_where_lines_move_and_tells_equal_problems_apart() -> None:
    def marks(*problems: Problem) -> list[str]:
        (run,) = json.loads(findings.make("sarif", Checked(problems, 1, TODAY)))["runs"]
        return [one["partialFingerprints"]["hmiProblem/v1"] for one in run["results"]]

    first, second = marks(ERROR, ERROR.at(9, 9))
    assert first != second
    assert marks(ERROR.at(40, 1)) == [first]
    assert "baselineState" not in findings.make("sarif", Checked((ERROR,), 1, TODAY))


def test_every_rule_has_words_in_sarif() -> None:
    known = sarif.meanings()
    tables = (rules.INSPECTION, rules.FINDING, rules.COMMITTEE, rules.SETTINGS)
    assert set(known) >= {rule.code for table in tables for rule in table} | set(CODES)
    assert [code for code, meaning in known.items() if not meaning.endswith(".")] == []


@pytest.mark.parametrize(
    ("against", "lines"),
    [
        (
            AGAINST,
            [
                "compared with “main”, commit aaaaaaaaaaaa, and with bbbbbbbbbbbb, where this branched off",
                "2 commits of it not here yet; nothing of that is missed: merge it to check both together",
            ],
        ),
        (
            Against("v1", "a" * 40, ("a" * 40,), 0, empty=False),
            ["compared with “v1”, commit aaaaaaaaaaaa"],
        ),
        (
            Against("v1", "a" * 40, (), 1, empty=True),
            ["“v1”, commit aaaaaaaaaaaa holds no register here: everything in this one is new"],
        ),
    ],
)
def test_what_was_compared_is_said(against: Against, lines: list[str]) -> None:
    assert findings.compared(against) == lines
