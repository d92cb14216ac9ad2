"""The first screen: where things stand, what is due, what is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from hmicfrs_cli.domain.agenda import Item
from hmicfrs_cli.domain.dates import days_between
from hmicfrs_cli.domain.register import View
from hmicfrs_cli.domain.settings import Committee, Meeting
from hmicfrs_cli.domain.standing import Standing
from hmicfrs_cli.render import lists, terminal, words
from hmicfrs_cli.render.terminal import Cell, Part

MOST: Final = 40
"""The most dates that the first screen lists."""


@dataclass(frozen=True)
class Home:
    """What the first screen shows."""

    view: View
    counts: Standing
    meeting: tuple[str, Committee, Meeting] | None
    due: Sequence[Item]
    within: int
    """How many days ahead `due` looks."""
    errors: int
    warnings: int


def page(home: Home) -> list[Part]:
    """Return the first screen."""
    lens, settings = home.view.lens, home.view.register.settings
    how = ", as it should have been" if lens.corrected else ""
    parts: list[Part] = [terminal.title(f"{settings.names.force}: {words.day(lens.day)}{how}")]
    if settings.fictional:
        parts.append(terminal.line("This register is fictional: an invented force."))
    parts += [terminal.facts(_standing(home)), *_coverage(home)]
    parts.append(terminal.heading(f"Overdue, and due within {words.figure_of(home.within, 'day')}"))
    return [*parts, *lists.due(home.due[:MOST], ()), *_more(home)]


def _more(home: Home) -> list[Part]:
    """Return how many dates there are where a first screen is too small for them, and what lists them."""
    if len(home.due) <= MOST:
        return []
    late = sum(item.overdue for item in home.due)
    said = f"{words.figure_of(len(home.due), 'date')} in all, {late:,} of them over"
    return [terminal.line(f"{said}: run hmi due --within {home.within}d")]


def _standing(home: Home) -> list[tuple[str, Cell]]:
    counts = home.counts
    kinds = (words.count_of(n, kind.label, kind.plural) for kind, n in counts.open_by_kind.items())
    colours = (f"{count} {words.rag(colour)}" for colour, count in counts.rag.items())
    rows: list[tuple[str, Cell]] = [
        ("Open", words.capital(words.listed(kinds))),
        ("RAG", ", ".join(colours) or words.NONE),
        ("Findings overdue", terminal.alarm(str(counts.overdue)) if counts.overdue else words.NONE),
    ]
    for label, count, said in (
        ("Considered complete", counts.complete, "by the force, and still open to the inspectorate"),
        ("Withheld", counts.withheld, "of the open ones: counted in public papers, not shown"),
        ("Not ours", counts.not_ours, "open, for other bodies to deliver: in no count above"),
        ("Not yet published", counts.unpublished, "of reports to come: in no count above"),
    ):
        rows += [(label, f"{count} {said}")] if count else []
    return [*rows, ("Next meeting", _meeting(home)), ("The records", _wrong(home))]


def _meeting(home: Home) -> str:
    if home.meeting is None:
        return "none recorded"
    _, committee, meeting = home.meeting
    days = days_between(home.view.lens.day, meeting.on.last)
    cut_off = f", cut-off {words.spoken(meeting.cut_off)}" if meeting.cut_off else ""
    return f"{committee.name}, {words.spoken(meeting.on)} ({words.days_left(days)}){cut_off}"


def _wrong(home: Home) -> Cell:
    said = (
        f"{words.figure_of(home.errors, 'error')}, {words.figure_of(home.warnings, 'warning')}: run hmi check"
    )
    if home.errors:
        return terminal.alarm(said)
    return said if home.warnings else "no errors, no warnings"


def _coverage(home: Home) -> list[Part]:
    coverage = home.view.register.settings.coverage
    complete = coverage.complete_from
    if complete is not None and complete.last <= home.view.lens.day:
        return []
    note = f" {coverage.note}" if coverage.note else ""
    from_ = f"before {words.spoken(complete)}" if complete else "on any day"
    return [terminal.line(f"The register is not known to be complete {from_}: these are no totals.{note}")]
