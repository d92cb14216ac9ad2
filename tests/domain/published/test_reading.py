"""What single paragraphs, lines and rows are read as: the cases that whole reports show only by chance."""

import pytest

from hmicfrs_cli.domain.published import accepting, repeats, tables, tidy, wording
from hmicfrs_cli.domain.published.blocks import Block, Document, Form, Line
from hmicfrs_cli.domain.published.found import Found
from hmicfrs_cli.domain.published.labels import label_of
from hmicfrs_cli.domain.published.paragraphs import LONGEST, blocks
from hmicfrs_cli.domain.published.plain import lines_of
from hmicfrs_cli.domain.published.proposals import Confidence, Proposal, Reason, confidence
from hmicfrs_cli.domain.published.reading import read
from hmicfrs_cli.domain.published.sentences import sentences
from hmicfrs_cli.domain.terms import Delivery, FindingKind

REC, AFI, COC = FindingKind.RECOMMENDATION, FindingKind.AFI, FindingKind.CAUSE_OF_CONCERN


def findings(text: str) -> tuple[Proposal, ...]:
    return read(Document(tuple(blocks(lines_of(text))))).findings


def texts(text: str) -> list[tuple[FindingKind, str | None, str, int | None]]:
    return [(one.kind, one.number, one.text, one.under) for one in findings(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Recommendation 3", (REC, "3", False, "", "")),
        ("RECOMMENDATION 3", None),
        ("Recommendation 12 of 14", (REC, "12", False, "", "")),
        ("Recommendation 7.1: Forces should go.", (REC, "7.1", False, "Forces should go.", "")),
        (
            "Recommendation 3 Chief constables should go.",
            (REC, "3", False, "Chief constables should go.", ""),
        ),
        ("Recommendation 3: Training of staff", (REC, "3", False, "", "Training of staff")),
        ("Recommendation 3 of that report should be closed.", None),
        ("Recommendation 3: 12", None),
        ("Recommendation 3 ........ 12", None),
        ("Recommendations 1 and 2 should be read together.", None),
        ("recommendation 3: Forces should go.", None),
        ("Recommendation 3: was accepted by the force.", None),
        ("Recommendation 3: It was accepted by the force in May.", None),
        ("Causes of concern", (COC, None, True, "", "")),
        ("Cause of concern: The force fails.", (COC, None, False, "The force fails.", "")),
        ("Annex A: Summary of recommendations", (REC, None, True, "", "")),
        ("4. Areas for improvement", (AFI, None, True, "", "")),
        ("Good practice", (FindingKind.PRACTICE, None, False, "", "")),
        ("Good practice: a van on wheels", (FindingKind.PRACTICE, None, False, "", "a van on wheels")),
        ("Good practice in the force is rare.", None),
        ("Promising practice: a van on wheels", (FindingKind.PRACTICE, None, False, "", "a van on wheels")),
    ],
)
def test_labels(text: str, found: tuple[FindingKind, str | None, bool, str, str] | None) -> None:
    label = label_of(text)
    shown = (label.kind, label.number, label.several, label.rest, label.title) if label else None
    if text.isupper() or text.startswith("RECOMMENDATION"):
        assert shown == (REC, "3", False, "", "")
    else:
        assert shown == found


@pytest.mark.parametrize(
    ("text", "whom", "words", "aside"),
    [
        ("By May 2024, forces should go.", ("forces",), "By May 2024", False),
        ("Chief constables should immediately go.", ("Chief constables",), "immediately", False),
        (
            "Chief constables, within six months, should go.",
            ("Chief constables",),
            "within six months",
            False,
        ),
        ("The force should go by 1 May 2024.", ("The force",), "by 1 May 2024", True),
        (
            "Working with the NPCC, the College of Policing should go.",
            ("the College of Policing",),
            None,
            False,
        ),
        ("Forces that have no plan should write one.", ("Forces",), None, False),
        ("Police and crime commissioners should go.", ("Police and crime commissioners",), None, False),
        (
            "The Home Office, the CPS and all forces must go.",
            ("The Home Office", "the CPS", "all forces"),
            None,
            False,
        ),
        (
            "We recommend that Kent Police takes steps within two weeks.",
            ("Kent Police",),
            "within two weeks",
            False,
        ),
        ("We recommend that steps are taken.", (), None, False),
        ("Time should be set aside.", (), None, False),
        ("The report says that forces should go.", (), None, False),
    ],
)
def test_what_a_sentence_says(text: str, whom: tuple[str, ...], words: str | None, aside: bool) -> None:
    sense = wording.sense(text)
    assert (sense.whom, sense.deadline and sense.deadline.words, sense.aside) == (whom, words, aside)


@pytest.mark.parametrize(
    ("whom", "delivery"),
    [
        (("chief constables",), Delivery.FORCE),
        (("Essex Police",), Delivery.FORCE),
        (("Kent Police",), Delivery.OTHER_BODY),
        (("the Home Office",), Delivery.OTHER_BODY),
        (("the College of Policing", "forces"), Delivery.JOINT),
        (("police", "prosecutors"), Delivery.JOINT),
        (("police and crime commissioners",), Delivery.OTHER_BODY),
        ((), Delivery.FORCE),
    ],
)
def test_whose_it_is(whom: tuple[str, ...], delivery: Delivery) -> None:
    assert wording.delivery(whom, "essex") is delivery


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("the vic-", "tims of", "the victims of"),
        ("a multi-", "agency plan", "a multi-agency plan"),
        ("the imple-", "mentation", "the implementation"),
        ("a well-known", "one", "a well-known one"),
        ("decision-", "making", "decision-making"),
        ("Arthur Labinjo-", "Hughes", "Arthur Labinjo-Hughes"),
        ("2021-", "22", "2021-22"),
        ("soft\xad", "ly", "softly"),
        ("one -", "two", "one - two"),
        ("and/", "or", "and/or"),
    ],
)
def test_lines_are_joined(before: str, after: str, whole: str) -> None:
    known = frozenset(("decision", "making", "implementation", "decision-making"))
    assert tidy.joined(before, after, known) == whole


def test_both_parts_known_keep_the_hyphen() -> None:
    assert tidy.joined("a station-", "based unit", {"station", "based"}) == "a station-based unit"


def test_no_words_are_no_words() -> None:
    assert tidy.words_of([]) == frozenset()


def test_sentences_end_where_people_see_it() -> None:
    assert sentences("See No. 3 of Mr. Green. Then go.") == ["See No. 3 of Mr. Green.", "Then go."]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Recommendation 1\n\nIt is quiet here.\n\nForces should go.",
            [(REC, "1", "Forces should go.", None)],
        ),
        ("Recommendation 1\n\nIt is quiet.\n\nIt is calm.\n\nForces should go.", []),
        (
            "Recommendation 1\n\nForces should go.\n\nThis should include Sundays.",
            [(REC, "1", "Forces should go.\nThis should include Sundays.", None)],
        ),
        (
            "Recommendations\n\nOne.\n\nIt is two.\n\nIt is three.\n\nForces should go.",
            [],
        ),
        (
            "Recommendations\n\nForces should go.\n\nIt is quiet.\n\nForces should stay.",
            [(REC, None, "Forces should go.", None)],
        ),
        (
            (
                "Cause of concern\n\nThe force fails.\n\nRecommendation\n\nThe force should go.\n\n"
                "It is quiet.\n\nBy May 2024, forces should stay."
            ),
            [
                (COC, None, "The force fails.", None),
                (REC, None, "The force should go.", 0),
                (REC, None, "By May 2024, forces should stay.", None),
            ],
        ),
        (
            "Cause of concern\n\nThe force fails.\n\nWe recommend that the force should go to Kent.",
            [
                (COC, None, "The force fails.", None),
                (REC, None, "We recommend that the force should go to Kent.", 0),
            ],
        ),
        (
            "Cause of concern\n\nThe force fails.\n\nWe recommend that the force should:\n\n• go; and\n\n• stay.",  # noqa: E501 - one string
            [
                (COC, None, "The force fails.", None),
                (REC, None, "We recommend that the force should: go; and", 0),
                (REC, None, "We recommend that the force should: stay.", 0),
            ],
        ),
        (
            "It is quiet.\n\n• By May 2024, forces should go.\n",
            [(REC, None, "By May 2024, forces should go.", None)],
        ),
        (
            "Causes of concern\n\n• The force fails.\n• It is late.\n",
            [(COC, None, "The force fails.", None), (COC, None, "It is late.", None)],
        ),
        ("Causes of concern\n\nThe force fails.\n\nIt is late.\n", [(COC, None, "The force fails.", None)]),
        ("Cause of concern\n\n• The force fails.\n", []),
        (
            "Promising practice\n\n• The force has a van.\n",
            [(FindingKind.PRACTICE, None, "The force has a van.", None)],
        ),
        ("Recommendations\n\n• Members should go.\n• It is late.\n", []),
        ("Forces should see\nRecommendation 3\nof the report.\n", []),
        (
            "Recommendations for chief constables\n\n• Forces should go.\n",
            [(REC, None, "Forces should go.", None)],
        ),
    ],
)
def test_paragraphs_become_findings(
    text: str, found: list[tuple[FindingKind, str | None, str, int | None]]
) -> None:
    assert texts(text) == found


def test_an_addressee_can_stand_in_a_lists_heading() -> None:
    (one,) = findings(
        "Recommendations for the Home Office\n\n• By May 2024, the guidance should be changed.\n"
    )
    assert one.whom == ("the Home Office",)
    assert Reason.ADDRESSEE_FROM_HEADING in one.reasons


def test_a_very_long_paragraph_is_no_finding() -> None:
    assert (
        read(Document((Block("Recommendation 1: Forces should go. " + "a" * LONGEST, "page 1"),))).findings
        == ()
    )
    long = blocks(lines_of("word word\n" * 5000))
    assert max(len(block.text) for block in long) < LONGEST + 100


def test_a_paragraph_runs_on_over_a_page_and_ends_where_the_line_had_room() -> None:
    lines = [
        Line(1, "By May 2024, forces should go where they are", 10, 200, 10, 10),
        Line(2, "wanted.", 10, 60, 10, 10),
        Line(2, "Nobody asked.", 30, 90, 21, 10),
    ]
    assert [block.text for block in blocks(lines)] == [
        "By May 2024, forces should go where they are wanted.",
        "Nobody asked.",
    ]


def row(*cells: str) -> Block:
    return Block(" | ".join(cells), "page 1", Form.ROW, 1, cells)


def test_rows_of_a_table() -> None:
    head = row("Ref", "Type", "Wording", "For", "Date")
    said = [
        row("1", "Area for improvement", "The force should go.", "Essex Police", "–"),
        row("2", "Recommendation", "Recommendation 9: Steps should be taken.", "NPCC", "May 2024"),
        row("3", "Recommendation", "It is quiet.", "", ""),
        row("4", "Recommendation"),
    ]
    found = read(Document((head, *said))).findings
    assert [(one.kind, one.number, one.text, one.whom) for one in found] == [
        (AFI, "1", "The force should go.", ("The force",)),
        (REC, "9", "Steps should be taken.", ("NPCC",)),
    ]
    assert [one.deadline and one.deadline.words for one in found] == [None, "May 2024"]


def test_a_table_without_such_a_heading_is_read_cell_by_cell() -> None:
    found = read(Document((row("Recommendation 1", ""), row("", "Forces should go.")))).findings
    assert [(one.number, one.text) for one in found] == [("1", "Forces should go.")]
    assert tables.columns_of(("Recommendation", "Colour")) is None


def test_a_table_ends_with_the_page() -> None:
    lines = [Line(1, "No.", 10, 20, 10, 10), Line(1, "Recommendation", 60, 150, 10, 10)]
    lines += [Line(1, "1", 10, 15, 24, 10), Line(1, "Forces should go.", 60, 150, 24, 10)]
    assert [block.cells for block in blocks(lines)] == [("No.", "Recommendation"), ("1", "Forces should go.")]


def found(text: str, number: str | None = "1", under: int | None = None, **more: str) -> Found:
    one = Found(
        REC, text, more.get("place", "page 1"), [text], [Reason(more.get("reason", "numbered"))], number
    )
    one.under = under
    return one


def test_the_same_finding_is_proposed_once() -> None:
    long = "Forces should go to the house at the end of the road."
    pairs = repeats.once([found(long, place="page 1", reason="tabled"), found(long, place="page 9")])
    assert [(one.text, places, one.reasons) for one, places in pairs] == [
        (long, ("page 9", "page 1"), [Reason.NUMBERED])
    ]


def test_other_words_under_one_number_are_the_longer_ones_and_said_to_differ() -> None:
    short, long = "Forces should go.", "Forces should go, and come back."
    for given in ([short, long], [long, short]):
        ((one, _),) = repeats.once([found("Forces should go" + text[16:]) for text in given])
        assert one.text in {long, short}
        if given == [long, short] or one.text == long:
            assert Reason.PLACES_DIFFER in one.reasons


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (found("Forces should go."), found("Forces should go.", "2")),
        (found("Forces should go to the North."), found("The Home Office must pay for all of it by itself.")),
        (found("Forces should go.", None), found("Forces should run.", None)),
        (found("Forces should go."), found("x " * 3000 + "Forces must stay.")),
    ],
)
def test_what_differs_is_proposed_twice(first: Found, second: Found) -> None:
    assert len(repeats.once([first, second])) == 2


def test_the_same_words_under_another_cause_are_another_finding() -> None:
    causes = [Found(COC, text, "page 1", [text], [Reason.HEADED]) for text in ("It fails.", "It is late.")]
    pairs = repeats.once([*causes, found("Forces should go.", under=0), found("Forces should go.", under=1)])
    assert [one.under for one, _ in pairs] == [None, None, 0, 1]


def test_a_repeat_tells_under_which_cause_it_stands() -> None:
    cause = Found(COC, "It fails.", "page 3", ["It fails."], [Reason.HEADED])
    pairs = repeats.once([found("Forces should go."), cause, found("Forces should go.", under=1)])
    assert [one.under for one, _ in pairs] == [1, None]


@pytest.mark.parametrize(
    ("reasons", "level"),
    [
        ((), Confidence.SURE),
        ((Reason.NUMBERED,), Confidence.SURE),
        ((Reason.NUMBERED, Reason.NO_ADDRESSEE), Confidence.LIKELY),
        ((Reason.WORDS_ALONE, Reason.NO_ADDRESSEE), Confidence.DOUBTFUL),
    ],
)
def test_a_proposal_is_as_sure_as_the_worst_of_its_reasons(
    reasons: tuple[Reason, ...], level: Confidence
) -> None:
    assert confidence(reasons) is level


@pytest.mark.parametrize(
    ("published", "text"),
    [("2024-05-06T10:00", "2024-05-06"), ("2024-13-40", None), ("soon", None), ("", None)],
)
def test_the_day_that_a_page_says_of_itself(published: str, text: str | None) -> None:
    found = read(Document((Block("It is quiet.", "page 1"),), published=published)).inspection.published
    assert (found and found.text) == text


def test_a_report_without_title_or_date_says_so() -> None:
    about = read(Document((Block("12", "page 1"),))).inspection
    assert about.title == "Report without a title"
    assert about.reasons == (Reason.NO_TITLE, Reason.KIND_GUESSED, Reason.NO_DATE)
    assert about.confidence is Confidence.DOUBTFUL


def test_a_number_that_two_findings_bear_makes_two_ids() -> None:
    given = [Proposal(REC, text, text, ("page 1",), "1", whom=("forces",)) for text in ("Go.", "Stay.")]
    given.append(Proposal(AFI, "Run.", "Run.", ("page 2",), "1"))
    made = accepting.findings("x-2024", given, [1, 2, 3], {}, [], "essex")
    assert [one.id for one in made] == ["x-2024/1", "x-2024/rec-1", "x-2024/afi-1"]
    assert [one.data.get("addressed_to") for one in made] == [["forces"], ["forces"], None]


def test_a_cause_that_was_not_accepted_is_no_parent() -> None:
    cause, under = Proposal(COC, "It fails.", "", ("page 1",)), Proposal(REC, "Go.", "", ("page 1",), under=0)
    (one,) = accepting.findings("x-2024", [cause, under], [2], {}, [], "essex")
    assert "under" not in one.data
    (one,) = accepting.findings("x-2024", [cause, under], [1, 2], {0: "x-2024/coc-7"}, [], "essex")
    assert one.data["under"] == "x-2024/coc-7"
    assert accepting.known([cause], {"x-2024/coc-7": "It fails"}) == {0: "x-2024/coc-7"}


def test_whose_it_is_stands_where_it_is_not_the_forces() -> None:
    one = Proposal(
        REC, "Go.", "", ("page 1",), whom=("the Home Office",), deadline=wording.said("By May 2024")
    )
    assert accepting.facts(one, None, "essex") == {
        "kind": "recommendation",
        "ref": "page 1",
        "text": "Go.",
        "addressed_to": ["the Home Office"],
        "delivery": "other-body",
        "deadline": {"text": "By May 2024", "basis": "date", "date": "2024-05"},
    }


@pytest.mark.parametrize(
    ("words", "numbers"),
    [("1,3", [1, 3]), ("2-4, 1", [1, 2, 3, 4]), ("ALL", [1, 2, 3, 4]), (" none ", []), ("2,2", [2])],
)
def test_the_numbers_that_are_accepted(words: str, numbers: list[int]) -> None:
    assert accepting.chosen(words, 4) == numbers


@pytest.mark.parametrize("words", ["5", "0", "2-1", "", "a", "1,,2", "1-2-3"])
def test_numbers_that_are_none(words: str) -> None:
    with pytest.raises(ValueError, match="proposal"):
        accepting.chosen(words, 4)


def test_a_deadline_at_the_end_is_taken_with_doubt() -> None:
    (one,) = findings("Recommendation 1\n\nThe force should go to Kent by 1 May 2024.\n")
    assert (one.deadline and one.deadline.words, one.reasons) == (
        "by 1 May 2024",
        (Reason.NUMBERED, Reason.DEADLINE_AT_END),
    )
    assert (one.confidence, one.delivery("essex")) == (Confidence.LIKELY, Delivery.FORCE)
    about = read(Document((), "PEEL 2021/22", "https://a.example/")).inspection
    assert accepting.inspection_facts(about)["report"] == {
        "title": "PEEL 2021/22",
        "url": "https://a.example/",
    }


def test_narrow_labels_beside_a_text_are_no_column() -> None:
    beside = [Line(1, "a.", 10, 20, top, 10) for top in (10, 21, 32, 43, 54)]
    text = [Line(1, f"word {top}", 100, 200, top, 10) for top in (10, 21, 32, 43, 54)]
    assert blocks([*beside, *text])[0].text.startswith("a. word 10")


def test_an_item_ends_where_a_line_stands_further_left() -> None:
    shown = [block.text for block in blocks(lines_of("   • Forces should go\nand nobody came.\n"))]
    assert shown == ["• Forces should go", "and nobody came."]


def test_a_recommendation_that_names_nobody_says_so() -> None:
    (one,) = findings("Recommendation 1\n\nTraining needs to be better.\n")
    assert (one.text, one.whom, Reason.NO_ADDRESSEE in one.reasons) == (
        "Training needs to be better.",
        (),
        True,
    )


def test_each_item_below_a_cause_and_its_lead_in_is_a_recommendation() -> None:
    parts = (
        "The force fails victims.",
        "We recommend that the force should:",
        "- train staff.",
        "- review files.",
    )
    text = "\n\n".join(("Cause of concern", *parts))
    assert texts(text) == [
        (COC, None, "The force fails victims.", None),
        (REC, None, "We recommend that the force should: train staff.", 0),
        (REC, None, "We recommend that the force should: review files.", 0),
    ]


def test_a_later_lead_in_takes_the_place_of_the_one_before() -> None:
    below = (
        "Recommendation 1",
        "The force should train.",
        "By May 2025, the force should:",
        "- review files.",
    )
    text = "\n\n".join(("Cause of concern 1", "The force fails victims.", *below))
    assert texts(text) == [
        (COC, "1", "The force fails victims.", None),
        (REC, "1", "The force should train.", 0),
        (REC, None, "By May 2025, the force should: review files.", 0),
    ]
    parts = ("We recommend that the force should:", "- train.", "It is late.")
    later = ("We recommend that within six months the force should:", "- review files.")
    text = "\n\n".join(("Cause of concern", "The force fails victims.", *parts, *later))
    assert [words for _, _, words, _ in texts(text)] == [
        "The force fails victims.",
        "We recommend that the force should: train.",
        "We recommend that within six months the force should:\n- review files.",
    ]


def test_items_on_lines_of_their_own_are_several_though_no_blank_line_parts_them() -> None:
    lines = [
        "The force should improve how it answers calls for service.",
        "The force should improve how quickly its officers attend.",
        "The force should make sure that its investigations are supervised, and that they are recorded in",
        "full. The force should tell victims.",
    ]
    assert [text for _, _, text, _ in texts("Areas for improvement\n" + "\n".join(lines))] == [
        lines[0],
        lines[1],
        f"{lines[2]} {lines[3]}",
    ]


def test_a_numbered_list_goes_on_past_what_only_looks_like_a_heading() -> None:
    text = (
        "Recommendations\n\n1. By May 2024, forces should go.\n\n2. Forces should stay.\n\f"
        "An inspection of everything\n\n3. By June 2024, chief constables should come.\n\n"
        "4. Forces should rest.\n"
    )
    found = findings(text)
    assert [(one.number, one.text) for one in found] == [
        ("1", "By May 2024, forces should go."),
        ("2", "Forces should stay."),
        ("3", "By June 2024, chief constables should come."),
        ("4", "Forces should rest."),
    ]
    assert {one.confidence for one in found} == {Confidence.LIKELY}


def test_another_list_below_a_heading_of_its_own_is_not_taken_for_the_same() -> None:
    text = "Recommendations\n\n1. By May 2024, forces should go.\n\nMethod\n\n{}. Forces should stay.\n"
    assert [one.number for one in findings(text.format(1))] == ["1"]
    assert [one.number for one in findings(text.format(2))] == ["1", "2"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("PEEL 2021/22: Essex – HMICFRS", "PEEL 2021/22: Essex"),
        ("Digital forensics - HMICFRS", "Digital forensics"),
        ("Rape | HMICFRS | GOV.UK", "Rape"),
        (
            "Vetting - His Majesty’s Inspectorate of Constabulary and Fire & Rescue Services",
            "Vetting",
        ),
        ("HMICFRS annual assessment", "HMICFRS annual assessment"),
        ("A letter to HMICFRS", "A letter to HMICFRS"),
    ],
)
def test_a_title_says_nothing_of_the_site(title: str, expected: str) -> None:
    assert read(Document((), title)).inspection.title == expected


@pytest.mark.parametrize(
    ("sentence", "basis", "within"),
    [
        ("Within six months of this report being published, forces should go.", "publication", "P6M"),
        ("Within 12 months, forces should go.", "publication", "P12M"),
        ("Forthwith, forces should go.", "immediately", None),
        ("No later than nine months after publication, forces should go.", "publication", "P9M"),
        ("In the next 18 months, forces should go.", "publication", "P18M"),
        ("Within three months of receipt of this letter, forces should go.", "none", None),
        ("As soon as practicable, forces should go.", "none", None),
    ],
)
def test_a_relative_deadline_keeps_its_words_with_what_it_is_counted_from(
    sentence: str, basis: str, within: str | None
) -> None:
    (one,) = findings(f"Recommendation 1\n\n{sentence}\n")
    said = accepting.facts(one, None, "essex")["deadline"]
    words = sentence.partition(",")[0]
    assert said == {"text": words, "basis": basis, **({"within": within} if within else {})}


def test_all_leaves_the_doubtful_ones_for_somebody_to_name() -> None:
    assert accepting.chosen("all", 4, [2, 3]) == [1, 4]
    assert accepting.chosen(" ALL, 3", 4, [2, 3]) == [1, 3, 4]
    assert accepting.chosen("2-3", 4, [2, 3]) == [2, 3]
