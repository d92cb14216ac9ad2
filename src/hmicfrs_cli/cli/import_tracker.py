"""`hmi import` of a force's own tracker: a mapping is proposed, corrected once, and read by."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hmicfrs_cli.cli.given import Given
from hmicfrs_cli.cli.tracker_records import Job, taken_in
from hmicfrs_cli.errors import HmiError, RefusedError, UsageError

if TYPE_CHECKING:
    from hmicfrs_cli.cli.written import Draft
    from hmicfrs_cli.domain.problems import Problem
    from hmicfrs_cli.domain.tracker.cells import Tracker
    from hmicfrs_cli.domain.tracker.intake import Intake
    from hmicfrs_cli.domain.tracker.mapping import TrackerMap

_LARGEST = 1 << 20


def import_tracker(given: Given) -> None:
    """Propose a mapping for a tracker, or take its rows in by the mapping that a person corrected.

    Ends with 1 where rows were refused.
    """
    if len(given.files) > 1:
        raise UsageError("trackers are read one by one, each by its own mapping", "name one file")
    if given.map == (given.mapping is not None):
        mend = "`hmi import --map FILE` proposes a mapping; `hmi import FILE --mapping MAP` reads by it"
        raise UsageError("give either --map or --mapping", mend)
    job = _job(given)
    if given.mapping is None:
        _propose(given, job)
        return
    mapping = _mapping(given.mapping, job.tracker)
    intake, drafts = taken_in(job, mapping)
    _tell(job, intake)
    if given.dry_run:
        typer.echo("hmi: a dry run: nothing was written", err=True)
    else:
        _write(given, job, intake, drafts)
    if intake.refused:
        raise typer.Exit(1)


def _job(given: Given) -> Job:
    from hmicfrs_cli.cli import written
    from hmicfrs_cli.storage.load import load
    from hmicfrs_cli.storage.tables import read_tracker

    at = written.desk(given.register)
    loaded = load(at.root)
    if loaded.register is None or loaded.problems:
        first = loaded.problems[0]
        words = f"the register has errors: {first.path}:{first.line}:{first.column}: {first.message}"
        raise HmiError(words, "mend it first; `hmi check` lists what is wrong")
    tracker = read_tracker(given.files[0])
    by = None if given.map else written.signed(at, given.by)
    return Job(at, loaded.register, tracker, written.on_day(at, given.on), by)


def _propose(given: Given, job: Job) -> None:
    """Write a proposed mapping beside the tracker; one that is there already was corrected by a person."""
    from hmicfrs_cli.domain.tracker.looking import propose
    from hmicfrs_cli.domain.tracker.mapping import questions
    from hmicfrs_cli.render import tracker_map
    from hmicfrs_cli.storage import papers

    proposal = propose(job.tracker, job.register)
    text = tracker_map.text(proposal)
    if given.dry_run:
        typer.echo(text, nl=False)
        return
    path = given.output or given.files[0].with_suffix(".mapping.yaml")
    if path.exists():
        raise RefusedError(f"{path} is there already", "name another file with --output, or move that one")
    papers.write(path.parent, {path.name: text.encode()})
    for line in (*tracker_map.open_questions(questions(proposal.mapping), str(path)), *job.tracker.notes):
        typer.echo(line)


def _mapping(path: Path, tracker: "Tracker") -> "TrackerMap":
    """Read a mapping; HmiError, with line and column, for what is wrong in it or still asked."""
    from pydantic import ValidationError

    from hmicfrs_cli.domain.misfits import misfits
    from hmicfrs_cli.domain.tracker.mapping import TrackerMap, questions
    from hmicfrs_cli.domain.tracker.plan import faults
    from hmicfrs_cli.storage import papers, yaml

    raw = papers.read(path, _LARGEST)
    data = yaml.read(raw, path.name)
    if isinstance(data, list):
        raise _wrong(raw, data)
    try:
        mapping = TrackerMap.model_validate(data)
    except ValidationError as error:
        raise _wrong(raw, misfits(error, TrackerMap, path.name)) from None
    if found := faults(mapping, tracker, path.name):
        raise _wrong(raw, found)
    if asked := list(questions(mapping)):
        listed = "".join(f"\n  {one}" for one in asked)
        raise RefusedError(f"{path.name} still asks: {len(asked)} to answer", f"answer these:{listed}")
    return mapping


def _wrong(raw: bytes, problems: "Sequence[Problem]") -> HmiError:
    from hmicfrs_cli.storage.load import located_in

    first, *others = located_in({one.path: raw for one in problems}, problems)
    more = "".join(f"\n  also: line {one.line}: {one.message}; {one.mend}" for one in others)
    return HmiError(f"{first.path}:{first.line}:{first.column}: {first.message}", f"{first.mend}{more}")


def _tell(job: Job, intake: "Intake") -> None:
    from hmicfrs_cli.cli import answer
    from hmicfrs_cli.render import refusals

    answer.put(refusals.screen(intake, job.tracker.notes))


def _write(given: Given, job: Job, intake: "Intake", drafts: "Sequence[Draft]") -> None:
    """Write every record or none; the file of what is not taken over first, as it may be refused."""
    from hmicfrs_cli.render import refusals
    from hmicfrs_cli.storage import papers
    from hmicfrs_cli.storage.write import Change, apply

    path = given.output or Path(f"{given.files[0].stem}-not-taken-over.csv")
    if path.suffix.casefold() not in {".csv", ".xlsx"}:
        raise UsageError(f"--output: {path.name} is neither .csv nor .xlsx", "end its name in one of them")
    if path.resolve() == given.files[0].resolve():
        raise UsageError("--output is the tracker itself", "name another file")
    listed = [one for one in intake.lines if not one.is_finding]
    if listed:
        content = refusals.file(intake, job.tracker.name, job.at.today, path.suffix.casefold())
        papers.write_new(path.parent, {path.name: content})
    if drafts:
        apply([Change(job.at.root / one.path, one.old, one.new) for one in drafts], job.at.root)
    if listed:
        typer.echo(f"{path}: what was not taken over, to send back")
    for line in refusals.written([one.path for one in drafts]):
        typer.echo(line)
