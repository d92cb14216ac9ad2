"""The inspections that a tracker names: those that the register has, and those that are new to it."""

import re
from collections.abc import Iterator

from hmicfrs_cli.domain import ids
from hmicfrs_cli.domain.near import nearest
from hmicfrs_cli.domain.register import Register
from hmicfrs_cli.domain.tracker.cells import Row, folded
from hmicfrs_cli.domain.tracker.days import Unread, read_day
from hmicfrs_cli.domain.tracker.lines import Line, line_of
from hmicfrs_cli.domain.tracker.look import Look, few
from hmicfrs_cli.domain.tracker.mapping import InspectionMap, NewInspection
from hmicfrs_cli.domain.tracker.plan import HEADING, SHEET, Plan
from hmicfrs_cli.domain.tracker.words import INSPECTIONS, LONGEST_WORD, guess


def inspections(look: Look) -> Iterator[InspectionMap]:
    """Yield each inspection that is named, with the id proposed for it."""
    taken = list(look.register.inspections)
    found = _named(look)
    few(len(found), "inspection")
    for named, when in found.items():
        known = _in_register(named, look.register)
        if known is not None:
            yield InspectionMap(found=named, id=known)
            continue
        year = next((int(one) for one in re.findall(r"\b(?:19|20)\d\d\b", named)), None)
        id_ = ids.inspection_id(named, year or 0, taken) if year else ids.inspection_id(named, 1, taken)[:-2]
        id_ = id_ if ids.is_segment(id_) and id_ not in taken else ids.inspection_id(named, 1, taken)
        taken.append(id_)
        new = NewInspection.model_validate(
            {"title": named, "kind": guess(INSPECTIONS, named), "published": when}
        )
        near = nearest(named, [one.title for one in look.register.inspections.values()])
        if near:
            look.notes["inspections", named] = f"the register has “{near}”: if that is meant, give its id"
        yield InspectionMap(found=named, id=id_, new=new)


def _named(look: Look) -> dict[str, str | None]:
    """Return the inspections that are named, each with its date of publication where all its rows agree."""
    found: dict[str, tuple[str, set[str]]] = {}
    for plan in look.plans:
        heading = ""
        for row in plan.sheet.rows if plan.columns else ():
            line = line_of(row, plan.header, plan.columns["text"][0])
            if line is Line.HEADING:
                heading = next(cell.text for _, cell in row.filled() if not cell.spread)
            if line is not Line.ROW:
                continue
            cell = row.cell(plan.columns["inspection"][0]).text if "inspection" in plan.columns else ""
            by_sheet = {HEADING: heading, SHEET: plan.sheet.name}.get(plan.inspection or "", "")
            if 0 < len(named := " ".join((cell or by_sheet).split())) <= LONGEST_WORD:
                found.setdefault(folded(named), (named, set()))[1].add(_published(plan, row))
    return {name: next(iter(days)) or None if len(days) == 1 else None for name, days in found.values()}


def _published(plan: Plan, row: Row) -> str:
    if "published" not in plan.columns:
        return ""
    found = read_day(row.cell(plan.columns["published"][0]), None)
    return "" if found is None or isinstance(found, Unread) else found.text


def _in_register(named: str, register: Register) -> str | None:
    """Return the id of the inspection with that title or id; None where there is none."""
    titles = {folded(one.title): id_ for id_, one in register.inspections.items()}
    return titles.get(folded(named)) or register.present_id(named.strip().replace(" ", "-"))
