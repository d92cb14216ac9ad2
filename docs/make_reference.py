"""Write templates/paper.docx anew: pandoc's own reference file, in the paper's look."""

import subprocess
from datetime import datetime
from io import BytesIO
from pathlib import Path

import docx
import pypandoc
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from hmicfrs_cli.render.word import sealed

Look = tuple[float | None, str, bool | None, float, float]

INK, SOFT, ACCENT, RULE = "14181D", "4B5560", "1D3557", "C3C9CF"
FONT = "Arial"  # on every machine that has Word; the packaged font is not

# name: (size in points, colour, bold, points before, points after)
LOOKS = {
    "Heading 1": (20, ACCENT, True, 0, 12),
    "Heading 2": (14, ACCENT, True, 22, 8),
    "Heading 3": (11.5, ACCENT, True, 14, 5),
    "Heading 4": (10.5, INK, True, 10, 4),
    "Heading 5": (10.5, SOFT, True, 10, 3),
    "Body Text": (None, INK, None, 3, 6),
    "First Paragraph": (None, INK, None, 3, 6),
    "Compact": (None, INK, None, 0, 2),
    "Block Text": (None, INK, None, 4, 8),
    "Definition Term": (None, SOFT, True, 2, 0),
    "Definition": (None, INK, None, 0, 4),
    "Table Caption": (10, INK, True, 8, 4),
    "Image Caption": (10, INK, True, 4, 4),
    "Header": (8.5, SOFT, None, 0, 0),
    "Footer": (8.5, SOFT, None, 0, 0),
}
KEPT = {"Block Text", "Table Caption"}  # with what follows, as headings are
RATINGS = {  # name: (shade, ink)
    "RAG Red": ("B3261E", "FFFFFF"),
    "RAG Amber": ("F4B000", INK),
    "RAG Green": ("1C7A3C", "FFFFFF"),
    "RAG White": ("FFFFFF", INK),
    "RAG None": ("E9ECEF", INK),
}
TABLE = f"""<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="Table">
<w:name w:val="Table"/><w:qFormat/>
<w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>
<w:tblPr><w:tblBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/></w:tblBorders>
<w:tblCellMar><w:top w:w="50" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>
<w:bottom w:w="30" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr>
<w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="10" w:space="0" w:color="{INK}"/></w:tcBorders>
<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>"""
DEFAULTS = f"""<w:rPr {nsdecls("w")}>
<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>
<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr>"""


def main() -> None:
    """Write the file."""
    Path(__file__).parents[1].joinpath("templates", "paper.docx").write_bytes(reference())


def reference() -> bytes:
    """Return pandoc's own reference file, dressed."""
    pandoc = pypandoc.get_pandoc_path()
    command = [pandoc, "--print-default-data-file", "reference.docx"]
    made = docx.Document(BytesIO(subprocess.run(command, capture_output=True, check=True).stdout))
    dress(made)
    return sealed(made)


def dress(made: Document) -> None:
    """Give pandoc's reference file the paper's page, styles and properties."""
    for block in list(made.element.body):
        if block.tag != qn("w:sectPr"):
            made.element.body.remove(block)
    defaults = made.styles.element.find(f".//{qn('w:rPrDefault')}")
    defaults.replace(defaults[0], parse_xml(DEFAULTS))
    for name, look in LOOKS.items():
        dress_paragraphs(made, name, look)
    border(made.styles["Heading 2"], "top", ACCENT, 10, 6)
    border(made.styles["Block Text"], "left", RULE, 18, 10)
    made.styles["Block Text"].paragraph_format.left_indent = Mm(5)
    made.styles["Block Text"].paragraph_format.right_indent = Mm(5)
    made.styles["Definition"].paragraph_format.left_indent = Mm(5)
    old = made.styles["Table"].element
    old.getparent().replace(old, parse_xml(TABLE))
    for name, colours in RATINGS.items():
        add_rating(made, name, *colours)
    link = made.styles["Hyperlink"].font
    link.color.rgb, link.underline = RGBColor.from_string("14508C"), True
    settle(made)


def dress_paragraphs(made: Document, name: str, look: Look) -> None:
    """Give one paragraph style its look; a style that is missing is added."""
    size, colour, bold, before, after = look
    names = [style.name for style in made.styles]
    style = made.styles[name] if name in names else made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.element.set(qn("w:styleId"), name.replace(" ", ""))
    assert isinstance(style, ParagraphStyle)  # noqa: S101 - a script, and mypy's proof
    for part in ("w:rFonts", "w:color", "w:sz", "w:szCs", "w:i", "w:iCs"):
        for found in list(style.element.iter(qn(part))):
            found.getparent().remove(found)
    style.font.size = Pt(size) if size else None
    style.font.color.rgb = RGBColor.from_string(colour)
    style.font.bold = bold
    style.font.italic = False if "Caption" in name else None
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.15
    style.paragraph_format.keep_with_next = name.startswith("Heading") or name in KEPT


def border(style: ParagraphStyle, side: str, colour: str, width: int, space: int) -> None:
    """Draw one line beside a style's paragraphs; width in eighths of a point, space in points."""
    line = f'<w:{side} w:val="single" w:sz="{width}" w:space="{space}" w:color="{colour}"/>'
    drawn = parse_xml(f"<w:pBdr {nsdecls('w')}>{line}</w:pBdr>")
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(drawn, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def add_rating(made: Document, name: str, shade: str, ink: str) -> None:
    """Add the character style of one rating; the finish shades the whole cell like it."""
    style = made.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    style.font.bold = True
    style.font.color.rgb = RGBColor.from_string(ink)
    style.element.get_or_add_rPr().append(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{shade}"/>')
    )


def settle(made: Document) -> None:
    """Set the page to A4 and the properties to fixed values."""
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(22)
    section.header_distance = section.footer_distance = Mm(11)
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    properties = made.core_properties
    properties.title = properties.author = properties.last_modified_by = ""
    properties.created = properties.modified = datetime(2000, 1, 1)  # noqa: DTZ001 - the file tells no zone
    properties.revision = 1


if __name__ == "__main__":
    main()
