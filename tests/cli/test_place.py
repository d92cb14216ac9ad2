"""Which register a command is about: the one that is named, and never another in its stead."""

from pathlib import Path

import pytest

from tests.cli.sandbox import REGISTER
from tests.conftest import Call


@pytest.fixture
def inside(monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(REGISTER / "findings")
    return REGISTER


@pytest.mark.parametrize("command", [["list"], ["check"], ["rag", "set", "stop-search-2025/2", "red"]])
@pytest.mark.parametrize("named", ["nowhere", "../nowhere/register"])
def test_a_folder_that_is_not_there_is_told_though_a_register_is_near(
    call: Call, inside: Path, command: list[str], named: str
) -> None:
    before = {path: path.read_bytes() for path in inside.rglob("*.yaml")}
    code, out, err = call(*command, "--register", named)
    assert (code, out) == (3, "")
    assert "there is no folder" in err
    assert "--register or HMI_REGISTER" in err
    assert {path: path.read_bytes() for path in inside.rglob("*.yaml")} == before


def test_without_a_name_the_nearest_upwards_is_meant(call: Call, inside: Path) -> None:
    code, out, _ = call("list", "--json")
    assert (code, out) == (0, call("list", "--json", "--register", str(inside))[1])
