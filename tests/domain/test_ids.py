"""Ids are proposed so that people recognise them and every file system takes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmicfrs_cli.domain.ids import finding_segment, inspection_id, is_segment, slug
from hmicfrs_cli.domain.terms import FindingKind


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("7.1", True),
        ("Peel-2022", True),
        ("a" * 80, True),
        ("a" * 81, False),
        ("7.", False),
        (".7", False),
        ("a_b", False),
        ("a/b", False),
        ("NUL", False),
        ("com1.old", False),
        ("console", True),
        ("é", False),
        ("", False),
    ],
)
def test_what_can_be_a_part_of_an_id(text: str, fits: bool) -> None:
    assert is_segment(text) is fits


@pytest.mark.parametrize(
    ("title", "taken", "id_"),
    [
        ("Thematic inspection of digital forensics", [], "digital-forensics-2022"),
        ("Digital forensics", ["Digital-Forensics-2022"], "digital-forensics-2022-2"),
        (
            "Digital forensics",
            ["digital-forensics-2022", "digital-forensics-2022-2"],
            "digital-forensics-2022-3",
        ),
        ("PEEL 2021/22", [], "peel-2021-22"),
        ("PEEL 2025–27: Dyfed-Powys", [], "peel-2025-27-dyfed-powys"),
        ("The inspection of the", [], "the-inspection-of-the-2022"),
        ("Solihull’s JTAI", [], "solihulls-jtai-2022"),
        ("検査", [], "inspection-2022"),
        ("A joint thematic of the police response to rape and serious sexual offences", [], None),
    ],
)
def test_an_inspections_id_tells_it_from_others(title: str, taken: list[str], id_: str | None) -> None:
    found = inspection_id(title, 2022, taken)
    assert found == (id_ or "joint-police-response-rape-serious-2022")


@given(st.text(max_size=200), st.integers(1900, 2199))
def test_every_title_gives_an_id(title: str, year: int) -> None:
    found = inspection_id(title, year, [])
    assert is_segment(found)
    assert found.casefold() != inspection_id(title, year, [found]).casefold()


@pytest.mark.parametrize(
    ("kind", "number", "taken", "segment"),
    [
        (FindingKind.RECOMMENDATION, "7.10", ["7.10"], "7.10"),
        (FindingKind.RECOMMENDATION, "Recommendation 3", [], "recommendation-3"),
        (FindingKind.RECOMMENDATION, "3.", [], "3"),
        (FindingKind.RECOMMENDATION, "§", [], "rec-1"),
        (FindingKind.RECOMMENDATION, None, ["1", "rec-1"], "rec-2"),
        (FindingKind.AFI, None, ["AFI-1", "afi-3"], "afi-2"),
        (FindingKind.CAUSE_OF_CONCERN, None, [], "coc-1"),
    ],
)
def test_a_findings_number_is_its_id_as_written(
    kind: FindingKind, number: str | None, taken: list[str], segment: str
) -> None:
    assert finding_segment(kind, number, taken) == segment


def test_a_slug_is_empty_where_nothing_is_left() -> None:
    assert (slug("§ ?"), slug("Ça va: l'été")) == ("", "ca-va-lete")
