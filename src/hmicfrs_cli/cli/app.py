"""The command line: its commands, and the one place where a failure becomes words and an exit code."""

from collections.abc import Sequence

import typer

from hmicfrs_cli.cli import (
    add,
    add_finding,
    browse,
    check,
    correct,
    decisions,
    edit,
    events,
    home,
    progress,
    rag,
    report,
    setup,
    show,
    template,
)
from hmicfrs_cli.cli.failure import reported

app = typer.Typer(
    name="hmi",
    help="The register of inspectorate recommendations, and the committee paper made from it.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.callback(invoke_without_command=True)(home.home)
app.command("init")(setup.init)
app.command("add-inspection")(add.add_inspection)
app.command("add-recommendation")(add_finding.add_recommendation)
app.command("add-meeting")(events.add_meeting)
app.command("event")(events.event)
app.add_typer(rag.app, name="rag")
app.command("update")(progress.update)
app.command("close")(decisions.close)
app.command("reopen")(decisions.reopen)
app.command("correct")(correct.correct)
app.command("edit")(edit.edit)
app.command("list")(browse.list_)
app.command("show")(show.show)
app.command("search")(browse.search)
app.command("due")(browse.due)
app.command("report")(report.report)
app.add_typer(template.app, name="template")
app.command("check")(check.check)


def main(argv: Sequence[str]) -> int:
    """Run one command line and return its exit code; see ARCHITECTURE.md for what each code promises."""
    return reported(lambda: app(args=list(argv), prog_name="hmi", standalone_mode=False))
