"""One more field of one item: the lines it adds, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from hmicfrs_cli.errors import NotFoundError, RefusedError
from hmicfrs_cli.storage import yaml
from hmicfrs_cli.storage.edit import add_field

ISSUED: dict[str, Any] = {"on": "2022-04-01", "figures": {"recommendation": ["a/1", "a/7.1"]}}
LINES = "  issued:\n    on: 2022-04-01\n    figures:\n      recommendation: [a/1, a/7.1]\n"

# which meeting, before, after
ADDED: dict[str, tuple[int, str, str]] = {
    "the only one": (0, "m:\n- on: 2022\n", f"m:\n- on: 2022\n{LINES}"),
    "one of several": (
        1,
        "m:\n- on: 2022\n- on: 2023\n- on: 2024\n",
        f"m:\n- on: 2022\n- on: 2023\n{LINES}- on: 2024\n",
    ),
    "before another field": (0, "m:\n- on: 2022\nz: y\n", f"m:\n- on: 2022\n{LINES}z: y\n"),
    "no final line end": (0, "m:\n- on: 2022", f"m:\n- on: 2022\n{LINES}"),
    "CRLF": (0, "m:\r\n- on: 2022\r\n", "m:\r\n- on: 2022\r\n" + LINES.replace("\n", "\r\n")),
    "byte order mark": (0, "\ufeffm:\n- on: 2022\n", f"\ufeffm:\n- on: 2022\n{LINES}"),
    "a wide dash": (
        0,
        "m:\n-   on: 2022\n",
        "m:\n-   on: 2022\n" + "".join(f"  {line}\n" for line in LINES.splitlines()),
    ),
    "a comment beside the last value": (
        0,
        "m:\n- on: 2022  # spring\n\n# next\n- on: 2023\n",
        f"m:\n- on: 2022  # spring\n{LINES}\n# next\n- on: 2023\n",
    ),
    "a comment below what is in it": (
        0,
        "m:\n- on: 2022\n  requests:\n  - text: x\n    # of the request\n- on: 2023\n",
        f"m:\n- on: 2022\n  requests:\n  - text: x\n    # of the request\n{LINES}- on: 2023\n",
    ),
    "a list last": (
        0,
        "m:\n- on: 2022\n  to: [a,\n    b]\n- on: 2023\n",
        f"m:\n- on: 2022\n  to: [a,\n    b]\n{LINES}- on: 2023\n",
    ),
    "a text block last": (
        0,
        "m:\n- note: >-\n    some\n    words\n\n- on: 2023\n",
        f"m:\n- note: >-\n    some\n    words\n{LINES}\n- on: 2023\n",
    ),
    "a text block that keeps its blank lines": (
        0,
        "m:\n- note: |+\n    some\n\n- on: 2023\n",
        f"m:\n- note: |+\n    some\n\n{LINES}- on: 2023\n",
    ),
}


@pytest.mark.parametrize(("index", "before", "after"), ADDED.values(), ids=ADDED.keys())
def test_a_field_is_added_at_the_end_of_an_item(index: int, before: str, after: str) -> None:
    assert add_field(before.encode(), ("m", index), "issued", ISSUED).decode() == after
    read = yaml.read(after.encode(), "x")
    assert isinstance(read, dict)
    assert read["m"][index]["issued"] == ISSUED


def test_a_top_level_mapping_is_an_item_too() -> None:
    assert add_field(b"m:\n  on: 2022\n", ("m",), "note", "x") == b"m:\n  on: 2022\n  note: x\n"


def test_an_empty_mapping_stays_one() -> None:
    after = add_field(b"m:\n- on: 2022\n", ("m", 0), "issued", {"on": "2022-04-01", "figures": {}})
    assert after == b"m:\n- on: 2022\n  issued:\n    on: 2022-04-01\n    figures: {}\n"


REFUSED: dict[str, tuple[str, tuple[str | int, ...]]] = {
    "in braces": ("m:\n- {on: 2022}\n", ("m", 0)),
    "no mapping": ("m:\n- text\n", ("m", 0)),
    "a list": ("m:\n- on: 2022\n", ("m",)),
    "there already": ("m:\n- on: 2022\n  issued: x\n", ("m", 0)),
    "not to be read": ("m:\n- on: 2022\n- : :\n", ("m", 0)),
}


@pytest.mark.parametrize(("text", "loc"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_done_safely_is_refused(text: str, loc: tuple[str | int, ...]) -> None:
    with pytest.raises(RefusedError) as told:
        add_field(text.encode(), loc, "issued", ISSUED)
    assert told.value.mend


@pytest.mark.parametrize("loc", [("m", 3), ("z",), ()])
def test_an_item_that_is_not_there_gets_no_field(loc: tuple[str | int, ...]) -> None:
    with pytest.raises(NotFoundError):
        add_field(b"m:\n- on: 2022\n", loc, "issued", ISSUED)
