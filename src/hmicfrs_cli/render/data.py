"""JSON for other programs: each answer names its schema, and what is absent is null.

Dates stand as they are written in the register; only the dates of deadlines are computed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hmicfrs_cli.domain.lines import line_of
from hmicfrs_cli.render import json_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from hmicfrs_cli.domain.agenda import Item
    from hmicfrs_cli.domain.clocks import Duty
    from hmicfrs_cli.domain.dates import When
    from hmicfrs_cli.domain.events import Happened, InspectionState
    from hmicfrs_cli.domain.lines import Line
    from hmicfrs_cli.domain.problems import Problem
    from hmicfrs_cli.domain.progress import Progress, Words
    from hmicfrs_cli.domain.records import Entry, Record
    from hmicfrs_cli.domain.review import Doubt
    from hmicfrs_cli.domain.search import Hit
    from hmicfrs_cli.domain.standing import Standing
    from hmicfrs_cli.domain.state import FindingState

Data = dict[str, Any]


def text(schema: str, as_of: date, **content: object) -> str:
    """Return an answer as JSON, in ASCII so that it is safe on any terminal and in any encoding."""
    return json_text.indented({"schema": schema, "as_of": as_of.isoformat(), **content})


def of_commit(commit: str | None) -> Data:
    """Return what an answer from a commit says besides: its full id; of the index, its name."""
    return {"rev": commit} if commit else {}


def finding(line: Line) -> Data:
    """Return a finding as lists have it."""
    return {
        "id": line.id,
        "kind": line.kind.value,
        "inspection": line.inspection,
        "number": line.number,
        "text": line.text,
        "rag": line.rag.value if line.rag else None,
        "status": line.status.value if line.status else None,
        "inspectorate": line.inspectorate.value,
        "owner": line.owner,
        "portfolio": line.portfolio,
        "delivery": line.delivery.value,
        "deadline": _deadline(line),
        "target": _date(line.target),
        "original_target": _date(line.original_target),
        "target_moves": line.target_moves,
        "overdue": line.overdue,
        "made": _date(line.made) if line.made_day else None,
        "closed": _date(line.closed),
        "private": line.private,
    }


def inspection(state: InspectionState) -> Data:
    """Return an inspection as lists have it."""
    facts, published = state.facts, state.published
    return {
        "id": state.id,
        "title": facts.title,
        "kind": facts.kind.value,
        "lead": facts.lead,
        "participation": facts.participation.value,
        "published": _date(published.when) if published else None,
        "planned": {
            "fieldwork": _date(state.planned.fieldwork),
            "publication": _date(state.planned.publication),
        },
        "cancelled": state.cancelled,
        "events": [_event(event) for event in state.events],
        "private": facts.private,
    }


def whole_finding(state: FindingState, children: Iterable[str], log: Iterable[Entry]) -> Data:
    """Return everything about a finding."""
    now = state.progress
    return {
        **finding(line_of(state)),
        "facts": record(state.facts),
        "progress": _progress(now),
        "said": [
            {
                "status": said.status.value,
                "on": said.on.text,
                "said_by": said.said_by,
                "authority": record(said.authority) if said.authority else None,
                "why": _words(said.why),
            }
            for said in state.said
        ],
        "actions": {name: _progress(action) for name, action in state.actions.items()},
        "children": list(children),
        "log": [entry_data(entry) for entry in log],
    }


def whole_inspection(
    state: InspectionState, duties: Iterable[Duty], findings: Iterable[FindingState], log: Iterable[Entry]
) -> Data:
    """Return everything about an inspection."""
    return {
        **inspection(state),
        "facts": record(state.facts),
        "duties": [duty_data(duty) for duty in duties],
        "findings": [finding(line_of(one)) for one in findings],
        "log": [entry_data(entry) for entry in log],
    }


def record(value: Record) -> Data:
    """Return a record's facts, without its log."""
    return value.model_dump(mode="json", exclude={"log"})


def entry_data(entry: Entry) -> Data:
    """Return an entry of a log: what it says and no more."""
    return entry.model_dump(mode="json", exclude_unset=True)


def duty_data(duty: Duty) -> Data:
    """Return a duty with its last day, or why there is none."""
    return {
        "inspection": duty.inspection,
        "what": duty.what,
        "whose": duty.whose,
        "source": duty.source,
        "applies": duty.applies.value,
        "last": _date(duty.last),
        "why_not": duty.why_not,
        "done": _date(duty.done),
        "words": duty.words,
    }


def item(one: Item) -> Data:
    """Return a thing that is due."""
    return {
        "sort": one.sort.value,
        "id": one.id,
        "date": one.when.text,
        "days": one.days,
        "overdue": one.overdue,
        "what": one.what,
        "whose": one.whose,
    }


def hit(one: Hit) -> Data:
    """Return a record that was found, and where."""
    places = [{"field": p.field, "on": _date(p.on), "text": p.text, "spans": p.spans} for p in one.places]
    return {"id": one.id, "places": places}


def doubt(one: Doubt) -> Data:
    """Return a rating in doubt."""
    rating = {"rag": one.rating.colour.value, "on": one.rating.on.text}
    return {"id": one.id, **rating, "code": one.code, "why": one.why, "mend": one.mend}


def problem(one: Problem) -> Data:
    """Return what is wrong with a record, and where."""
    return {
        "path": one.path,
        "line": one.line,
        "column": one.column,
        "severity": one.severity,
        "code": one.code,
        "message": one.message,
        "mend": one.mend,
    }


def standing(counts: Standing) -> Data:
    """Return where things stand."""
    return {
        "open": {kind.value: count for kind, count in counts.open_by_kind.items()},
        "rag": {colour.value if colour else "not-rated": count for colour, count in counts.rag.items()},
        "overdue": counts.overdue,
        "considered_complete": counts.complete,
        "withheld": counts.withheld,
        "not_ours": counts.not_ours,
        "unpublished": counts.unpublished,
    }


def _deadline(line: Line) -> Mapping[str, str | None] | None:
    if line.deadline_basis is None:
        return None
    return {
        "text": line.deadline_words,
        "date": _date(line.deadline),
        "basis": line.deadline_basis.value,
    }


def _event(event: Happened) -> Data:
    return {"event": event.event.value, "when": event.when.text, "note": event.note, "source": event.source}


def _progress(now: Progress) -> Data:
    return {
        "status": now.status.value if now.status else None,
        "agreed": record(now.agreed) if now.agreed else None,
        "ratings": [
            {"rag": r.colour.value, "on": r.on.text, "by": r.by, "why": _words(r.why)} for r in now.ratings
        ],
        "risk": record(now.risk) if now.risk else None,
        "acceptance": now.acceptance.value if now.acceptance else None,
        "target": _date(now.target),
        "original_target": _date(now.original_target),
        "moves": [
            {"from": m.old.text, "to": m.new.text, "on": m.on.text, "why": _words(m.why)} for m in now.moves
        ],
        "owners": [{"owner": owner, "since": since.text} for since, owner in now.owners],
        "lead_officer": now.lead_officer,
        "portfolio": now.portfolio,
        "board": now.board,
        "linked": [said.text for said in now.linked],
        "depends_on": [said.text for said in now.depends_on],
        "accepted_risk": _words(now.accepted_risk),
        "text": _words(now.text),
        "note": _words(now.note),
        "effect": _words(now.effect),
        "evidence": [_words(one) for one in now.evidence],
        "updated": _date(now.updated),
    }


def _words(words: Words | None) -> str | None:
    return words.text if words else None


def _date(when: When | None) -> str | None:
    return when.text if when else None
