"""The text of a web page as paragraphs, by lxml's parser. No script, style, link, frame or entity counts.

The parser tells of tags as it meets them, so no tree is ever built, however deep or long the page is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, cast

from hmicfrs_cli.domain.published.blocks import Block, Document, Form
from hmicfrs_cli.domain.published.tidy import characters, without_marks
from hmicfrs_cli.storage.plain_text import decode

if TYPE_CHECKING:
    from collections.abc import Mapping

_UNSEEN: Final = frozenset(
    "script style noscript template nav footer iframe object embed svg math form select button textarea"
    " audio video"
    " canvas".split()
)
_BLOCKS: Final = frozenset(
    "p div section article main aside blockquote ul ol li dl dt dd h1 h2 h3 h4 h5 h6 table thead tbody"
    " tfoot tr td th"
    " caption figure figcaption header details summary address pre hr br body html legend fieldset".split()
)
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary", "legend", "caption"))
_BOX: Final = re.compile(
    r"box|callout|panel|recommend|concern|improvement|afi\b|highlight|practice", re.IGNORECASE
)
_HIDDEN: Final = re.compile(r"display:\s*none|visibility:\s*hidden", re.IGNORECASE)
_EMPTY: Final = frozenset("br hr img input meta link area base col embed source track wbr".split())
_WEB: Final = re.compile(r"https?://", re.IGNORECASE)
_CHUNK: Final = 1 << 16


def read(raw: bytes) -> Document:
    """Return a page's paragraphs."""
    from lxml import etree

    page = _Page()
    parser = etree.HTMLParser(target=cast("Any", page), no_network=True, huge_tree=False, recover=True)
    text = decode(raw)
    for start in range(0, len(text), _CHUNK):
        parser.feed(text[start : start + _CHUNK])
    parser.close()
    return Document(tuple(page.done), page.title or page.first_heading, page.url, page.published)


def _first(start: str) -> int:
    """Return the number that a list begins with; no real one has more than six digits."""
    return int(start) if start.isdecimal() and len(start) <= 6 else 1  # noqa: PLR2004 - as said


@dataclass
class _Page:
    """What the parser tells, gathered into paragraphs."""

    done: list[Block] = field(default_factory=list)
    title: str = ""
    first_heading: str = ""
    url: str = ""
    published: str = ""
    _said: list[str] = field(default_factory=list)
    _form: Form = Form.TEXT
    _place: str = ""
    _skip: int = 0
    _skipped: str = ""
    _boxes: list[tuple[str, int]] = field(default_factory=list)
    _count: int = 0
    _cells: list[list[Block]] | None = None
    _row: int = 0
    _numbers: list[int] = field(default_factory=list)
    _in_title: bool = False

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        if self._skip:
            self._skip += tag == self._skipped
            return
        if self._is_unseen(tag, attrib):
            if tag not in _EMPTY:
                self._skip, self._skipped = 1, tag
            return
        self._note(tag, attrib)
        if tag in _BLOCKS:
            self._end_paragraph()
        if anchor := (attrib.get("id") or (attrib.get("name") if tag == "a" else None)):
            self._place = f"#{characters(anchor)[:80]}"
        self._open(tag, attrib)

    def _is_unseen(self, tag: str, attrib: Mapping[str, str]) -> bool:
        hidden = (
            "hidden" in attrib
            or attrib.get("aria-hidden") == "true"
            or _HIDDEN.search(attrib.get("style", ""))
        )
        note = tag == "sup" or attrib.get("role") in {"doc-noteref", "doc-backlink", "navigation"}
        return tag in _UNSEEN or bool(hidden) or note

    def _note(self, tag: str, attrib: Mapping[str, str]) -> None:
        """Take what a page says of itself."""
        if tag == "title":
            self._in_title = True
        elif tag == "link" and attrib.get("rel") == "canonical":
            address = characters(attrib.get("href", ""))[:500]
            self.url = address if _WEB.match(address) else ""
        elif tag == "meta":
            name = attrib.get("property") or attrib.get("name") or ""
            if name.lower() in {
                "article:published_time",
                "dcterms.issued",
                "dc.date.issued",
                "publication_date",
            }:
                self.published = characters(attrib.get("content", ""))[:40]
        elif tag == "time" and attrib.get("datetime") and not self.published:
            self.published = characters(attrib["datetime"])[:40]

    def _open(self, tag: str, attrib: Mapping[str, str]) -> None:
        if tag in {"ul", "ol"}:
            self._numbers.append(_first(attrib.get("start", "")) if tag == "ol" else 0)
        elif tag == "li":
            self._form = Form.ITEM
            if self._numbers and self._numbers[-1]:
                self._said.append(f"{self._numbers[-1]}. ")
                self._numbers[-1] += 1
        elif tag in _HEADINGS:
            self._form = Form.HEADING
        elif tag == "tr":
            # A table in a cell: what the row around it said so far stands before it.
            self.done += [block for cell in self._cells or () for block in cell]
            self._cells = []
        elif tag in {"td", "th"} and self._cells is not None:
            self._cells.append([])
        elif tag == "table":
            self._row = self._new()
        if tag in {"div", "section", "aside", "blockquote", "article"}:
            words = f"{attrib.get('class', '')} {attrib.get('role', '')}"
            self._boxes.append(
                (tag, self._new() if tag in {"aside", "blockquote"} or _BOX.search(words) else self._box())
            )

    def _new(self) -> int:
        self._count += 1
        return self._count

    def _box(self) -> int:
        return self._boxes[-1][1] if self._boxes else 0

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if self._skip:
            self._skip -= tag == self._skipped
            return
        if tag == "title":
            self._in_title = False
        if tag in {"td", "th"} and self._cells is not None:
            self._end_paragraph()
        elif tag == "tr" and self._cells is not None:
            self._end_row()
        elif tag in _BLOCKS:
            self._end_paragraph()
        if tag in {"ul", "ol"} and self._numbers:
            self._numbers.pop()
        if self._boxes and self._boxes[-1][0] == tag:
            self._boxes.pop()

    def data(self, data: str) -> None:
        """Take text."""
        if self._in_title:
            self.title = characters(self.title + data)[:300]
        elif not self._skip:
            self._said.append(data)

    def close(self) -> None:
        """Take the end of the page."""
        self._end_paragraph()

    def _taken(self) -> str:
        text = without_marks(characters("".join(self._said)))
        self._said = []
        return text

    def _end_row(self) -> None:
        """Keep a row of several cells as a row; one cell alone is a box of paragraphs."""
        cells, self._cells = self._cells or [], None
        if len(cells) < 2:  # noqa: PLR2004 - a row has at least two cells
            self.done += [block for cell in cells for block in cell]
            return
        texts = tuple(" ".join(block.text for block in cell) for cell in cells)
        if any(texts):
            self.done.append(Block(" | ".join(texts), self._where(), Form.ROW, self._row, texts))

    def _end_paragraph(self) -> None:
        text, form = self._taken(), self._form
        self._form = Form.TEXT
        if not text:
            return
        if form is Form.HEADING and not self.first_heading:
            self.first_heading = text
        block = Block(text, self._where(), form, self._row if self._cells is not None else self._box())
        (self._cells[-1] if self._cells else self.done).append(block)

    def _where(self) -> str:
        return self._place or f"paragraph {len(self.done) + 1}"
