"""What a merge says of a contradiction, of what is left to git, and of what a person has to do."""

import pytest

from hmicfrs_cli.domain.merging import NotMerged, Reason
from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.domain.weaving import Clash, Side
from hmicfrs_cli.render import merge_words

ONE = "findings/peel-2022/1.yaml"
WRONG = Problem(ONE, "red-without-why", "rated red\nwithout a reason", "")

SENTENCES = [
    (
        Clash("rag", "red", "amber", on=("2026-06-14", "2026-06-14")),
        "ours rates it red on 14 June 2026, theirs amber",
    ),
    (
        Clash("target", "2026-12", "2027", on=("2026-06", "2026-06-30")),
        "ours sets its target to December 2026 in June 2026, theirs 2027 on 30 June 2026",
    ),
    (
        Clash("text", "Buy kettles.", "Buy pots.", two_records=True),
        (
            "both sides began this record, each with a text of its own: ours says “Buy kettles.”, "
            "theirs says “Buy pots.”; give one of the two another id"
        ),
    ),
    (
        Clash("addressed_to", "Chief constable", None),
        "ours says “addressed to” is “Chief constable”, theirs nothing",
    ),
    (
        Clash(
            "text",
            "The force should " + "look " * 40 + "here.",
            "The force should " + "look " * 40 + "there.",
        ),
        (
            "ours says “text” is “… look look look look look look here.”, "
            "theirs “… look look look look look look there.”"
        ),
    ),
    (Clash("theme", None, "calls"), "ours says “theme” is nothing, theirs calls"),
    (
        Clash("lead_officer", "A\u202eB", "C\x1b[0m"),
        "ours names its lead officer as A\ufffdB, theirs C\ufffd[0m",
    ),
    (Clash("rag", "red", "amber", on=("soon", "soon")), "ours rates it red on soon, theirs amber"),
    (
        Clash("published", "2026-06", "2026-06-14"),
        "ours says it was published in June 2026, theirs on 14 June 2026",
    ),
    (Clash("linked", [], ["a/1"]), "ours says “linked” is none, theirs a/1"),
    (
        Clash("rag", "red", "amber", problem=WRONG),
        (
            "right on each side alone, wrong together: rated red without a reason; "
            "ours rates it red, theirs amber"
        ),
    ),
]


@pytest.mark.parametrize(("clash", "said"), SENTENCES)
def test_a_contradiction_is_one_sentence_with_both_values(clash: Clash, said: str) -> None:
    assert merge_words.clash(ONE, clash) == f"peel-2022/1: {said}"


def test_a_contradiction_about_an_action_says_so() -> None:
    assert merge_words.clash(ONE, Clash("owner", "Ash", "Birch", action="a1")) == (
        "peel-2022/1, action a1: ours names its owner as Ash, theirs Birch"
    )


def test_settings_are_spoken_of_by_their_file() -> None:
    assert merge_words.name("register.yaml") == "register.yaml"


def test_why_a_file_is_left_to_git() -> None:
    assert merge_words.not_merged(ONE, NotMerged(Reason.ALTERED, Side.OURS, {"on": "2026-06-14"})) == (
        "peel-2022/1: an item that both began with is altered or gone on one side (ours): on 14 June 2026; "
        "merged by lines, as git does"
    )


def test_entries_in_another_order_are_both_told() -> None:
    why = NotMerged(
        Reason.CROSSED, None, [{"on": "2026-06-14", "rag": "red"}, {"on": "2026-06-14", "note": "a"}]
    )
    assert merge_words.not_merged(ONE, why) == (
        "peel-2022/1: entries of one day would change places: the order of ours puts on 14 June 2026, "
        "rag red before on 14 June 2026, note a, theirs has them the other way round; merged by lines, "
        "as git does"
    )


@pytest.mark.parametrize(
    ("stages", "said"),
    [
        ({1, 2}, "theirs deleted or renamed it, ours changed it; it is now peel-2021/1; put"),
        ({1, 3}, "ours deleted or renamed it, theirs changed it; it is now peel-2021/1; put"),
        ({1}, "both sides deleted or renamed it; it is now peel-2021/1; put"),
        ({2}, "only ours has it here; see"),
        ({3}, "only theirs has it here; see"),
    ],
)
def test_which_side_removed_a_file(stages: set[int], said: str) -> None:
    assert merge_words.left(ONE, stages, "peel-2021/1").startswith(f"peel-2022/1: {said}")
