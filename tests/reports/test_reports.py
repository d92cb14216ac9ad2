"""The reports kept here are read as a careful person reads them, and nothing is read that is not there."""

from pathlib import Path

import pytest

from hmicfrs_cli.domain.published.reading import read
from hmicfrs_cli.storage.plain_text import read as read_text
from tests.conftest import ROOT
from tests.reports.cases import Case, Score, cases, read_case, score

CASES = cases()
ENOUGH = 0.95
"""How many of all findings are to be found with their exact wording and deadline."""


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    return {}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_report_is_read_and_nothing_invented(case: Case, tmp_path: Path, scores: dict[str, Score]) -> None:
    published = read_case(case, tmp_path)
    scores[case.name] = result = score(case, published)
    assert result.invented == []
    assert result.wrong == []
    assert result.missed == []
    about = published.inspection
    shown = {
        "title": about.title,
        "kind": about.kind.value,
        "lead": about.lead,
        "url": about.url,
        "published": about.published.text if about.published else None,
    }
    assert {name: shown[name] for name in case.inspection} == case.inspection


def test_there_are_enough_reports_of_every_kind_and_year() -> None:
    names = [case.name for case in CASES if case.findings]
    kinds = {next(case.folder.glob("report.*")).name for case in CASES}
    assert len(names) >= 24 - 1
    assert {int(name[:4]) for name in names} >= set(range(2014, 2026))
    assert kinds >= {"report.html", "report.txt", "report.typ", "report.print.html", "report.docx.html"}
    assert sum(not case.findings for case in CASES) >= 6


def test_the_paper_of_march_2022_gives_its_three_recommendations() -> None:
    """In the words that the real register holds of them, set as the paper sets them."""
    from hmicfrs_cli.storage.load import load

    register = load(ROOT / "register").register
    assert register is not None
    held = {one.text: one for id_, one in register.findings.items() if id_.startswith("rape-phase-two-2022/")}
    paper = (
        "In conjunction with Phase 1, nine recommendations have been made, of which three"
        " are\npolice-specific:\n" + "".join(f"{one.number}.) {_set(one.text)}\n" for one in held.values())
    )
    found = read(
        read_text(f"Recommendations\n{paper}These recommendations have been brought into the\n".encode())
    ).findings
    assert [(one.text, one.number) for one in found] == [(one.text, one.number) for one in held.values()]
    assert [one.deadline and one.deadline.words for one in found] == ["Immediately"] * 3


def _set(text: str) -> str:
    """Return text in lines of about 85 characters."""
    import textwrap

    return "\n".join(textwrap.wrap(text, 85))
