"""The PDF: accessible (PDF/UA-1) and fit for archives (PDF/A-2a) in one file, set by Typst."""

import typst

from hmicfrs_cli.errors import RenderError
from hmicfrs_cli.render import charts, pandoc
from hmicfrs_cli.render.document import Document
from hmicfrs_cli.render.folders import templates_dir
from hmicfrs_cli.render.glyphs import spell_out

_PLAIN = {
    "missing document title": ("the paper has no title", "Give the paper a title."),
    "missing alt text": (
        "a picture has no alternative text",
        "Describe each picture in words in the template.",
    ),
    "skipped from heading level": ("a heading level is skipped", "Use h2 below h1, h3 below h2, and so on."),
    "the first heading must": ("the first heading is not an h1", "Begin the paper with its h1."),
    "does not exist in the document": (
        "a link leads to a place that the paper does not have",
        "Mend its href.",
    ),
}


def pdf(document: Document) -> bytes:
    """Return the document as PDF. Ratings keep their word and colour, charts are drawn as they are.

    Characters that the packaged font lacks are spelled out. Raises RenderError for a missing title or
    alternative text, a skipped heading level, and whatever else Typst refuses.
    """
    page, drawn = charts.lift(spell_out(document.html))
    folder = templates_dir()
    language, _, region = document.language.partition("-")
    options = [f"--template={folder / 'pdf.typ'}", f"--lua-filter={folder / 'pdf.lua'}"]
    options += [f"--variable=lang:{language}", f"--variable=region:{region}"]
    source = pandoc.convert(page, "typst", options)
    return _set(source, document, {chart.name: chart.svg for chart in drawn})


def _set(source: bytes, document: Document, inputs: dict[str, str]) -> bytes:
    said = {"title": document.title, "marking": document.marking, "author": document.author}
    try:
        made = typst.compile(
            source,
            format="pdf",
            font_paths=typst.Fonts(
                include_system_fonts=False,
                include_embedded_fonts=False,
                font_paths=[str(templates_dir() / "fonts")],
            ),
            sys_inputs={**inputs, **{name: spell_out(text) for name, text in said.items()}},
            pdf_standards=["ua-1", "a-2a"],
            timestamp=document.moment,
        )
    except typst.TypstError as error:
        raise _refused(error) from error
    if not isinstance(made, bytes):
        raise RenderError("Typst made no PDF", "Install hmi again.")
    return made


def _refused(error: typst.TypstError) -> RenderError:
    for words, (message, mend) in _PLAIN.items():
        if words in error.message:
            return RenderError(message, mend)
    said = "; ".join([error.message, *error.hints])
    return RenderError(
        f"the PDF cannot be set: {said}", "Mend the template; templates/README.md says what it may use."
    )
