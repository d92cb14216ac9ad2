"""An edit is the lines it adds, and nothing else."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmicfrs_cli.errors import HmiError, RefusedError
from hmicfrs_cli.storage import yaml
from hmicfrs_cli.storage.compose import record
from hmicfrs_cli.storage.edit import append_entry

if TYPE_CHECKING:
    from pathlib import Path

ITEM: dict[str, Any] = {"on": "2023-06-14", "rag": "amber"}

# before, after
APPENDED: dict[str, tuple[str, str]] = {
    "house style": ("log:\n- on: 2022\n", "log:\n- on: 2022\n- on: 2023-06-14\n  rag: amber\n"),
    "indented items": (
        "log:\n  - on: 2022\nz: y\n",
        "log:\n  - on: 2022\n  - on: 2023-06-14\n    rag: amber\nz: y\n",
    ),
    "a wide dash": ("log:\n-   on: 2022\n", "log:\n-   on: 2022\n- on: 2023-06-14\n  rag: amber\n"),
    "no final line end": ("log:\n- on: 2022", "log:\n- on: 2022\n- on: 2023-06-14\n  rag: amber\n"),
    "CRLF": ("log:\r\n- on: 2022\r\n", "log:\r\n- on: 2022\r\n- on: 2023-06-14\r\n  rag: amber\r\n"),
    "CRLF without a final one": (
        "log:\r\n- on: 2022",
        "log:\r\n- on: 2022\r\n- on: 2023-06-14\r\n  rag: amber\r\n",
    ),
    "byte order mark": (
        "\ufefflog:\n- on: 2022\n",
        "\ufefflog:\n- on: 2022\n- on: 2023-06-14\n  rag: amber\n",
    ),
    "comment on the last line": (
        "log:\n- on: 2022  # why\n\n# next\nz: y\n",
        "log:\n- on: 2022  # why\n- on: 2023-06-14\n  rag: amber\n\n# next\nz: y\n",
    ),
    "comment of the last item": (
        "log:\n- on: 2022\n  # of the item\n# of the file\n",
        "log:\n- on: 2022\n  # of the item\n- on: 2023-06-14\n  rag: amber\n# of the file\n",
    ),
    "blank lines after": ("log:\n- on: 2022\n\n\n", "log:\n- on: 2022\n- on: 2023-06-14\n  rag: amber\n\n\n"),
    "text block last": (
        "log:\n- why: >-\n    some\n    words\n\nz: y\n",
        "log:\n- why: >-\n    some\n    words\n- on: 2023-06-14\n  rag: amber\n\nz: y\n",
    ),
    "text block that keeps its blank lines": (
        "log:\n- why: |+\n    some\n\nz: y\n",
        "log:\n- why: |+\n    some\n\n- on: 2023-06-14\n  rag: amber\nz: y\n",
    ),
    "folded text at the very end": (
        "log:\n- why: >-\n    some",
        "log:\n- why: >-\n    some\n- on: 2023-06-14\n  rag: amber\n",
    ),
    "quoted over two lines": (
        'log:\n- why: "some\n    words"\n',
        'log:\n- why: "some\n    words"\n- on: 2023-06-14\n  rag: amber\n',
    ),
    "braces last": (
        "log:\n- planned: {a: b,\n    c: d}\n",
        "log:\n- planned: {a: b,\n    c: d}\n- on: 2023-06-14\n  rag: amber\n",
    ),
    "emoji before": ("a: 😀\nlog:\n- on: é\n", "a: 😀\nlog:\n- on: é\n- on: 2023-06-14\n  rag: amber\n"),
    "no log": ("a: b\n", "a: b\nlog:\n- on: 2023-06-14\n  rag: amber\n"),
    "no log, no final line end": ("a: b", "a: b\nlog:\n- on: 2023-06-14\n  rag: amber\n"),
    "no log, indented": ("  a: b\n", "  a: b\n  log:\n  - on: 2023-06-14\n    rag: amber\n"),
    "no log, CRLF": ("a: b\r\n", "a: b\r\nlog:\r\n- on: 2023-06-14\r\n  rag: amber\r\n"),
    "empty brackets": (
        "a: b\nlog: []  # yet\nz: y\n",
        "a: b\nlog:  # yet\n- on: 2023-06-14\n  rag: amber\nz: y\n",
    ),
    "empty brackets at the end": ("log: []", "log:\n- on: 2023-06-14\n  rag: amber\n"),
}


@pytest.mark.parametrize(("before", "after"), APPENDED.values(), ids=APPENDED.keys())
def test_an_entry_is_appended_in_the_style_of_the_file(before: str, after: str) -> None:
    assert append_entry(before.encode(), ("log",), ITEM).decode() == after


def test_a_list_further_down_is_appended_to() -> None:
    raw = b"a:\n  b:\n    - c: d\n  e: f\n"
    assert append_entry(raw, ("a", "b"), {"x": "v"}) == b"a:\n  b:\n    - c: d\n    - x: v\n  e: f\n"


REFUSED: dict[str, tuple[bytes, tuple[str | int, ...]]] = {
    "brackets": (b"log: [{on: 2022}]\n", ("log",)),
    "no list": (b"log: words\n", ("log",)),
    "unreadable": (b"log: [\n", ("log",)),
    "missing and not at the top": (b"a: b\n", ("a", "log")),
    "record in braces": (b"{a: b}\n", ("log",)),
    "a text that a line end would change": (b"log:\n- why: |\n    some", ("log",)),
    "an end mark": (b"a: b\n...\n", ("log",)),
}


@pytest.mark.parametrize(("raw", "loc"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_done_cleanly_is_refused_with_a_mend(raw: bytes, loc: tuple[str | int, ...]) -> None:
    with pytest.raises(HmiError) as refused:
        append_entry(raw, loc, ITEM)
    assert isinstance(refused.value, RefusedError)
    assert refused.value.mend


def test_one_rating_is_only_added_lines_in_git(tmp_path: Path) -> None:
    def git(*words: str) -> str:
        return subprocess.run(
            ["git", *words], cwd=tmp_path, check=True, capture_output=True, text=True
        ).stdout

    git("init", "-q")
    styles = {
        name: before for name, (before, _) in APPENDED.items() if before.endswith("\n") and "[" not in before
    }
    assert len(styles) > 10
    for number, before in enumerate(styles.values()):
        (tmp_path / f"{number}.yaml").write_bytes(before.encode())
    git("-c", "core.autocrlf=false", "add", ".")
    for number, before in enumerate(styles.values()):
        (tmp_path / f"{number}.yaml").write_bytes(append_entry(before.encode(), ("log",), ITEM))
    counts = [
        line.split("\t")[:2] for line in git("-c", "core.autocrlf=false", "diff", "--numstat").splitlines()
    ]
    assert len(counts) == len(styles)
    assert {removed for _, removed in counts} == {"0"}
    assert {added for added, _ in counts} <= {"2", "3"}


texts = st.text(alphabet="ab -:#'\"[]{}&*!|>%\n.~é😀", max_size=120)
items = st.dictionaries(st.sampled_from(["on", "by", "why", "note"]), texts, min_size=1)


@given(
    log=st.lists(items, min_size=1, max_size=3),
    item=items,
    style=st.sampled_from(["\n", "\r\n"]),
    tail=st.booleans(),
)
@settings(max_examples=150, deadline=None)
def test_an_edit_touches_only_its_lines(
    log: list[dict[str, str]], item: dict[str, str], style: str, *, tail: bool
) -> None:
    data = {"title": "x", "log": log} | ({"z": "y"} if tail else {})
    raw = record(data).decode().replace("\n", style).encode()
    new = append_entry(raw, ("log",), item)
    assert yaml.read(new, "p") == data | {"log": [*log, item]}
    start = next((n for n, (old, now) in enumerate(zip(raw, new, strict=False)) if old != now), len(raw))
    assert new.endswith(raw[start:])
