"""Ratings: `hmi rag set`, and the reading commands about them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from hmicfrs_cli.cli import ask, complete, options, rag_views
from hmicfrs_cli.domain import terms
from hmicfrs_cli.errors import UsageError

if TYPE_CHECKING:
    from hmicfrs_cli.cli.written import Desk, Draft
    from hmicfrs_cli.domain.dates import When
    from hmicfrs_cli.domain.settings import MatrixFrom
    from hmicfrs_cli.storage.load import One

app = typer.Typer(
    name="rag",
    help="Rate findings, and look at the key and the ratings.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.command("key")(rag_views.key)
app.command("review")(rag_views.review)


@app.command("set")
def set_(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ID... [COLOUR]",
            help="Findings, then red, amber, green or white; no colour with --likelihood and --impact.",
            autocompletion=complete.findings,
        ),
    ] = None,
    likelihood: Annotated[
        int | None, typer.Option("--likelihood", metavar="N", help="On the risk matrix.")
    ] = None,
    impact: Annotated[int | None, typer.Option("--impact", metavar="N", help="On the risk matrix.")] = None,
    why: options.Why = None,
    when: Annotated[
        str | None,
        typer.Option("--when", metavar="DATE", help="The day of the rating, where that is not --on."),
    ] = None,
    on: options.On = None,
    by: options.By = None,
    source: options.Source = None,
    register: options.Register = None,
) -> None:
    """Rate one finding or several alike: all of them, or none where one cannot be.

    Where the force's RAG is of risk, --likelihood and --impact give the colour by the force's matrix.
    """
    from hmicfrs_cli.cli import written
    from hmicfrs_cli.domain.records import Finding

    at = written.desk(register)
    day, happened = written.on_day(at, on), ask.maybe(when, ask.date("--when"))
    risk = _risk(at, day, likelihood, impact)
    ids, colour = _ids_and_colour(words or [], risk=risk is not None)
    found = {one.id: one for one in (written.held(at, id_, Finding, "finding")[0] for id_ in ids)}
    said: dict[str, object] = {
        "rag": colour,
        "risk": risk,
        "why": why,
        "source": source,
        "by": written.signed(at, by),
    }
    written.settled(at, said, lambda given: _drafts(found.values(), day, happened, given))
    for one in found.values():
        typer.echo(f"{one.path}: {_told(at, colour, risk, happened or day)}")


def _drafts(
    found: "Iterable[One]", day: "When", happened: "When | None", given: dict[str, object]
) -> "list[Draft]":
    from hmicfrs_cli.cli import written
    from hmicfrs_cli.domain.entries import entry

    return [written.appended(one, entry(day, given, happened)) for one in found]


def _ids_and_colour(words: list[str], *, risk: bool) -> tuple[list[str], terms.Rag | None]:
    """Tell the ids from the colour: the last word is one if it has no slash."""
    said = list(words)
    last = said.pop() if said and "/" not in said[-1] else None
    if not said:
        id_ = ask.need(None, "ID", "Which finding (its id)?", ask.words("ID"))
        said = [id_]
    if last is None and risk:
        return said, None
    question = f"Which colour ({ask.one_of(terms.Rag)})?"
    return said, ask.need(last, "COLOUR", question, ask.term(terms.Rag, "COLOUR"))


def _risk(at: "Desk", day: "When", likelihood: int | None, impact: int | None) -> dict[str, int] | None:
    """Return the position on the matrix; UsageError where half of it is missing or there is no matrix."""
    if likelihood is None and impact is None:
        return None
    if likelihood is None or impact is None:
        missing = "--likelihood" if likelihood is None else "--impact"
        raise UsageError(f"{missing} is missing", "--likelihood and --impact go together")
    matrix = _matrix(at, day)
    if matrix is None:
        mend = "set `risk_matrix:` in register.yaml, or rate with a colour"
        raise UsageError(f"the register has no risk matrix on {day}", mend)
    if matrix.band(likelihood, impact) is None:
        words = f"likelihood {likelihood} × impact {impact} is not on the risk matrix"
        raise UsageError(
            words, f"likelihood runs from 1 to {matrix.likelihood}, impact from 1 to {matrix.impact}"
        )
    return {"likelihood": likelihood, "impact": impact}


def _matrix(at: "Desk", day: "When") -> "MatrixFrom | None":
    from hmicfrs_cli.domain.settings import in_force

    return in_force(at.settings.risk_matrix, day.last)


def _told(at: "Desk", colour: terms.Rag | None, risk: dict[str, int] | None, when: "When") -> str:
    from hmicfrs_cli.domain.dates import spoken
    from hmicfrs_cli.domain.settings import in_force

    since = f"from {spoken(when)}"
    if risk is None:
        return f"rated {colour} {since}"
    score = f"likelihood {risk['likelihood']} × impact {risk['impact']}"
    basis = in_force(at.settings.rag, when.last)
    matrix = _matrix(at, when)
    band = matrix.band(**risk) if matrix else None
    if colour is None and basis is not None and basis.basis is terms.RagBasis.RISK and band is not None:
        return f"rated {band.rag} {since}, by {score} ({band.label})"
    rated = f"rated {colour}" if colour else "risk written"
    beside = "" if colour else "; the RAG rates delivery and stays"
    return f"{rated} {since}, {score}{beside}"
