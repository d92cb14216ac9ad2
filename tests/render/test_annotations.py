"""Notes beside lines: the escapes and limits of GitHub's commands and GitLab's reports."""

import json

from hmicfrs_cli.render.annotations import Level, Note, github, gitlab


def note(level: Level = "error", message: str = "wrong", column: int = 0, line: int = 3) -> Note:
    return Note("a, b/c:d%.yaml", line, level, "a-code", "Title: 1, 2", message, column)


def test_a_command_is_escaped_as_github_s_own_toolkit_does() -> None:
    assert github([note(message="50% of a: b, c\r\nd", column=7)]) == (
        "::error file=a%2C b/c%3Ad%25.yaml,line=3,col=7,title=Title%3A 1%2C 2::50%25 of a: b, c d"
    )
    assert github([note("notice", line=0)]).startswith("::notice file=a%2C b/c%3Ad%25.yaml,line=1,title=")


def test_ten_of_a_kind_and_how_many_more() -> None:
    lines = github([note("warning")] * 12 + [note()] * 11 + [note("notice")] * 10).splitlines()
    kinds = [line.split(" ")[0] for line in lines]
    assert kinds == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"] * 10
    assert lines[-1] == "::notice title=hmi::4 more notes, not shown here"
    assert len(github([note()] * 10).splitlines()) == 10
    assert github([]) == ""


def test_a_report_has_stable_fingerprints() -> None:
    first, second = json.loads(gitlab([note(), note()]))
    assert first["fingerprint"] != second["fingerprint"]
    assert first["location"] == {"path": "a, b/c:d%.yaml", "lines": {"begin": 3}}
    assert (first["severity"], first["check_name"]) == ("major", "a-code")
    assert first["description"] == "Title: 1, 2: wrong"
    [moved] = json.loads(gitlab([note(line=9)]))
    assert moved["fingerprint"] == first["fingerprint"]
    [other] = json.loads(gitlab([note(message="another")]))
    assert other["fingerprint"] != first["fingerprint"]
