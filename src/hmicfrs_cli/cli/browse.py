"""Reading commands: lists, search and what is due."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from hmicfrs_cli.cli import complete, filters, options
from hmicfrs_cli.cli.ask import one_of
from hmicfrs_cli.cli.filters import Many
from hmicfrs_cli.domain import terms
from hmicfrs_cli.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hmicfrs_cli.cli import opened as registers
    from hmicfrs_cli.cli.opened import Opened
    from hmicfrs_cli.domain.lines import Line
    from hmicfrs_cli.domain.query import Filters
    from hmicfrs_cli.domain.settings import Portfolio

    Found: TypeAlias = tuple[registers.Listed, list[Line]]
    """A register's findings, and those of them that fit."""


class Listed(StrEnum):
    """What can be listed."""

    FINDINGS = "findings"
    INSPECTIONS = "inspections"


def list_(
    what: Annotated[Listed, typer.Argument(help="What to list.")] = Listed.FINDINGS,
    rag: Annotated[
        Many,
        typer.Option(
            "--rag", metavar="R", help=f"Rated so: {one_of(terms.Rag)}; none: not rated. Repeat for more."
        ),
    ] = None,
    status: Annotated[
        Many,
        typer.Option("--status", metavar="S", help=f"The force's status: {one_of(terms.ForceStatus)}; none."),
    ] = None,
    kind: Annotated[
        Many, typer.Option("--kind", metavar="K", help="The kind of finding, or of inspection.")
    ] = None,
    inspection: Annotated[
        Many,
        typer.Option(
            "--inspection", metavar="ID", help="Of this inspection.", autocompletion=complete.inspections
        ),
    ] = None,
    owner: Annotated[Many, typer.Option("--owner", metavar="O", help="Owned by, whatever the case.")] = None,
    portfolio: Annotated[
        Many, typer.Option("--portfolio", metavar="P", help="A portfolio's id or name.")
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is overdue.")] = False,
    open_: Annotated[
        bool | None, typer.Option("--open/--closed", help="The inspectorate has it open, or not.")
    ] = None,
    due_before: Annotated[
        str | None, typer.Option("--due-before", metavar="DATE", help="A deadline or target lies before.")
    ] = None,
    older_than: Annotated[
        str | None,
        typer.Option("--older-than", metavar="PERIOD", help="Made at least 90d, 6w, 3m or 2y ago."),
    ] = None,
    unpublished: Annotated[
        bool, typer.Option("--unpublished", help="With the findings of reports not yet published.")
    ] = False,
    json: options.Json = False,
    as_of: options.AsOf = None,
    corrected: options.Corrected = False,
    rev: options.Rev = None,
    no_index: options.NoIndex = False,
    register: options.Register = None,
) -> None:
    """List findings or inspections, in the order of their ids. Filters combine; a repeated one widens."""
    from hmicfrs_cli.cli import answer
    from hmicfrs_cli.domain.query import Filters

    if what is Listed.INSPECTIONS:
        given = [
            rag,
            status,
            owner,
            portfolio,
            overdue,
            open_ is not None,
            due_before,
            older_than,
            unpublished,
        ]
        _for_findings_only(any(given))
        wanted_kinds = filters.terms_of("--kind", kind, terms.InspectionKind)
        opened = answer.look(register, as_of, corrected=corrected, rev=rev)
        return _inspections(opened, wanted_kinds, filters.inspections(opened.register, inspection), json=json)
    wanted = Filters(
        rag=filters.terms_or_none("--rag", rag, terms.Rag),
        status=filters.terms_or_none("--status", status, terms.ForceStatus),
        kind=filters.terms_of("--kind", kind, terms.FindingKind),
        owner=filters.words(owner),
        portfolio=filters.words(portfolio),
        overdue=overdue,
        open=open_,
        due_before=filters.before("--due-before", due_before),
        older_than=filters.period("--older-than", older_than),
        unpublished=unpublished,
    )
    quick = rev is None and not (no_index or as_of or corrected or inspection)
    return _findings(
        (_from_index(register, wanted) if quick else None)
        or _read(register, as_of, corrected=corrected, rev=rev, wanted=wanted, inspection=inspection),
        json=json,
    )


def _from_index(register: Path | None, wanted: "Filters") -> "Found | None":
    from hmicfrs_cli.cli import opened
    from hmicfrs_cli.domain import query
    from hmicfrs_cli.storage.kept import Wanted

    columns = Wanted(is_open=wanted.open, rag=wanted.rag, status=wanted.status, kind=wanted.kind)
    listed = opened.listed(register, columns)
    if listed is None:
        return None
    portfolios: Iterable[Portfolio] = ()
    if wanted.portfolio:
        from hmicfrs_cli.storage.load import load_settings

        portfolios = load_settings(listed.root).portfolios
    return listed, query.select(listed.lines, wanted, listed.day, portfolios)


def _read(
    register: Path | None,
    as_of: str | None,
    *,
    corrected: bool,
    rev: str | None,
    wanted: "Filters",
    inspection: Many,
) -> "Found":
    from dataclasses import replace

    from hmicfrs_cli.cli import answer
    from hmicfrs_cli.cli.opened import as_listed
    from hmicfrs_cli.domain import query

    opened = answer.look(register, as_of, corrected=corrected, rev=rev)
    wanted = replace(wanted, inspection=filters.inspections(opened.register, inspection))
    listed = as_listed(opened)
    return listed, query.select(listed.lines, wanted, opened.day, opened.register.settings.portfolios)


def _for_findings_only(given: object) -> None:
    if given:
        raise UsageError(
            "these filters are for findings", "`hmi list inspections` takes --kind and --inspection only"
        )


def _findings(found: "Found", *, json: bool) -> None:
    from hmicfrs_cli.cli import answer
    from hmicfrs_cli.render import data

    opened, lines = found
    if json:
        return answer.give_json(opened, "hmi.list/1", items=[data.finding(line) for line in lines])
    from hmicfrs_cli.render import lists

    return answer.give(opened, lists.findings(lines))


def _inspections(
    opened: "Opened", kinds: frozenset[terms.InspectionKind], ids: frozenset[str], *, json: bool
) -> None:
    from hmicfrs_cli.cli import answer
    from hmicfrs_cli.domain import query
    from hmicfrs_cli.render import data

    found = query.select_inspections(opened.view, kinds, ids)
    if json:
        return answer.give_json(
            opened, "hmi.inspections/1", items=[data.inspection(state) for state in found]
        )
    from hmicfrs_cli.render import lists

    return answer.give(opened, lists.inspections(found))


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="Every one of them must occur.")],
    json: options.Json = False,
    as_of: options.AsOf = None,
    corrected: options.Corrected = False,
    rev: options.Rev = None,
    register: options.Register = None,
) -> None:
    """Find records by the words in their texts, titles and notes, whatever the case and accents."""
    from hmicfrs_cli.cli import answer
    from hmicfrs_cli.domain import search as searching
    from hmicfrs_cli.render import data

    opened = answer.look(register, as_of, corrected=corrected, rev=rev)
    found = searching.search(opened.view, [part for word in words for part in word.split()])
    if json:
        return answer.give_json(opened, "hmi.search/1", items=[data.hit(hit) for hit in found])
    from hmicfrs_cli.render import lists

    return answer.give(opened, lists.hits(found))


def due(
    within: Annotated[
        str | None,
        typer.Option("--within", metavar="PERIOD", help="As far ahead as 90d, 6w, 3m or 2y (default: all)."),
    ] = None,
    json: options.Json = False,
    as_of: options.AsOf = None,
    corrected: options.Corrected = False,
    rev: options.Rev = None,
    no_index: options.NoIndex = False,
    register: options.Register = None,
) -> None:
    """List what is due: statutory clocks, deadlines, targets and meetings; overdue first, then by date."""
    from hmicfrs_cli.cli import answer
    from hmicfrs_cli.domain import agenda, periods
    from hmicfrs_cli.render import data
    from hmicfrs_cli.storage.kept import Wanted

    ahead = filters.period("--within", within)
    how = answer.How(as_of, corrected=corrected, rev=rev, no_index=no_index)
    opened, listed = answer.look_at_lines(register, how, Wanted(is_open=True, words=False))
    view = opened.view
    items = agenda.agenda(view, periods.after(view.lens.day, ahead) if ahead else None, listed.lines)
    unknown = agenda.undated(view)
    if json:
        undated = [data.duty_data(duty) for duty in unknown]
        return answer.give_json(opened, "hmi.due/1", items=[data.item(one) for one in items], undated=undated)
    from hmicfrs_cli.render import lists

    private = [line.id for line in listed.lines if line.private]
    return answer.give(opened, lists.due(items, unknown, private=private))
