"""The records that a tracker's rows become: drafted, judged by the rules, refused if need be."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hmicfrs_cli.errors import UsageError

if TYPE_CHECKING:
    from hmicfrs_cli.cli.written import Desk, Draft
    from hmicfrs_cli.domain.dates import When
    from hmicfrs_cli.domain.problems import Problem
    from hmicfrs_cli.domain.register import Register
    from hmicfrs_cli.domain.tracker.cells import Tracker
    from hmicfrs_cli.domain.tracker.intake import Intake, Told
    from hmicfrs_cli.domain.tracker.mapping import InspectionMap, TrackerMap
    from hmicfrs_cli.domain.tracker.rows import Fault


_READ_FROM = {"when": "updated"}
"""What a column is called whose field a record calls otherwise."""


@dataclass(frozen=True)
class Job:
    """A tracker on its way into a register."""

    at: "Desk"
    register: "Register"
    tracker: "Tracker"
    on: "When"
    by: str | None


def taken_in(job: Job, mapping: "TrackerMap") -> "tuple[Intake, list[Draft]]":
    """Return what becomes of every line, and the records: those alone that the rules let stand."""
    from hmicfrs_cli.domain.tracker.causes import placed, without_orphans
    from hmicfrs_cli.domain.tracker.cells import folded
    from hmicfrs_cli.domain.tracker.intake import take_in
    from hmicfrs_cli.domain.tracker.rows import Known
    from hmicfrs_cli.domain.tracker.words import VALUES

    words = {name: mapping.words(name) for name in VALUES}
    owners = {folded(said): names for said, names in mapping.owners.items()}
    named = {folded(one.found): _present(job, one.id) for one in mapping.inspections}
    known = Known(mapping, job.on, job.by, words, owners, named)
    read = placed(take_in(job.tracker, known, job.register), job.register)
    drafts: dict[str, Draft] = {}
    inspections = _inspections(job, mapping, drafts)

    def against(one: "Told") -> "list[Fault]":
        return inspections.get(str(one.id).partition("/")[0], []) or _judged(job, one, drafts)

    intake = without_orphans(read.refusing(against), job.register)
    intake.account(job.tracker)
    used = {part for one in intake.findings for part in (str(one.id), str(one.id).partition("/")[0])}
    kept = [one for id_, one in drafts.items() if id_ in used]
    return intake, kept


def _inspections(job: Job, mapping: "TrackerMap", drafts: "dict[str, Draft]") -> "dict[str, list[Fault]]":
    """Draft the inspections that are new; return what stands against any, which refuses its rows."""
    from hmicfrs_cli.domain.near import quoted
    from hmicfrs_cli.domain.tracker.rows import Fault

    against: dict[str, list[Fault]] = {}
    for one in mapping.inspections:
        if _present(job, one.id) in job.register.inspections or one.id in drafts:
            continue
        if one.new is None:
            words = (
                f"the register has no inspection {quoted(one.id)}, and the mapping does not say what it is"
            )
            against[one.id] = [Fault(None, one.found, words)]
            continue
        path = f"inspections/{one.id}.yaml"
        found = _drafted(job, one.id, path, _inspection(job, one), drafts)
        if found:
            why = found if isinstance(found, str) else found[0].message
            against[one.id] = [Fault(None, one.found, why)]
    return against


def _present(job: Job, id_: str) -> str:
    """Return the present id of an inspection of the register, else the id as it is."""
    found = job.register.present_id(id_)
    return found if found and found in job.register.inspections else id_


def _inspection(job: Job, one: "InspectionMap") -> dict[str, object]:
    from hmicfrs_cli.domain import new

    said = one.new
    assert said is not None  # noqa: S101 - for the type checker; asked by the caller
    known = new.Known(
        on=job.on, published=said.published, by=job.by, source=f"{job.tracker.name}, and its mapping"
    )
    return new.inspection(
        {"title": said.title, "kind": said.kind, "lead": said.lead}, new.first_entries(known)
    )


def _judged(job: Job, one: "Told", drafts: "dict[str, Draft]") -> "list[Fault]":
    """Return what the rules say against the record of a row, each at the cell that it comes from."""
    from hmicfrs_cli.domain import new

    id_ = str(one.id)
    record = new.finding(one.facts, list(one.log))
    found = _drafted(job, id_, f"findings/{id_}.yaml", record, drafts)
    if isinstance(found, str):
        return [one.fault("", found)]
    return [one.fault(_field(one, problem), f"{problem.message}: {problem.mend}") for problem in found]


def _field(one: "Told", problem: "Problem") -> str:
    """Return what of the tracker a problem's field was read from."""
    steps = [_READ_FROM.get(str(step), str(step)) for step in reversed(problem.loc)]
    return next((step for step in steps if step in one.columns), "")


def _drafted(
    job: Job, id_: str, path: str, data: dict[str, object], drafts: "dict[str, Draft]"
) -> "list[Problem] | str":
    """Draft a record where nothing stands against it, else return what does."""
    from hmicfrs_cli.cli import written

    try:
        draft = written.begun(job.at, path, data)
    except UsageError as error:
        return error.message
    errors = [one for one in written.brings(job.at, draft) if one.severity == "error"]
    if not errors:
        drafts[id_] = draft
    return errors
