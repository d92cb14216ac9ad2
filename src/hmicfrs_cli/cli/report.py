"""`hmi report`: the committee's paper in every format."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hmicfrs_cli.cli import complete, issue, options, own_templates, withheld
from hmicfrs_cli.cli.opened import Opened, day_of, open_register
from hmicfrs_cli.cli.sound import sound
from hmicfrs_cli.errors import HmiError, NotFoundError, UsageError

if TYPE_CHECKING:
    from hmicfrs_cli.domain.paper.model import Paper
    from hmicfrs_cli.domain.paper.scope import Scope
    from hmicfrs_cli.domain.settings import Committee, Meeting

ALL_FORMATS = "html,docx,pdf,md"
_SHORT = 12
"""How many characters of a commit's id stand in a heading."""


def report(
    committee: Annotated[
        str,
        typer.Option(
            "--committee",
            metavar="NAME",
            help="Whose paper, such as JAC.",
            autocompletion=complete.committees,
        ),
    ],
    meeting: Annotated[
        str | None,
        typer.Option("--meeting", metavar="DATE", help="Which meeting; else the next, else the latest."),
    ] = None,
    formats: Annotated[
        str, typer.Option("--format", metavar="LIST", help="Formats, with commas between.")
    ] = ALL_FORMATS,
    output: Annotated[
        str, typer.Option("--output", metavar="DIR", help="Where to; - prints one format on standard output.")
    ] = "papers",
    restricted: Annotated[
        bool,
        typer.Option("--restricted", help="The full paper, not for publication, marked so on every page."),
    ] = False,
    every_withheld: Annotated[
        bool, typer.Option("--withheld", help="Name everything that is withheld, however much it is.")
    ] = False,
    issued: Annotated[
        bool,
        typer.Option(
            "--issue", help="Record that this paper went out, with its figures, so that the next can compare."
        ),
    ] = False,
    corrected: options.Corrected = False,
    as_of: options.AsOf = None,
    rev: options.Rev = None,
    register: options.Register = None,
) -> None:
    """Render a committee's paper for a meeting."""
    chosen = _formats(formats, to_one_stream=output == "-")
    if issued:
        issue.must_be_the_public_paper(
            chosen, output, restricted=restricted, corrected=corrected, as_of=as_of, rev=rev
        )
    opened = sound(open_register(register, rev=rev), "no paper was made from it")
    name, record = _committee(opened, committee)
    held = _meeting(record, opened, meeting)
    if issued:
        issue.must_be_the_first_time(record, held)
    scope = _scope(opened, record, held, as_of, restricted=restricted, corrected=corrected)
    paper = _paper(opened, scope, name, held)
    made = _made(opened, record, paper, chosen)
    withheld.tell(paper, every=every_withheld)
    if output == "-":
        sys.stdout.buffer.write(made[chosen[0]])
        sys.stdout.buffer.flush()
        return
    _write(Path(output), f"{name.upper()}-{held.on.text.replace('/', '_')}{'-restricted' * restricted}", made)
    if issued:
        issue.record(opened, name, scope)


def _formats(text: str, *, to_one_stream: bool) -> list[str]:
    from hmicfrs_cli.domain.near import quoted
    from hmicfrs_cli.render.formats import FORMATS

    chosen = list(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    for name in chosen or [text]:
        if name not in FORMATS:
            raise UsageError(f"{quoted(name)} is no format of a paper", f"choose from {', '.join(FORMATS)}")
    if to_one_stream and len(chosen) != 1:
        raise UsageError("--output - prints one format", "name it, such as --format md")
    return chosen


def _committee(opened: Opened, asked: str) -> "tuple[str, Committee]":
    from hmicfrs_cli.domain.near import quoted

    found = opened.register.committees
    for name, record in found.items():
        if asked.casefold() in (name.casefold(), record.short.casefold()):
            return name, record
    known = ", ".join(record.short for record in found.values()) or "none; see `hmi add-meeting --help`"
    raise NotFoundError(f"no committee is called {quoted(asked)}", f"the register has {known}")


def _meeting(record: "Committee", opened: Opened, named: str | None) -> "Meeting":
    from hmicfrs_cli.domain.near import quoted
    from hmicfrs_cli.domain.paper.build import choose_meeting

    if found := choose_meeting(record, opened.today, named):
        return found
    if named is None:
        raise NotFoundError(f"{record.short} has no meeting", f"add one: hmi add-meeting {record.short} DATE")
    known = ", ".join(meeting.on.text for meeting in record.meetings) or "none"
    raise NotFoundError(f"{record.short} has no meeting {quoted(named)}", f"the register has {known}")


def _scope(  # one line for each thing that a paper depends on
    opened: Opened,
    record: "Committee",
    meeting: "Meeting",
    as_of: str | None,
    *,
    restricted: bool,
    corrected: bool,
) -> "Scope":
    from hmicfrs_cli.domain.dates import day_words
    from hmicfrs_cli.domain.paper.build import scope_of

    scope = scope_of(
        opened.register,
        record,
        meeting,
        opened.today,
        as_of=day_of(as_of) if as_of else None,
        restricted=restricted,
        corrected=corrected,
    )
    if scope.since > scope.view.lens.day:
        raise HmiError(
            f"the period of the paper for {meeting.on} begins only after {day_words(scope.since)}",
            "name an earlier meeting with --meeting, or a later day with --as-of",
        )
    return scope


def _paper(opened: Opened, scope: "Scope", name: str, meeting: "Meeting") -> "Paper":
    from hmicfrs_cli.domain.paper.build import build

    paper = build(scope)
    words = ["hmi report --committee", name.upper(), "--meeting", meeting.on.text]
    words += ["--restricted"] * paper.heading.restricted + ["--corrected"] * paper.heading.corrected
    words += ["--as-of", scope.view.lens.day.isoformat()] * (scope.view.lens.day < meeting.ends())
    words += ["--rev", opened.commit[:_SHORT]] if opened.commit else []
    return replace(paper, heading=replace(paper.heading, commit=_source(opened), command=" ".join(words)))


def _source(opened: Opened) -> str | None:
    """Return which commit the paper is made from, as its heading has it; None without git."""
    from hmicfrs_cli.storage import git
    from hmicfrs_cli.storage.revision import INDEX

    commit = git.head(opened.root)
    if opened.commit == INDEX:
        return f"{commit} with what is to be committed next" if commit else None
    if opened.commit:
        return opened.commit[:_SHORT]
    return f"{commit} with changes that are not committed" if commit and git.changed(opened.root) else commit


def _made(opened: Opened, record: "Committee", paper: "Paper", chosen: list[str]) -> dict[str, bytes]:
    from hmicfrs_cli.cli import waiting
    from hmicfrs_cli.render import formats, html
    from hmicfrs_cli.render import paper as words
    from hmicfrs_cli.render.document import Document

    own = [own_templates.beside(opened.root)]
    title, marking = words.title(paper), words.marking(paper)
    data = {"title": title, "marking": marking, "paper": words.plain(paper)}
    page = html.render(f"{record.template}.html.j2", data, own, words.FILTERS)
    document = Document(
        page, title, marking, paper.heading.as_of, author=paper.heading.author or paper.heading.force
    )
    styles = own_templates.word_file(own, record.template) if "docx" in chosen else None
    with waiting.moving("Making the paper", long=bool({"docx", "pdf"} & set(chosen))):
        return formats.make_all(chosen, document, withheld.scan(paper), styles)


def _write(folder: Path, stem: str, made: dict[str, bytes]) -> None:
    from hmicfrs_cli.storage import papers

    for path in papers.write(folder, {f"{stem}.{name}": content for name, content in made.items()}):
        typer.echo(str(path))
