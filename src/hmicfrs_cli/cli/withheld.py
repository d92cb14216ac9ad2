"""What a public paper leaves out: named for the officer, and looked for in every file before one is kept."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

import typer

from hmicfrs_cli.errors import RenderError

if TYPE_CHECKING:
    from hmicfrs_cli.domain.paper.model import Paper

_FEW = 20
"""How many are named where not all are asked for; the papers' own names must stay in sight."""


def tell(paper: "Paper", *, every: bool) -> None:
    """Name what is withheld on standard error: the first few and how many more there are, or every one."""
    known = [part for part in paper.withheld if part.heard_of]
    named = known if every or len(known) <= _FEW + 1 else known[:_FEW]
    for part in named:
        typer.echo(f"hmi: withheld: {part.id} ({part.what})", err=True)
    if more := len(known) - len(named):
        typer.echo(f"hmi: withheld: {more:,} more; --withheld names them all", err=True)


def scan(paper: "Paper") -> Callable[[str, bytes], None]:
    """Return what refuses a file of a public paper, by its format, that holds what the paper withholds.

    Whatever a template did: it raises RenderError, and then nothing may be written.
    """
    from hmicfrs_cli.domain.paper.build import texts
    from hmicfrs_cli.render import leaks

    hidden = [text for part in paper.withheld for text in part.texts]
    included = cache(lambda: frozenset(texts(paper)))

    def look(name: str, content: bytes) -> None:
        shown, spelled = leaks.extract(name, content), name in leaks.SPELLED_OUT
        if found := leaks.leaked(shown, hidden, included, spelled=spelled):
            where = next(part.id for part in paper.withheld if found[0] in part.texts)
            raise RenderError(
                f"the {name} paper would give away words of {where} that are withheld; nothing was written",
                "mend the template, or the record that repeats them; --restricted makes the full paper",
            )

    return look if hidden else lambda _name, _content: None
