"""What the force does about a finding."""

from typing import TYPE_CHECKING, Annotated

import typer

from hmicfrs_cli.cli import ask, finding_log, options
from hmicfrs_cli.domain import terms
from hmicfrs_cli.errors import UsageError

if TYPE_CHECKING:
    from hmicfrs_cli.cli.written import Desk

Many = list[str] | None


def update(
    id_: finding_log.Id = None,
    status: Annotated[
        str | None,
        typer.Option("--status", metavar="STATUS", help=f"The force's: {ask.one_of(terms.ForceStatus)}."),
    ] = None,
    target: Annotated[
        str | None, typer.Option("--target", metavar="DATE", help="The force's own date; a move needs --why.")
    ] = None,
    owner: Annotated[str | None, typer.Option("--owner", metavar="WHO", help="Who answers for it.")] = None,
    lead_officer: Annotated[
        str | None, typer.Option("--lead-officer", metavar="WHO", help="Who does the work.")
    ] = None,
    portfolio: Annotated[
        str | None, typer.Option("--portfolio", metavar="ID", help="The portfolio it belongs to.")
    ] = None,
    board: Annotated[
        str | None, typer.Option("--board", metavar="ID", help="The board it is taken to.")
    ] = None,
    acceptance: Annotated[
        str | None,
        typer.Option("--acceptance", metavar="WORD", help=f"{ask.one_of(terms.Acceptance).capitalize()}."),
    ] = None,
    accepted_risk: Annotated[
        str | None, typer.Option("--accepted-risk", metavar="WORDS", help="A risk that the force accepts.")
    ] = None,
    depends_on: Annotated[
        Many, typer.Option("--depends-on", metavar="WHO", help="Another body it depends on; repeat.")
    ] = None,
    linked: Annotated[Many, typer.Option("--linked", metavar="WORDS", help="Linked work; repeat.")] = None,
    note: Annotated[
        str | None, typer.Option("--note", metavar="WORDS", help="What was done; `-` reads standard input.")
    ] = None,
    effect: Annotated[
        str | None, typer.Option("--effect", metavar="WORDS", help="What it means for the service.")
    ] = None,
    evidence: Annotated[
        Many, typer.Option("--evidence", metavar="WORDS", help="What shows it, such as an audit; repeat.")
    ] = None,
    agreed_by: Annotated[
        str | None,
        typer.Option("--agreed-by", metavar="WHO", help="The board or person, not the owner, who agrees."),
    ] = None,
    action: Annotated[
        str | None,
        typer.Option("--action", metavar="NAME", help="Speak of this action of the finding: a1, a2 …"),
    ] = None,
    text: Annotated[
        str | None, typer.Option("--text", metavar="WORDS", help="What the action is, the first time.")
    ] = None,
    private: Annotated[
        bool, typer.Option("--private", help="Withhold this entry's words from public papers.")
    ] = False,
    why: options.Why = None,
    when: finding_log.HappenedOn = None,
    on: options.On = None,
    by: options.By = None,
    source: options.Source = None,
    register: options.Register = None,
) -> None:
    """Write down progress: status, target, owner, evidence and more. What is not given stays as it is."""
    from hmicfrs_cli.cli import written

    at = written.desk(register)
    said: dict[str, object] = {
        "status": ask.maybe(status, ask.term(terms.ForceStatus, "--status")),
        "target": ask.maybe(target, ask.date("--target")),
        "owner": owner,
        "lead_officer": lead_officer,
        "portfolio": written.portfolio(at, portfolio),
        "board": board and (written.board(at, board) or board),
        "acceptance": ask.maybe(acceptance, ask.term(terms.Acceptance, "--acceptance")),
        "accepted_risk": accepted_risk,
        "depends_on": depends_on,
        "linked": linked,
        "note": ask.long_text(note),
        "effect": effect,
        "evidence": evidence,
        "agreed": _agreed(at, agreed_by),
        "text": text,
    }
    if not any(said.values()):
        raise UsageError("there is nothing to write", f"give one or more of: {_options(said)}")
    one, _ = finding_log.finding(at, id_)
    around = {"action": action, "why": why, "source": source, "private": private or None}
    finding_log.append(at, one, {**said, **around}, on=on, when=when, by=by)
    typer.echo(f"{one.path}: {_told(said, action)}")


def _agreed(at: "Desk", text: str | None) -> dict[str, str] | None:
    """Return who agrees: a board where the words name one of the force's, else a person."""
    from hmicfrs_cli.cli import written

    if text is None:
        return None
    found = written.board(at, text)
    return {"board": found} if found else {"by": text}


def _options(said: dict[str, object]) -> str:
    return ", ".join("--agreed-by" if name == "agreed" else f"--{name.replace('_', '-')}" for name in said)


def _told(said: dict[str, object], action: str | None) -> str:
    """Return what was written, in the words of the fields; long words are only named."""
    from hmicfrs_cli.domain.dates import When, spoken

    parts = []
    for name, value in said.items():
        label = name.replace("_", " ")
        if isinstance(value, terms.Term):
            parts.append(f"{label} {value.label}")
        elif isinstance(value, When):
            parts.append(f"{label} {spoken(value)}")
        elif value:
            parts.append(f"{label} {value}" if name in {"owner", "portfolio", "board"} else label)
    return f"{f'action {action}: ' if action else ''}{', '.join(parts)} written"
