"""Markdown for pull requests, read back by another program to see what it shows."""

import re
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from hmicfrs_cli.errors import RenderError
from hmicfrs_cli.render.document import Document
from hmicfrs_cli.render.markdown import markdown


@pytest.fixture(scope="module")
def made(document: Document) -> str:
    return markdown(document)


def test_the_marking_comes_first(made: str) -> None:
    assert made.startswith('**OFFICIAL "fictional" \\<b\\>**\n\n# HMICFRS inspections')


def test_tables_are_pipe_tables_below_their_captions(made: str, document: Document) -> None:
    assert len(re.findall(r"^\|[-:|]+\|$", made, re.MULTILINE)) == document.html.count("<table>") == 5
    assert "**Movement since the last paper, by kind of finding**\n\n| Kind " in made
    assert "| Recommendations       |      41 |   9 |         1 |     12 |      39 |" in made
    assert len(re.findall(r"^\| inspection-", made, re.MULTILINE)) == 120


def test_charts_are_left_out(made: str) -> None:
    assert "![" not in made.replace("\\![", "")
    assert "chart-" not in made
    assert "### By portfolio\n\n**Findings by portfolio**" in made


def test_one_line_a_paragraph_and_facts_as_a_list(made: str) -> None:
    assert "- **Meeting**: 14 March 2024\n" in made
    assert (
        "> By 31 March 2024, chief constables should make sure that each caller who is in danger is known"
        in made
    )
    assert "and [the appendix]" not in made


def test_a_reader_shows_hostile_text_as_it_was_written(made: str) -> None:
    shown = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough").render(made)
    assert not re.findall(r"<(script|style|svg|img|s|b)\b", shown)
    assert set(re.findall(r'href="([^"]*)"', shown)) == {"https://example.org/report?a=1&amp;b=2"}
    assert "&lt;script&gt;alert('x')&lt;/script&gt; &lt;!-- &amp; --&gt; &amp;amp;" in shown
    assert "~~struck~~ &amp;copy; # not a heading" in shown
    assert "*bold* _under_ @label $x^2$ #panic()" in shown
    assert r"\$x^2\$" in made


@pytest.mark.parametrize(
    "cell", ["<td>a<ul><li>b</ul></td>", "<td><p>a</p><p>b</p></td>", "<td><blockquote>a</blockquote></td>"]
)
def test_a_table_that_pipes_cannot_hold_is_refused(cell: str, document: Document) -> None:
    table = f"<table><thead><tr><th>A</th></tr></thead><tbody><tr>{cell}</tr><tr></tr></tbody></table>"
    with pytest.raises(RenderError, match="does not fit into Markdown"):
        markdown(replace(document, html=f"<main><h1>A</h1>{table}</main>"))


def test_the_same_text_twice(made: str, document: Document) -> None:
    assert markdown(document) == made
