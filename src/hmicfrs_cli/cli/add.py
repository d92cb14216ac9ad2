"""A new inspection."""

from typing import TYPE_CHECKING, Annotated

import typer

from hmicfrs_cli.cli import ask, options
from hmicfrs_cli.domain import terms
from hmicfrs_cli.errors import RefusedError, UsageError

if TYPE_CHECKING:
    from hmicfrs_cli.cli.written import Desk
    from hmicfrs_cli.domain.new import Known

Many = list[str] | None


def add_inspection(
    title: Annotated[
        str | None, typer.Option("--title", metavar="WORDS", help="Its title, as published.")
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="KIND", help=f"One of {ask.one_of(terms.InspectionKind)}.")
    ] = None,
    id_: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Its id (default: from title and year).")
    ] = None,
    lead: Annotated[
        str | None, typer.Option("--lead", metavar="WHO", help="The lead inspectorate, such as hmicfrs.")
    ] = None,
    partner: Annotated[
        Many, typer.Option("--partner", metavar="WHO", help="Another inspectorate; repeat.")
    ] = None,
    participation: Annotated[
        str | None,
        typer.Option(
            "--participation", metavar="HOW", help=f"How we take part: {ask.one_of(terms.Participation)}."
        ),
    ] = None,
    other_force: Annotated[
        Many, typer.Option("--other-force", metavar="FORCE", help="Another force that takes part; repeat.")
    ] = None,
    notified: Annotated[
        str | None, typer.Option("--notified", metavar="DATE", help="When the force was told.")
    ] = None,
    fieldwork: Annotated[
        str | None, typer.Option("--fieldwork", metavar="DATE", help="When fieldwork was, or is planned.")
    ] = None,
    published: Annotated[
        str | None, typer.Option("--published", metavar="DATE", help="When the report was published.")
    ] = None,
    expected: Annotated[
        str | None,
        typer.Option("--expected-publication", metavar="DATE", help="When the report is expected."),
    ] = None,
    section_55: Annotated[
        str | None,
        typer.Option(
            "--section-55",
            metavar="ANSWER",
            help=f"Whether section 55 of the Police Act 1996 applies: {ask.one_of(terms.Applies)}.",
        ),
    ] = None,
    section_55_why: Annotated[
        str | None,
        typer.Option("--section-55-why", metavar="WORDS", help="Why it does not, or is not known."),
    ] = None,
    private: Annotated[bool, typer.Option("--private", help="Withhold it from public papers.")] = False,
    on: options.On = None,
    by: options.By = None,
    source: options.Source = None,
    register: options.Register = None,
) -> None:
    """Add an inspection or other engagement. A date that is still to come is kept as planned."""
    from hmicfrs_cli.cli import written
    from hmicfrs_cli.domain import new

    at = written.desk(register)
    named = ask.need(title, "--title", "What is its title?", ask.words("--title"))
    what = ask.need(
        kind,
        "--kind",
        f"Of what kind ({ask.one_of(terms.InspectionKind)})?",
        ask.term(terms.InspectionKind, "--kind"),
    )
    known = new.Known(
        on=written.on_day(at, on),
        notified=ask.maybe(notified, ask.date("--notified")),
        fieldwork=ask.maybe(fieldwork, ask.date("--fieldwork")),
        published=ask.maybe(published, ask.date("--published")),
        expected=ask.maybe(expected, ask.date("--expected-publication")),
        by=by,
        source=source,
    )
    _can_stand(known)
    facts: dict[str, object] = {
        "title": named,
        "kind": what,
        "lead": lead,
        "partners": partner,
        "participation": ask.maybe(participation, ask.term(terms.Participation, "--participation")),
        "other_forces": [{"force": _force(other)} for other in other_force or []],
        "section_55": _section_55(section_55, section_55_why),
        "private": private or None,
    }
    log = new.first_entries(_signed(at, known))
    id_ = _inspection_id(at, id_, named, known)
    path = f"inspections/{id_}.yaml"
    written.keep(at, [written.begun(at, path, new.inspection(facts, log))])
    typer.echo(f"{path}: added “{named}”, {what.label}{_dated(log)}")
    if not log:
        typer.echo(f"hmi: nothing is known of its dates yet; `hmi event {id_} notified` tells when", err=True)


def _section_55(applies: str | None, why: str | None) -> dict[str, object] | None:
    """Return what is recorded of the duty; an answer other than yes needs its reason."""
    answer = ask.maybe(applies, ask.term(terms.Applies, "--section-55"))
    if answer is None and why is None:
        return None
    if answer is None:
        raise UsageError("--section-55-why without --section-55", f"give one of {ask.one_of(terms.Applies)}")
    if answer is not terms.Applies.YES and why is None:
        raise UsageError(
            f"--section-55-why is missing: section 55 is said to be “{answer}”",
            "give --section-55-why with the reason, if only that no source says",
        )
    return {"applies": answer, "why": why}


def _can_stand(known: "Known") -> None:
    if known.ahead(known.notified):
        raise UsageError(
            f"--notified: {known.notified} lies after {known.on}, and a notification is no plan",
            "leave --notified out until the force has been told, or give --on",
        )
    if known.ahead(known.published) and known.expected:
        raise UsageError(
            "--published and --expected-publication both say when it will be", "give one of the two"
        )


def _signed(at: "Desk", known: "Known") -> "Known":
    """Name the writer, where there is an entry to sign."""
    from dataclasses import replace

    from hmicfrs_cli.cli import written
    from hmicfrs_cli.domain import new

    return replace(known, by=written.signed(at, known.by)) if new.first_entries(known) else known


def _force(text: str) -> str:
    """Return a force's id where it is one of the 43; any other is printed as written."""
    from hmicfrs_cli.domain.forces import find_force

    return find_force(text) or text


def _inspection_id(at: "Desk", given: str | None, title: str, known: "Known") -> str:
    from hmicfrs_cli.domain import ids, near
    from hmicfrs_cli.storage import names

    taken = names.inspections(at.root)
    if given is None:
        first = known.notified or known.fieldwork or known.published or known.on
        return ids.inspection_id(title, first.first.year, taken)
    if not ids.is_segment(given):
        raise UsageError(f"--id: {near.quoted(given)} can be no id", ids.MEND)
    _is_free(given, taken)
    return given


def _is_free(id_: str, taken: list[str]) -> None:
    if id_.casefold() in {one.casefold() for one in taken}:
        raise RefusedError(
            f"there is a record {id_} already", f"look at it with `hmi show {id_}`, or give another id"
        )


def _dated(log: list[dict[str, object]]) -> str:
    events = [str(entry["event"]) for entry in log]
    return f" ({', '.join(events)})" if events else ""
