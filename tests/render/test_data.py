"""JSON: safe on any terminal, and what is absent is null."""

import json
from datetime import date

from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.render import data


def test_an_answer_names_its_schema_and_day_and_is_ascii() -> None:
    text = data.text("hmi.test/1", date(2026, 11, 23), items=["café \u202e \x9b"])
    assert text.isascii()
    assert json.loads(text) == {"schema": "hmi.test/1", "as_of": "2026-11-23", "items": ["café \u202e \x9b"]}


def test_a_problem_has_its_place_and_mend() -> None:
    said = data.problem(Problem("a.yaml", "code", "message", "mend", line=3, column=4))
    assert list(said.values()) == ["a.yaml", 3, 4, "error", "code", "message", "mend"]
