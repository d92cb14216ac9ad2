"""What stands around a register: filled-in places, and who approves which file."""

from datetime import date

import pytest

from hmicfrs_cli import __version__
from hmicfrs_cli.domain import codeowners, repository
from hmicfrs_cli.domain.fold import Lens
from hmicfrs_cli.domain.reading import read_record
from hmicfrs_cli.domain.records import Finding
from hmicfrs_cli.domain.register import Register, View
from hmicfrs_cli.domain.repository import Host
from hmicfrs_cli.domain.settings import Settings
from hmicfrs_cli.errors import HmiError, UsageError

DAY = date(2026, 11, 23)


def view(settings: dict[str, object], **portfolios: str) -> View:
    """Return a register whose findings, by their last segment, are in some portfolios."""
    read = read_record("register.yaml", {"format": 1, "force": "x", "names": {"force": "X"}, **settings})
    assert isinstance(read, Settings)
    findings = {}
    for segment, portfolio in portfolios.items():
        log = [{"on": "2026-01-01", "portfolio": portfolio}] if portfolio else []
        finding = read_record(f"findings/peel/{segment}.yaml", {"kind": "practice", "text": "T", "log": log})
        assert isinstance(finding, Finding)
        findings[f"peel/{segment}"] = finding
    return View(Register(settings=read, inspections={}, findings=findings, committees={}), Lens(DAY, DAY))


PORTFOLIOS: dict[str, object] = {
    "portfolios": [
        {
            "id": "crime",
            "name": "Crime\u2028* @evil",
            "leads": [
                {"from": "2020-01-01", "lead": "The former lead"},
                {"from": "2024-01-01", "lead": "ACC\n* @evil"},
                {"from": "2027-01-01", "lead": "The next lead"},
            ],
        },
        {"id": "people", "name": "People"},
    ]
}


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("", "at . under  as ^"),
        ("register", "at register under register/ as ^register/"),
        ("a.b/r_1", r"at a.b/r_1 under a.b/r_1/ as ^a\.b/r_1/"),
    ],
)
def test_places_are_filled_in(place: str, told: str) -> None:
    assert repository.filled("at @REGISTER@ under @UNDER@ as ^@PATTERN@", place) == told
    assert repository.filled("hmi==@VERSION@", place) == f"hmi=={__version__}"


@pytest.mark.parametrize(
    "place", ["a b", "a$(x)", "a'b", "-x", "a/-x", "a//b", "/a", "a/", "ä", "${{ a }}", "a\n"]
)
def test_a_place_that_a_script_could_misread_is_refused(place: str) -> None:
    with pytest.raises(HmiError, match="no script should hold such a name"):
        repository.filled("@REGISTER@", place)


def test_each_host_has_its_own_files() -> None:
    github, gitlab = repository.sources(Host.GITHUB), repository.sources(Host.GITLAB)
    assert repository.sources(Host.BOTH) == github | gitlab
    assert set(github) & set(gitlab) == set(repository.COMMON)
    assert repository.hosts(Host.BOTH) == [Host.GITHUB, Host.GITLAB]
    assert set(repository.schemas("r")) == {
        f"r/schema/{name}.json" for name in ("committee", "finding", "inspection", "register")
    }


def test_owners_are_named_per_finding_and_nothing_written_gets_a_line_of_its_own() -> None:
    seen = view(PORTFOLIOS, **{"1": "crime", "2": "people", "10": "Crime\u2028* @evil", "3": ""})
    text = codeowners.text(seen, "CODEOWNERS", "r/", {"crime": "@f/crime"}, "@keeper")
    assert [line for line in text.splitlines() if not line.startswith("#")] == [
        "* @keeper",
        "",
        "/r/findings/peel/1.yaml @f/crime",
        "/r/findings/peel/10.yaml @f/crime",
        "",
        "",
        "/r/register.yaml @keeper",
        "/.github/ @keeper",
        "/.gitlab/ @keeper",
        "/.gitlab-ci.yml @keeper",
        "/.hmi/ @keeper",
    ]
    assert "# Crime * @evil (crime), led by ACC * @evil\n" in text
    assert "# People (people)\n# Files: 1. To name who approves them: --owner people=@HANDLE\n" in text
    assert "# hmi setup-git --overwrite CODEOWNERS --keeper @keeper --owner crime=@f/crime\n" in text


def test_without_handles_nothing_is_in_force() -> None:
    text = codeowners.text(view(PORTFOLIOS, **{"1": "crime"}), "CODEOWNERS", "", {}, None)
    assert [line for line in text.splitlines() if line and not line.startswith("#")] == []
    assert "# /register.yaml @HANDLE" in text


@pytest.mark.parametrize("text", ["@a", "@a-b/c_d.e", "@a/b/c", "a.b+c@force.example"])
def test_handles(text: str) -> None:
    assert codeowners.handle(text) == text
    assert codeowners.portfolio_handles(view(PORTFOLIOS), [f"crime={text}"]) == {"crime": text}


@pytest.mark.parametrize("text", ["", "a", "@", "@a b", "@a\n", "@a #", "a@b", "@a/", "[x]"])
def test_what_is_no_handle(text: str) -> None:
    with pytest.raises(UsageError, match="names nobody at a host"):
        codeowners.handle(text)


def test_there_is_no_portfolio_yet() -> None:
    with pytest.raises(UsageError, match="no PORTFOLIO") as refused:
        codeowners.portfolio_handles(view({}), ["crime=@a"])
    assert refused.value.mend == "portfolios are: none yet"
