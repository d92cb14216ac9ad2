"""The table of inspections: one row an inspection or other engagement, as it is on the day asked about."""

from dataclasses import dataclass

from hmicfrs_cli.domain.dates import When
from hmicfrs_cli.domain.events import InspectionState
from hmicfrs_cli.domain.exporting.column import Column, Kind, dated, flag, number, text, texts
from hmicfrs_cli.domain.terms import Event


@dataclass(frozen=True, slots=True)
class InspectionRow:
    """An inspection, with what stands around it."""

    force: str
    state: InspectionState
    findings: int
    open: int
    private: bool


def _event(row: InspectionRow, *events: Event) -> When | None:
    found = row.state.last(*events)
    return found.when if found else None


def _published(row: InspectionRow) -> When | None:
    return row.state.published.when if row.state.published else None


def _report_title(row: InspectionRow) -> str | None:
    return row.state.facts.report.title if row.state.facts.report else None


def _report_url(row: InspectionRow) -> str | None:
    return row.state.facts.report.url if row.state.facts.report else None


COLUMNS: tuple[Column[InspectionRow], ...] = (
    text("force", "The force's id", lambda r: r.force),
    Column("as_of", Kind.DAY, "The day asked about", lambda r: r.state.day),
    text("id", "The inspection's id in the register", lambda r: r.state.id),
    text("title", "Its title", lambda r: r.state.facts.title),
    text("kind", "Its kind", lambda r: str(r.state.facts.kind.value)),
    text("lead", "The inspectorate that leads", lambda r: r.state.facts.lead),
    texts("partners", "The inspectorates that take part", lambda r: r.state.facts.partners),
    text("participation", "How the force takes part", lambda r: str(r.state.facts.participation.value)),
    *dated("notified", "When the force was last told of it", lambda r: _event(r, Event.NOTIFIED)),
    *dated("planned_fieldwork", "When fieldwork is planned", lambda r: r.state.planned.fieldwork),
    *dated("fieldwork", "When fieldwork last took place", lambda r: _event(r, Event.FIELDWORK)),
    *dated("planned_publication", "When the report is expected", lambda r: r.state.planned.publication),
    *dated("published", "When the report was published", _published),
    flag("cancelled", "Whether it was cancelled and not taken up again", lambda r: r.state.cancelled),
    text(
        "report_title",
        "The report's title",
        _report_title,
    ),
    text(
        "report_url",
        "The report's address",
        _report_url,
    ),
    number("findings", "How many findings of it are in this export's reach", lambda r: r.findings),
    number("findings_open", "How many of them the inspectorate has open", lambda r: r.open),
    flag("private", "Whether it is withheld from the public", lambda r: r.private),
)
"""Every column in its order. A new one goes to the end of the table, none is renamed."""
