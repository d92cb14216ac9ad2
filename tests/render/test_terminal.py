"""The terminal's parts: clean text, widths, and the phrases that papers share."""

import re

import pytest

from hmicfrs_cli.domain.terms import Rag
from hmicfrs_cli.render import terminal, words


@pytest.mark.parametrize(
    "bad", ["\x1b[31m", "\x07", "\x9b", "\u202e", "\u2066", "\r", "\t", "\ufeff", "\u2028"]
)
def test_what_could_steer_a_terminal_is_replaced(bad: str) -> None:
    shown = terminal.shown(
        [terminal.line(f"a{bad}b"), terminal.facts([("label", bad)]), terminal.table(["h"], [[bad]])]
    )
    assert bad not in shown
    assert shown.count("\ufffd") == 3


def test_markup_and_emoji_codes_stay_text() -> None:
    assert terminal.shown([terminal.line("[red]a[/red] :smile: [link=x]y[/link]")]) == (
        "[red]a[/red] :smile: [link=x]y[/link]"
    )


@pytest.mark.parametrize("width", [40, 80, 200])
def test_a_table_keeps_to_its_width_and_its_ids(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    id_ = "a" * 20
    rows = [[id_, "considered complete by the force " * 3, "unbreakable" * 9]]
    shown = terminal.shown([terminal.table(["Id", "Status", "Words"], rows, ids={0: 20})])
    assert max(map(len, shown.splitlines())) <= width
    assert id_ in shown.split()
    assert sum(line.count("b") for line in shown.splitlines()) >= 9


@pytest.mark.parametrize(
    ("columns", "width"), [("100", 100), ("12", 40), ("9999", 400), ("x", 80), ("", 80), ("0", 80)]
)
def test_the_width_is_bounded(columns: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert terminal.width() == width


def test_every_rating_has_its_word() -> None:
    assert [terminal.rag(colour).plain for colour in (*Rag, None)] == [
        "red",
        "amber",
        "green",
        "white",
        "not rated",
    ]


def test_a_long_text_is_cut_around_its_match() -> None:
    found = terminal.marked("x" * 100 + " needle " + "y" * 100, [(101, 107)], 30)
    assert found.plain.startswith("…")
    assert found.plain.endswith("…")
    assert "needle" in found.plain
    assert len(found.plain) == 32


@pytest.mark.parametrize(
    ("count", "in_words", "in_figures"),
    [
        (0, "no inspections", "0 inspections"),
        (1, "one inspection", "1 inspection"),
        (5, "five inspections", "5 inspections"),
        (10, "ten inspections", "10 inspections"),
        (11, "11 inspections", "11 inspections"),
        (1200, "1,200 inspections", "1,200 inspections"),
    ],
)
def test_counts_have_grammar(count: int, in_words: str, in_figures: str) -> None:
    assert words.count_of(count, "inspection") == in_words
    assert words.figure_of(count, "inspection") == in_figures


@pytest.mark.parametrize(
    ("parts", "said"), [([], "none"), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists_are_sentences(parts: list[str], said: str) -> None:
    assert words.listed(parts) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [(12, "12 days left"), (1, "1 day left"), (0, "today"), (-1, "1 day over"), (-1677, "1,677 days over")],
)
def test_days_left_in_words(days: int, said: str) -> None:
    assert words.days_left(days) == said


def test_a_long_table_says_each_thing_where_it_belongs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cells that say the same in another colour or another column are not taken for each other."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "40")
    long = "words that want more room than there is"
    rows: list[list[terminal.Cell]] = [
        ["red", terminal.rag(Rag.RED), long],
        [terminal.alarm("red"), "red", "漢字"],
        ["a\nb", "", "x"],
    ]
    shown = terminal.shown([terminal.table(["One\nhead", "Two", "Three"], rows, indent=2)])
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert plain.splitlines() == [
        "  One",
        "  head  Two  Three",
        "  red   red  words that want more room",
        "             than there is",
        "  red   red  漢字",
        "  a          x",
        "  b",
    ]
    assert shown.count("\x1b[1;31mred\x1b[0m") == 2
    assert shown.count("\x1b[1m") == 4
