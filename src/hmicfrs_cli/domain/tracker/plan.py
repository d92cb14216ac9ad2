"""How each sheet is read by the mapping: its columns by field, and what the mapping gets wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hmicfrs_cli.domain.ids import MEND as ID_MEND
from hmicfrs_cli.domain.ids import is_segment
from hmicfrs_cli.domain.near import quoted, suggestion
from hmicfrs_cli.domain.problems import Loc, Problem
from hmicfrs_cli.domain.terms import Acceptance, FindingKind, ForceStatus, InspectionKind, Rag
from hmicfrs_cli.domain.tracker.cells import Row, Sheet, Tracker, column_of
from hmicfrs_cli.domain.tracker.mapping import SheetMap, TrackerMap
from hmicfrs_cli.domain.tracker.words import ASK, CLOSED, FIELDS, NO, NOTHING, REFUSE, SEVERAL, YES

_MEANINGS = {
    "kind": [*FindingKind, REFUSE, ASK],
    "rag": [*Rag, NOTHING, REFUSE, ASK],
    "status": [*ForceStatus, CLOSED, NOTHING, REFUSE, ASK],
    "acceptance": [*Acceptance, NOTHING, REFUSE, ASK],
    "private": [YES, NO, REFUSE, ASK],
}
HEADING, SHEET = "heading", "sheet"
"""What a sheet's `inspection` says where the lines between rows, or the sheet's own name, name it."""

Fault = tuple[Loc, str, str]


@dataclass(frozen=True)
class Plan:
    """A sheet and how it is read; without `columns` it is skipped."""

    sheet: Sheet
    header: Row
    columns: Mapping[str, list[int]]
    inspection: str | None


def plan_of(sheet: Sheet, said: SheetMap) -> Plan:
    """Return how a sheet is read."""
    if said.skip is not None:
        return Plan(sheet, Row(0), {}, None)
    columns: dict[str, list[int]] = {}
    for name, field in said.columns.items():
        columns.setdefault(field, []).append(column_of(name) or 0)
    columns.pop("ignore", None)
    header = next((row for row in sheet.rows if row.number == said.header), Row(said.header or 0))
    return Plan(sheet, header, columns, said.inspection)


def faults(mapping: TrackerMap, tracker: Tracker, path: str) -> list[Problem]:
    """Return everything in which a mapping does not fit its tracker or the words that hmi knows."""
    found = [*_of_words(mapping), *_of_inspections(mapping), *_of_sheets(mapping, tracker)]
    return [Problem(path, "mapping", message, mend, loc=loc) for loc, message, mend in found]


def _of_words(mapping: TrackerMap) -> Iterator[Fault]:
    for field, known in _MEANINGS.items():
        for said, meant in getattr(mapping, field).items():
            if meant not in known:
                yield (field, said), f"{quoted(meant)} is no {field}", suggestion(meant, known, "words")
    kinds = _MEANINGS["kind"]
    if mapping.kind_otherwise not in kinds:
        word = mapping.kind_otherwise
        yield ("kind_otherwise",), f"{quoted(word)} is no kind", suggestion(word, kinds, "words")


def _of_inspections(mapping: TrackerMap) -> Iterator[Fault]:
    kinds = [*InspectionKind, ASK]
    for index, one in enumerate(mapping.inspections):
        if not is_segment(one.id):
            yield ("inspections", index, "id"), f"{quoted(one.id)} cannot be an inspection's id", ID_MEND
        if one.new and one.new.kind not in kinds:
            words = f"{quoted(one.new.kind)} is no kind of inspection"
            yield ("inspections", index, "new", "kind"), words, suggestion(one.new.kind, kinds, "kinds")


def _of_sheets(mapping: TrackerMap, tracker: Tracker) -> Iterator[Fault]:
    named = [one.sheet for one in mapping.sheets]
    for sheet in tracker.sheets:
        if named.count(sheet.name) != 1:
            words = f"the sheet {quoted(sheet.name)} stands {named.count(sheet.name)} times in `sheets:`"
            yield ("sheets",), words, "name it once, with `skip:` and the reason if nothing is to be read"
    for index, one in enumerate(mapping.sheets):
        if one.sheet not in {sheet.name for sheet in tracker.sheets}:
            names = [sheet.name for sheet in tracker.sheets]
            words = f"the tracker has no sheet {quoted(one.sheet)}"
            yield ("sheets", index, "sheet"), words, suggestion(one.sheet, names, "sheets")
        elif one.skip is None:
            yield from _of_sheet(one, ("sheets", index))


def _of_sheet(one: SheetMap, at: Loc) -> Iterator[Fault]:
    fields = list(one.columns.values())
    for letters, field in one.columns.items():
        if column_of(letters) is None:
            yield (*at, "columns", letters), f"{quoted(letters)} is no column", "write its letters, such as C"
        if field not in FIELDS:
            words = f"{quoted(field)} is nothing that a column can be"
            yield (*at, "columns", letters), words, suggestion(field, FIELDS, "fields")
        elif fields.count(field) > 1 and field not in SEVERAL:
            words = f"more than one column is `{field}`"
            yield (*at, "columns", letters), words, "keep one; the others may be `note` or `ignore`"
    if "text" not in fields:
        yield (*at, "columns"), "no column is `text`, the wording", "name it, or `skip:` the sheet"
    if not one.header:
        yield at, "`header:` is missing", "give the line of the columns' headings, such as 1"
    if "inspection" not in fields and one.inspection is None:
        mend = "write `inspection: heading`, `sheet`, or a name that stands in `inspections:`"
        yield at, "nothing says from which inspection the rows are", mend
