"""The command line: its commands, and the one place where a failure becomes words and an exit code."""

from collections.abc import Sequence

import typer

from hmicfrs_cli.cli.commands import Commands
from hmicfrs_cli.cli.failure import reported
from hmicfrs_cli.cli.home import home

app = typer.Typer(
    name="hmi",
    cls=Commands,
    help="The register of inspectorate recommendations, and the committee paper made from it.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.callback(invoke_without_command=True)(home)


def main(argv: Sequence[str]) -> int:
    """Run one command line and return its exit code; see ARCHITECTURE.md for what each code promises."""
    return reported(lambda: app(args=list(argv), prog_name="hmi", standalone_mode=False))
