"""A mapping proposed by looking at a tracker; whatever looking cannot tell is asked of a person."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from hmicfrs_cli.domain.register import Register
from hmicfrs_cli.domain.tracker.cells import Cell, Row, Tracker, folded
from hmicfrs_cli.domain.tracker.days import Unread, read_day
from hmicfrs_cli.domain.tracker.inspections import inspections
from hmicfrs_cli.domain.tracker.lines import is_grey
from hmicfrs_cli.domain.tracker.look import Look, few, sheet_map
from hmicfrs_cli.domain.tracker.mapping import TrackerMap
from hmicfrs_cli.domain.tracker.people import groups, people
from hmicfrs_cli.domain.tracker.plan import plan_of
from hmicfrs_cli.domain.tracker.words import (
    ASK,
    DAYS,
    REFUSE,
    VALUES,
    guess,
    kind_and_number,
)

_HEAD: Final = 40
"""How many lines down the headings of the columns are looked for."""
_FEWEST: Final = 2
_MOST_SHOWN: Final = 3
Placed = tuple[str, Row, Cell]
"""A sheet's name, a row, and a cell of it."""


@dataclass(frozen=True)
class Proposal:
    """A mapping, and what a person should know of each part of it."""

    mapping: TrackerMap
    notes: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """What was seen, by field (or sheet) and word (or column)."""


def propose(tracker: Tracker, register: Register) -> Proposal:
    """Return a mapping for a tracker, as far as looking at it tells one."""
    look = Look(tracker, register, [])
    sheets = tuple(sheet_map(sheet, look) for sheet in tracker.sheets)
    look.plans = [plan_of(one, said) for one, said in zip(tracker.sheets, sheets, strict=True)]
    owners, confirmed = _owners(look)
    said = {
        "tracker": tracker.name,
        "dates": _dates(look),
        "kind_otherwise": _kind_otherwise(look),
        "grey_rows": _grey(look),
        "owners_confirmed": confirmed,
        "owners": owners,
        "inspections": list(inspections(look)),
        "sheets": list(sheets),
        **{name: _words(look, name) for name in VALUES},
    }
    return Proposal(TrackerMap.model_validate(said), look.notes)


def _words(look: Look, name: str) -> dict[str, str]:
    said: dict[str, str] = {}
    counted: Counter[str] = Counter()
    for _, _, cell in look.cells(name):
        words = cell.said if name == "rag" else cell.text
        if words:
            said.setdefault(folded(words), " ".join(words.split()))
            counted[folded(words)] += 1
    few(len(counted), name)
    for key, count in counted.items():
        look.notes[name, said[key]] = _rows(count)
    return {said[key]: guess(VALUES[name], key) for key, _ in counted.most_common() if key}


def _rows(count: int) -> str:
    return f"{count} row" + "s" * (count > 1)


def _dates(look: Look) -> str:
    """Return `ask` where a date can be read as two days, with what was seen; else what decides nothing."""
    twofold, shown = [], []
    for name in (*DAYS, "deadline"):
        for sheet, row, cell in look.cells(name):
            found = read_day(cell, None)
            if isinstance(found, Unread) and found.twofold:
                twofold.append(f"{cell.text} ({sheet}, row {row.number})")
            elif re.fullmatch(r"\d\d?[/.-]\d\d?[/.-]\d+", cell.text):
                shown.append(f"{cell.text} (row {row.number})")
    if not twofold:
        return "day-first"
    seen = f"{len(twofold)} can be read as two days, such as {'; '.join(twofold[:_MOST_SHOWN])}"
    plain = f"; only one way: {'; '.join(shown[:_MOST_SHOWN])}" if shown else ""
    look.notes["dates", ""] = seen + plain
    return ASK


def _kind_otherwise(look: Look) -> str:
    """Return `ask` where a row says nothing of its kind."""
    silent = 0
    for plan, row in look.rows():
        cells = {name: row.cell(plan.columns[name][0]).text for name in plan.columns}
        told = cells.get("kind") or kind_and_number(cells.get("number", ""))[0]
        silent += not (told or kind_and_number(cells["text"][:_HEAD])[0])
    if silent:
        look.notes["kind_otherwise", ""] = f"{_rows(silent)} not saying what they are"
    return ASK if silent else REFUSE


def _grey(look: Look) -> str:
    count = sum(is_grey(row) for _, row in look.rows())
    if count:
        look.notes["grey_rows", ""] = f"{_rows(count)} greyed out"
    return ASK if count else "nothing"


def _owners(look: Look) -> tuple[dict[str, list[str]], str]:
    cells = [cell.text for _, _, cell in look.cells("owner") if cell.text]
    said = Counter(" ".join(text.split()) for text in cells)
    raw = {" ".join(text.split()): text for text in cells}
    few(len(said), "owner")
    several = {name: people(raw[name]) for name in said if len(people(raw[name])) > 1}
    grouped = groups(name for name in said.elements() if name not in several)
    made: dict[str, list[str]] = {}
    for first, spelt in grouped.items():
        for name in spelt:
            made[name] = [first]
            look.notes["owners", name] = _rows(said[name]) + ("" if name == first else "; the same person?")
    for name, parts in several.items():
        made[name] = [ASK]
        look.notes["owners", name] = f"{_rows(said[name])}; {len(parts)} people? [owner, officer] or one name"
    alike = any(len(spelt) > 1 for spelt in grouped.values())
    return made, ASK if alike else "yes"
