"""Paragraphs in order become findings: which label each stands below, and where each ends."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from hmicfrs_cli.domain.published import tables
from hmicfrs_cli.domain.published.blocks import Block, Form
from hmicfrs_cli.domain.published.found import Found, row_of
from hmicfrs_cli.domain.published.labels import (
    DIRECTIVE,
    Label,
    asks,
    explains,
    is_title,
    label_of,
    needs_directive,
)
from hmicfrs_cli.domain.published.lists import Listed, number_of
from hmicfrs_cli.domain.published.paragraphs import MARK
from hmicfrs_cli.domain.published.proposals import Reason
from hmicfrs_cli.domain.published.tables import Column
from hmicfrs_cli.domain.published.wording import (
    announced,
    begins_with_deadline,
    is_addressed,
    is_for_others,
    recommended,
)
from hmicfrs_cli.domain.terms import FindingKind

LONGEST = 20_000
"""Characters of a paragraph; a longer one is no finding."""
_GOES_ON = re.compile(
    r"(?:This|These|They|It|In (?:doing|developing|particular)|To (?:do|achieve|support) this|As part of this"
    r"|(?:The|Such) (?:review|plan|guidance|policy|strategy|training|arrangements|work|process|framework))\b"
)


@dataclass
class Reader:
    """Where in a report one is, and what was found up to there."""

    found: list[Found] = field(default_factory=list)
    label: Label | None = None
    heading: Block | None = None
    waiting: bool = False
    """Whether the label's own words are still to come."""
    open: int | None = None
    """The finding that an item or a paragraph may still belong to."""
    lead_in: str = ""
    """The words before a list each of whose items is a finding."""
    cause: int | None = None
    """The cause of concern that what comes now stands under."""
    cause_has_more: bool = False
    columns: tables.Columns | None = None
    row_kind: FindingKind = FindingKind.RECOMMENDATION
    table: int = 0
    patience: int = 0
    box: int = 0
    listed: Listed | None = None
    """The last item of a numbered list."""

    def read(self, blocks: Sequence[Block]) -> list[Found]:
        """Return the findings of a whole report."""
        for block in blocks:
            if len(block.text) <= LONGEST:
                self._take(block)
        return self.found

    def _take(self, block: Block) -> None:
        if block.form is Form.ROW:
            self._row(block)
            return
        mark = MARK.match(block.text)
        text = block.text[mark.end() :] if mark else block.text
        label = label_of(block.text) or label_of(text)
        if label is not None:
            self._labelled(block, label)
        elif block.form is Form.HEADING or (is_title(block.text) and block.form is Form.TEXT):
            self._headed(block)
        elif block.form is Form.ITEM or mark:
            self._item(block, text)
        else:
            self._paragraph(block)

    def _labelled(self, block: Block, label: Label) -> None:
        if label.kind is FindingKind.CAUSE_OF_CONCERN:
            self.cause, self.cause_has_more = None, False
        elif label.kind in {FindingKind.AFI, FindingKind.PRACTICE} or (
            label.several and label.kind is FindingKind.RECOMMENDATION and label.whom
        ):
            self.cause = None
        self.label, self.heading, self.waiting = label, block, True
        self.open, self.lead_in, self.patience, self.box = None, "", 0, block.box
        if label.rest:
            self._begin(block, label.rest, Reason.NUMBERED if label.number else Reason.HEADED)

    def _headed(self, block: Block) -> None:
        """Take a heading: the title of the label above it, or the end of what stood below that."""
        if self.waiting and self.label and not self.label.several and not self.label.title:
            self.label = Label(self.label.kind, self.label.number, title=block.text)
            return
        self.label, self.heading, self.waiting, self.open, self.lead_in = None, None, False, None, ""
        self.cause = None

    def _paragraph(self, block: Block) -> None:
        text = block.text
        if self._continues(block):
            return
        label = self.label
        if label is None:
            self._unlabelled(block)
        elif self.waiting and not label.several:
            self._first_words(block, label)
        elif label.several:
            self._in_list(block, label)
        else:
            self._unlabelled(block)
        if text.endswith(":") and self.open is None and label is not None and DIRECTIVE.search(text):
            self.lead_in = text

    def _continues(self, block: Block) -> bool:
        """Add a paragraph that goes on with the finding above it."""
        if self.open is None or self.waiting:
            return False
        now = self.found[self.open]
        goes_on = _GOES_ON.match(block.text) and DIRECTIVE.search(block.text) and not block.text.endswith(":")
        if now.kind is FindingKind.RECOMMENDATION and goes_on and not (self.label and self.label.several):
            now.text += f"\n{block.text}"
            now.passage.append(block.text)
            return True
        self.open = None
        return False

    def _first_words(self, block: Block, label: Label) -> None:
        """Take the paragraph below a label of one finding."""
        fits = is_addressed(block.text) or (label.number and (label.whom or asks(block.text)))
        fits = fits and not is_for_others(block.text)
        if fits or (not needs_directive(label.kind) and not explains(block.text)):
            self._begin(block, block.text, Reason.NUMBERED if label.number else Reason.HEADED)
            return
        self.patience += 1
        self.waiting = self.patience < 2 and needs_directive(label.kind)  # noqa: PLR2004 - one may stand between
        if not self.waiting:
            self.label = None

    def _in_list(self, block: Block, label: Label) -> None:
        """Take a paragraph below a heading for several findings."""
        text = block.text
        ours = is_addressed(text) and not is_for_others(text)
        if label.kind is FindingKind.CAUSE_OF_CONCERN:
            if self.waiting and not explains(text):
                self._begin(block, text, Reason.HEADED)
            return
        if ours and text.endswith(":") and self.cause is not None:
            self.lead_in, self.waiting = text, False
        elif ours:
            self._begin(block, text, Reason.LISTED)
        elif not self.waiting:
            self._end_list(block)
        else:
            self.patience += 1
            if self.patience > 2:  # noqa: PLR2004 - a list has at most two paragraphs before it
                self._end_list(block)

    def _end_list(self, block: Block) -> None:
        self.label, self.lead_in = None, ""
        self._unlabelled(block)

    def _unlabelled(self, block: Block) -> None:
        """Look in a paragraph without a label for words that only a recommendation has."""
        sentence = recommended(block.text)
        if sentence is None and begins_with_deadline(block.text) and not is_for_others(block.text):
            sentence = block.text
        sentence = sentence or announced(block.text)
        if sentence is None:
            if self.cause is not None and self.cause_has_more:
                self.cause = None
            return
        if sentence.endswith(":") and self.cause is not None:
            self.label, self.lead_in = None, sentence
            return
        self.label, self.lead_in = None, ""
        self._begin(block, sentence, Reason.LISTED if self.cause is not None else Reason.WORDS_ALONE)

    def _item(self, block: Block, text: str) -> None:
        if self.lead_in:
            self._add(block, f"{self.lead_in} {text}", [Reason.SPLIT], None)
            return
        if self.open is not None and not self.waiting and self._belongs(text):
            now = self.found[self.open]
            now.text += f"\n- {text}"
            now.passage.append(block.text)
            return
        if self.label is None and self.listed and self.listed.goes_on(block.text, text):
            self.label, self.cause = self.listed.label, self.listed.cause
        label = self.label
        if label is not None and (label.several or self.waiting):
            self._item_below(block, text, label)
        elif label is None and begins_with_deadline(text) and not is_for_others(text):
            self._begin(block, text, Reason.WORDS_ALONE)

    def _belongs(self, text: str) -> bool:
        """Say whether an item is a part of the finding that is open: the list that its colon promised."""
        now = self.found[self.open or 0]
        return ":\n- " in now.text or (now.text.endswith(":") and not is_addressed(text))

    def _item_below(self, block: Block, text: str, label: Label) -> None:
        if is_for_others(text):
            return
        if not needs_directive(label.kind):
            if (self.waiting and label.kind is not FindingKind.CAUSE_OF_CONCERN) or label.several:
                self._begin(block, text, Reason.LISTED)
            return
        if is_addressed(text) or (label.kind is FindingKind.AFI and DIRECTIVE.search(text)):
            number = number_of(block.text)
            self._begin(block, text, Reason.LISTED, number)
            self.listed = Listed(number, label, self.cause) if number and label.several else None

    def _row(self, block: Block) -> None:
        columns = tables.columns_of(block.cells)
        if columns:
            self.columns, self.table = columns, block.box
            self.row_kind = tables.kind_of(block.cells[columns[Column.TEXT]])
            return
        if self.columns is not None and self.table == block.box:
            if one := row_of(block, self.columns, self.row_kind):
                self.found.append(one)
            return
        for cell in block.cells:
            if cell:
                self._take(Block(cell, block.place, Form.TEXT, block.box))

    def _begin(self, block: Block, text: str, reason: Reason, number: str | None = None) -> None:
        self._add(block, text, [reason], number)
        self.waiting, self.open = False, len(self.found) - 1
        if self.found[-1].kind is FindingKind.CAUSE_OF_CONCERN:
            self.cause, self.cause_has_more = self.open, False

    def _add(self, block: Block, text: str, reasons: list[Reason], number: str | None) -> None:
        label = self.label or Label(FindingKind.RECOMMENDATION)
        passage = [self.heading.text] if self.heading and self.heading is not block else []
        one = Found(label.kind, text, block.place, [*passage, block.text], reasons)
        one.number, one.title, one.whom = label.number or number, label.title, label.whom
        if self.lead_in and one.kind is FindingKind.CAUSE_OF_CONCERN:
            one.kind = FindingKind.RECOMMENDATION
        if self.cause is not None and one.kind is FindingKind.RECOMMENDATION:
            one.under, self.cause_has_more = self.cause, True
        self.found.append(one)
