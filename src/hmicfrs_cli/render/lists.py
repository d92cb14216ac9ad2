"""Lists on the terminal: findings, inspections, what is due, what was found, ratings in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hmicfrs_cli.domain.terms import Basis, Delivery, Event, Rag
from hmicfrs_cli.render import terminal, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hmicfrs_cli.domain.agenda import Item
    from hmicfrs_cli.domain.clocks import Duty
    from hmicfrs_cli.domain.events import InspectionState
    from hmicfrs_cli.domain.lines import Line
    from hmicfrs_cli.domain.review import Doubt
    from hmicfrs_cli.domain.search import Hit
    from hmicfrs_cli.domain.settings import MatrixFrom, RagFrom
    from hmicfrs_cli.render.terminal import Cell, Part

_DATE = len("30 Sep 2026")
_EXCERPT = 34
"""The room that the words below an id should have."""
_OTHER_COLUMNS = 46
"""What the columns beside an id need."""


def findings(lines: Sequence[Line]) -> list[Part]:
    """Return findings as a table; a wide terminal also shows what they say beside the rest."""
    if not lines:
        return [terminal.line("No findings fit.")]
    wide = terminal.width() >= terminal.WIDE
    room = _room(line.id for line in lines)
    headers = ["Finding", "Inspectors say", "RAG", "Force says", "Due"]
    rows = [_finding_row(line, 0 if wide else min(room, terminal.width() // 2)) for line in lines]
    if wide:
        headers += ["Owner", "What it says"]
        rows = [[*row, *_owner_and_words(line)] for row, line in zip(rows, lines, strict=True)]
    return [terminal.table(headers, rows, ids={0: room, 4: _DATE}), terminal.line(_total(lines))]


def _room(ids: Iterable[str]) -> int:
    """Return the width that ids take, with the words below them where the terminal has room."""
    return max(terminal.longest(ids), min(_EXCERPT, terminal.width() - _OTHER_COLUMNS))


def _finding_row(line: Line, room: int) -> list[Cell]:
    return [
        terminal.clean(line.id) + (f"\n{terminal.cut(line.text, room)}" if room else ""),
        line.inspectorate.label,
        terminal.rag(line.rag),
        words.term(line.status),
        due_words(line),
    ]


def _owner_and_words(line: Line) -> list[Cell]:
    return [line.owner or words.NOT_STATED, terminal.cut(line.text, 100)]


def due_words(line: Line) -> Cell:
    """Return the nearest date that the finding is to be done by, and whether it is overdue."""
    if line.delivery is Delivery.OTHER_BODY:
        return "not ours"
    dates = line.due()
    if not dates:
        return Basis.IMMEDIATELY.label if line.deadline_basis is Basis.IMMEDIATELY else words.NONE
    nearest = words.brief(min(dates, key=lambda when: when.last))
    return terminal.alarm(f"{nearest} overdue") if line.overdue else nearest


def _total(lines: Sequence[Line]) -> str:
    hidden = sum(line.private for line in lines)
    unpublished = sum(line.made_day is None for line in lines)
    said = [f"{words.figure_of(len(lines), 'finding')}"]
    said += [f"{hidden} withheld from the public"] * bool(hidden)
    said += [f"{unpublished} of reports not yet published"] * bool(unpublished)
    return "; ".join(said)


_ROOM_FOR_TITLES = 36
"""Columns that a title may have beside its inspection's kind; a short id leaves it too few."""


def inspections(states: Sequence[InspectionState]) -> list[Part]:
    """Return inspections as a table."""
    if not states:
        return [terminal.line("No inspections fit.")]
    rows = [
        [
            f"{terminal.clean(state.id)}\n{terminal.one_line(state.facts.title)}",
            state.facts.kind.label,
            reached(state),
        ]
        for state in states
    ]
    titles = terminal.longest(state.facts.title for state in states)
    room = max(terminal.longest(state.id for state in states), min(titles, _ROOM_FOR_TITLES))
    table = terminal.table(["Inspection", "Kind", "Where it is"], rows, ids={0: room})
    return [table, terminal.line(words.figure_of(len(states), "inspection"))]


def reached(state: InspectionState) -> str:
    """Say how far an inspection has come, by its events and plans."""
    if state.published:
        return f"published {words.spoken(state.published.when)}"
    if state.cancelled:
        return "cancelled"
    for name, when in (("report", state.planned.publication), ("fieldwork", state.planned.fieldwork)):
        if when is not None and when.last >= state.day:
            return f"{name} planned: {words.planned(when, state.day)}"
    events = [event for event in state.events if event.event is not Event.OTHER]
    return f"{events[-1].event.label} {words.spoken(events[-1].when)}" if events else words.NOT_STATED


def due(items: Sequence[Item], unknown: Sequence[Duty], *, private: Iterable[str] = ()) -> list[Part]:
    """Return what is due, earliest first, and the duties whose last day nobody knows."""
    hidden = set(private)
    room = _room(item.id for item in items)
    rows: list[list[Cell]] = [
        [
            words.brief(item.when),
            terminal.alarm(_days(item.days)) if item.overdue else _days(item.days),
            f"{terminal.clean(item.id)}\n{terminal.cut(item.what, 60)}",
            (item.whose or words.NOT_STATED) + (" (private)" if item.id in hidden else ""),
        ]
        for item in items
    ]
    late = sum(item.overdue for item in items)
    parts: list[Part] = [terminal.line("Nothing is due.")]
    if rows:
        total = f"{words.figure_of(len(items), 'date')}, {late} of them over"
        table = terminal.table(["By", "Days", "What", "Whose"], rows, ids={0: _DATE, 2: room})
        parts = [table, terminal.line(total)]
    if unknown:
        parts.append(terminal.heading("Last day not known"))
        parts += [terminal.line(f"{duty.inspection}: {_undated(duty)}", 2) for duty in unknown]
    return parts


def _days(days: int) -> str:
    return f"{abs(days):,} {'left' if days > 0 else 'over'}" if days else "today"


def _undated(duty: Duty) -> str:
    source = f" (its source says “{duty.words}”)" if duty.words else ""
    return f"{duty.what}, {duty.whose}: {duty.why_not}{source}"


def hits(found: Sequence[Hit]) -> list[Part]:
    """Return records that were found, each with the places that hold the words."""
    parts: list[Part] = []
    room = terminal.width() - 24
    for hit in found:
        parts.append(terminal.title(hit.id))
        for place in hit.places:
            name = place.field.replace("_", " ")
            label = f"{name}, {words.brief(place.on)}" if place.on else name
            parts.append(terminal.facts([(label, terminal.marked(place.text, place.spans, room))]))
    return [*parts, terminal.line(f"{words.figure_of(len(found), 'record')} found")]


def doubts(found: Sequence[Doubt], unrated: Sequence[str]) -> list[Part]:
    """Return ratings in doubt, each with why and what to do."""
    parts: list[Part] = []
    last = ""
    for doubt in found:
        if doubt.id != last:
            rated = terminal.rag(doubt.rating.colour)
            parts.append(terminal.facts([(doubt.id, rated.append(f", {words.spoken(doubt.rating.on)}"))], 0))
        last = doubt.id
        parts.append(terminal.line(f"{doubt.why}: {doubt.mend}", 2))
    records = len({doubt.id for doubt in found})
    total = f"{words.figure_of(records, 'rating')} to look at again" if found else "No rating is in doubt."
    open_ = words.figure_of(len(unrated), "open finding")
    tail = [terminal.line(f"{open_} not rated: hmi list --rag none --open")] if unrated else []
    return [*parts, terminal.line(total), *tail]


def rag_key(rag: RagFrom | None, matrix: MatrixFrom | None) -> list[Part]:
    """Return what the force's RAG rates, its key, and the risk matrix."""
    if rag is None:
        said = terminal.line("The register does not say what the force's RAG rates.")
        return [said, *(_matrix(matrix) if matrix else [])]
    since = f"since {words.spoken(rag.since)}"
    parts = [terminal.title(f"The RAG is of {rag.basis.label}, {since}")]
    key = [(colour, rag.key[colour]) for colour in Rag if colour in rag.key]
    rows: list[list[Cell]] = [[terminal.rag(colour), said] for colour, said in key]
    parts.append(terminal.table(["RAG", "Means"], rows) if rows else terminal.line("Its key is not stated."))
    return [*parts, *(_matrix(matrix) if matrix else [terminal.line("A risk matrix is not stated.")])]


def _matrix(matrix: MatrixFrom) -> list[Part]:
    rows: list[list[Cell]] = []
    for likelihood in range(matrix.likelihood, 0, -1):
        bands = [matrix.band(likelihood, impact) for impact in range(1, matrix.impact + 1)]
        cells = [
            terminal.rag(band.rag).append(f" {likelihood * impact}") if band else words.NONE
            for impact, band in enumerate(bands, 1)
        ]
        rows.append([str(likelihood), *cells])
    bands_said = [f"{band.label} to {band.to}: {band.rag.label}" for band in matrix.bands]
    return [
        terminal.heading("Risk matrix: likelihood down, impact across"),
        terminal.table(["", *map(str, range(1, matrix.impact + 1))], rows),
        terminal.line(words.capital(words.listed(bands_said))),
    ]
