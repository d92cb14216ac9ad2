"""The fixed words: stored, printed, and ordered as the field has them."""

import re

import pytest

from hmicfrs_cli.domain import terms
from hmicfrs_cli.domain.terms import FindingKind, InspectionKind, Marking, Participation, Term

LISTS = Term.__subclasses__()


@pytest.mark.parametrize("kind", LISTS, ids=lambda kind: kind.__name__)
def test_every_word_is_stored_in_one_style_and_has_a_printed_form(kind: type[Term]) -> None:
    assert len(kind) > 1
    for word in kind:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", word)
        assert word.label
        assert word.plural
        assert kind(str(word)) is word


@pytest.mark.parametrize(
    ("word", "label", "plural"),
    [
        (FindingKind.RECOMMENDATION, "recommendation", "recommendations"),
        (FindingKind.AFI, "area for improvement", "areas for improvement"),
        (FindingKind.CAUSE_OF_CONCERN, "cause of concern", "causes of concern"),
        (InspectionKind.JTAI, "joint targeted area inspection", "joint targeted area inspections"),
        (InspectionKind.SUPER_COMPLAINT, "super-complaint", "super-complaints"),
        (Participation.DATA_REQUEST, "data request only", "data request only"),
        (terms.ForceStatus.CONSIDERED_COMPLETE, "considered complete by the force", None),
        (terms.Event.HOT_DEBRIEF, "hot debrief", None),
    ],
)
def test_words_are_printed_as_the_field_says_them(word: Term, label: str, plural: str | None) -> None:
    assert word.label == label
    assert plural in {None, word.plural}


def test_overdue_and_not_rated_are_no_colours() -> None:
    assert [str(colour) for colour in terms.Rag] == ["red", "amber", "green", "white"]


def test_markings_rank_the_more_restricted_higher() -> None:
    assert Marking.OFFICIAL.rank < Marking.OFFICIAL_SENSITIVE.rank


def test_adequate_stands_between_good_and_requires_improvement_on_the_newer_scale_alone() -> None:
    assert terms.SCALES["five-grade"] == (
        "outstanding",
        "good",
        "adequate",
        "requires-improvement",
        "inadequate",
    )
    assert terms.SCALES["four-grade"] == ("outstanding", "good", "requires-improvement", "inadequate")


def test_bodies_are_printed_by_name_and_others_as_written() -> None:
    assert terms.body_name("hmcpsi") == "HMCPSI"
    assert terms.body_name("Estyn") == "Estyn"


def test_every_kind_of_finding_has_a_beginning_of_ids() -> None:
    assert set(terms.SLUGS) == set(FindingKind)
    assert len(set(terms.SLUGS.values())) == len(FindingKind)
