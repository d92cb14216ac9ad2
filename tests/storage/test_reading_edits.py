"""Reading and editing cannot disagree: what an edit leaves is what its reader reads, in whatever style.

ruamel.yaml, which hmi does not use, says who is right.
"""

from __future__ import annotations

from typing import Any

import yaml as pyyaml
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from bench import generate
from hmicfrs_cli.errors import RefusedError
from hmicfrs_cli.storage import yaml
from hmicfrs_cli.storage.edit import append_entry
from hmicfrs_cli.storage.scalars import Plain

ENTRY: dict[str, Any] = {"on": "2026-11-23", "rag": "amber", "why": "No: “later”,\nsays # nobody"}


def _values(data: Any) -> Any:  # noqa: ANN401 -- data is of any shape
    """Return what somebody read as plain data, with dates as they are written."""
    if isinstance(data, dict):
        return {_values(key): _values(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_values(value) for value in data]
    if isinstance(data, Plain):
        return data.value
    return data.isoformat() if hasattr(data, "isoformat") else data


def _by_ruamel(raw: bytes) -> Any:  # noqa: ANN401 -- as above
    reader = YAML(typ="safe", pure=True)  # one for each file: it keeps what the last one said of itself
    reader.version = (1, 2)
    return _values(reader.load(raw.decode("utf-8-sig")))


def _by_us(raw: bytes) -> Any:  # noqa: ANN401 -- as above
    read = yaml.read(raw, "p")
    assert isinstance(read, dict), raw
    return _values(read)


def test_both_read_every_file_of_a_made_register_and_every_edit_of_it_alike() -> None:
    edited = 0
    for made in generate.records(60):
        raw = made.text().encode()
        before = _by_us(raw)
        assert before == _by_ruamel(raw), made.path
        if made.entries:
            after = append_entry(raw, ("log",), ENTRY)
            assert _by_us(after) == before | {"log": [*before["log"], ENTRY]}, made.path
            assert _by_us(after) == _by_ruamel(after), made.path
            assert after.startswith(raw), made.path
            edited += 1
    assert edited > 60


texts = st.text(alphabet="ab09 -:#'\"[]{}&*!|>%\n.~éß😀", max_size=80)
entries = st.dictionaries(st.sampled_from(["on", "by", "why", "note"]), texts, min_size=1)


@given(
    log=st.lists(entries, min_size=1, max_size=3),
    style=st.sampled_from([None, '"', "'", "|", ">"]),
    width=st.integers(10, 200),
    indent=st.integers(2, 9),
    flow=st.sampled_from([None, False, True]),
    ends=st.sampled_from(["\n", "\r\n"]),
    mark=st.sampled_from(["", "\ufeff"]),
    after=st.booleans(),
)
@settings(max_examples=200, deadline=None)
def test_an_edit_in_any_style_is_read_alike_or_refused(  # noqa: PLR0913 -- so many things make a style
    log: list[dict[str, str]],
    style: str | None,
    width: int,
    indent: int,
    ends: str,
    mark: str,
    *,
    flow: bool | None,
    after: bool,
) -> None:
    data = {"title": "x", "log": log} | ({"z": "y"} if after else {})
    text: str = pyyaml.safe_dump(
        data,
        default_style=style,
        width=width,
        indent=indent,
        default_flow_style=flow,
        allow_unicode=True,
        sort_keys=False,
    )
    raw = (mark + text.replace("\n", ends)).encode()
    before = _by_us(raw)
    try:
        edited = append_entry(raw, ("log",), ENTRY)
    except RefusedError:
        assert flow is not False  # a list in brackets is the one that a person is asked to mend
        return
    assert _by_us(edited) == before | {"log": [*before["log"], ENTRY]}, raw
    assert _by_us(edited) == _by_ruamel(edited), raw
