"""Writes `cli.md` beside this file: the whole command reference, from the commands' own help.

A change of the interface then shows in the same pull request as the code that makes it.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from hmicfrs_cli.cli.app import app

WIDTH = 100
TARGET = Path(__file__).with_name("cli.md")
HEAD = """\
# Command reference

Written by `make docs` from the commands' own help; do not edit.
"""


def reference() -> str:
    """Return the help of `hmi` and of every command below it, each under a heading of its own."""
    return HEAD + "".join(_sections(get_command(app), "hmi", None))


def _sections(command: Any, name: str, parent: Any) -> Iterator[str]:  # noqa: ANN401 - Typer's own classes are private
    """Yield a command's section and then those of its commands; hidden ones are left out."""
    context = command.context_class(
        command, info_name=name, parent=parent, terminal_width=WIDTH, max_content_width=WIDTH
    )
    text = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    yield f"\n## `{context.command_path}`\n\n```text\n{text}\n```\n"
    for child_name in getattr(command, "list_commands", lambda _: [])(context):
        child = command.get_command(context, child_name)
        if child is not None and not child.hidden:
            yield from _sections(child, child_name, context)


if __name__ == "__main__":
    TARGET.write_text(reference(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"wrote {TARGET.name}\n")
