"""One row of a tracker, read by its fields, with all that stands against it, cell by cell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from hmicfrs_cli.domain.dates import When
from hmicfrs_cli.domain.tracker.cells import EMPTY, LONGEST, Cell, Form, Row, folded
from hmicfrs_cli.domain.tracker.days import Order, Unread, read_day
from hmicfrs_cli.domain.tracker.mapping import TrackerMap
from hmicfrs_cli.domain.tracker.words import ASK, NOTHING, REFUSE

NO_WORDS: Final = frozenset({"", "-", "–", "n/a"})
"""What a cell says that says nothing."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What stands against a row: the column, what its cell says, and why that cannot be read."""

    column: int | None
    said: str
    why: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the mapping and the command line say of every row."""

    mapping: TrackerMap
    on: When
    by: str | None
    words: Mapping[str, Mapping[str, str]]
    """What words mean, by field."""
    owners: Mapping[str, tuple[str, ...]]
    inspections: Mapping[str, str]
    """Ids of inspections, by what the tracker calls them."""


@dataclass
class Reader:
    """One row being read: its cells by field, and what stands against it."""

    row: Row
    columns: Mapping[str, list[int]]
    known: Known
    source: str
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What goes into the entry's note besides the tracker's own words."""
    kept_open: bool = False
    """The tracker says closed or complete, and nothing shows that it is."""

    def cell(self, name: str) -> Cell:
        """Return the cell of a field; where no column is for it, an empty one."""
        return self.row.cell(self.columns[name][0]) if name in self.columns else EMPTY

    def text(self, name: str) -> str:
        """Return what a field says, or nothing; an error or a text beyond all bounds is a fault."""
        return self._sound(self.columns[name][0]) if name in self.columns else ""

    def texts(self, name: str) -> Iterator[tuple[int, str]]:
        """Yield the words of every column of a field, with the columns."""
        for column in self.columns.get(name, ()):
            if folded(said := self._sound(column)) not in NO_WORDS:
                yield column, said

    def fault(self, name: str, why: str) -> None:
        """Hold something against the row, at a field's cell."""
        column = self.columns[name][0] if name in self.columns else None
        self.faults.append(Fault(column, self.cell(name).said, why))

    def _sound(self, column: int) -> str:
        cell = self.row.cell(column)
        why = {
            Form.ERROR: "the spreadsheet itself shows an error here",
            Form.UNSTORED: "a formula without its result: open the file, save it, send it again",
            Form.STRANGE: "a control character is in it, such as U+001B, which no text needs: delete it",
            Form.TOO_LONG: f"longer than {LONGEST:,} characters",
        }.get(cell.form)
        if why is not None and all(one.column != column for one in self.faults):
            self.faults.append(Fault(column, cell.text, why))
        return "" if why else cell.text

    def meant(self, name: str) -> str | None:
        """Return what the mapping says that a field's word means; None for nothing."""
        cell = self.cell(name)
        said = cell.said if name == "rag" and not cell.text else self.text(name)
        if not folded(said):
            return None
        found = self.known.words[name].get(folded(said), ASK)
        if found in {ASK, REFUSE}:
            why = "the mapping refuses this word" if found == REFUSE else f"the mapping has no such {name}"
            self.fault(name, why)
        return None if found in {ASK, REFUSE, NOTHING} else found

    def day(self, name: str) -> When | None:
        """Return a field's date; words for none are kept in the note."""
        if not (said := self.text(name)):
            return None
        mapping = self.known.mapping
        found = read_day(self.cell(name), order_of(mapping), tuple(folded(one) for one in mapping.no_date))
        if isinstance(found, Unread):
            self.fault(name, found.why)
            return None
        if found is None and folded(said) not in NO_WORDS:
            self.notes.append(f"{name.replace('_', ' ').capitalize()} in the tracker: {said}.")
        return found


def order_of(mapping: TrackerMap) -> Order | None:
    """Return the order of dates in figures; None where it is not said."""
    return None if mapping.dates == "ask" else mapping.dates
