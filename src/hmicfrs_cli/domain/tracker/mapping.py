"""How a tracker is read, as a person confirms it once: its sheets, columns, words, names and inspections."""

from collections.abc import Iterator, Mapping
from typing import Literal

from pydantic import Field

from hmicfrs_cli.domain import terms
from hmicfrs_cli.domain.fields import Count, Date, Text, Texts
from hmicfrs_cli.domain.records import Record
from hmicfrs_cli.domain.tracker.cells import folded
from hmicfrs_cli.domain.tracker.days import NO_DATE
from hmicfrs_cli.domain.tracker.words import ASK, VALUES

Words = dict[Text, Text]
"""What the tracker's words mean, by the words."""


class NewInspection(Record):
    """An inspection that the register does not have yet."""

    title: Text
    kind: Text
    lead: Text = "not-stated"
    published: Date | None = None


class InspectionMap(Record):
    """Which inspection the tracker means by a name."""

    found: Text
    id: Text
    """An id; `ask` or `refuse`."""
    new: NewInspection | None = None


class SheetMap(Record):
    """How one sheet is read, or why it is not."""

    sheet: Text
    skip: Text | None = None
    """Why nothing is read from the sheet; `ask` where that is to be said."""
    header: Count | None = None
    """The line of the columns' headings, from 1."""
    columns: Words = Field(default_factory=dict)
    """Each column's field, by its letters."""
    inspection: Text | None = None
    """Where no column says it: `heading`, `sheet`, or a name as in `inspections`."""


class TrackerMap(Record):
    """The whole mapping."""

    tracker: Text
    dates: Literal["day-first", "month-first", "ask"] = "ask"
    no_date: Texts = NO_DATE
    wording: terms.Wording = terms.Wording.SUMMARY
    addressed_to: Texts = ("not stated",)
    kind_otherwise: Text = ASK
    """The kind of a row that does not say one."""
    grey_rows: Literal["closed", "nothing", "ask"] = "nothing"
    hidden_rows: Literal["read", "refuse"] = "read"
    owners_confirmed: Literal["yes", "ask"] = "yes"
    kind: Words = Field(default_factory=dict)
    rag: Words = Field(default_factory=dict)
    status: Words = Field(default_factory=dict)
    acceptance: Words = Field(default_factory=dict)
    private: Words = Field(default_factory=dict)
    owners: dict[Text, Texts] = Field(default_factory=dict)
    """One name, or the owner and the officer who does the work, by the words of a cell."""
    inspections: tuple[InspectionMap, ...] = ()
    sheets: tuple[SheetMap, ...] = ()

    def words(self, field: str) -> Mapping[str, str]:
        """Return what the words of a field mean, by the words as they are compared."""
        return {folded(said): meant for said, meant in getattr(self, field).items()}


def questions(mapping: "TrackerMap") -> Iterator[str]:
    """Yield where the mapping still asks, by its fields' names."""
    for name in ("dates", "kind_otherwise", "grey_rows", "owners_confirmed"):
        if getattr(mapping, name) == ASK:
            yield f"{name}:"
    for name in VALUES:
        yield from (f"{name}: “{said}”" for said, meant in getattr(mapping, name).items() if meant == ASK)
    yield from (f"owners: “{said}”" for said, names in mapping.owners.items() if ASK in names)
    for one in mapping.inspections:
        if ASK in {one.id, one.new.kind if one.new else ""}:
            yield f"inspections: “{one.found}”"
    yield from (f"sheets: “{one.sheet}”" for one in mapping.sheets if one.skip == ASK)
