"""A finding while it is gathered, and what a row of a table of findings says."""

from dataclasses import dataclass

from hmicfrs_cli.domain.published.blocks import Block
from hmicfrs_cli.domain.published.labels import DIRECTIVE, label_of, needs_directive
from hmicfrs_cli.domain.published.proposals import Reason
from hmicfrs_cli.domain.published.tables import Column, Columns, kind_of
from hmicfrs_cli.domain.terms import FindingKind


@dataclass
class Found:
    """A finding while its paragraphs are still being gathered."""

    kind: FindingKind
    text: str
    place: str
    passage: list[str]
    reasons: list[Reason]
    number: str | None = None
    title: str = ""
    whom: str = ""
    """Whom its list or its row is addressed to, where its own words do not say."""
    deadline: str = ""
    """The words of its row's deadline."""
    under: int | None = None


def row_of(block: Block, columns: Columns, kind: FindingKind) -> Found | None:
    """Return the finding that a row of a table makes; None for a row that asks nothing of anybody."""

    def cell(column: Column) -> str:
        at = columns.get(column)
        return block.cells[at] if at is not None and at < len(block.cells) else ""

    text, number = cell(Column.TEXT), cell(Column.NUMBER)
    label = label_of(number) or label_of(text)
    if label and label.rest:
        text = label.rest
    if Column.KIND in columns:
        kind = kind_of(cell(Column.KIND))
    if needs_directive(kind) and not DIRECTIVE.search(text):
        return None
    number = (label.number if label else None) or number.rstrip(".")
    one = Found(kind, text, block.place, [block.text], [Reason.TABLED], number or None)
    one.whom, one.deadline = cell(Column.WHOM), cell(Column.DEADLINE)
    return one
