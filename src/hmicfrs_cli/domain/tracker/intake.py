"""A whole tracker as findings and refusals: every line of it is accounted for once."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from hmicfrs_cli.domain import ids
from hmicfrs_cli.domain.entries import Data
from hmicfrs_cli.domain.near import quoted
from hmicfrs_cli.domain.register import Register
from hmicfrs_cli.domain.terms import SLUGS, FindingKind
from hmicfrs_cli.domain.tracker.cells import Cell, Row, Tracker, folded
from hmicfrs_cli.domain.tracker.facts import facts
from hmicfrs_cli.domain.tracker.lines import Line, line_of
from hmicfrs_cli.domain.tracker.plan import HEADING, SHEET, Plan, plan_of
from hmicfrs_cli.domain.tracker.rows import Fault, Known, Reader
from hmicfrs_cli.domain.tracker.said import log
from hmicfrs_cli.domain.tracker.words import ASK, REFUSE
from hmicfrs_cli.errors import HmiError

Taken = tuple[str, str, str]
"""What two findings must not have in common: inspection, kind, and number or wording."""


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one line: a finding, a refusal, or why it is no row."""

    sheet: str
    row: int
    line: Line
    says: str = ""
    hidden: bool = False
    id: str | None = None
    facts: Data = field(default_factory=dict)
    log: tuple[Data, ...] = ()
    faults: tuple[Fault, ...] = ()
    kept_open: bool = False
    columns: Mapping[str, list[int]] = field(default_factory=dict)
    """The columns of the sheet, by field."""
    cells: tuple[Cell, ...] = ()

    def said(self, name: str) -> str:
        """Return what the cell says that a field is read from; nothing where there is none."""
        column = self.columns[name][0] if name in self.columns else len(self.cells)
        return self.cells[column].said if column < len(self.cells) else ""

    def fault(self, name: str, why: str) -> Fault:
        """Return what stands against the line, at the cell that a field was read from if there is one."""
        column = self.columns[name][0] if name in self.columns else None
        return Fault(column, self.said(name) or self.says, why)

    @property
    def is_finding(self) -> bool:
        """Whether a record is made of the line."""
        return self.line is Line.ROW and not self.faults


@dataclass(frozen=True)
class Intake:
    """What became of every line of a tracker."""

    lines: tuple[Told, ...]

    @cached_property
    def findings(self) -> list[Told]:
        """The rows that are findings."""
        return [one for one in self.lines if one.is_finding]

    @cached_property
    def refused(self) -> list[Told]:
        """The rows that are refused."""
        return [one for one in self.lines if one.faults]

    @cached_property
    def others(self) -> list[Told]:
        """The lines that are no rows."""
        return [one for one in self.lines if one.line is not Line.ROW]

    @property
    def rows(self) -> int:
        """How many rows the tracker has."""
        return sum(one.line is Line.ROW for one in self.lines)

    def refusing(self, why: Callable[[Told], Sequence[Fault]]) -> "Intake":
        """Return the same with findings refused where `why` says something against them."""
        return Intake(
            tuple(replace(one, faults=tuple(why(one))) if one.is_finding else one for one in self.lines)
        )

    def account(self, tracker: Tracker) -> None:
        """Raise HmiError unless every line is there once, as a finding, a refusal or no row."""
        wanted = Counter((sheet.name, row.number) for sheet in tracker.sheets for row in sheet.rows)
        found = Counter((one.sheet, one.row) for one in self.lines)
        ids_ = [str(one.id).casefold() for one in self.findings]
        adds_up = self.rows == len(self.findings) + len(self.refused) and len(set(ids_)) == len(ids_)
        if wanted != found or not adds_up:
            raise HmiError(
                "the rows read do not add up, so nothing was written", "report this as a fault of hmi"
            )


@dataclass
class _Counter:
    """What is taken in the course of reading: by whom, so that it can be said."""

    register: Register
    by: dict[Taken, str] = field(default_factory=dict)
    segments: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Take what the register holds."""
        for id_, finding in self.register.findings.items():
            inspection, _, segment = id_.partition("/")
            self.segments.setdefault(inspection, set()).add(segment.casefold())
            for key in _keys(inspection, finding.kind, finding.number, finding.text):
                self.by[key] = f"the register's {id_}"


def _keys(inspection: str, kind: str, number: object, text: object) -> Iterator[Taken]:
    if number:
        yield inspection, f"{kind} number", folded(str(number))
    yield inspection, f"{kind} wording {number or ''}", folded(str(text))


def take_in(tracker: Tracker, known: Known, register: Register) -> Intake:
    """Read every line of a tracker by a mapping that asks nothing any more."""
    counter = _Counter(register)
    lines: list[Told] = []
    said = {one.sheet: one for one in known.mapping.sheets}
    for sheet in tracker.sheets:
        lines += _sheet(plan_of(sheet, said[sheet.name]), tracker.name, known, counter)
    made = Intake(tuple(lines))
    made.account(tracker)
    return made


def _sheet(plan: Plan, name: str, known: Known, counter: _Counter) -> Iterator[Told]:
    heading = ""
    for row in plan.sheet.rows:
        line = line_of(row, plan.header, plan.columns["text"][0]) if plan.columns else Line.SKIPPED
        if line is Line.HEADING:
            heading = _words(row)
        if line is not Line.ROW:
            yield Told(plan.sheet.name, row.number, line, _words(row), row.hidden)
            continue
        source = f"{name}, sheet {quoted(plan.sheet.name)}, row {row.number}"
        read = Reader(row, plan.columns, known, source)
        yield _row(plan, read, _inspection(plan, read, heading), counter)


def _words(row: Row) -> str:
    return " · ".join(" ".join(cell.text.split()) for _, cell in row.filled() if not cell.spread)[:200]


def _inspection(plan: Plan, read: Reader, heading: str) -> str | None:
    """Return the id of the inspection that a row is from; a fault where that is not known."""
    named = read.text("inspection") or {HEADING: heading, SHEET: plan.sheet.name}.get(
        plan.inspection or "", plan.inspection or ""
    )
    known = read.known.inspections
    found = known.get(folded(named), ASK)
    if found in {ASK, REFUSE}:
        why = f"the mapping does not say which inspection {quoted(named)} is"
        if not named:
            why = "nothing says which inspection this is from"
        elif found == REFUSE:
            why = "the mapping refuses this inspection"
        read.fault("inspection", why)
        return None
    return found


def _row(plan: Plan, read: Reader, inspection: str | None, counter: _Counter) -> Told:
    hidden = read.row.hidden
    if hidden and read.known.mapping.hidden_rows == "refuse":
        read.fault("text", "the row is hidden, and the mapping refuses hidden rows")
    above, entries = facts(read), tuple(log(read))
    told = Told(
        plan.sheet.name,
        read.row.number,
        Line.ROW,
        str(above["text"])[:200] or _words(read.row),
        hidden,
        facts=above,
        log=entries,
        kept_open=read.kept_open,
        columns=plan.columns,
        cells=read.row.cells,
    )
    if not read.faults and inspection and isinstance(above["kind"], FindingKind):
        id_ = _taken(read, inspection, above["kind"], above, counter, told)
        told = replace(told, id=id_)
    return replace(told, faults=tuple(read.faults))


def _taken(
    read: Reader, inspection: str, kind: FindingKind, above: Data, counter: _Counter, told: Told
) -> str | None:
    """Return the new finding's id; a fault where the register or a row before it has the same finding."""
    keys = list(_keys(inspection, kind, above["number"], above["text"]))
    before = next((counter.by[key] for key in keys if key in counter.by), None)
    if before is not None:
        merged = " (its wording is merged over both)" if read.cell("text").spread else ""
        read.fault("text", f"the same finding as {before}{merged}")
        return None
    counter.by.update(dict.fromkeys(keys, f"row {told.row} of {quoted(told.sheet)}"))
    segments = counter.segments.setdefault(inspection, set())
    segment = _segment(kind, str(above["number"] or "") or None, segments)
    segments.add(segment.casefold())
    return f"{inspection}/{segment}"


def _segment(kind: FindingKind, number: str | None, taken: set[str]) -> str:
    """Return the last part of an id; of an AFI 3 beside a recommendation 3 it is `afi-3`."""
    found = ids.finding_segment(kind, number, taken)
    if found.casefold() not in taken:
        return found
    named = f"{SLUGS[kind]}-{ids.slug(number or '')}"
    return named if ids.is_segment(named) and named not in taken else ids.finding_segment(kind, None, taken)
