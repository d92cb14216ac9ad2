"""What the inspectorate decides of a finding: closed, or open again. Never the force's to say."""

from typing import Annotated

import typer

from hmicfrs_cli.cli import ask, finding_log, options
from hmicfrs_cli.domain import terms
from hmicfrs_cli.errors import RefusedError, UsageError


def close(
    id_: finding_log.Id = None,
    ref: Annotated[
        str | None,
        typer.Option("--ref", metavar="WORDS", help="The reference of the letter, report or e-mail."),
    ] = None,
    as_: Annotated[
        str,
        typer.Option("--as", metavar="WORD", help="closed, superseded, no-further-action or withdrawn."),
    ] = "closed",
    authority: Annotated[
        str,
        typer.Option(
            "--authority", metavar="KIND", help=f"What it stands in: {ask.one_of(terms.AuthorityKind)}."
        ),
    ] = "letter",
    said_by: Annotated[
        str | None,
        typer.Option(
            "--said-by", metavar="WHO", help="The inspectorate that says so (default: the one that leads)."
        ),
    ] = None,
    note: Annotated[
        str | None, typer.Option("--note", metavar="WORDS", help="Anything else worth knowing.")
    ] = None,
    when: finding_log.HappenedOn = None,
    on: options.On = None,
    by: options.By = None,
    source: options.Source = None,
    register: options.Register = None,
) -> None:
    """Write down that the inspectorate closed a finding. The force's own view is `update --status`."""
    from hmicfrs_cli.cli import written
    from hmicfrs_cli.domain.dates import on_words

    at = written.desk(register)
    decision = ask.term(terms.InspectorateStatus, "--as")(as_)
    if decision is terms.InspectorateStatus.OPEN:
        raise UsageError("--as: open closes nothing", "`hmi reopen ID --why …` opens a finding again")
    kind = ask.term(terms.AuthorityKind, "--authority")(authority)
    one, state = finding_log.finding(at, id_)
    if state.closed is not None:
        words = f"{one.id} is {state.inspectorate.label} already, {on_words(state.closed.on)}"
        raise RefusedError(words, f"`hmi reopen {one.id} --why …` first, or `hmi correct` what was wrong")
    stands = {"kind": kind, "ref": ask.need(ref, "--ref", "What is its reference?", ask.words("--ref"))}
    said: dict[str, object] = {
        "inspectorate": decision,
        "said_by": said_by,
        "authority": stands,
        "note": note,
        "source": source,
    }
    day = finding_log.append(at, one, said, on=on, when=when, by=by)
    typer.echo(f"{one.path}: {decision.label} {on_words(day)} by {kind.label} {stands['ref']}")


def reopen(
    id_: finding_log.Id = None,
    why: options.Why = None,
    ref: Annotated[
        str | None, typer.Option("--ref", metavar="WORDS", help="The reference of what it stands in, if any.")
    ] = None,
    authority: Annotated[
        str,
        typer.Option(
            "--authority", metavar="KIND", help=f"What it stands in: {ask.one_of(terms.AuthorityKind)}."
        ),
    ] = "letter",
    said_by: Annotated[
        str | None, typer.Option("--said-by", metavar="WHO", help="The inspectorate that says so.")
    ] = None,
    when: finding_log.HappenedOn = None,
    on: options.On = None,
    by: options.By = None,
    source: options.Source = None,
    register: options.Register = None,
) -> None:
    """Write down that the inspectorate opened a finding again. Rating, status and target stay as they are."""
    from hmicfrs_cli.cli import written
    from hmicfrs_cli.domain.dates import on_words

    at = written.desk(register)
    kind = ask.term(terms.AuthorityKind, "--authority")(authority)
    one, state = finding_log.finding(at, id_)
    if state.is_open:
        mend = "if the force takes back “considered complete”, use `hmi update ID --status in-progress`"
        raise RefusedError(f"{one.id} is open already", mend)
    reason = ask.need(why, "--why", "Why is it opened again?", ask.words("--why"))
    stands = {"kind": kind, "ref": ref} if ref else None
    said: dict[str, object] = {
        "inspectorate": terms.InspectorateStatus.OPEN,
        "why": reason,
        "said_by": said_by,
        "authority": stands,
        "source": source,
    }
    day = finding_log.append(at, one, said, on=on, when=when, by=by)
    typer.echo(f"{one.path}: open again {on_words(day)}")
