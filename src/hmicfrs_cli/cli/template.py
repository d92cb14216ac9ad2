"""`hmi template`: a force's own templates."""

from pathlib import Path
from typing import Annotated

import typer

from hmicfrs_cli.cli import options, own_templates
from hmicfrs_cli.errors import RefusedError

app = typer.Typer(
    name="template",
    help="Make a force's own Word file ready for its papers.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.callback()
def template() -> None:
    """Make a force's own Word file ready for its papers."""


@app.command("prepare")
def prepare(
    file: Annotated[
        Path, typer.Argument(metavar="FORCE.docx", help="The force's own Word file; it stays as it is.")
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            metavar="FILE",
            help="Where to (default: paper.docx in templates beside the register, for all its papers).",
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
    register: options.Register = None,
) -> None:
    """Add the styles that papers need to a force's Word file, and keep it for the register's papers.

    Its page, fonts, header and footer stay as they are.
    """
    from hmicfrs_cli.cli.opened import find_root
    from hmicfrs_cli.render import word, word_file
    from hmicfrs_cli.storage import papers

    target = output or own_templates.beside(find_root(register)) / "paper.docx"
    if target.exists() and not force:
        raise RefusedError(f"{target} is there already", "give --force to write over it, or another --output")
    content = word_file.safe(papers.read(file, word_file.LARGEST), str(file))
    for path in papers.write(target.parent, {target.name: word.prepare(content)}):
        typer.echo(f"{path}: ready for Word papers")
