"""A log in words: each entry as a sentence or two of what happened, what was said and by whom."""

from collections.abc import Iterator

from hmicfrs_cli.domain import dates
from hmicfrs_cli.domain.fold import Lens
from hmicfrs_cli.domain.records import Entry, FindingEntry, InspectionEntry, Record
from hmicfrs_cli.domain.terms import InspectorateStatus
from hmicfrs_cli.render import words

_SAID = {
    "owner": "owner",
    "lead_officer": "lead officer",
    "portfolio": "portfolio",
    "board": "board",
    "text": "action",
    "accepted_risk": "accepted risk",
    "why": "why",
    "effect": "effect on the service",
    "note": "note",
    "source": "source",
}


def newest_first(log: tuple[Entry, ...], lens: Lens) -> list[Entry]:
    """Return the entries that are known, as recorded, the newest first."""
    known = [(entry.on.last, index, entry) for index, entry in enumerate(log) if lens.knows(entry)]
    return [entry for _, _, entry in sorted(known, key=lambda row: row[:2], reverse=True)]


def when(entry: Entry) -> str:
    """Return when the register knew it and, where that differs, when it happened."""
    if entry.when is None or entry.when.text == entry.on.text:
        return words.brief(entry.on)
    return f"{words.brief(entry.on)}, of {words.brief(entry.when)}"


def said(entry: Entry) -> str:
    """Return what an entry says, one thing on a line."""
    return "\n".join(words.capital(text) for text in _lines(entry))


def _lines(entry: Entry) -> Iterator[str]:
    if entry.private:
        yield "private: its words are withheld from the public"
    if entry.corrects or entry.amends:
        yield _otherwise(entry)
    if isinstance(entry, InspectionEntry):
        yield from _event(entry)
    if isinstance(entry, FindingEntry):
        yield from _finding(entry)
    yield from _texts(entry)
    if entry.authority:
        yield f"in {_authority(entry)}"
    if entry.by:
        yield f"by {entry.by}"


def _texts(entry: Entry) -> Iterator[str]:
    for name, label in _SAID.items():
        if text := getattr(entry, name, None):
            yield f"{label}: {text}"
    for name in ("linked", "depends_on", "evidence"):
        if texts := getattr(entry, name, None):
            yield f"{name.replace('_', ' ')}: {words.listed(texts)}"


def _otherwise(entry: Entry) -> str:
    aim = entry.corrects or entry.amends
    verb = "corrected" if entry.corrects else "amended by the inspectorate"
    what = (aim.field or (aim.event.label if aim.event else "")) if aim else ""
    of = f" of {words.spoken(aim.when)}" if aim and aim.when else ""
    return f"{verb}: {what.replace('_', ' ')}{of} is now {_value(entry.to)}"


def _value(value: object) -> str:
    """Return what a correction says instead, in one line."""
    if isinstance(value, dict):
        return ", ".join(f"{name} {_value(part)}" for name, part in value.items())
    if isinstance(value, list | tuple):
        return words.listed(_value(part) for part in value)
    if isinstance(value, Record):
        return ", ".join(f"{name} {_value(getattr(value, name))}" for name in value.model_fields_set)
    return _spoken(value) if isinstance(value, str) else str(value)


def _spoken(text: str) -> str:
    try:
        return words.spoken(dates.parse(text))
    except ValueError:
        return f"“{text}”"


def _event(entry: InspectionEntry) -> Iterator[str]:
    if entry.event:
        yield f"{entry.event.label} {words.spoken(entry.happened)}"
    if entry.planned and entry.planned.fieldwork:
        yield f"fieldwork planned: {words.planned(entry.planned.fieldwork, entry.on.last)}"
    if entry.planned and entry.planned.publication:
        yield f"publication planned: {words.planned(entry.planned.publication, entry.on.last)}"


def _finding(entry: FindingEntry) -> Iterator[str]:
    if entry.action:
        yield f"of action {entry.action}:"
    if entry.inspectorate:
        whom = f" by {words.body(entry.said_by)}" if entry.said_by else " by the inspectorate"
        again = entry.inspectorate is InspectorateStatus.OPEN
        yield f"{'opened again' if again else entry.inspectorate.label}{whom}"
    if entry.status:
        yield f"force's status: {entry.status.label.removesuffix(' by the force')}"
    if entry.agreed:
        yield f"agreed by {entry.agreed.by or entry.agreed.board or words.NOT_STATED}"
    if entry.rag:
        yield f"rated {entry.rag.label}"
    if entry.risk:
        yield f"risk: likelihood {entry.risk.likelihood}, impact {entry.risk.impact}"
    if entry.target:
        yield f"target {words.spoken(entry.target)}"
    if entry.acceptance:
        yield f"{entry.acceptance.label} by the force"


def _authority(entry: Entry) -> str:
    return f"{entry.authority.kind.label} {entry.authority.ref}" if entry.authority else ""
