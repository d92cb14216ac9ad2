"""Where each command is, and the group that loads one when it is used.

Loading all of them takes longer than most of them take, and a start uses only one.
"""

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

COMMANDS = {
    "init": ("setup:init", "Begin an empty register for a force."),
    "setup-git": ("setup_git:setup_git", "Make a git repository ready for a register."),
    "add-inspection": ("add:add_inspection", "Add an inspection or other engagement."),
    "add-recommendation": ("add_finding:add_recommendation", "Add a recommendation or other finding."),
    "add-meeting": ("events:add_meeting", "Add a meeting of a committee."),
    "event": ("events:event", "Write down what happened in an inspection, or is planned."),
    "rag": ("rag:app", "Rate findings, and look at the key and the ratings."),
    "update": ("progress:update", "Write down progress: status, target, owner, evidence."),
    "close": ("decisions:close", "Write down that the inspectorate closed a finding."),
    "reopen": ("decisions:reopen", "Write down that the inspectorate opened a finding again."),
    "correct": ("correct:correct", "Correct what the register got wrong."),
    "edit": ("edit:edit", "Open a record in your editor, and check it."),
    "list": ("browse:list_", "List findings or inspections."),
    "show": ("show:show", "Show a finding, an inspection or a committee."),
    "search": ("browse:search", "Find words in titles, texts and notes."),
    "due": ("browse:due", "List duties, deadlines, targets and meetings by date."),
    "history": ("history:history", "Tell a record's life: what changed, who says so, who committed it."),
    "blame": ("blame:blame", "Say who set what a finding is now, when and why."),
    "report": ("report:report", "Make the committee paper."),
    "pack": ("pack:pack", "Make workbooks for owners to fill in and return."),
    "import": ("import_:import_", "Read in returned packs, a tracker, or a published report."),
    "template": ("template:app", "Make a force's own Word file ready for papers."),
    "resolve": ("merge:resolve", "Merge by meaning what `git merge` left open."),
    "merge-driver": ("merge:merge_driver", "Merge one record by meaning, for git to call."),
    "export": ("export:export", "Write findings, logs and inspections as tables for other programs."),
    "remind": ("remind:remind", "Write a draft e-mail to each owner of what is overdue or due."),
    "calendar": ("calendar:calendar", "Write a calendar of deadlines, targets and meetings."),
    "diff": ("diff:diff", "Say in plain words what differs between two states of the register."),
    "check": ("check:check", "Check the records, and say how to mend them."),
}
"""Each command's module and function in this package, and what the list of commands says of it."""


class Commands(TyperGroup):
    """The commands of `hmi`, by their names."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - Typer's own, passed on
        super().__init__(**settings)
        # The names alone: Typer suggests the nearest of them for a misspelt one.
        self.commands = dict.fromkeys(COMMANDS)  # type: ignore[assignment]  # no command is loaded yet

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002 - Typer's classes are private
        """Load a command; None where there is none of that name."""
        return _load(cmd_name, COMMANDS[cmd_name][0]) if cmd_name in COMMANDS else None

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002 - as above
        """List the commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in COMMANDS.items()])


def _load(name: str, place: str) -> Any:  # noqa: ANN401 - as above
    module, _, function = place.partition(":")
    found = getattr(import_module(f"hmicfrs_cli.cli.{module}"), function)
    holder = typer.Typer(add_completion=False, rich_markup_mode=None, callback=lambda: None)
    if isinstance(found, typer.Typer):
        holder.add_typer(found, name=name)
    else:
        holder.command(name)(found)
    group = get_command(holder)
    return group.commands[name] if isinstance(group, TyperGroup) else None
