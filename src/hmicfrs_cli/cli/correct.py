"""Corrections: we were wrong. What was first recorded stays, and the right value is laid over it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, cast

import typer

from hmicfrs_cli.cli import ask, complete, options
from hmicfrs_cli.errors import UsageError

if TYPE_CHECKING:
    from hmicfrs_cli.cli.written import Desk, Draft
    from hmicfrs_cli.domain.records import Finding, Inspection

_MISFIT = "correction-does-not-fit"


def correct(
    id_: Annotated[
        str | None, typer.Argument(metavar="ID", help="The record's id.", autocompletion=complete.records)
    ] = None,
    field: Annotated[
        str | None,
        typer.Argument(
            metavar="FIELD",
            help="A field above the log, an event such as published, or a field of the entry of --when.",
        ),
    ] = None,
    value: Annotated[
        str | None,
        typer.Argument(metavar="VALUE", help="What is right; lists and groups as [a, b] and {a: b}."),
    ] = None,
    source: options.Source = None,
    when: Annotated[
        str | None,
        typer.Option("--when", metavar="DATE", help="The date of the event or entry that is wrong."),
    ] = None,
    action: Annotated[
        str | None, typer.Option("--action", metavar="NAME", help="The action whose entry is wrong.")
    ] = None,
    note: Annotated[
        str | None, typer.Option("--note", metavar="WORDS", help="Anything else worth knowing.")
    ] = None,
    on: options.On = None,
    by: options.By = None,
    register: options.Register = None,
) -> None:
    """Correct what the register got wrong, from today on; with --corrected it was never wrong.

    A change of mind by the inspectorate is no correction.
    """
    from hmicfrs_cli.cli import written
    from hmicfrs_cli.cli.known import known
    from hmicfrs_cli.domain import correcting, entries
    from hmicfrs_cli.storage.load import load_one

    at = written.desk(register)
    name = ask.need(id_, "ID", "Which record (its id)?", ask.words("ID"))
    one = load_one(at.root, name, known)
    record = cast("Inspection | Finding", one.record)
    what = ask.need(field, "FIELD", "Which field or event is wrong?", _known(record, dated=when is not None))
    right = ask.need(value, "VALUE", "What is right?", ask.words("VALUE"))
    said = {
        "by": written.signed(at, by),
        "source": ask.need(source, "--source", "Where is it stated?", ask.words("--source")),
        "note": note,
        "corrects": {**correcting.aim(record, what, ask.maybe(when, ask.date("--when"))), **_of(action)},
    }
    day = written.on_day(at, on)
    drafts = [
        written.appended(one, entries.entry(day, {**said, "to": meant})) for meant in _readings(what, right)
    ]
    written.keep(at, [_fitting(at, drafts)])
    typer.echo(f"{one.path}: {what} corrected to “{right}”")


def _of(action: str | None) -> dict[str, object]:
    return {"action": action} if action else {}


def _known(record: "Inspection | Finding", *, dated: bool) -> ask.Check[str]:
    """Return a check that the record has the field; an entry's fields are left to the rules."""

    def check(text: str) -> str:
        from hmicfrs_cli.domain.correcting import names
        from hmicfrs_cli.domain.near import nearest, quoted

        known = names(record)
        if dated or text.removeprefix("event:") in known:
            return text
        near = nearest(text, known)
        meant = f"did you mean “{near}”? " if near else ""
        mend = f"{meant}a field of an entry of the log needs --when with the entry's date"
        raise UsageError(f"FIELD: there is no {quoted(text)} to correct", mend)

    return check


def _readings(field: str, text: str) -> Iterator[object]:
    """Yield what a value can mean, the likeliest first: a deadline's words, brackets, text, a bare value."""
    from hmicfrs_cli.domain import new
    from hmicfrs_cli.storage import yaml

    read = yaml.read(f"to: {text}\n".encode(errors="surrogateescape"), "")
    value = read["to"] if isinstance(read, dict) and list(read) == ["to"] else None
    if isinstance(value, dict | list):
        yield value
    elif field == "deadline":
        yield new.deadline(text)
    yield text
    if value is not None and type(value) is not str:
        yield value


def _fitting(at: "Desk", drafts: "list[Draft]") -> "Draft":
    """Return the first draft whose value fits its field, else the first."""
    from hmicfrs_cli.cli import written

    for draft in drafts:
        if not any(problem.code == _MISFIT for problem in written.brings(at, draft)):
            return draft
    return drafts[0]
