"""One inspection, and one committee, on the terminal."""

from collections.abc import Iterator, Sequence

from hmicfrs_cli.domain.clocks import Duty
from hmicfrs_cli.domain.events import InspectionState
from hmicfrs_cli.domain.forces import force_name
from hmicfrs_cli.domain.lines import line_of
from hmicfrs_cli.domain.records import Entry, Inspection
from hmicfrs_cli.domain.settings import Committee, Meeting
from hmicfrs_cli.domain.state import FindingState
from hmicfrs_cli.render import lists, terminal, words
from hmicfrs_cli.render.finding_screen import Pair, log_part
from hmicfrs_cli.render.terminal import Part


def page(
    state: InspectionState, duties: Sequence[Duty], findings: Sequence[FindingState], log: Sequence[Entry]
) -> list[Part]:
    """Return everything about an inspection."""
    facts = state.facts
    return [
        terminal.title(f"{state.id}: {facts.kind.label}{', private' if facts.private else ''}"),
        terminal.line(facts.title),
        terminal.facts(_who(facts)),
        terminal.heading(words.capital(lists.reached(state))),
        terminal.facts(_when(state)),
        *_texts(facts),
        *_grades(facts),
        *_duties(state, duties),
        *_findings(state, findings),
        *log_part(log),
    ]


def _who(facts: Inspection) -> list[Pair]:
    rows: list[Pair] = [
        ("Lead", words.capital(words.body(facts.lead))),
        ("With", words.listed(map(words.body, facts.partners))),
        ("We take part by", facts.participation.label),
    ]
    for other in facts.other_forces:
        said = [*other.units, *([other.note] if other.note else [])]
        units = f" ({'; '.join(said)})" if said else ""
        rows.append(
            ("" if rows[-1][0] in {"", "Other forces"} else "Other forces", force_name(other.force) + units)
        )
    plain = {
        "Made by": facts.made_by,
        "Commissioned by": facts.commissioned_by,
        "Selection": facts.selection,
        "Phase of": facts.phase_of,
        "Related": ", ".join(facts.related),
        "Formerly": ", ".join(facts.formerly),
        "Principal authority": facts.principal_authority,
        "Statement due": facts.statement_due.text if facts.statement_due else None,
        "Report": facts.report.title if facts.report else None,
        "Address": facts.report.url if facts.report else None,
        "Counts stated": facts.counts_stated.text if facts.counts_stated else None,
    }
    return rows + [(label, value) for label, value in plain.items() if value]


def _when(state: InspectionState) -> list[Pair]:
    rows: list[Pair] = [
        (
            words.capital(event.event.label),
            words.spoken(event.when) + (f": {event.note}" if event.note else ""),
        )
        for event in state.events
    ]
    for label, when in (
        ("Fieldwork planned", state.planned.fieldwork),
        ("Report planned", state.planned.publication),
    ):
        rows += [(label, words.planned(when, state.day))] if when and not state.published else []
    return rows or [("Events", "none recorded")]


def _texts(facts: Inspection) -> Iterator[Part]:
    about = [f"{one.about}: {one.text}" if one.about else one.text for one in facts.findings]
    steps = [
        f"{step.what} ({step.whose or words.NOT_STATED}{f', {words.spoken(step.due)}' if step.due else ''})"
        for step in facts.next_steps
    ]
    for label, texts in (
        ("Summary", facts.summary),
        ("Aims", facts.aims),
        ("Themes", facts.themes),
        ("What was found", about),
        ("What the force said", facts.force_response),
        ("Next steps", steps),
    ):
        if texts:
            yield terminal.heading(label)
            yield from (terminal.facts([("-", text)]) for text in texts)


def _grades(facts: Inspection) -> Iterator[Part]:
    rows = [
        [
            one.question,
            (one.grade or "ungraded").replace("-", " ")
            + (f": {one.ungraded_because}" if one.ungraded_because else ""),
            one.body or "",
        ]
        for one in facts.grades
    ]
    if rows:
        yield terminal.heading("Judgments")
        yield terminal.indented(terminal.table(["Question", "Judgment", "Body"], rows))
    if facts.grades_stated:
        counts = facts.grades_stated.counts.items()
        said = words.listed(f"{words.number(count)} {grade.replace('-', ' ')}" for grade, count in counts)
        yield terminal.heading("Judgments stated as counts")
        yield terminal.line(words.capital(said), 2)


def _duties(state: InspectionState, duties: Sequence[Duty]) -> Iterator[Part]:
    if duties:
        yield terminal.heading("What follows by law or by the report")
    for duty in duties:
        yield terminal.facts(
            [(words.capital(duty.what), f"{duty.whose}: {_due(state, duty)}"), ("", duty.source)]
        )


def _due(state: InspectionState, duty: Duty) -> str:
    if duty.done:
        return f"done {words.spoken(duty.done)}"
    days = duty.days_left(state.day)
    said = f" (the source says “{duty.words}”)" if duty.words else ""
    if duty.last is None or days is None:
        return f"{duty.why_not}{said}"
    return f"last day {words.spoken(duty.last)}, {words.days_left(days)}{said}"


def _findings(state: InspectionState, findings: Sequence[FindingState]) -> Iterator[Part]:
    if findings:
        hidden = "" if state.published else ": not yet published, in no public list and no count"
        yield terminal.heading(f"{words.capital(words.count_of(len(findings), 'finding'))}{hidden}")
        yield from lists.findings([line_of(state) for state in findings])[:1]


def committee(name: str, record: Committee, coming: Meeting | None) -> list[Part]:
    """Return a committee and its meetings."""
    parts: list[Part] = [
        terminal.title(f"{name}: {record.name}"),
        terminal.facts([("Short name", record.short), ("Asked to", words.listed(record.asked_to))]),
        terminal.heading(words.capital(words.count_of(len(record.meetings), "meeting"))),
    ]
    for meeting in record.meetings:
        label = f"{words.spoken(meeting.on)}{' (next)' if meeting is coming else ''}"
        parts.append(terminal.facts([(label, _meeting(meeting))]))
    return parts


def _meeting(meeting: Meeting) -> str:
    said = [f"cut-off {words.spoken(meeting.cut_off)}"] if meeting.cut_off else []
    said += [f"counted from {words.spoken(meeting.since)}"] if meeting.since else []
    said += [f"item {meeting.item}"] if meeting.item else []
    said += [f"paper issued {words.spoken(meeting.issued.on)}"] if meeting.issued else []
    asked = [
        f"asked: {request.text} ({request.answered or 'not yet answered'})" for request in meeting.requests
    ]
    return "\n".join([", ".join(said) or "no more is recorded", *asked])
