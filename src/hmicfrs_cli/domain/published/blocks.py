"""What a document of any kind is turned into before it is read: lines on a page, then paragraphs in order."""

from dataclasses import dataclass, field
from enum import StrEnum


class Form(StrEnum):
    """What a paragraph looks like, as far as its document says so."""

    TEXT = "text"
    HEADING = "heading"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Line:
    """Text in one run on a page; lengths in points from the page's top left, of plain text in characters."""

    page: int
    text: str
    left: float
    right: float
    top: float
    size: float = 1.0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading, an item of a list or a row of a table."""

    text: str
    place: str
    """Where it stands, for people: "page 12", "#recommendation-3", "line 40"."""
    form: Form = Form.TEXT
    box: int = 0
    """Which box or table it stands in; 0 for none."""
    cells: tuple[str, ...] = ()
    """What the cells of a row say."""


@dataclass(frozen=True, slots=True)
class Document:
    """A report as paragraphs, and what it says of itself."""

    blocks: tuple[Block, ...]
    title: str = ""
    url: str = ""
    published: str = ""
    """The day of publication as the document's own properties have it, if they do."""
    marks: tuple[str, ...] = field(default=())
    """Other words the document says of itself, such as its author."""
