"""One record with those that it is shown with, found without reading the others."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from hmicfrs_cli.domain.register import Register
from hmicfrs_cli.storage import kin, warm
from hmicfrs_cli.storage.load import load
from tests.conftest import ROOT, GitRepo

BASE = ROOT / "tests" / "examples" / "good" / "base"
TODAY = date(2026, 11, 23)
COMMITTEE, INSPECTION = "committees/jac.yaml", "inspections/fraud-2026.yaml"
CAUSE = "fraud-2026/coc-1"


@pytest.fixture
def root(git_repo: GitRepo) -> Path:
    """Two inspections, one of whose findings stands under a finding of the other, by a former id."""
    place = git_repo.path / "register"
    shutil.copytree(BASE, place)
    (place / "inspections/other-2026.yaml").write_text(
        "formerly: [old-2026]\n" + (place / INSPECTION).read_text()
    )
    text = (place / "findings" / f"{CAUSE}.yaml").read_text()
    for path, under in (
        ("other-2026/1", CAUSE.upper()),
        ("lost-2026/1", "old-2026/1"),
        ("fraud-2026/3", "no/1"),
    ):
        (place / f"findings/{path}.yaml").parent.mkdir(exist_ok=True)
        (place / f"findings/{path}.yaml").write_text(f"under: {under}\n{text}")
    (place / "committees/broken.yaml").write_text("name: [\n")
    git_repo.commit("The register")
    return place


def known(root: Path) -> Register:
    found = warm.ask(root, TODAY, None, named=True)
    assert found is not None
    assert found.now is not None
    return kin.known(root, found.now)


def test_what_is_known_is_what_can_be_read(root: Path) -> None:
    read, found = load(root).register, known(root)
    assert read is not None
    for name in ("inspections", "findings", "committees"):
        assert list(getattr(found, name)) == list(getattr(read, name))
    assert (found.settings, found.former, found.children) == (read.settings, read.former, read.children)


@pytest.mark.parametrize(
    ("id_", "inspections", "findings", "committees"),
    [
        (CAUSE, ["fraud-2026"], ["fraud-2026/2", CAUSE, "other-2026/1"], []),
        ("fraud-2026/2", ["fraud-2026"], ["fraud-2026/2"], []),
        ("other-2026/1", ["other-2026"], ["lost-2026/1", "other-2026/1"], []),
        ("lost-2026/1", [], ["lost-2026/1"], []),
        ("fraud-2026", ["fraud-2026"], ["fraud-2026/1", "fraud-2026/2", "fraud-2026/3", CAUSE], []),
        ("jac", [], [], ["jac"]),
    ],
)
def test_what_a_record_is_shown_with(
    root: Path, id_: str, inspections: list[str], findings: list[str], committees: list[str]
) -> None:
    found = kin.with_kin(root, known(root), id_)
    assert found is not None
    assert [list(found.inspections), list(found.findings)] == [inspections, findings]
    assert list(found.committees) == committees


@pytest.mark.parametrize("path", [INSPECTION, f"findings/{CAUSE}.yaml", "register.yaml"])
def test_what_changes_meanwhile_is_no_answer(root: Path, path: str) -> None:
    register = known(root)
    (root / path).write_text("title: [\n")
    assert kin.with_kin(root, register, CAUSE) is None
