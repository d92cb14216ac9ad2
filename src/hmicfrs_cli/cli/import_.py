"""`hmi import`: what comes back or in from outside, told apart by what it is."""

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from hmicfrs_cli.cli import options, pack_files
from hmicfrs_cli.cli.given import Given
from hmicfrs_cli.errors import UsageError


@dataclass(frozen=True)
class _Kind:
    """A kind of file: what a person calls it, what reads it in, and the options that are its own."""

    noun: str
    place: str
    options: frozenset[str]


KINDS = {
    "pack": _Kind(
        "a returned pack",
        "import_pack:import_pack",
        frozenset({"take", "keep", "branch", "output", "restricted"}),
    ),
    "tracker": _Kind("a tracker", "import_tracker:import_tracker", frozenset({"map", "mapping", "output"})),
    "report": _Kind("a report", "import_report:import_report", frozenset({"accept", "inspection"})),
}
"""Each kind that `storage.incoming` tells apart, with the function here that takes what was given."""

_OWN = sorted({name for kind in KINDS.values() for name in kind.options})


def import_(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Returned packs, a tracker, or a published report."),
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be written; write nothing.")
    ] = False,
    take: Annotated[
        list[str] | None,
        typer.Option(
            "--take", metavar="ID:FIELD", help="Pack: where both changed, what came back is right; repeat."
        ),
    ] = None,
    keep: Annotated[
        list[str] | None,
        typer.Option(
            "--keep", metavar="ID:FIELD", help="Pack: where both changed, the register is right; repeat."
        ),
    ] = None,
    branch: Annotated[
        str | None,
        typer.Option(
            "--branch", metavar="NAME", help="Pack: commit it on a new branch; the files here stay."
        ),
    ] = None,
    restricted: Annotated[
        bool,
        typer.Option("--restricted", help="Pack: show and send back what is private too; marked so."),
    ] = False,
    map: Annotated[
        bool, typer.Option("--map", help="Tracker: propose a mapping to correct; write nothing else.")
    ] = False,
    mapping: Annotated[
        Path | None, typer.Option("--mapping", metavar="FILE", help="Tracker: the corrected mapping.")
    ] = None,
    accept: Annotated[
        str | None,
        typer.Option(
            "--accept",
            metavar="NUMBERS",
            help="Report: the proposals to take over: 1,2,4 or all but the doubtful.",
        ),
    ] = None,
    inspection: Annotated[
        str | None, typer.Option("--inspection", metavar="ID", help="Report: the inspection it belongs to.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="PATH", help="Where files to send back, or the mapping, go."),
    ] = None,
    on: options.On = None,
    by: options.By = None,
    register: options.Register = None,
) -> None:
    """Read in what others sent: packs that owners returned, a force's own tracker, a published report.

    What a file is, is seen from the file itself. All that is in it is taken as text, and checked. What comes
    from a pack is said by its owner, whatever --by says.
    """
    given = Given(
        tuple(files),
        register,
        dry_run=dry_run,
        on=on,
        by=by,
        output=output,
        take=tuple(take or ()),
        keep=tuple(keep or ()),
        restricted=restricted,
        branch=branch,
        map=map,
        mapping=mapping,
        accept=accept,
        inspection=inspection,
    )
    kind = _kind(given.files)
    if kind is KINDS["tracker"]:
        for path in given.files:
            pack_files.refuse_lost(path)
    _refuse_others(kind, given)
    module, _, function = kind.place.partition(":")
    getattr(import_module(f"hmicfrs_cli.cli.{module}"), function)(given)


def _kind(files: tuple[Path, ...]) -> _Kind:
    """Return the one kind of all the files; UsageError where they are of several."""
    from hmicfrs_cli.domain.near import quoted
    from hmicfrs_cli.storage.incoming import kind_of

    kinds = {kind_of(path): path for path in files}
    if len(kinds) > 1:
        told = ", ".join(f"{quoted(path.name)} is {KINDS[kind].noun}" for kind, path in kinds.items())
        raise UsageError(f"these are of several kinds: {told}", "read in each kind by itself")
    return KINDS[next(iter(kinds))]


def _refuse_others(kind: _Kind, given: Given) -> None:
    """Raise UsageError for an option that means nothing for this kind, rather than ignore it."""
    for name in _OWN:
        if getattr(given, name) and name not in kind.options:
            mend = f"leave --{name} out; `hmi import --help` says what each option is for"
            raise UsageError(f"--{name} means nothing for {kind.noun}", mend)
