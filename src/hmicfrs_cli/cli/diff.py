"""`hmi diff`: what differs between two states of the register, in words for people who read no YAML."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hmicfrs_cli.cli import options
from hmicfrs_cli.errors import UsageError

if TYPE_CHECKING:
    from hmicfrs_cli.domain.changes.about import Change
    from hmicfrs_cli.domain.register import Register
    from hmicfrs_cli.render.changes import Told
    from hmicfrs_cli.storage.between import Between

FORMATS = ("text", "md", "json", "github", "gitlab", "html")


@dataclass(frozen=True)
class _Asked:
    """What is to be printed, and for whom."""

    root: Path
    format: str
    base: str
    """What links to lines begin with."""
    restricted: bool


def diff(
    revisions: Annotated[
        str,
        typer.Argument(
            metavar="[BASE[..HEAD]]",
            help="Commits, branches or tags; BASE...HEAD begins where HEAD branched off.",
        ),
    ] = "HEAD",
    format: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help=f"{', '.join(FORMATS[:-1])} or {FORMATS[-1]}.")
    ] = "text",
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="End with 1 where anything differs.")
    ] = False,
    cached: Annotated[
        bool, typer.Option("--cached", help="Compare with what is to be committed next, not with the files.")
    ] = False,
    private: Annotated[
        bool,
        typer.Option(
            "--private",
            help="Show private records, and the words of private entries, which are withheld otherwise.",
        ),
    ] = False,
    link_base: Annotated[
        str, typer.Option("--link-base", metavar="URL", help="What links to lines of files begin with.")
    ] = "",
    json: options.Json = False,
    register: options.Register = None,
) -> None:
    """Say what differs between two states of the register, the most serious first.

    Without BASE the files are compared with the last commit. Formats: text, md (a comment on a pull request),
    json, github and gitlab (notes beside lines), html (a page).
    """
    from hmicfrs_cli.cli import answer
    from hmicfrs_cli.cli.opened import find_root, tidy
    from hmicfrs_cli.storage.between import between

    wanted = "json" if json else format
    if wanted not in FORMATS:
        raise UsageError(f"there is no format “{wanted}”", f"the formats are: {', '.join(FORMATS)}")
    answer.warn_slow()
    root = find_root(register)
    old, new = _sides(root, revisions, cached=cached)
    if new is None:
        tidy(root)
    found = between(root, old, new)
    changes = _changes(root, found)
    answer.put(_text(_Asked(root, wanted, link_base, private), found, changes).rstrip("\n"))
    if exit_code and changes:
        raise typer.Exit(1)


def _sides(root: Path, revisions: str, *, cached: bool) -> tuple[str, str | None]:
    """Return the two states that are meant; None is the working tree."""
    from hmicfrs_cli.storage.between import branched
    from hmicfrs_cli.storage.revision import INDEX

    for sign in ("...", ".."):
        base, found, head = revisions.partition(sign)
        if not found:
            continue
        if cached:
            raise UsageError("--cached has a side of its own", "give BASE alone with it")
        sides = base or "HEAD", head or "HEAD"
        return (branched(root, *sides), sides[1]) if sign == "..." else sides
    return revisions, INDEX if cached else None


def _changes(root: Path, found: "Between") -> "list[Change]":
    from hmicfrs_cli.domain.changes.compare import State, compare
    from hmicfrs_cli.storage.ground import day

    old, new = (State(side.register, side.records(), side.problems) for side in (found.old, found.new))
    since = day(root, (found.old.commit,)) if found.old.commit else None
    return compare(old, new, found.renamed, found.changed, since)


def _text(asked: _Asked, found: "Between", changes: "list[Change]") -> str:
    from hmicfrs_cli.render import annotations, terminal
    from hmicfrs_cli.render import changes as render
    from hmicfrs_cli.storage.between import from_top

    # A terminal shows no lines, and looking them up takes a second reading of every file.
    lines = [0] * len(changes) if asked.format == "text" else _lines(found, changes)
    rows = render.told(changes, lines, from_top(asked.root), restricted=asked.restricted)
    match asked.format:
        case "text":
            return terminal.shown(render.text(rows))
        case "github":
            return annotations.github(render.notes(rows))
        case "gitlab":
            return annotations.gitlab(render.notes(rows))
        case _:
            return _whole(asked, found, rows)


def _lines(found: "Between", changes: "list[Change]") -> list[int]:
    """Return the line of each change in the new file, else in the old one."""
    from hmicfrs_cli.domain.changes.model import Unreadable
    from hmicfrs_cli.domain.problems import Problem
    from hmicfrs_cli.storage.load import located_in

    files = {**found.old.files, **found.new.files}
    places = [
        one.problem if isinstance(one, Unreadable) else Problem(one.about.path, "change", "", "", loc=one.loc)
        for one in changes
    ]
    return [one.line for one in located_in(files, places)]


def _whole(asked: _Asked, found: "Between", rows: "Sequence[Told]") -> str:
    """Return a format that also says what the changes do to each committee's paper."""
    from hmicfrs_cli.cli import waiting
    from hmicfrs_cli.domain.changes.effect import effects
    from hmicfrs_cli.render import change_pages, data
    from hmicfrs_cli.render import changes as render
    from hmicfrs_cli.render.change_summary import summary
    from hmicfrs_cli.storage import clock
    from hmicfrs_cli.storage.between import whole

    today = clock.today()
    said: list[dict[str, object]] = []
    if rows:
        said = render.effects(effects(*whole(asked.root, found, waiting.each("Reading")), today))
    if asked.format == "md":
        return change_pages.markdown(rows, said, asked.base)
    if asked.format == "html":
        title = f"What changed: {found.new.register.settings.names.force}"
        marking = _marking(found.new.register, today, restricted=asked.restricted)
        return change_pages.page(rows, said, title, marking, asked.base)
    told = summary([row.change for row in rows])
    sides = {"base": found.old.commit, "head": found.new.commit}
    return data.text("hmi.diff/1", today, **sides, summary=told, changes=render.data(rows), effects=said)


def _marking(register: "Register", today: date, *, restricted: bool) -> str:
    """Return what stands on a page: the marking, and what else its readers must know."""
    from hmicfrs_cli.domain.settings import in_force
    from hmicfrs_cli.domain.terms import Marking

    settings = register.settings
    found = in_force(settings.marking, today)
    said = [(found.marking if found else Marking.OFFICIAL).label]
    said += ["not for publication"] * restricted + ["fictional: an invented force"] * settings.fictional
    return " · ".join(said)
