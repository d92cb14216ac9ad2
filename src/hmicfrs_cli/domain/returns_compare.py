"""Three versions of each row, as the pack was made, as it came back, as the register is now: what follows.

A row is taken in whole or not at all: an owner's value, reason and evidence are one statement, and half of it
would say something else.
"""

from dataclasses import dataclass, replace
from datetime import date

from hmicfrs_cli.domain.dates import When
from hmicfrs_cli.domain.entries import Data
from hmicfrs_cli.domain.fold import Lens
from hmicfrs_cli.domain.packs import GUARDS, VALUES, Line, Values, folded, line_of
from hmicfrs_cli.domain.register import Register, View
from hmicfrs_cli.domain.returns import Filled, Odd, Returned
from hmicfrs_cli.domain.returns_rows import (
    COMPLETE,
    PENDING,
    Row,
    added_to,
    entry_of,
    row_of,
    wanted_in,
    with_entry,
)


@dataclass(frozen=True)
class Chosen:
    """Which side is right where both changed, by row and field: `peel-2025/3:rag`."""

    take: frozenset[str] = frozenset()
    keep: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A value that changed on both sides; or a row whose ground is another by now."""

    key: str
    field: str
    base: str
    returned: str
    now: str
    by: str | None
    on: When | None

    @property
    def name(self) -> str:
        """What it is called on the command line."""
        return f"{self.key}:{self.field}"


@dataclass(frozen=True)
class Taken:
    """An entry that follows from a row."""

    key: str
    id: str
    entry: Data


@dataclass(frozen=True)
class Outcome:
    """What follows from a pack that came back."""

    returned: Returned
    taken: tuple[Taken, ...]
    conflicts: tuple[Conflict, ...]
    back: tuple[Line, ...]
    """The rows that their owner must complete, with what they wrote and what is missing."""
    odd: tuple[Odd, ...]
    same: int
    """How many rows say nothing that the register does not say already."""
    register: Register
    """The register with the entries in it."""


def compare(returned: Returned, register: Register, chosen: Chosen, today: date, on: When) -> Outcome:
    """Return what follows from a pack that came back; `on` is the day from which the register knows it."""
    ids = {row.key: register.present_id(row.key.partition("#")[0]) for row in returned.rows}
    present = {id_ for id_ in ids.values() if id_ is not None and id_ in register.findings}
    view = View(part(register, present), Lens(today, today))
    records = dict(register.findings)
    found: list[Taken | Line | Odd | tuple[Conflict, ...]] = []
    for filled in returned.rows:
        id_ = ids[filled.key] or ""
        row = row_of(returned, filled, view.findings[id_], records[id_]) if id_ in present else None
        if row is None:
            found.append(Odd(filled.key, "there is no such row in the register, or it cannot be read"))
            continue
        verdict = _verdict(row, view, chosen, on)
        found.append(replace(verdict, filled=_texts(filled)) if isinstance(verdict, Line) else verdict)
        if isinstance(verdict, Taken):
            records[id_] = with_entry(row.record, verdict.entry)
    return Outcome(
        returned,
        taken=tuple(one for one in found if isinstance(one, Taken)),
        conflicts=tuple(conflict for one in found if isinstance(one, tuple) for conflict in one),
        back=tuple(one for one in found if isinstance(one, Line)),
        odd=(*returned.odd, *(one for one in found if isinstance(one, Odd))),
        same=sum(one == () for one in found),
        register=replace(register, findings=records),
    )


def part(register: Register, ids: set[str]) -> Register:
    """Return so much of a register as it takes to understand some findings."""
    heads = {id_.partition("/")[0] for id_ in ids} & register.inspections.keys()
    return replace(
        register,
        inspections={id_: register.inspections[id_] for id_ in heads},
        findings={id_: register.findings[id_] for id_ in ids},
    )


def _texts(filled: Filled) -> Values:
    return {field: cell.text for field, cell in filled.cells.items() if cell.text.strip()}


def _verdict(row: Row, view: View, chosen: Chosen, on: When) -> Taken | Line | tuple[Conflict, ...]:
    """Return the entry that follows from a row, the row to send back, or its conflicts; none: nothing new."""
    moved, conflicts = _moved(row, chosen)
    added = added_to(row)
    if f"{row.key}:owner" in chosen.keep or f"{row.key}:inspectorate" in chosen.keep:
        return ()
    if not (moved or added or conflicts or row.wrong):
        return ()
    if guards := _guards(row, chosen):
        return tuple(guards)
    entry = entry_of(row, moved, added, on)
    if wanted := tuple(wanted_in(row, moved, entry, view)):
        return replace(line_of(view, row.state, row.action), wanted=wanted)
    return tuple(conflicts) or Taken(row.key, row.state.id, entry)


def _moved(row: Row, chosen: Chosen) -> tuple[dict[str, str], list[Conflict]]:
    """Return the values that the owner changed, and those that somebody else changed to something else."""
    moved, conflicts = {}, []
    for field in VALUES:
        said, base, now = row.said.get(field, row.base[field]), row.base[field], row.now[field]
        name = f"{row.key}:{field}"
        done = field == "status" and said == PENDING and now == COMPLETE
        if said in {base, now} or done or name in chosen.keep:
            continue
        if now != base and name not in chosen.take:
            conflicts.append(_conflict(row, field))
        else:
            moved[field] = said
    return moved, conflicts


def _guards(row: Row, chosen: Chosen) -> list[Conflict]:
    """Return what the row was made for and is otherwise by now: another owner, or closed meanwhile."""
    return [
        _conflict(row, field)
        for field in GUARDS
        if folded(row.now[field]) != folded(row.base[field]) and f"{row.key}:{field}" not in chosen.take
    ]


def _conflict(row: Row, field: str) -> Conflict:
    name = "risk" if field in {"likelihood", "impact"} else field
    own = row.record.log if field in GUARDS else row.own
    last = next((entry for entry in reversed(own) if getattr(entry, name) is not None), None)
    said, base = row.said.get(field, row.base[field]), row.base[field]
    return Conflict(
        row.key, field, base, said, row.now[field], last.by if last else None, last.on if last else None
    )
