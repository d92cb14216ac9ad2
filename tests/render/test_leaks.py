"""The last look: a withheld text is found in every format, however it is broken or dressed up."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from hmicfrs_cli.errors import RenderError
from hmicfrs_cli.render import leaks
from hmicfrs_cli.render.document import Document
from hmicfrs_cli.render.markdown import markdown
from hmicfrs_cli.render.pdf import pdf
from hmicfrs_cli.render.word import word

WITHHELD = (
    "The officer who filed the first-class report \U0001f600 has since left (see *minutes*) for Łódź & Sons."
)
FORMATS: dict[str, Callable[[Document], bytes]] = {
    "html": lambda document: document.html.encode(),
    "docx": word,
    "pdf": pdf,
    "md": lambda document: markdown(document).encode(),
}
CHART = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><title>T</title><desc>{}</desc></svg>"
ESCAPED = WITHHELD.replace("&", "&amp;")
PLACES = {
    "a paragraph": f"<p>{ESCAPED}</p>",
    "inner marks": f"<p>{ESCAPED.replace('has', '<b>h</b>as').replace('left', 'le<em>ft</em>')}</p>",
    "a narrow column": (
        '<table><colgroup><col style="width:12%"><col style="width:88%"></colgroup>'
        f"<thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>{ESCAPED}</td><td>x</td></tr></tbody></table>"
    ),
    "alternative text": f"<figure>{CHART.format(ESCAPED)}</figure>",
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", FORMATS)
def test_a_withheld_text_is_found(kind: str, place: str, document: Document) -> None:
    file = FORMATS[kind](replace(document, html=f"<main><h1>A</h1>{PLACES[place]}</main>"))
    text = leaks.extract(kind, file)
    left_out = kind == "md" and place == "alternative text"
    assert leaks.leaked(text, [WITHHELD, "words that are nowhere in it"], []) == (
        [] if left_out else [WITHHELD]
    )


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_withheld_title_is_found_in_the_properties(kind: str, document: Document) -> None:
    file = FORMATS[kind](replace(document, html="<main><h1>A</h1></main>", title=WITHHELD))
    assert leaks.leaked(leaks.extract(kind, file), [WITHHELD], []) == [WITHHELD]


@pytest.mark.parametrize(
    ("text", "withheld", "included", "found"),
    [
        ("the quick brown fox jumps over", "THE QUICK-BROWN\nFOX jumps", "", True),
        ("of\ufb01cers in the of\ufb01ce of others", "officers in the office", "", True),
        ("the quick brown fox", "the quick brown fox", "", False),  # 19 characters
        ("the quick brown foxes", "the quick brown foxes", "", True),
        ("the quick brown foxes", "the quick brown foxes", "see: the quick brown foxes.", False),
        ("a b c", "!!!!!!!!!!!!!!!!!!!!!!!!!!!", "", False),
        (
            "z " + "one two three four five six seven " * 2 + "z",
            "secret; " + "one two three four five six seven " * 2,
            "",
            True,
        ),
        (
            "one two three four five",
            "one two three four five and so much more that is not there at all",
            "",
            False,
        ),
    ],
)
def test_what_counts_as_a_leak(text: str, withheld: str, included: str, found: bool) -> None:
    assert leaks.leaked(text, [withheld], [included]) == ([withheld] if found else [])


@pytest.mark.parametrize("begins", range(25))
@pytest.mark.parametrize("letters", [10, 18, 19, 20, 40, 41, 59, 60])
def test_a_leak_is_found_wherever_it_begins_and_however_long_it_is(begins: int, letters: int) -> None:
    secret = "".join(chr(0x4E00 + number) for number in range(letters)).ljust(leaks.SHORTEST, ".") + "!"
    text = "shown" * 5 + "x" * begins + secret + "shown" * 5
    assert leaks.leaked(text, [secret, secret[::-1]], []) == [secret]


def test_a_format_that_cannot_be_searched_is_refused() -> None:
    with pytest.raises(RenderError, match="kind odt"):
        leaks.extract("odt", b"")


@pytest.mark.parametrize("length", [10, 18, 19, 20, 21, 39])
def test_a_passage_is_found_wherever_it_stands(length: int) -> None:
    letters = "".join(chr(ord("a") + number * number % 23) for number in range(90))
    text = leaks._Letters(letters)  # noqa: SLF001 - what stands where cannot be told apart from outside
    for start in range(len(letters) - length + 1):
        part = letters[start : start + length]
        assert part in text
        assert (part[:-1] + "z" in text) == (part[:-1] + "z" in letters)
        assert ("z" + part[1:] in text) == ("z" + part[1:] in letters)
