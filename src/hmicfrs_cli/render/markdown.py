"""GitHub's Markdown: pipe tables, one line a paragraph, no HTML."""

import html
import re

from hmicfrs_cli.errors import RenderError
from hmicfrs_cli.render import charts, pandoc
from hmicfrs_cli.render.document import Document
from hmicfrs_cli.render.folders import templates_dir

_LIKE_A_REFERENCE = re.compile(r"&#?[A-Za-z0-9]+;")
_NO_PIPE_TABLE = "[TABLE]"  # pandoc's stand-in for a table that pipes cannot hold


def markdown(document: Document) -> str:
    """Return the document as Markdown, the marking first; charts give way to the tables beside them.

    Raises RenderError for a table that needs more than one line in a cell or spans cells.
    """
    page, _ = charts.lift(document.html)
    options = [f"--lua-filter={templates_dir() / 'markdown.lua'}", f"--metadata=marking:{document.marking}"]
    if _LIKE_A_REFERENCE.search(html.unescape(page)):  # most papers hold nothing like it
        options.append("--metadata=references:true")
    body = pandoc.convert(page, "gfm-raw_html", options).decode()
    if any(line == _NO_PIPE_TABLE for line in body.splitlines()):
        raise RenderError(
            "a table does not fit into Markdown",
            "Keep each cell to one paragraph, and let no cell span others.",
        )
    return body
