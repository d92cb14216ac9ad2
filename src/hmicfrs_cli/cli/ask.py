"""What a command needs and was not given: asked for on a terminal, an error that names it elsewhere."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import typer

from hmicfrs_cli.domain import terms
from hmicfrs_cli.errors import UsageError

if TYPE_CHECKING:
    from hmicfrs_cli.domain.dates import When

T = TypeVar("T")
K = TypeVar("K", bound=terms.Term)
_MOST = 1 << 20

Check = Callable[[str], T]
"""Turns what a person wrote into a value, or raises UsageError."""


def on_terminal() -> bool:
    """Say whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def need(value: str | None, name: str, question: str, check: Check[T]) -> T:
    """Return a value that the command cannot do without; `name` is its option or argument.

    On a terminal it is asked for until it is right; elsewhere UsageError names what is missing.
    """
    if value is not None:
        return check(value)
    if not on_terminal():
        raise UsageError(f"{name} is missing", f"give {name}: {question[0].lower()}{question[1:]}")
    while True:
        try:
            return check(typer.prompt(question, prompt_suffix=" ", err=True))
        except UsageError as error:
            typer.echo(f"{error.message}\n  {error.mend}", err=True)


def maybe(value: str | None, check: Check[T]) -> T | None:
    """Return a value that may be left out."""
    return None if value is None else check(value)


def words(name: str) -> Check[str]:
    """Return a check that there is text."""

    def check(text: str) -> str:
        if not text.strip():
            raise UsageError(f"{name} has no text", "write a few words, or leave the option out")
        return text.strip()

    return check


def date(name: str) -> "Check[When]":
    """Return a check that the text is a date of any precision."""

    def check(text: str) -> "When":
        from hmicfrs_cli.domain import dates
        from hmicfrs_cli.domain.fields import DATE_MEND

        try:
            return dates.parse(text.strip())
        except ValueError as error:
            raise UsageError(f"{name}: {error}", DATE_MEND) from None

    return check


def day(name: str) -> "Check[When]":
    """Return a check that the text is a whole day."""

    def check(text: str) -> "When":
        from hmicfrs_cli.domain.dates import Precision

        found = date(name)(text)
        if found.precision is not Precision.DAY:
            raise UsageError(f"{name}: “{text}” is not a whole day", "write it as 2022-04-04")
        return found

    return check


def term(kind: type[K], name: str) -> Check[K]:
    """Return a check that the text is a word of a closed list, in any case of letters."""

    def check(text: str) -> K:
        from hmicfrs_cli.domain.near import nearest, quoted

        known = [member.value for member in kind]
        found = text.strip().lower().replace("_", "-").replace(" ", "-")
        if found in known:
            return kind(found)
        near = nearest(found, known)
        meant = f"did you mean “{near}”? " if near else ""
        raise UsageError(
            f"{name}: {quoted(text)} is not in its list", f"{meant}it is one of: {', '.join(known)}"
        )

    return check


def one_of(kind: type[terms.Term]) -> str:
    """Return a closed list's words for an option's help."""
    *most, last = [member.value for member in kind]
    return f"{', '.join(most)} or {last}"


def long_text(text: str | None) -> str | None:
    """Return the text, or all of standard input for `-`: UTF-8, with any system's line ends."""
    if text != "-":
        return text
    raw = sys.stdin.buffer.read(_MOST + 1)
    if len(raw) > _MOST:
        raise UsageError("standard input is longer than 1 MiB", "give the words that belong in the record")
    try:
        return "\n".join(raw.decode("utf-8-sig").strip().splitlines())
    except UnicodeDecodeError:
        raise UsageError("standard input is not UTF-8 text", "save it as UTF-8 first") from None
