"""A new finding: a recommendation, an area for improvement, a cause of concern."""

from typing import TYPE_CHECKING, Annotated

import typer

from hmicfrs_cli.cli import ask, complete, options
from hmicfrs_cli.domain import terms
from hmicfrs_cli.errors import RefusedError

if TYPE_CHECKING:
    from hmicfrs_cli.cli.written import Desk
    from hmicfrs_cli.domain.entries import Data

Many = list[str] | None


def add_recommendation(
    inspection: Annotated[
        str | None,
        typer.Argument(
            metavar="INSPECTION", help="The inspection's id.", autocompletion=complete.inspections
        ),
    ] = None,
    text: Annotated[
        str | None, typer.Option("--text", metavar="WORDS", help="What it says; `-` reads standard input.")
    ] = None,
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help=f"One of {ask.one_of(terms.FindingKind)}.")
    ] = "recommendation",
    number: Annotated[
        str | None, typer.Option("--number", metavar="NUMBER", help="The report's own number, as printed.")
    ] = None,
    ref: Annotated[
        str | None, typer.Option("--ref", metavar="WORDS", help="Page or paragraph of the report.")
    ] = None,
    addressed_to: Annotated[
        Many, typer.Option("--addressed-to", metavar="WHO", help="To whom, as written; repeat.")
    ] = None,
    deadline: Annotated[
        str | None,
        typer.Option(
            "--deadline", metavar="WORDS", help="The deadline's own words, such as “Within six months”."
        ),
    ] = None,
    delivery: Annotated[
        str | None,
        typer.Option("--delivery", metavar="WHOSE", help=f"Whose it is: {ask.one_of(terms.Delivery)}."),
    ] = None,
    under: Annotated[
        str | None,
        typer.Option(
            "--under",
            metavar="ID",
            help="The cause of concern it stands under.",
            autocompletion=complete.findings,
        ),
    ] = None,
    wording: Annotated[
        str | None,
        typer.Option("--wording", metavar="HOW", help=f"Whose words: {ask.one_of(terms.Wording)}."),
    ] = None,
    theme: Annotated[str | None, typer.Option("--theme", metavar="WORDS", help="What it is about.")] = None,
    private: Annotated[bool, typer.Option("--private", help="Withhold it from public papers.")] = False,
    status: Annotated[
        str | None,
        typer.Option("--status", metavar="STATUS", help=f"The force's: {ask.one_of(terms.ForceStatus)}."),
    ] = None,
    owner: Annotated[str | None, typer.Option("--owner", metavar="WHO", help="Who answers for it.")] = None,
    portfolio: Annotated[
        str | None, typer.Option("--portfolio", metavar="ID", help="The portfolio it belongs to.")
    ] = None,
    target: Annotated[
        str | None, typer.Option("--target", metavar="DATE", help="The force's own date for it.")
    ] = None,
    on: options.On = None,
    by: options.By = None,
    source: options.Source = None,
    register: options.Register = None,
) -> None:
    """Add a recommendation, area for improvement, cause of concern or other finding to an inspection."""
    from hmicfrs_cli.cli import written
    from hmicfrs_cli.domain import new, records

    at = written.desk(register)
    id_ = ask.need(inspection, "INSPECTION", "Which inspection (its id)?", ask.words("INSPECTION"))
    of, _ = written.held(at, id_, records.Inspection, "inspection")
    facts: Data = {
        "kind": ask.term(terms.FindingKind, "--kind")(kind),
        "number": number,
        "ref": ref,
        "text": ask.need(ask.long_text(text), "--text", "What does it say?", ask.words("--text")),
        "wording": ask.maybe(wording, ask.term(terms.Wording, "--wording")),
        "addressed_to": addressed_to,
        "delivery": ask.maybe(delivery, ask.term(terms.Delivery, "--delivery")),
        "deadline": new.deadline(ask.maybe(deadline, ask.words("--deadline"))),
        "under": _under(at, of.id, under),
        "theme": theme,
        "private": private or None,
    }
    said: Data = {
        "status": ask.maybe(status, ask.term(terms.ForceStatus, "--status")),
        "target": ask.maybe(target, ask.date("--target")),
        "owner": owner,
        "portfolio": written.portfolio(at, portfolio),
    }
    log = new.begun(written.on_day(at, on), by=lambda: written.signed(at, by), source=source, **said)
    _write(at, f"findings/{of.id}/{_segment(at, of.id, facts)}.yaml", facts, log)


def _segment(at: "Desk", inspection: str, facts: "Data") -> str:
    """Return the last part of the new finding's id; RefusedError where the number is there already."""
    from hmicfrs_cli.domain import ids
    from hmicfrs_cli.storage import names

    taken = names.findings(at.root, inspection)
    kind, number = terms.FindingKind(str(facts["kind"])), facts["number"]
    segment = ids.finding_segment(kind, str(number) if number else None, taken)
    if segment.casefold() in {one.casefold() for one in taken}:
        there = f"{inspection}/{segment}"
        raise RefusedError(f"there is a finding {there} already", f"look at it with `hmi show {there}`")
    return segment


def _under(at: "Desk", inspection: str, under: str | None) -> str | None:
    """Return the id of the finding it stands under, which may be given within its inspection."""
    from hmicfrs_cli.cli import written
    from hmicfrs_cli.domain import records

    if under is None:
        return None
    return written.held(at, under if "/" in under else f"{inspection}/{under}", records.Finding, "finding")[
        0
    ].id


def _write(at: "Desk", path: str, facts: "Data", log: "list[Data]") -> None:
    from hmicfrs_cli.cli import written
    from hmicfrs_cli.domain import new

    written.settled(at, facts, lambda given: [written.begun(at, path, new.finding(given, log))])
    kind = terms.FindingKind(str(facts["kind"]))
    named = f" {facts['number']}" if facts["number"] else ", unnumbered"
    typer.echo(f"{path}: added {kind.label}{named}")
    if new.is_unread(facts["deadline"]):
        words = "the deadline's words are kept, but no date is read from them; nothing counts as late by them"
        typer.echo(f"hmi: {words}", err=True)
