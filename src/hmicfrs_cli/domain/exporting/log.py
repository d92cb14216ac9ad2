"""The table of log entries: as written, corrections beside what they correct."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hmicfrs_cli.domain.audience import Audience
from hmicfrs_cli.domain.dates import When
from hmicfrs_cli.domain.exporting.column import Column, dated, flag, number, text, texts
from hmicfrs_cli.domain.exporting.findings import WITHHELD
from hmicfrs_cli.domain.fold import matches, private_entries
from hmicfrs_cli.domain.paper.inspections import NOT_TOLD
from hmicfrs_cli.domain.records import Entry, Finding, FindingEntry, Inspection, InspectionEntry


@dataclass(frozen=True, slots=True)
class LogRow:
    """One entry of a log."""

    force: str
    record: str
    of: str
    position: int
    entry: Entry
    hidden: bool
    """Whether its words are not for these readers."""
    hidden_value: bool
    """Whether what it says instead is not: it corrects such an entry, or what is not published."""


def rows(force: str, id_: str, record: Inspection | Finding, audience: Audience) -> Iterator[LogRow]:
    """Yield the entries of a record's log that count on the day asked about, in the order of the file."""
    of = "inspection" if isinstance(record, Inspection) else "finding"
    lens, private = audience.view.lens, private_entries(record.log)
    for position, entry in enumerate(record.log, 1):
        if lens.counts(entry):
            hidden = position - 1 in private and not audience.restricted
            tells = not audience.restricted and (
                _of_private(record, entry, private) or _too_early(audience, id_, entry)
            )
            yield LogRow(force, id_, of, position, entry, hidden, hidden or tells)


def _of_private(record: Inspection | Finding, entry: Entry, private: frozenset[int]) -> bool:
    """Say whether an entry corrects one whose words are withheld, and so would tell them."""
    if entry.corrects is None:
        return False
    log: tuple[Entry, ...] = record.log
    return not private.isdisjoint(matches(log, entry.corrects))


def _too_early(audience: Audience, id_: str, entry: Entry) -> bool:
    """Say whether an entry corrects what a report found before that report is published."""
    state, aim = audience.view.inspections.get(id_), entry.corrects or entry.amends
    return state is not None and state.published is None and aim is not None and aim.field in NOT_TOLD


def _term(name: str) -> Callable[[LogRow], str | None]:
    def get(row: LogRow) -> str | None:
        value = getattr(row.entry, name, None)
        return None if value is None else str(value.value)

    return get


def _value(name: str) -> Callable[[LogRow], str | None]:
    return lambda row: getattr(row.entry, name, None)


def _when(name: str) -> Callable[[LogRow], When | None]:
    return lambda row: getattr(row.entry, name, None)


def _words(name: str) -> Callable[[LogRow], str | None]:
    def get(row: LogRow) -> str | None:
        found: str | None = getattr(row.entry, name, None)
        return WITHHELD if found and row.hidden else found

    return get


def _several(name: str) -> Callable[[LogRow], list[str]]:
    def get(row: LogRow) -> list[str]:
        found: tuple[str, ...] = getattr(row.entry, name, ())
        return [WITHHELD] * len(found) if row.hidden else list(found)

    return get


def _risk(name: str) -> Callable[[LogRow], int | None]:
    def get(row: LogRow) -> int | None:
        risk = row.entry.risk if isinstance(row.entry, FindingEntry) else None
        found: int | None = getattr(risk, name, None)
        return found

    return get


def _planned(name: str) -> Callable[[LogRow], When | None]:
    def get(row: LogRow) -> When | None:
        planned = row.entry.planned if isinstance(row.entry, InspectionEntry) else None
        found: When | None = getattr(planned, name, None)
        return found

    return get


def _agreed(row: LogRow) -> str | None:
    agreed = row.entry.agreed if isinstance(row.entry, FindingEntry) else None
    return (agreed.board or agreed.by) if agreed else None


def _authority(row: LogRow) -> str | None:
    authority = row.entry.authority
    if authority is None:
        return None
    return WITHHELD if row.hidden else f"{authority.kind.label}: {authority.ref}"


def _aim(row: LogRow) -> str | None:
    """Return what an entry corrects or amends, in the words of the record."""
    aim = row.entry.corrects or row.entry.amends
    if aim is None:
        return None
    parts = [aim.field or (aim.event and f"event {aim.event.value}"), aim.when and f"of {aim.when}"]
    parts.append(aim.action and f"of action {aim.action}")
    return " ".join(part for part in parts if part)


def _otherwise(row: LogRow) -> str | None:
    if row.entry.corrects:
        return "corrects"
    return "amends" if row.entry.amends else None


def _instead(row: LogRow) -> str | None:
    if row.entry.to is None:
        return None
    return WITHHELD if row.hidden_value else _plainly(row.entry.to)


def _plainly(value: object) -> str:
    """Return a value of any shape in one line, as a record would have it."""
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_plainly(part)}" for key, part in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(_plainly(part) for part in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


COLUMNS: tuple[Column[LogRow], ...] = (
    text("force", "The force's id", lambda r: r.force),
    text("record", "The id of the record whose log it stands in", lambda r: r.record),
    text("of", "`finding` or `inspection`", lambda r: r.of),
    number(
        "position",
        "Its place in the log, from 1; a position that is missing is not known yet",
        lambda r: r.position,
    ),
    *dated("on", "The date from which the register knows it", _when("on")),
    *dated("when", "The date it happened, where that differs", _when("when")),
    text("by", "Who says so", _value("by")),
    text("event", "Of an inspection: what happened", _term("event")),
    *dated("planned_fieldwork", "Of an inspection: when fieldwork is planned", _planned("fieldwork")),
    *dated("planned_publication", "Of an inspection: when the report is expected", _planned("publication")),
    text("action", "The action of the finding that the entry speaks of alone", _value("action")),
    text("text", "What that action is", _words("text")),
    text("status", "The force's status", _term("status")),
    text("agreed_by", "The board or person that agreed it is complete", _agreed),
    text("rag", "The force's rating", _term("rag")),
    number("likelihood", "Likelihood on the force's risk matrix", _risk("likelihood")),
    number("impact", "Impact on the force's risk matrix", _risk("impact")),
    text("why", "The reason for what the entry says", _words("why")),
    *dated("target", "The force's own target", _when("target")),
    text("owner", "Whose it is in the force", _value("owner")),
    text("lead_officer", "Who works on it", _value("lead_officer")),
    text("portfolio", "The portfolio, by id or name", _value("portfolio")),
    text("board", "The board it is taken to", _value("board")),
    text("acceptance", "Whether the force accepts it", _term("acceptance")),
    text("inspectorate", "What the inspectorate says of its status", _term("inspectorate")),
    text("said_by", "Who says that, where it is not the lead", _value("said_by")),
    text("authority", "What that stands in", _authority),
    texts("linked", "Work it is linked with", _several("linked")),
    texts("depends_on", "Other bodies it waits for", _several("depends_on")),
    text("accepted_risk", "The risk that the force accepts", _words("accepted_risk")),
    text("effect", "What it does to the service", _words("effect")),
    texts("evidence", "What shows that it is done", _several("evidence")),
    text("note", "Anything else", _words("note")),
    text("source", "Where it is stated", _words("source")),
    text(
        "otherwise",
        "`corrects` where the register was wrong, `amends` where the inspectorate changed its mind",
        _otherwise,
    ),
    text("otherwise_of", "The field, event or entry that is said otherwise", _aim),
    text("otherwise_to", "What is right instead", _instead),
    flag("private", "Whether its words are withheld from the public", lambda r: r.entry.private),
)
"""Every column in its order. A new one goes to the end of the table, none is renamed."""
