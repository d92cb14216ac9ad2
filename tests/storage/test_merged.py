"""Three texts of one record into one: whose bytes stand, and what is refused rather than lost."""

from datetime import date
from functools import partial
from typing import Any

import pytest

from hmicfrs_cli.domain.merging import NotMerged, Reason
from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.domain.settings import Settings
from hmicfrs_cli.domain.weaving import Side
from hmicfrs_cli.errors import RefusedError
from hmicfrs_cli.storage.merged import Merged, errors, merged, readable, refuse_loss
from tests.merge_cases import SETTINGS

ONE = "findings/peel-2022/1.yaml"
HEAD = "kind: finding   # as we see it\ntext: The force waits.\n"
A = "- on: 2023-01-10\n  note: a\n"
B = "- on: 2023-02-10\n  note: 'b'\n"
C = "- on: 2023-03-10\n  note: c   # heard\n"


def content(path: str, data: dict[str, Any]) -> list[Problem]:
    """Find nothing wrong with any record."""
    assert path == ONE
    assert data
    return []


def joined(base: str | None, ours: str, theirs: str) -> Merged | NotMerged:
    return merged(ONE, None if base is None else base.encode(), ours.encode(), theirs.encode(), content)


def log(*entries: str, head: str = HEAD, tail: str = "") -> str:
    return head + "log:\n" + "".join(entries) + tail


def indented(text: str) -> str:
    return "".join(f"  {line}\n" for line in text.splitlines())


KEPT = "- on: 2023-01-10\n  note: |+\n    kept\n\n\n"
FIRST_KEPT = "- note: |+\n    kept\n\n\n  on: 2023-04-10\n"

# base, ours, theirs, merged
TEXTS: list[tuple[str | None, str, str, str]] = [
    (log(A), log(A, C), log(A, B), log(A, B, C)),
    (log(A), log(A, C), log(A, B).replace("\n", "\r\n"), log(A, B, C)),
    (log(A), log(A, C).replace("\n", "\r\n"), log(A, B), log(A, B, C).replace("\n", "\r\n")),
    (log(A), log(A, C), log(indented(A), indented(B)), log(A, B, C)),
    (log(A), log(indented(A), indented(C)), log(A, B), log(indented(A), indented(B), indented(C))),
    (log(A), "\ufeff" + log(A, C), log(A, B), "\ufeff" + log(A, B, C)),
    (HEAD, log(C), log(B), log(B, C)),
    (HEAD + "log: []\n", log(C), log(B), log(B, C)),
    (HEAD + "log: []\n", log(C), HEAD + "log: [{on: 2023-02-10, note: b}]\n", log(B.replace("'b'", "b"), C)),
    (log(A), log(A, C).rstrip("\n"), log(A, B), log(A, B, C).rstrip("\n")),
    (log(A), log(A, C, tail="# the end\n"), log(A, B), log(A, B, C, tail="# the end\n")),
    (log(A), log(A, C), log(A, B, tail="# the end\n"), log(A, B, C, tail="# the end\n")),
    (
        log(A, tail="theme: x\n"),
        log(A, C, tail="theme: x\n"),
        log(A, B, tail="theme: y\n"),
        log(A, B, C, tail="theme: y\n"),
    ),
    (log(A), log(A, C), log("# why\n" + A, B), log("# why\n" + A, B, C)),
    (log(A), log("# why\n" + A, C), log(A, B), log("# why\n" + A, B, C)),
    (log(A), log(A, C), "# of all\n" + log(A, B), "# of all\n" + log(A, B, C)),
    (log(A), log(A, C, B), log(A, B.replace("'b'", "b  # heard")), log(A, C, B.replace("'b'", "b  # heard"))),
    (log(A), log(A, C, B.replace("'b'", "b  # heard")), log(A, B), log(A, C, B.replace("'b'", "b  # heard"))),
    (log(A), log(A, FIRST_KEPT), log(A, B), log(A, B, FIRST_KEPT)),
    (log(A), log(A, C), log(A, KEPT.replace("-01-", "-02-")), log(A, KEPT.replace("-01-", "-02-"), C)),
    (log(KEPT), log(KEPT, C), log(KEPT, B), log(KEPT, B, "\n\n", C)),
    ("a: [", log(A), log(B), log(A, B)),
    ("<<<<<<< 1\n" + log(A) + "=======\n" + log(A, A) + ">>>>>>> 2\n", log(A, C), log(A, B), log(A, B, C)),
    (None, log(A, C), log(A, B), log(A, B, C)),
    (
        log(A),
        log(A, C),
        log(A, B, head=HEAD.replace("kind", "wording: verbatim\nkind")),
        log(A, B, C, head="wording: verbatim\n" + HEAD),
    ),
]


@pytest.mark.parametrize(("base", "ours", "theirs", "expected"), TEXTS)
def test_a_merged_text(base: str | None, ours: str, theirs: str, expected: str) -> None:
    found = joined(base, ours, theirs)
    assert isinstance(found, Merged), found
    assert found.new.decode() == expected
    assert not found.clashes


def test_what_is_open_stands_between_markers() -> None:
    red, amber = (f"- on: 2023-03-10\n  rag: {colour}\n" for colour in ("red", "amber"))
    found = joined(log(A), log(A, red), log(A, B, amber))
    assert isinstance(found, Merged)
    assert found.new.decode() == log(A, B) + f"<<<<<<< ours\n{red}=======\n{amber}>>>>>>> theirs\n"
    assert found.added == 2
    assert [(one.field, one.ours, one.theirs) for one in found.clashes] == [("rag", "red", "amber")]
    gone = joined(log(A, tail="theme: x\n"), log(A), log(A, tail="theme: y\n"))
    assert isinstance(gone, Merged)
    assert gone.new.decode() == log(A) + "<<<<<<< ours\n=======\ntheme: y\n>>>>>>> theirs\n"


QUOTED = log(A).replace("note: a", "note: 'a'")
NOT: list[tuple[str | None, str, str, NotMerged | Reason]] = [
    (log(A), log(B, C), log(A, B), NotMerged(Reason.ALTERED, Side.OURS, {"on": "2023-01-10", "note": "a"})),
    (log(A), "a: [", log(A, B), Reason.UNREADABLE),
    (log(A), log(A, B), "a: [", Reason.UNREADABLE),
    (log(A), log("# x\n" + A, C), log("# y\n" + A, B), Reason.COMMENT),
    (log(A), "# x\n" + log(A, C), "# y\n" + log(A, B), Reason.COMMENT),
    (log(A), log(A, C, tail="# x\n"), log(A, B, tail="# y\n"), Reason.COMMENT),
    (
        log(A),
        log(A, C),
        "{kind: finding, text: The force waits., log: [{on: 2023-01-10, note: b}]}\n",
        Reason.ALTERED,
    ),
    (HEAD, HEAD + "log: [{on: 2023-01-10, note: a}]\n", log(B), Reason.WRITTEN),
    (
        HEAD + "theme: x\n",
        "{kind: finding, text: The force waits., theme: y}\n",
        HEAD + "theme: x\nref: p. 4\n",
        Reason.WRITTEN,
    ),
    # Ours says it otherwise, theirs writes a comment beside it: neither may go.
    (HEAD, HEAD.replace("waits", "waited"), HEAD.replace("waits.", "waits.  # at court"), Reason.COMMENT),
    # Without a line end the text is another one, and theirs cannot follow it.
    (log(A), log(A, "- on: 2023-01-11\n  note: |+\n    kept"), log(A, B), Reason.WRITTEN),
    (None, log("# x\n" + A, C), log("# y\n" + A, B), Reason.COMMENT),
]


@pytest.mark.parametrize(("base", "ours", "theirs", "why"), NOT)
def test_what_is_left_to_git(base: str | None, ours: str, theirs: str, why: NotMerged | Reason) -> None:
    found = joined(base, ours, theirs)
    assert isinstance(found, NotMerged), found
    assert why in (found, found.reason)


def colours(path: str, data: dict[str, Any]) -> list[Problem]:
    """Find wrong that a log has more than one rating, or a theme beside a reference."""
    rated = [index for index, one in enumerate(data.get("log", [])) if "rag" in one]
    found = [Problem(path, "rated-again", "two", "", loc=("log", index, "rag")) for index in rated[1:]]
    both = "theme" in data and "ref" in data
    return [*found, Problem(path, "both", "theme and ref", "", loc=("ref",))] if both else found


def rating(*days: int) -> str:
    return "".join(f"- on: 2023-01-{day:02}\n  rag: {'red' if day % 2 else 'green'}\n" for day in days)


def test_each_answer_to_what_is_open_is_right() -> None:
    found = merged(ONE, log(A).encode(), log(A, rating(11)).encode(), log(A, rating(12)).encode(), colours)
    assert isinstance(found, Merged)
    assert [clash.problem is not None for clash in found.clashes] == [True]
    assert [len([one for one in data["log"] if "rag" in one]) for data in readable(found.new)] == [1, 1]


def test_what_is_wrong_together_but_no_addition_is_left_to_git() -> None:
    base, ours, theirs = (text.encode() for text in (HEAD, HEAD + "theme: x\n", "ref: p. 4\n" + HEAD))
    found = merged(ONE, base, ours, theirs, colours)
    assert isinstance(found, NotMerged)
    assert found.reason is Reason.TOGETHER
    assert found.problem is not None
    assert found.problem.code == "both"


def mixed(path: str, data: dict[str, Any]) -> list[Problem]:
    """Find wrong that notes of both sides stand in one log."""
    both = {one["note"][0] for one in data["log"]} >= {"b", "c"}
    return [Problem(path, "mixed", "mixed", "", loc=("log", 0, "note"))] if both else []


@pytest.mark.parametrize(("count", "merges"), [(1, True), (20, True), (60, False)])
def test_a_record_with_too_many_contradictions_is_left_to_git(count: int, merges: bool) -> None:
    ours, theirs = (
        log(A, *(f"- on: 2023-02-10\n  note: {letter}{number}\n" for number in range(count))).encode()
        for letter in "bc"
    )
    found = merged(ONE, log(A).encode(), ours, theirs, mixed)
    assert isinstance(found, Merged if merges else NotMerged)
    if isinstance(found, NotMerged):
        assert found.reason is Reason.TOGETHER
    else:
        assert readable(found.new) == [readable(ours)[0], readable(theirs)[0]]


def test_a_text_that_lacks_an_entry_is_refused() -> None:
    with pytest.raises(RefusedError, match="would lose 1 of the entries of both sides"):
        refuse_loss(ONE, log(A).encode(), log(A).encode(), log(A, B).encode())
    refuse_loss(
        ONE, f"<<<<<<< a\n{log(A)}=======\n{log(B)}>>>>>>> b\n".encode(), log(A).encode(), log(B).encode()
    )
    with pytest.raises(RefusedError):
        refuse_loss(ONE, f"<<<<<<< a\n{log(A)}=======\na: [\n>>>>>>> b\n".encode(), log(B).encode())


def test_the_errors_of_a_record_are_those_of_its_shape_and_of_the_rules() -> None:
    assert isinstance(SETTINGS, Settings)
    judge = partial(errors, SETTINGS, date(2026, 11, 23))
    shape = partial(errors, None, date(2026, 11, 23))
    red = {"kind": "finding", "text": "t", "log": [{"on": "2023-01-10", "rag": "red"}]}
    assert [one.code for one in judge(ONE, red)] == ["red-without-why"]
    assert shape(ONE, red) == []
    assert [one.code for one in shape(ONE, {"kind": "finding"})] == ["missing-field"]
