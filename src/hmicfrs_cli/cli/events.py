"""What happens to an inspection, and when committees meet."""

from typing import TYPE_CHECKING, Annotated, cast

import typer

from hmicfrs_cli.cli import ask, complete, options
from hmicfrs_cli.domain import terms
from hmicfrs_cli.errors import RefusedError, UsageError

if TYPE_CHECKING:
    from hmicfrs_cli.cli.written import Desk
    from hmicfrs_cli.domain.dates import When
    from hmicfrs_cli.domain.records import Inspection
    from hmicfrs_cli.domain.settings import Committee

_PLANS = (terms.Event.NOTIFIED, terms.Event.RESCHEDULED)
_PLANNING = "fieldwork that is planned is told by `notified` or `rescheduled` with --planned-fieldwork"


def event(
    inspection: Annotated[
        str | None,
        typer.Argument(
            metavar="INSPECTION", help="The inspection's id.", autocompletion=complete.inspections
        ),
    ] = None,
    event: Annotated[
        str | None, typer.Argument(metavar="EVENT", help=f"What happened: {ask.one_of(terms.Event)}.")
    ] = None,
    when: Annotated[
        str | None,
        typer.Option("--when", metavar="DATE", help="The day it happened, where that is not --on."),
    ] = None,
    planned_fieldwork: Annotated[
        str | None, typer.Option("--planned-fieldwork", metavar="DATE", help="When fieldwork is planned.")
    ] = None,
    planned_publication: Annotated[
        str | None, typer.Option("--planned-publication", metavar="DATE", help="When the report is expected.")
    ] = None,
    note: Annotated[
        str | None, typer.Option("--note", metavar="WORDS", help="Anything else; `-` reads standard input.")
    ] = None,
    private: Annotated[
        bool, typer.Option("--private", help="Withhold its words from public papers.")
    ] = False,
    on: options.On = None,
    by: options.By = None,
    source: options.Source = None,
    register: options.Register = None,
) -> None:
    """Write down what happened in an inspection, or what is planned.

    Planned fieldwork goes with `notified` or `rescheduled`; an event is what has happened.
    """
    from hmicfrs_cli.cli import written
    from hmicfrs_cli.domain import entries, records

    at = written.desk(register)
    id_ = ask.need(inspection, "INSPECTION", "Which inspection (its id)?", ask.words("INSPECTION"))
    one, record = written.held(at, id_, records.Inspection, "inspection")
    question = f"What happened ({ask.one_of(terms.Event)})?"
    what = ask.need(event, "EVENT", question, ask.term(terms.Event, "EVENT"))
    planned = _planned(what, planned_fieldwork, planned_publication)
    day, happened = written.on_day(at, on), _past(at, when)
    if not (note or any(planned.values())):
        _is_new(one.id, record, what, happened or day)
    said: dict[str, object] = {
        "by": written.signed(at, by),
        "source": source,
        "event": what,
        "planned": planned,
    }
    said |= {"note": ask.long_text(note), "private": private or None}
    written.keep(at, [written.appended(one, entries.entry(day, said, happened))])
    typer.echo(f"{one.path}: {_told(what, happened or day, planned)}")


def _is_new(id_: str, record: "Inspection", what: terms.Event, when: "When") -> None:
    """Refuse an event that is recorded already: said twice, it could no longer be corrected."""
    from hmicfrs_cli.domain.dates import on_words

    if any(entry.event is what and entry.happened.text == when.text for entry in record.log):
        raise RefusedError(
            f"{id_}: “{what.label} {on_words(when)}” is recorded already",
            "if it happened a second time that day, say with --note how the two differ",
        )


def _planned(what: terms.Event, fieldwork: str | None, publication: str | None) -> "dict[str, When | None]":
    if fieldwork and what not in _PLANS:
        raise UsageError(f"planned fieldwork does not go with {what.label}", _PLANNING)
    return {
        "fieldwork": ask.maybe(fieldwork, ask.date("--planned-fieldwork")),
        "publication": ask.maybe(publication, ask.date("--planned-publication")),
    }


def _past(at: "Desk", when: str | None) -> "When | None":
    happened = ask.maybe(when, ask.date("--when"))
    if happened is not None and happened.first > at.today:
        raise UsageError(f"--when: {happened} has not come yet, so nothing has happened then", _PLANNING)
    return happened


def _told(what: terms.Event, when: "When", planned: "dict[str, When | None]") -> str:
    from hmicfrs_cli.domain.dates import on_words, spoken

    plans = [f"{name} planned: {spoken(day, planned=True)}" for name, day in planned.items() if day]
    return "; ".join([f"{what.label} {on_words(when)}", *plans])


def add_meeting(
    committee: Annotated[
        str | None,
        typer.Argument(metavar="COMMITTEE", help="The committee's id.", autocompletion=complete.committees),
    ] = None,
    date: Annotated[str | None, typer.Argument(metavar="DATE", help="When it meets.")] = None,
    cut_off: Annotated[
        str | None,
        typer.Option(
            "--cut-off", metavar="DATE", help="The last day its paper covers (default: the meeting's)."
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="DATE", help="The last day before the paper's period; for a first meeting."
        ),
    ] = None,
    item: Annotated[str | None, typer.Option("--item", metavar="NUMBER", help="The agenda item.")] = None,
    author: Annotated[
        str | None, typer.Option("--author", metavar="WHO", help="Who writes the paper.")
    ] = None,
    presented_by: Annotated[
        str | None, typer.Option("--presented-by", metavar="WHO", help="Who presents the paper.")
    ] = None,
    register: options.Register = None,
) -> None:
    """Add a meeting of a committee; its paper covers what happened since the one before."""
    from hmicfrs_cli.cli import written
    from hmicfrs_cli.domain import new
    from hmicfrs_cli.domain.settings import Meeting
    from hmicfrs_cli.storage.load import load_committee

    at = written.desk(register)
    name = ask.need(committee, "COMMITTEE", "Which committee?", ask.words("COMMITTEE"))
    one = load_committee(at.root, name)
    record = cast("Committee", one.record)
    day = ask.need(date, "DATE", "When does it meet?", ask.date("DATE"))
    if any(meeting.on.text == day.text for meeting in record.meetings):
        raise RefusedError(
            f"{record.short} has a meeting on {day} already", f"change it with `hmi edit {one.id}`"
        )
    ends = ask.maybe(cut_off, ask.day("--cut-off"))
    begins = ask.maybe(since, ask.day("--since")) or _since(at, record, ends or day)
    fields = {"cut_off": ends, "since": begins, "item": item, "author": author, "presented_by": presented_by}
    written.keep(at, [written.appended(one, new.meeting(day, **fields), "meetings")])
    meeting = Meeting(on=day, cut_off=ends)
    typer.echo(f"{one.path}: {record.short} meets {_period(meeting.on, meeting.ends().isoformat())}")


def _since(at: "Desk", committee: "Committee", ends: "When") -> "When | None":
    """Return where a first meeting's period begins: where the register is complete from, else as asked."""
    if committee.meetings:
        return None
    known = at.settings.coverage.complete_from
    if known is not None and known.last < ends.last:
        from hmicfrs_cli.domain import dates

        typer.echo(
            f"hmi: no earlier meeting is recorded; its period begins after {dates.spoken(known)}, from "
            "which the register is complete (--since says otherwise)",
            err=True,
        )
        return dates.day(known.last)
    question = "No earlier meeting is recorded: after which day does the paper's period begin?"
    return ask.need(None, "--since", question, ask.day("--since"))


def _period(on: "When", ends: str) -> str:
    from hmicfrs_cli.domain import dates

    return f"{dates.on_words(on)}; its paper covers what is known by {dates.spoken(dates.parse(ends))}"
