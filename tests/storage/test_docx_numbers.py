"""The numbers that Word gives paragraphs by itself, counted as Word counts them."""

import pytest

from hmicfrs_cli.domain.published.reading import read
from hmicfrs_cli.storage import docx_text
from tests.storage.test_reports import RUN, W, said, word

Levels = list[tuple[str, str, int]]
PLAIN: Levels = [("decimal", "%1.", 1), ("lowerLetter", "(%2)", 1), ("lowerRoman", "%3)", 1)]


def numbering(levels: Levels, more: str = "", nums: str = "") -> str:
    """Return a numbering part with the list 1; each level has its form, its text and its first number."""
    said = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text, start) in enumerate(levels)
    )
    one = f'<w:abstractNum w:abstractNumId="0">{said}</w:abstractNum>{more}'
    return (
        f'<w:numbering {W}>{one}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{nums}</w:numbering>'
    )


def item(text: str, level: int = 0, name: str = "1", style: str = "") -> str:
    own = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{name}"/></w:numPr>' if name else ""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{styled}{own}</w:pPr>{RUN(text) if text else ''}</w:p>"


def told(inside: str, levels: Levels, **parts: str) -> list[str]:
    return [text for _, text in said(inside, **{"numbering": numbering(levels), **parts})]


@pytest.mark.parametrize(
    ("levels", "items", "expected"),
    [
        (PLAIN, [("a", 0), ("b", 0)], ["1. a", "2. b"]),
        (
            PLAIN,
            [("a", 0), ("b", 1), ("c", 1), ("d", 2), ("e", 0), ("f", 1)],
            ["1. a", "(a) b", "(b) c", "i) d", "2. e", "(a) f"],
        ),
        ([("decimal", "%1.", 4)], [("a", 0), ("b", 0)], ["4. a", "5. b"]),
        ([("bullet", "•", 1)], [("a", 0)], ["a"]),
        ([("none", "", 1)], [("a", 0)], ["a"]),
        ([("decimal", "%1.", 1), ("decimal", "%1.%2", 1)], [("a", 0), ("b", 1)], ["1. a", "b"]),
        (
            [("decimal", "Recommendation %1:", 1)],
            [("a", 0), ("b", 0)],
            ["Recommendation 1: a", "Recommendation 2: b"],
        ),
        (
            [("decimal", "Recommendation %1", 7)],
            [("", 0), ("b", 0)],
            ["Recommendation 7", "Recommendation 8: b"],
        ),
        (PLAIN, [("a", 0), ("", 0), ("c", 0)], ["1. a", "3. c"]),
        ([("upperLetter", "%1.", 27)], [("a", 0)], ["27. a"]),
        ([("lowerRoman", "%1.", 9)], [("a", 0), ("b", 0)], ["ix. a", "x. b"]),
        ([("upperRoman", "(%1)", 39)], [("a", 0), ("b", 0)], ["a", "(40) b"]),
        ([("cardinalText", "%1.", 1)], [("a", 0)], ["1. a"]),
        ([("decimal", "%1.", 99_999)], [("a", 0)], ["1. a"]),
        ([("decimal", "%9.", 1)], [("a", 0)], ["1. a"]),
        (PLAIN, [("a", 20)], ["a"]),
    ],
    ids=str,
)
def test_numbers_are_counted_and_stand_where_they_number_a_list_or_a_finding(
    levels: Levels, items: list[tuple[str, int]], expected: list[str]
) -> None:
    assert told("".join(item(text, level) for text, level in items), levels) == expected


def test_a_list_that_begins_anew_is_counted_by_itself_and_others_go_on() -> None:
    begun = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'.format
    nums = "".join(
        f'<w:num w:numId="{name}"><w:abstractNumId w:val="0"/>{more}</w:num>'
        for name, more in (("2", ""), ("3", begun(1)), ("4", begun("x")))
    )
    part = numbering(PLAIN, nums=nums)
    inside = "".join(item("a", name=name) for name in ("1", "2", "3", "1", "3", "4", "9"))
    assert told(inside, PLAIN, numbering=part) == ["1. a", "2. a", "1. a", "3. a", "2. a", "1. a", "a"]


def test_a_level_of_a_list_may_be_worded_anew() -> None:
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="AFI %1"/></w:lvl>'
    nums = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        f'<w:lvlOverride w:ilvl="0">{level}</w:lvlOverride></w:num><w:num w:numId="3"/>'
        '<w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="9">'
        '<w:lvl w:ilvl="9"/></w:lvlOverride></w:num>'
    )
    inside = item("a") + item("b", name="2") + item("c", name="3") + item("d", name="4")
    assert told(inside, PLAIN, numbering=numbering(PLAIN, nums=nums)) == ["1. a", "AFI 2: b", "c", "3. d"]


def test_a_style_can_number_its_paragraphs() -> None:
    styles = (
        f'<w:styles {W}><w:style w:styleId="Rec"><w:name w:val="Rec"/><w:pPr><w:numPr><w:numId w:val="1"/>'
        '</w:numPr></w:pPr></w:style><w:style w:styleId="Plain"><w:name w:val="Plain"/></w:style></w:styles>'
    )
    inside = item("a", name="", style="Rec") + item("b", name="", style="Plain") + item("c", 1, style="Rec")
    assert told(inside, PLAIN, styles=styles) == ["1. a", "b", "(a) c"]
    named = '<w:p><w:pPr><w:pStyle w:val="Rec"/><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr>{}</w:p>'
    assert told(item("a", style="Rec") + named.format(RUN("b")), PLAIN, styles=styles) == ["1. a", "(a) b"]


def test_a_number_that_stands_alone_in_a_cell_is_its_text() -> None:
    def cell(inside: str) -> str:
        return f"<w:tc>{inside}</w:tc>"

    row = "<w:tr>{}</w:tr>".format
    table = (
        row(cell(item("No.", name="")) + cell(item("Recommendation", name="")))
        + row(cell(item("")) + cell(item("Forces should train staff.", name="")))
        + row(cell(item("")) + cell(item("Forces should count calls.", name="")))
    )
    made = word(f"<w:tbl>{table}</w:tbl>", numbering=numbering(PLAIN))
    found = read(docx_text.read(made)).findings
    assert [(one.number, one.text) for one in found] == [
        ("1", "Forces should train staff."),
        ("2", "Forces should count calls."),
    ]


@pytest.mark.parametrize("text", ["%1.", "Recommendation %1"])
def test_a_report_numbered_by_word_gives_its_numbers(text: str) -> None:
    inside = item("Recommendations", name="") + "".join(
        item(f"By {month} 2024, forces should act.") for month in ("March", "May")
    )
    found = read(docx_text.read(word(inside, numbering=numbering([("decimal", text, 1)])))).findings
    assert [(one.number, one.text) for one in found] == [
        ("1", "By March 2024, forces should act."),
        ("2", "By May 2024, forces should act."),
    ]


def test_a_count_beyond_all_lists_stays_where_it_is() -> None:
    assert told(item("a") + item("b"), [("decimal", "%1)", 9_999)]) == ["a", "b"]
