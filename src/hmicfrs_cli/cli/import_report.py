"""`hmi import` of a published report: proposals that a person confirms, and nothing before that."""

from typing import TYPE_CHECKING

import typer

from hmicfrs_cli.cli.given import Given
from hmicfrs_cli.errors import RefusedError, UsageError

if TYPE_CHECKING:
    from hmicfrs_cli.cli.written import Desk, Draft
    from hmicfrs_cli.domain.published.accepting import New
    from hmicfrs_cli.domain.published.proposals import ProposedInspection, Published

_HOW = (
    "give --accept with the numbers of the proposals that are right, as in --accept 1,2,4, "
    "or --accept all for those not doubtful"
)


def import_report(given: Given) -> None:
    """Show what a report is thought to say, and write what is accepted of it."""
    from hmicfrs_cli.cli import answer, written
    from hmicfrs_cli.domain.published import accepting
    from hmicfrs_cli.domain.published.reading import read
    from hmicfrs_cli.render import proposals, terminal
    from hmicfrs_cli.storage.reports import read_report

    if len(given.files) > 1:
        raise UsageError("these are several reports", "read in each report by itself")
    at = written.desk(given.register)
    there = _there(at, given.inspection)
    published = read(read_report(given.files[0]))
    known = accepting.known(published.findings, there)
    answer.put(terminal.shown(proposals.screen(published, known, given.inspection, at.settings.force)))
    numbers = _accepted(given, published)
    if not numbers:
        typer.echo("hmi: nothing was written", err=True)
        return
    _write(
        at,
        given,
        published,
        accepting.findings(
            _id(at, given, published),
            published.findings,
            numbers,
            known,
            _taken(at, given),
            at.settings.force,
        ),
    )


def _there(at: "Desk", inspection: str | None) -> dict[str, str]:
    """Return the words of the findings that a named inspection has already, by their ids."""
    from hmicfrs_cli.cli import written
    from hmicfrs_cli.domain import records
    from hmicfrs_cli.storage import names

    if inspection is None:
        return {}
    of, _ = written.held(at, inspection, records.Inspection, "inspection")
    ids = [f"{of.id}/{one}" for one in names.findings(at.root, of.id)]
    return {id_: written.held(at, id_, records.Finding, "finding")[1].text for id_ in ids}


def _taken(at: "Desk", given: Given) -> list[str]:
    from hmicfrs_cli.storage import names

    return names.findings(at.root, given.inspection) if given.inspection else []


def _accepted(given: Given, published: "Published") -> list[int]:
    """Return the numbers of the proposals that a person says are right; none where nobody said so."""
    from hmicfrs_cli.cli import ask
    from hmicfrs_cli.domain.published import accepting

    count, doubtful = len(published.findings), published.doubtful

    def check(words: str) -> list[int]:
        try:
            numbers = accepting.chosen(words, count, doubtful)
        except ValueError as error:
            raise UsageError(f"--accept: {error}", _HOW) from None
        if "all" in words.casefold() and (left := [one for one in doubtful if one not in numbers]):
            listed = ",".join(map(str, left))
            told = f"left out, because doubtful: {listed}; look at the report, then --accept all,{listed}"
            typer.echo(f"hmi: {told} takes them over too", err=True)
        return numbers

    if given.accept is not None:
        return check(given.accept)
    if given.dry_run or not count or not ask.on_terminal():
        if count:
            typer.echo(f"hmi: to take proposals over, {_HOW}", err=True)
        return []
    return ask.need(None, "--accept", "Which are right (1,2,4, all or none)?", check)


def _id(at: "Desk", given: Given, published: "Published") -> str:
    """Return the id of the inspection; RefusedError where one that is there already seems to be meant."""
    from hmicfrs_cli.domain import ids
    from hmicfrs_cli.storage import names

    if given.inspection:
        return given.inspection
    one = published.inspection
    year = one.published.last.year if one.published else at.today.year
    id_ = ids.inspection_id(one.title, year, [])
    if id_.casefold() in {name.casefold() for name in names.inspections(at.root)}:
        raise RefusedError(
            f"there is an inspection {id_} already",
            f"give --inspection {id_} where the report is of that one",
        )
    return id_


def _write(at: "Desk", given: Given, published: "Published", new: "list[New]") -> None:
    from hmicfrs_cli.cli import written

    drafts = [written.begun(at, f"findings/{one.id}.yaml", one.data) for one in new]
    if given.inspection is None:
        drafts.insert(0, _begun(at, given, published))
    if not drafts:
        typer.echo("hmi: all of that is in the register already; nothing was written", err=True)
        return
    if given.dry_run:
        for draft in drafts:
            typer.echo(f"{draft.path}: would be added")
        return
    written.keep(at, drafts)
    if given.inspection is None and published.inspection.confidence == "doubtful":
        _tell_doubts(drafts[0], published.inspection)
    for draft in drafts:
        typer.echo(f"{draft.path}: added")


def _tell_doubts(draft: "Draft", one: "ProposedInspection") -> None:
    """Say what of the inspection that was written nobody can be sure of."""
    from hmicfrs_cli.domain.published.proposals import Confidence, confidence
    from hmicfrs_cli.render.proposals import REASONS

    doubts = [REASONS[why] for why in one.reasons if confidence((why,)) is Confidence.DOUBTFUL]
    words = f"{draft.path}: written, and doubtful: {'; '.join(doubts)}"
    typer.echo(f"hmi: {words}\n  look at the report; what is wrong there, `hmi correct` puts right", err=True)


def _begun(at: "Desk", given: Given, published: "Published") -> "Draft":
    """Return the inspection's own record: published where the report says when."""
    from hmicfrs_cli.cli import written
    from hmicfrs_cli.domain import new
    from hmicfrs_cli.domain.published import accepting

    one = published.inspection
    dated = one.published
    known = new.Known(
        on=written.on_day(at, given.on),
        published=dated,
        by=written.signed(at, given.by) if dated else None,
        source=given.files[0].name,
    )
    log = new.first_entries(known)
    return written.begun(
        at,
        f"inspections/{_id(at, given, published)}.yaml",
        new.inspection(accepting.inspection_facts(one), log),
    )
