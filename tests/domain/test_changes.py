"""Typed changes: pairs of registers in folders, found by themselves, and what holds for every pair."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from hmicfrs_cli.domain.changes import model
from hmicfrs_cli.render.change_summary import summary
from tests.domain.pairs import FOLDER, NAMES, changes, in_words, pair

FINDING = "findings/peel-2022/1.yaml"


def test_every_folder_is_a_pair() -> None:
    folders = {one.name for one in FOLDER.iterdir() if one.is_dir()} - {"base"}
    assert folders == set(NAMES)
    assert len(NAMES) >= 40


@pytest.mark.parametrize("name", NAMES)
def test_a_pair(name: str) -> None:
    assert in_words(changes(*pair(name))) == (FOLDER / name / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_differs_from_itself(name: str) -> None:
    for side in pair(name):
        assert changes(side, side) == []


def test_every_kind_of_change_is_shown() -> None:
    shown = {type(change) for name in NAMES for change in changes(*pair(name))}
    assert shown == set(model.ORDER)


@pytest.mark.parametrize("name", NAMES)
def test_the_most_serious_stands_first(name: str) -> None:
    ranks = [model.ORDER.index(type(change)) for change in changes(*pair(name))]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize("name", NAMES)
def test_words_that_are_withheld_are_in_no_sentence(name: str) -> None:
    words = in_words(changes(*pair(name)))
    for secret in ("A secret.", "named officer", "A name.", "Another name."):
        assert secret not in words


def test_an_entry_that_is_gone_is_never_silent() -> None:
    """Whatever is taken out of any log of any pair is told."""
    for name in NAMES:
        _, new = pair(name)
        for path in {FINDING} & new.keys():
            data = yaml.load(new[path], yaml.BaseLoader)  # noqa: S506 - its own, text only
            for gone in range(len(data["log"])):
                kept = {**data, "log": [one for at, one in enumerate(data["log"]) if at != gone]}
                found = changes(new, new | {path: _text(kept)})
                assert any(isinstance(one, model.SERIOUS) for one in found), (name, path, gone)


def _text(data: object) -> bytes:
    # JSON is YAML; what is no text in a register is written without quotes there.
    text = yaml.dump(data, default_flow_style=True, width=10_000, allow_unicode=True)
    return text.replace("'true'", "true").replace("'3'", "3").replace("'2'", "2").encode()


STYLES = st.fixed_dictionaries(
    {
        "default_flow_style": st.sampled_from([True, False, None]),
        "default_style": st.sampled_from([None, "'", '"']),
        "indent": st.integers(2, 8),
        "width": st.integers(20, 200),
        "sort_keys": st.booleans(),
        "line_break": st.sampled_from(["\n", "\r\n"]),
    }
)


@given(style=STYLES, order=st.permutations(range(6)), head=st.sampled_from(["", "# a comment\n", "\ufeff"]))
def test_a_file_written_otherwise_changes_only_in_format(
    style: dict[str, object], order: list[int], head: str
) -> None:
    _, held = pair("everything-at-once")
    data = yaml.load(held[FINDING], yaml.BaseLoader)  # noqa: S506 - its own, text only
    names = list(data)
    assert len(names) == len(order)
    again = {names[at]: data[names[at]] for at in order}
    text = head + yaml.dump(again, allow_unicode=True, **style)  # type: ignore[call-overload]  # drawn by name
    found = changes(held, held | {FINDING: text.encode()})
    assert [type(one) for one in found] == [model.FormatOnly]
    assert summary(found) == "One file changed only in format."
