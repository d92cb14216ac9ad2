"""`hmi import` of returned packs: what follows is shown, then written here, or on a branch of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hmicfrs_cli.cli.given import Given
from hmicfrs_cli.cli.opened import find_root, tidy
from hmicfrs_cli.errors import HmiError, UsageError

if TYPE_CHECKING:
    from hmicfrs_cli.cli.written import Desk, Draft
    from hmicfrs_cli.domain.dates import When
    from hmicfrs_cli.domain.register import Register
    from hmicfrs_cli.domain.returns import Returned
    from hmicfrs_cli.domain.returns_compare import Chosen, Outcome, Taken
    from hmicfrs_cli.storage.revision import Snapshot

_TO_COMPLETE = "to-complete"
"""The folder beside returned packs, and the end of the names, of what goes back to owners."""


@dataclass(frozen=True)
class _Ground:
    """The register that packs are compared with: as its files are, or for a branch as HEAD has it."""

    at: "Desk"
    register: "Register"
    held: "Snapshot"
    ref: str = ""
    """The full name of the branch, where there is to be one."""


def import_pack(given: Given) -> None:
    """Take returned packs in: what their owners changed becomes entries of the log, said by them.

    Ends with 1 where somebody must still choose, complete or look at something.
    """
    from hmicfrs_cli.cli import answer, pack_files
    from hmicfrs_cli.cli.written import on_day
    from hmicfrs_cli.render import returned, terminal

    ground = _ground(given)
    packs = [_ours(ground, pack_files.read_pack(path, ground.at.today)) for path in given.files]
    on = on_day(ground.at, given.on)
    outcomes = _compared(ground, packs, _chosen(given, packs), on)
    drafts = _drafts(ground, [taken for one in outcomes for taken in one.taken])
    answer.put(terminal.shown([part for one in outcomes for part in returned.page(one)]))
    if drafts:
        answer.put(f"\n{_shown(ground, outcomes[-1].register, drafts, restricted=given.restricted)}")
    if not given.dry_run:
        # First what goes back: where it cannot be written, nothing has been taken in.
        sent = _send_back(given, ground, outcomes)
        _keep(ground, drafts, outcomes)
        for path, owner in sent:
            typer.echo(f"{path}: to send back to {terminal.one_line(owner)}")
    else:
        typer.echo("hmi: a dry run: nothing was written", err=True)
    if any(
        one.conflicts or one.back or one.odd or one.returned.aside or one.returned.gone for one in outcomes
    ):
        raise typer.Exit(1)


def _ground(given: Given) -> _Ground:
    from hmicfrs_cli.cli.written import Desk
    from hmicfrs_cli.storage import branch, clock, git
    from hmicfrs_cli.storage.revision import snapshot

    root = find_root(given.register)
    tidy(root)
    ref = branch.free(root, given.branch) if given.branch else ""
    held = snapshot(root, git.commit(root, "HEAD") if ref else None)
    if held.loaded.register is None:
        first = held.loaded.problems[0]
        raise HmiError(f"{first.path}:{first.line}:{first.column}: {first.message}", first.mend)
    at = Desk(root, held.loaded.register.settings, clock.today())
    return _Ground(at, held.loaded.register, held, ref)


def _ours(ground: _Ground, pack: "Returned") -> "Returned":
    """Return a pack that was made from this register; HmiError for another force's."""
    from hmicfrs_cli.domain.packs import folded
    from hmicfrs_cli.render import terminal

    force = ground.register.settings.names.force
    if folded(pack.made.force) != folded(force):
        name, other = terminal.one_line(pack.name), terminal.one_line(pack.made.force)
        raise HmiError(
            f"{name} was made for {other}, and this is the register of {force}",
            "name that register with --register",
        )
    return pack


def _chosen(given: Given, packs: "Sequence[Returned]") -> "Chosen":
    """Return what was chosen; UsageError for what no pack here can have."""
    from hmicfrs_cli.domain.near import nearest, quoted
    from hmicfrs_cli.domain.packs import GUARDS, VALUES
    from hmicfrs_cli.domain.returns_compare import Chosen

    known = {f"{key}:{field}" for one in packs for key in one.made.lines for field in (*VALUES, *GUARDS)}
    for name in (*given.take, *given.keep):
        if name not in known:
            near = nearest(name, known)
            mend = (
                f"did you mean “{near}”?" if near else "`hmi import --dry-run` shows what there is to choose"
            )
            raise UsageError(f"no row of these packs has a {quoted(name)}", mend)
    if both := set(given.take) & set(given.keep):
        raise UsageError(f"--take and --keep are both given for {quoted(min(both))}", "choose one of them")
    return Chosen(frozenset(given.take), frozenset(given.keep))


def _compared(ground: _Ground, packs: "Iterable[Returned]", chosen: "Chosen", on: "When") -> "list[Outcome]":
    """Compare each pack with the register as the packs before it leave it."""
    from hmicfrs_cli.domain.returns_compare import compare

    outcomes: list[Outcome] = []
    register = ground.register
    for one in packs:
        outcomes.append(compare(one, register, chosen, ground.at.today, on))
        register = outcomes[-1].register
    return outcomes


def _drafts(ground: _Ground, taken: "Iterable[Taken]") -> "list[Draft]":
    """Return each record's text with its new entries."""
    from hmicfrs_cli.cli.written import Draft
    from hmicfrs_cli.domain.paths import path_of
    from hmicfrs_cli.storage.edit import append_entry

    texts: dict[str, bytes] = {}
    files = ground.held.files
    for one in taken:
        path = path_of(one.id)
        raw = texts.get(path, files[path])
        texts[path] = append_entry(raw, ("log",), one.entry)  # type: ignore[arg-type]  # what was read as a record is bytes
    return [Draft(path, text, files[path]) for path, text in texts.items()]  # type: ignore[arg-type]  # as above


def _shown(ground: _Ground, after: "Register", drafts: "Sequence[Draft]", *, restricted: bool) -> str:
    """Return what the entries change, as `hmi diff` tells it."""
    from hmicfrs_cli.domain.changes.compare import State, compare
    from hmicfrs_cli.domain.reading import id_of
    from hmicfrs_cli.domain.returns_compare import part
    from hmicfrs_cli.render import changes as render
    from hmicfrs_cli.render import terminal

    ids = {id_of(one.path) for one in drafts}
    sides = [part(register, ids) for register in (ground.register, after)]
    states = [State(one, {d.path: one.findings[id_of(d.path)] for d in drafts}) for one in sides]
    found = compare(states[0], states[1], {}, [one.path for one in drafts])
    return terminal.shown(render.text(render.told(found, [0] * len(found), "", restricted=restricted)))


def _keep(ground: _Ground, drafts: "Sequence[Draft]", outcomes: "Sequence[Outcome]") -> None:
    """Write the entries here, or commit them on their branch."""
    from hmicfrs_cli.cli import written
    from hmicfrs_cli.storage import branch

    if not drafts:
        typer.echo("hmi: there is nothing to write", err=True)
        return
    if not ground.ref:
        written.keep(ground.at, drafts)
        return
    brought = [problem for draft in drafts for problem in written.brings(ground.at, draft)]
    if errors := [problem for problem in brought if problem.severity == "error"]:
        raise written.refusal(errors)
    files = {one.path: one.new for one in drafts}
    made = branch.commit(ground.at.root, ground.ref, ground.held.commit or "", files, _message(outcomes))
    typer.echo(
        f"{ground.ref.removeprefix('refs/heads/')}: commit {made[:12]}; the files here are as they were"
    )


def _message(outcomes: "Sequence[Outcome]") -> str:
    """Return what a commit says: whose packs it takes in, and which findings they speak of."""
    owners = list(dict.fromkeys(one.returned.made.owner for one in outcomes if one.taken))
    lines = [f"- {taken.key}, by {one.returned.made.owner}" for one in outcomes for taken in one.taken]
    return f"Take in the returned pack{'s' * (len(owners) > 1)} of {', '.join(owners)}\n\n" + "\n".join(lines)


def _send_back(given: Given, ground: _Ground, outcomes: "Sequence[Outcome]") -> list[tuple[Path, str]]:
    """Write a workbook with the rows that their owner must complete; return each that has some, and whose.

    Who may read it is said on the command line alone: what a pack says of itself can be altered.
    """
    from dataclasses import replace

    from hmicfrs_cli.cli.pack_files import made_from
    from hmicfrs_cli.domain.audience import Audience
    from hmicfrs_cli.domain.fold import Lens
    from hmicfrs_cli.domain.packs import pack_of
    from hmicfrs_cli.domain.register import View
    from hmicfrs_cli.render.pack import workbook
    from hmicfrs_cli.storage import papers

    readers = Audience(View(ground.register, Lens(ground.at.today, ground.at.today)), given.restricted)
    sent: list[tuple[Path, str]] = []
    for path, one in zip(given.files, outcomes, strict=True):
        lines = tuple(line for line in one.back if not readers.hides(line.state))
        _tell_withheld(path, len(one.back) - len(lines))
        if lines:
            owner = one.returned.made.owner
            pack = replace(pack_of(readers, lines, made_from(ground.at.root)), owner=owner)
            to = _back_to(given, path)
            sent += [(file, owner) for file in papers.write(to.parent, {to.name: workbook(pack)})]
    return sent


def _tell_withheld(path: Path, count: int) -> None:
    """Say on standard error what is not sent back, because it is private."""
    from hmicfrs_cli.render import terminal

    if count:
        rows = "1 private row is" if count == 1 else f"{count} private rows are"
        told = f"hmi: {rows} withheld from what goes back of {terminal.one_line(path.name)}"
        typer.echo(f"{told}; --restricted sends back what is private too", err=True)


def _back_to(given: Given, path: Path) -> Path:
    """Return where the rows to complete of a pack go: over none of the files that came back."""
    # Not beside what came back, where it would be taken for a pack that came back too.
    folder = given.output or path.parent / _TO_COMPLETE
    end = f"-{_TO_COMPLETE}{'-restricted' * given.restricted}"
    stem = path.stem.removesuffix("-restricted")
    stem = stem.removesuffix(f"-{_TO_COMPLETE}") if stem.endswith(f"-{_TO_COMPLETE}") else path.stem
    to = folder / f"{stem}{end}.xlsx"
    came = {file.resolve() for file in given.files}
    return folder / f"{path.stem}{end}.xlsx" if to.resolve() in came else to
