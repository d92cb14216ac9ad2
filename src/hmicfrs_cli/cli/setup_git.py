"""`hmi setup-git`: what makes a repository ready for a register that several people change."""

from typing import TYPE_CHECKING, Annotated

import typer

from hmicfrs_cli.cli import options
from hmicfrs_cli.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from hmicfrs_cli.domain.repository import Host


def setup_git(
    host: Annotated[
        str, typer.Option("--host", metavar="HOST", help="Whose files: github, gitlab or both.")
    ] = "both",
    keeper: Annotated[
        str | None,
        typer.Option("--keeper", metavar="@HANDLE", help="Who keeps the register, for CODEOWNERS."),
    ] = None,
    owner: Annotated[
        list[str] | None,
        typer.Option(
            "--owner", metavar="PORTFOLIO=@HANDLE", help="Who approves a portfolio's findings; repeatable."
        ),
    ] = None,
    overwrite: Annotated[
        list[str] | None,
        typer.Option(
            "--overwrite", metavar="PATH", help="Write that file anew, whatever it says; repeatable."
        ),
    ] = None,
    show: Annotated[
        str | None,
        typer.Option("--show", metavar="PATH", help="Print what that file would say, and write nothing."),
    ] = None,
    register: options.Register = None,
) -> None:
    """Make the repository ready: merging, checks on commit and on the host, forms, editor settings.

    Files that are there are left as they are, and each one is named. Once more changes nothing.
    """
    from hmicfrs_cli.cli.around import arrange, texts_around
    from hmicfrs_cli.cli.opened import open_register

    opened = open_register(register)
    texts = texts_around(opened, _host(host), owner or (), keeper)
    for path in (*(overwrite or ()), *([show] if show else ())):
        if path not in texts:
            raise NotFoundError(f"hmi writes no file {path}", f"it writes: {', '.join(texts)}")
    if show:
        typer.echo(texts[show], nl=False)
    else:
        arrange(opened.root, texts, overwrite or ())


def _host(text: str) -> "Host":
    from hmicfrs_cli.domain.repository import Host

    try:
        return Host(text)
    except ValueError:
        raise UsageError(f"--host: there is no host {text}", "write github, gitlab or both") from None
