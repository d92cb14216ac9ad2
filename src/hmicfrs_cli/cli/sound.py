"""What is given out needs a register without errors: one with an error is not a smaller register."""

import typer

from hmicfrs_cli.cli.opened import Opened, located
from hmicfrs_cli.errors import HmiError

_SHOWN = 5
"""How many errors are shown; `hmi check` lists them all."""


def sound(opened: Opened, what: str) -> Opened:
    """Return the register as it was given; HmiError where it has errors, so that `what` was not made."""
    from hmicfrs_cli.cli import waiting
    from hmicfrs_cli.domain.rules import check

    each = waiting.each("Checking")
    found = [*opened.problems, *check(opened.register, opened.today, opened.unread, each, errors_only=True)]
    errors = [problem for problem in found if problem.severity == "error"]
    if errors:
        for problem in located(opened.root, opened.files, errors[:_SHOWN]):
            typer.echo(f"{problem.path}:{problem.line}:{problem.column}: {problem.message}", err=True)
        raise HmiError(
            f"the register has {len(errors)} error{'s' * (len(errors) > 1)}, so {what}",
            "`hmi check` lists them and says how to mend each",
        )
    return opened
