"""`hmi export`: the register's findings, logs and inspections as tables for other programs."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hmicfrs_cli.cli import complete, filters, options
from hmicfrs_cli.cli.ask import one_of
from hmicfrs_cli.cli.filters import Many
from hmicfrs_cli.domain import terms
from hmicfrs_cli.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hmicfrs_cli.cli.opened import Opened
    from hmicfrs_cli.domain.exporting.tables import Export
    from hmicfrs_cli.domain.query import Filters
    from hmicfrs_cli.render.exports import Made


def export(
    format: Annotated[
        str, typer.Option("--format", metavar="F", help="csv, json, ndjson, xlsx or parquet.")
    ] = "csv",
    output: Annotated[
        str, typer.Option("--output", metavar="DIR", help="Where to; - prints one file on standard output.")
    ] = "export",
    tables: Annotated[
        Many,
        typer.Option("--table", metavar="T", help="findings, log or inspections. Repeat for more; else all."),
    ] = None,
    restricted: Annotated[
        bool, typer.Option("--restricted", help="With all that is withheld from the public.")
    ] = False,
    rag: Annotated[
        Many, typer.Option("--rag", metavar="R", help=f"Rated so: {one_of(terms.Rag)}; none: not rated.")
    ] = None,
    status: Annotated[
        Many,
        typer.Option("--status", metavar="S", help=f"The force's status: {one_of(terms.ForceStatus)}; none."),
    ] = None,
    kind: Annotated[Many, typer.Option("--kind", metavar="K", help="The kind of finding.")] = None,
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
        bool, typer.Option("--unpublished", help="With findings not yet published; needs --restricted.")
    ] = False,
    as_of: options.AsOf = None,
    corrected: options.Corrected = False,
    rev: options.Rev = None,
    register: options.Register = None,
) -> None:
    """Write findings, their logs and their inspections as tables, for Excel and other programs.

    The filters are those of `hmi list`. docs/export.md says what each column means.
    """
    from hmicfrs_cli.cli import answer
    from hmicfrs_cli.cli.sound import sound
    from hmicfrs_cli.domain.query import Filters
    from hmicfrs_cli.render import exports

    chosen = _format(format)
    named = _tables(tables, one=output == "-" and exports.FORMATS[chosen].apart)
    if unpublished and not restricted:
        raise UsageError(
            "--unpublished needs --restricted", "what is not published yet is not for the public"
        )
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
    opened = sound(answer.look(register, as_of, corrected=corrected, rev=rev), "nothing was exported from it")
    wanted = wanted._replace(inspection=filters.inspections(opened.register, inspection))
    found = _export(opened, wanted, named, restricted=restricted)
    made = exports.make(chosen, found)
    _tell_withheld(found)
    _give(made, chosen, output, restricted=restricted)


def _format(text: str) -> str:
    from hmicfrs_cli.domain.near import quoted
    from hmicfrs_cli.render.exports import FORMATS

    chosen = text.strip().lower()
    if chosen not in FORMATS:
        raise UsageError(f"{quoted(text)} is no format of an export", f"choose from {', '.join(FORMATS)}")
    return chosen


def _tables(texts: Many, *, one: bool) -> "Sequence[str]":
    """Return the tables asked for, in their own order; `one` where only one can be given."""
    from hmicfrs_cli.domain.exporting.tables import COLUMNS
    from hmicfrs_cli.domain.near import quoted

    for text in texts or ():
        if text not in COLUMNS:
            raise UsageError(f"{quoted(text)} is no table of an export", f"choose from {', '.join(COLUMNS)}")
    named = [name for name in COLUMNS if not texts or name in texts]
    if one and texts and len(named) > 1:
        raise UsageError("--output - prints one table in this format", "name one --table")
    return named[:1] if one else named


def _export(opened: "Opened", wanted: "Filters", named: "Sequence[str]", *, restricted: bool) -> "Export":
    from hmicfrs_cli.domain import query
    from hmicfrs_cli.domain.audience import Audience
    from hmicfrs_cli.domain.exporting.tables import export as tables_of

    everything = wanted._replace(unpublished=False) == query.Filters()
    audience = Audience(opened.view, restricted)
    found = tables_of(audience, query.select_states(opened.view, wanted), named, whole=everything)
    return replace(found, commit=opened.commit)


def _tell_withheld(found: "Export") -> None:
    if found.withheld:
        from hmicfrs_cli.render.words import figure_of

        count = figure_of(len(found.withheld), "record")
        typer.echo(f"hmi: {count} withheld; --restricted exports what is not for the public too", err=True)


def _give(made: "Made", format: str, output: str, *, restricted: bool) -> None:
    if output == "-":
        sys.stdout.buffer.writelines(next(iter(made.values())))
        sys.stdout.buffer.flush()
        return
    from hmicfrs_cli.storage import papers

    end = "-restricted" * restricted
    files = {f"{name}{end}.{format}": content for name, content in made.items()}
    for path in papers.write(Path(output), files):
        typer.echo(str(path))
