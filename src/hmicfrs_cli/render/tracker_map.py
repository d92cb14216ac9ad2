"""A proposed mapping as YAML with comments: what was seen beside each guess, and what each answer means."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from hmicfrs_cli.domain.tracker.looking import Proposal
from hmicfrs_cli.domain.tracker.mapping import InspectionMap, SheetMap, TrackerMap
from hmicfrs_cli.domain.tracker.words import FIELDS
from hmicfrs_cli.render import words
from hmicfrs_cli.render.terminal import one_line

_HEAD: Final = """\
# How hmi reads this tracker: proposed by looking at it, for a person to correct once.
# Answer every `ask`; `refuse` leaves such rows out and lists them. Then:
#   hmi import TRACKER --mapping THIS-FILE --dry-run
"""
_ABOUT: Final[Mapping[str, str]] = {
    "dates": "what 03/04/2022 is: day-first (3 April) or month-first (4 March); asked once, never guessed",
    "no_date": "what stands where there is no date",
    "wording": "verbatim if the wording is the report's own, word for word; else summary",
    "addressed_to": "of a recommendation whose row does not say to whom it is addressed",
    "kind_otherwise": "of a row that does not say one: recommendation, area-for-improvement … or refuse",
    "grey_rows": "what greyed out rows mean: closed or nothing",
    "hidden_rows": "read or refuse",
    "owners_confirmed": "yes, once the owners below are right",
    "kind": "what the tracker's words mean, each: a kind of finding, or refuse",
    "rag": "red, amber, green, white, nothing or refuse; (red fill) is a cell without words",
    "status": "awaiting-allocation, in-progress, pending-sign-off, considered-complete,\n"
    "# closed, nothing or refuse.\n"
    "# closed: by the inspectorate. Without a letter, report, e-mail or system entry it is kept open;\n"
    "# considered-complete without evidence likewise: both become pending-sign-off, and are told",
    "acceptance": "accepted, partly-accepted, not-accepted, nothing or refuse",
    "private": "yes: withheld from every public list, and counted; no; or refuse. An empty cell says no",
    "owners": "one name each, the same for one person; of two people [owner, officer who does the work]",
    "inspections": "an id of the register, or a new inspection, with its date of publication if you know it",
    "sheets": "each sheet: its columns, or why it is skipped. A column is one of:\n"
    + "\n".join(f"#   {name}: {what}" for name, what in FIELDS.items()),
}


def text(proposal: Proposal) -> str:
    """Return the mapping file."""
    mapping, notes = proposal.mapping, proposal.notes
    lines = [_HEAD, f"tracker: {_quoted(mapping.tracker)}"]
    for name in ("dates", "no_date", "wording", "addressed_to", "kind_otherwise", "grey_rows"):
        lines += _single(name, getattr(mapping, name), notes)
    for name in ("hidden_rows", "owners_confirmed"):
        lines += _single(name, getattr(mapping, name), notes)
    for name in ("kind", "rag", "status", "acceptance", "private", "owners"):
        lines += _words(name, getattr(mapping, name), notes)
    return "\n".join([*lines, *_inspections(mapping, notes), *_sheets(mapping, notes), ""])


def _single(name: str, value: object, notes: Mapping[tuple[str, str], str]) -> Iterator[str]:
    yield f"\n# {_ABOUT[name]}"
    if seen := notes.get((name, "")):
        yield f"# seen: {one_line(seen)}"
    yield f"{name}: {_value(value)}"


def _words(name: str, said: Mapping[str, object], notes: Mapping[tuple[str, str], str]) -> Iterator[str]:
    if not said:
        return
    yield f"\n# {_ABOUT[name]}"
    yield f"{name}:"
    for word, meant in said.items():
        yield _noted(f"  {_quoted(word)}: {_value(meant)}", notes.get((name, word), ""))


def _inspections(mapping: TrackerMap, notes: Mapping[tuple[str, str], str]) -> Iterator[str]:
    if not mapping.inspections:
        return
    yield f"\n# {_ABOUT['inspections']}"
    yield "inspections:"
    for one in mapping.inspections:
        yield from _inspection(one, notes.get(("inspections", one.found), ""))


def _inspection(one: InspectionMap, note: str) -> Iterator[str]:
    yield _noted(f"- found: {_quoted(one.found)}", note)
    yield f"  id: {_quoted(one.id)}"
    if one.new is not None:
        yield "  new:"
        yield f"    title: {_quoted(one.new.title)}"
        yield f"    kind: {one.new.kind}"
        yield f"    lead: {_quoted(one.new.lead)}"
        if one.new.published:
            yield f"    published: {one.new.published}"
        else:
            yield "    # published: 2022-05-12  (findings of an unpublished report are in no paper)"


def _sheets(mapping: TrackerMap, notes: Mapping[tuple[str, str], str]) -> Iterator[str]:
    yield f"\n# {_ABOUT['sheets']}"
    yield "sheets:"
    for one in mapping.sheets:
        yield from _sheet(one, notes)


def _sheet(one: SheetMap, notes: Mapping[tuple[str, str], str]) -> Iterator[str]:
    yield _noted(f"- sheet: {_quoted(one.sheet)}", notes.get(("sheets", one.sheet), ""))
    if one.skip is not None:
        yield _noted(
            f"  skip: {_quoted(one.skip)}", "delete this line to read the sheet" * (one.skip == "ask")
        )
    if one.header:
        yield f"  header: {one.header}"
        yield "  columns:"
    for letters, field in one.columns.items():
        yield _noted(f"    {_quoted(letters)}: {field}", notes.get((one.sheet, letters), ""))
    if one.inspection is not None:
        yield _noted(
            f"  inspection: {_quoted(one.inspection)}", "heading: the lines between the rows; sheet: its name"
        )


def _noted(line: str, note: str) -> str:
    return f"{line}  # {one_line(note)}" if note.strip() else line


def _value(value: object) -> str:
    if isinstance(value, list | tuple):
        parts = [_quoted(str(one)) for one in value]
        return parts[0] if len(parts) == 1 else f"[{', '.join(parts)}]"
    return str(value) if str(value).replace("-", "").isalpha() else _quoted(str(value))


def _quoted(text_: str) -> str:
    """Return text as YAML takes it from any spreadsheet: in quotes, with nothing that it could trip over."""
    plain = json.dumps(text_, ensure_ascii=False)
    return "".join(one if one.isprintable() else f"\\U{ord(one):08x}" for one in plain)


def open_questions(asked: Iterable[str], path: str) -> list[str]:
    """Return what the mapping still asks."""
    listed = list(asked)
    if not listed:
        return [f"{path}: nothing is left to ask; look it through"]
    return [f"{path}: {words.figure_of(len(listed), 'question')} to answer", *(f"  {one}" for one in listed)]
