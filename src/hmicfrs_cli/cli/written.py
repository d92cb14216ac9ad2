"""How every writing command ends: the new text is read back and judged, kept or refused, and told."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import typer

from hmicfrs_cli.errors import HmiError, NotFoundError, RefusedError, UsageError

if TYPE_CHECKING:
    from hmicfrs_cli.domain.dates import When
    from hmicfrs_cli.domain.entries import Data
    from hmicfrs_cli.domain.problems import Problem
    from hmicfrs_cli.domain.settings import Settings
    from hmicfrs_cli.storage.load import One

R = TypeVar("R")
Fields = dict[str, Any]
"""What a log entry is going to say, by its fields' names."""

_WHY = ("why", "--why", "with the reason", "What is the reason?")
WANTED = {
    "red-without-why": _WHY,
    "rag-against-matrix": _WHY,
    "target-moved-without-why": _WHY,
    "not-accepted-without-why": _WHY,
    "complete-without-evidence": ("evidence", "--evidence", "with what shows it", "What shows it?"),
    "action-without-text": ("text", "--text", "with what the action is", "What is the action?"),
    "addressee-missing": (
        "addressed_to",
        "--addressed-to",
        "with the addressee in the report's own words",
        "To whom, in the report's own words?",
    ),
}
"""What mends a fault on the command line, by the fault's code: the field, its option, what to give with it,
and how a person at a terminal is asked for it."""

_LISTS = ("evidence", "addressed_to")


class Desk(NamedTuple):
    """Where a writing command works: the register's folder, its settings, and the day."""

    root: Path
    settings: "Settings"
    today: date


class Draft(NamedTuple):
    """A file's text as it shall be; `old` is what was read, None for a file that is new."""

    path: str
    new: bytes
    old: bytes | None = None


def desk(register: Path | None) -> Desk:
    """Find the register, carry an interrupted write through or take it back, and read the settings."""
    from hmicfrs_cli.cli.opened import find_root, tidy
    from hmicfrs_cli.storage import clock
    from hmicfrs_cli.storage.load import load_settings

    root = find_root(register)
    tidy(root)
    return Desk(root, load_settings(root), clock.today())


def held(at: Desk, id_: str, kind: type[R], noun: str) -> "tuple[One, R]":
    """Return a record by its id, which must be of the kind that the command is about.

    Raises NotFoundError, with the nearest id, where there is none.
    """
    from hmicfrs_cli.storage.load import load_one

    try:
        one = load_one(at.root, id_.strip())
    except NotFoundError as error:
        raise NotFoundError(error.message, _meant(at.root, id_, noun) or error.mend) from None
    if not isinstance(one.record, kind):
        raise UsageError(f"{one.id} is no {noun}", f"give the id of a {noun}; `hmi list` shows them")
    return one, one.record


def _meant(root: Path, id_: str, noun: str) -> str | None:
    """Return the mend that names the id of that kind which is nearest, by the names of files."""
    from hmicfrs_cli.domain.near import nearest
    from hmicfrs_cli.storage import names

    known = names.inspections(root)
    if noun == "finding":
        known = [f"{head}/{tail}" for head in known for tail in names.findings(root, head)]
    near = nearest(id_, known)
    return f"did you mean “{near}”?" if near else None


def appended(one: "One", item: dict[str, object], where: str = "log") -> Draft:
    """Return the record's text with one more item at the end of a list."""
    from hmicfrs_cli.storage.edit import append_entry

    return Draft(one.path, append_entry(one.raw, (where,), item), one.raw)


def begun(at: Desk, path: str, data: "Data") -> Draft:
    """Return a new record's text, with a first line that tells editors its schema where there is one."""
    from hmicfrs_cli.storage.compose import record

    name = {"inspections": "inspection", "findings": "finding"}[path.partition("/")[0]]
    schema = f"schema/{name}.json"
    if not (at.root / schema).is_file():
        return Draft(path, record(data))
    up = "../" * path.count("/")
    return Draft(path, f"# yaml-language-server: $schema={up}{schema}\n".encode() + record(data))


def on_day(at: Desk, on: str | None) -> "When":
    """Return the day from which the register knows what is written: `--on`, else today."""
    from hmicfrs_cli.cli import ask
    from hmicfrs_cli.domain import dates

    return ask.date("--on")(on) if on else dates.day(at.today)


def portfolio(at: Desk, text: str | None) -> str | None:
    """Return the id of the portfolio meant by an id or a name; what is none is left to the rules."""
    return text and _named(text, [(one.id, one.name) for one in at.settings.portfolios])


def board(at: Desk, text: str | None) -> str | None:
    """Return the id of the board meant by an id or a name; None where it is none of the force's boards."""
    ids = [one.id for one in at.settings.boards]
    found = text and _named(text, [(one.id, one.name) for one in at.settings.boards])
    return found if found in ids else None


def _named(text: str, known: list[tuple[str, str]]) -> str:
    meant = {word.casefold(): id_ for id_, name in known for word in (name, id_)}
    return meant.get(text.casefold(), text)


def signed(at: Desk, by: str | None) -> str | None:
    """Return who writes; where nobody is named, say so."""
    from hmicfrs_cli.cli.opened import who

    found = who(by, at.root)
    if found is None:
        words = "nobody is named as the writer (--by, HMI_BY or git's user.name), so `by` is left out"
        typer.echo(f"hmi: {words}", err=True)
    return found


def keep(at: Desk, drafts: Sequence[Draft]) -> None:
    """Write every draft or none.

    Raises RefusedError for an error that a draft would bring into its record; warnings are told.
    """
    from hmicfrs_cli.storage.write import Change, apply

    brought = [problem for draft in drafts for problem in brings(at, draft)]
    if errors := [problem for problem in brought if problem.severity == "error"]:
        raise refusal(errors)
    for warning in brought:
        typer.echo(f"hmi: {warning.path}: warning: {warning.message}\n  {warning.mend}", err=True)
    apply([Change(at.root / one.path, one.old, one.new) for one in drafts], at.root)


def settled(at: Desk, fields: Fields, draft: Callable[[Fields], Sequence[Draft]]) -> None:
    """Write what `draft` makes of the fields, once everything that the rules want with them is there.

    What they want is asked for on a terminal; elsewhere UsageError names its option.
    """
    from hmicfrs_cli.cli import ask

    drafts = draft(fields)
    while wanted := _wanted(at, drafts, fields):
        name, option, what, question = WANTED[wanted.code]
        if not ask.on_terminal():
            raise UsageError(f"{option} is missing: {wanted.message}", f"give {option} {what}")
        said = ask.need(None, option, f"{wanted.message}. {question}", ask.words(option))
        fields = {**fields, name: [said] if name in _LISTS else said}
        drafts = draft(fields)
    keep(at, drafts)


def _wanted(at: Desk, drafts: Sequence[Draft], fields: Fields) -> "Problem | None":
    """Return the first fault that a field not given yet would mend."""
    found = [problem for draft in drafts for problem in brings(at, draft)]
    return next((one for one in found if one.code in WANTED and not fields.get(WANTED[one.code][0])), None)


def brings(at: Desk, draft: Draft) -> "list[Problem]":
    """Return the problems that a draft would bring in: those that its record does not have already."""
    found = _problems(at, draft.path, draft.new)
    if not found or draft.old is None:
        return found
    before = Counter(_sign(problem) for problem in _problems(at, draft.path, draft.old))
    brought = []
    for problem in found:
        before[_sign(problem)] -= 1
        if before[_sign(problem)] < 0:
            brought.append(problem)
    return brought


def refusal(errors: "Sequence[Problem]") -> HmiError:
    """Return the error that tells why nothing was written."""
    first, *others = errors
    more = "".join(f"\n  also: {other.message}; {other.mend}" for other in others)
    return RefusedError(f"{first.path}: not written: {first.message}", f"{first.mend}{more}")


def _sign(problem: "Problem") -> tuple[str, str]:
    return problem.code, problem.message


def _problems(at: Desk, path: str, raw: bytes) -> "list[Problem]":
    from hmicfrs_cli.domain.reading import id_of, read_record
    from hmicfrs_cli.domain.rules import check_record
    from hmicfrs_cli.storage import yaml

    data = yaml.read(raw, path)
    record = data if isinstance(data, list) else read_record(path, data)
    return record if isinstance(record, list) else check_record(at.settings, id_of(path), record, at.today)
