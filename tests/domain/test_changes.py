"""Typed changes: pairs of registers in folders, found by themselves, and what holds for every pair."""

from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from hmicfrs_cli.domain.changes import model
from hmicfrs_cli.domain.changes.about import About, Change
from hmicfrs_cli.domain.changes.compare import compare
from hmicfrs_cli.render.change_summary import summary
from tests.domain.pairs import FOLDER, NAMES, changes, in_words, pair, state

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
    ranks = [
        (not model.is_serious(change), model.ORDER.index(type(change))) for change in changes(*pair(name))
    ]
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


SETTINGS = "register.yaml"
JAC = "committees/jac.yaml"
SINCE = date(2030, 6, 1)


def grave(path: str, added: str, since: date | None) -> list[bool]:
    """Return, of each change that text added to a file makes, whether it is told first."""
    _, held = pair("nothing")
    new = state(held | {path: held[path] + added.encode()})
    return [model.is_serious(one) for one in compare(state(held), new, changed=[path], since=since)]


@pytest.mark.parametrize(
    ("since", "source", "expected"),
    [
        (SINCE, "", True),
        (SINCE, ", source: Minutes", False),
        (date(2026, 1, 20), "", False),
        (None, "", False),
    ],
    ids=["long-before", "sourced", "within-31-days", "unknown"],
)
def test_a_setting_that_holds_from_long_before_is_told_first(
    since: date | None, source: str, *, expected: bool
) -> None:
    _, held = pair("nothing")
    assert b"\nmonitoring:" not in held[SETTINGS]
    added = f"monitoring:\n- {{from: 2026-01-01, phase: engage{source}}}\n"
    assert grave(SETTINGS, added, since) == [expected]


@pytest.mark.parametrize(
    ("since", "day", "expected"),
    [
        (SINCE, "2001-01-01", True),
        (SINCE, "2029-01-01", False),
        (date(2000, 1, 1), "2001-01-01", False),
        (None, "2001-01-01", False),
    ],
    ids=["before-a-past-one", "after-the-last", "before-one-to-come", "unknown"],
)
def test_a_meeting_put_in_before_a_past_one_is_told_first(
    since: date | None, day: str, *, expected: bool
) -> None:
    assert grave(JAC, f"- on: {day}\n", since) == [expected]
    told = "meeting was put in before one that is past"
    _, held = pair("nothing")
    new = state(held | {JAC: held[JAC] + f"- on: {day}\n".encode()})
    assert (told in summary(compare(state(held), new, since=since))) is expected


def test_capitals_alone_make_no_former_id() -> None:
    _, held = pair("nothing")
    again = {path: raw for path, raw in held.items() if path != FINDING}
    for says, works in ((b"", False), (b"formerly: [peel-2022/1a]\n", True)):
        old = state({**again, "findings/peel-2022/1a.yaml": held[FINDING]})
        new = state({**again, "findings/peel-2022/1A.yaml": says + held[FINDING]})
        moved = {"findings/peel-2022/1A.yaml": "findings/peel-2022/1a.yaml"}
        found = [one for one in compare(old, new, moved) if isinstance(one, model.Renamed)]
        assert [one.resolved for one in found] == [works]


def test_a_setting_is_shown_where_the_item_stands() -> None:
    _, held = pair("nothing")
    text = held[SETTINGS].decode().replace("portfolios:\n", "portfolios:\n- {id: zz, name: Zz}\n", 1)
    assert "Zz" in text
    new = state(held | {SETTINGS: text.encode()})
    assert [one.loc for one in compare(state(held), new)] == [("portfolios", 0)]


def test_a_long_summary_says_how_many_kinds_it_leaves_out() -> None:
    about = About("findings/x/1.yaml", "x/1", "recommendation 1", "X")
    moves: list[Change] = [
        model.Assigned(about=about, field="owner", old="A", new="B"),
        model.Accepted(about=about, old=None, new=None),
        model.StatusMoved(about=about, old=None, new=None),
        model.Risked(about=about, old=None, new=None),
        model.Rated(about=about, old=None, new=None, steps=()),
        model.Renamed(about=about, old_id="x/2", resolved=True),
        model.SettingChanged(about=about, field="names", old=None, new=None),
    ]
    assert "more kinds" not in summary(moves)
    assert "one setting was changed" in summary(moves)
    more: Change = model.PrivacyChanged(about=about, field="private", old=True, new=False)
    assert "two more kinds of change; nothing the inspectorate said" in summary([*moves, more])
