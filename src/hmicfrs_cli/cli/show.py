"""One record with everything about it."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hmicfrs_cli.cli import complete, filters, options

if TYPE_CHECKING:
    from hmicfrs_cli.cli.opened import Opened
    from hmicfrs_cli.domain.progress import Progress
    from hmicfrs_cli.domain.records import Entry


def show(
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="A finding, an inspection or a committee.", autocompletion=complete.records
        ),
    ],
    json: options.Json = False,
    as_of: options.AsOf = None,
    corrected: options.Corrected = False,
    rev: options.Rev = None,
    register: options.Register = None,
) -> None:
    """Show one finding, inspection or committee, with its log in words. Former ids are understood."""
    from hmicfrs_cli.cli import answer

    opened = answer.look(register, as_of, corrected=corrected, rev=rev)
    _refuse_unread(opened, filters.an_id(id_))
    found = filters.record_id(opened.register, filters.an_id(id_), filters.every_id(opened.register))
    if found in opened.register.findings:
        _finding(opened, found, json=json)
    elif found in opened.register.inspections:
        _inspection(opened, found, json=json)
    else:
        _committee(opened, found, json=json)


def _refuse_unread(opened: "Opened", id_: str) -> None:
    """Raise HmiError with what is wrong with the record's file: what is there must not be called missing."""
    from hmicfrs_cli.domain.reading import id_of
    from hmicfrs_cli.errors import HmiError

    broken = [one for one in opened.problems if one.path in opened.unread]
    for one in broken:
        if id_of(one.path).casefold() == id_.casefold():
            raise HmiError(f"{one.path}:{one.line}:{one.column}: {one.message}", one.mend)


def _finding(opened: "Opened", id_: str, *, json: bool) -> None:
    from hmicfrs_cli.cli import answer
    from hmicfrs_cli.render import data, log_words

    view = opened.view
    state = view.findings[id_]
    log = log_words.newest_first(opened.register.findings[id_].log, view.lens)
    under = opened.register.children.get(id_, [])
    if json:
        return answer.give_json(opened, "hmi.finding/1", **data.whole_finding(state, under, log))
    from hmicfrs_cli.render import finding_screen

    inspection = view.inspections.get(state.inspection)
    title = inspection.facts.title if inspection else f"its inspection {state.inspection} could not be read"
    children = [view.findings[child] for child in under]
    named = replace(state, progress=replace(state.progress, **_names(opened, state.progress)))
    log = [entry.model_copy(update=_names(opened, entry)) for entry in log]
    return answer.give(opened, finding_screen.page(named, title, children, log))


def _names(opened: "Opened", said: "Entry | Progress") -> "dict[str, Any]":
    """Return the portfolio and the board that are said, by their names instead of their ids."""
    settings = opened.register.settings
    known = {
        "portfolio": {one.id: one.name for one in settings.portfolios},
        "board": {one.id: one.name for one in settings.boards},
    }
    ids = {field: getattr(said, field, None) for field in known}
    return {field: known[field].get(id_, id_) for field, id_ in ids.items() if id_}


def _inspection(opened: "Opened", id_: str, *, json: bool) -> None:
    from hmicfrs_cli.cli import answer
    from hmicfrs_cli.domain import clocks
    from hmicfrs_cli.render import data, log_words

    view = opened.view
    state = view.inspections[id_]
    duties = clocks.duties_of(state, opened.register.settings.names)
    findings = [view.findings[one] for one in opened.register.by_inspection.get(id_, [])]
    log = log_words.newest_first(opened.register.inspections[id_].log, view.lens)
    if json:
        content = data.whole_inspection(state, duties, findings, log)
        return answer.give_json(opened, "hmi.inspection/1", **content)
    from hmicfrs_cli.render import inspection_screen

    return answer.give(opened, inspection_screen.page(state, duties, findings, log))


def _committee(opened: "Opened", name: str, *, json: bool) -> None:
    from hmicfrs_cli.cli import answer
    from hmicfrs_cli.domain import agenda
    from hmicfrs_cli.render import data

    record = opened.register.committees[name]
    if json:
        return answer.give_json(opened, "hmi.committee/1", id=name, facts=data.record(record))
    from hmicfrs_cli.render import inspection_screen

    coming = agenda.first_coming(record, opened.view.lens.day)
    return answer.give(opened, inspection_screen.committee(name, record, coming))
