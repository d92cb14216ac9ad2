"""The table of findings: one row a finding, as it is on the day asked about."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from hmicfrs_cli.domain import dates
from hmicfrs_cli.domain.audience import Audience
from hmicfrs_cli.domain.dates import When
from hmicfrs_cli.domain.events import InspectionState
from hmicfrs_cli.domain.exporting.column import Column, Kind, dated, flag, number, text, texts
from hmicfrs_cli.domain.progress import Words
from hmicfrs_cli.domain.state import FindingState
from hmicfrs_cli.domain.terms import ForceStatus, Term

WITHHELD = "withheld"
"""What stands where words are not for the reader; records print the same."""


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding, with what stands around it."""

    force: str
    state: FindingState
    inspection: InspectionState
    audience: Audience


_Row = FindingRow


def _term(value: Term | None) -> str | None:
    return None if value is None else str(value.value)


def _said(get: Callable[[FindingState], Words | None]) -> Callable[[_Row], str | None]:
    return lambda row: row.audience.words(get(row.state))


def _all_said(
    get: Callable[[FindingState], "list[Words] | tuple[Words, ...]"],
) -> Callable[[_Row], list[str]]:
    return lambda row: [words.shown(restricted=row.audience.restricted) for words in get(row.state)]


def days_overdue(state: FindingState) -> int:
    """Return how many days ago the earliest missed day was; 0 where a finding is not overdue."""
    if not state.overdue:
        return 0
    return max(0, *(dates.days_between(when.last, state.day) for when in state.due()))


def _authority(row: _Row) -> str | None:
    closed = row.state.closed
    if closed is None or closed.authority is None:
        return None
    if closed.private and not row.audience.restricted:
        return WITHHELD
    return f"{closed.authority.kind.label}: {closed.authority.ref}"


def _agreed(row: _Row) -> str | None:
    agreed = row.state.progress.agreed
    return (agreed.board or agreed.by) if agreed else None


def _done(row: _Row) -> int:
    return sum(a.status is ForceStatus.CONSIDERED_COMPLETE for a in row.state.actions.values())


def _closed_on(row: _Row) -> When | None:
    return row.state.closed.on if row.state.closed else None


def _rag_on(row: _Row) -> When | None:
    return row.state.progress.rating.on if row.state.progress.rating else None


def _under(row: _Row) -> str | None:
    return next(iter(_named(row, row.state.facts.under)), None)


def _named(row: _Row, *ids: str | None) -> list[str]:
    """Return the present ids of other findings, those that the reader is not given left out."""
    view = row.audience.view
    known = [view.register.present_id(id_) for id_ in ids if id_]
    return [id_ for id_ in known if id_ in view.findings and not row.audience.hides(view.findings[id_])]


def _as_of(row: _Row) -> date:
    return row.state.day


_WHAT: tuple[Column[_Row], ...] = (
    text("force", "The force's id, so that several registers' tables can stand in one", lambda r: r.force),
    Column("as_of", Kind.DAY, "The day asked about: everything is as it stood at its end", _as_of),
    text("id", "The finding's id in the register, `inspection/segment`", lambda r: r.state.id),
    text("inspection", "Its inspection's id", lambda r: r.state.inspection),
    text("inspection_title", "Its inspection's title", lambda r: r.inspection.facts.title),
    text("inspection_kind", "The kind of inspection", lambda r: _term(r.inspection.facts.kind)),
    text("lead", "The inspectorate that leads", lambda r: r.inspection.facts.lead),
    text("kind", "The kind of finding", lambda r: _term(r.state.facts.kind)),
    text(
        "number",
        "The report's own number, as printed; nothing where it has none",
        lambda r: r.state.facts.number,
    ),
    text("ref", "Page or paragraph of the report", lambda r: r.state.facts.ref),
    text("text", "The inspectorate's words", lambda r: r.state.facts.text),
    text(
        "wording",
        "`verbatim`, or `summary` where the text is not the inspectorate's own",
        lambda r: _term(r.state.facts.wording),
    ),
    texts("addressed_to", "Whom it is addressed to, as written", lambda r: r.state.facts.addressed_to),
    text("delivery", "Whose it is to deliver", lambda r: _term(r.state.facts.delivery)),
    text("theme", "Its theme", lambda r: r.state.facts.theme),
    text("under", "The cause of concern it stands under", _under),
    texts("supersedes", "The findings it supersedes", lambda r: _named(r, *r.state.facts.supersedes)),
    texts("same_as", "The findings it repeats", lambda r: _named(r, *r.state.facts.same_as)),
    *dated("made", "When it was made", lambda r: r.state.made),
    text(
        "deadline_text",
        "The inspectorate's deadline in its own words",
        lambda r: r.state.facts.deadline.text if r.state.facts.deadline else None,
    ),
    text(
        "deadline_basis",
        "What the deadline counts from",
        lambda r: _term(r.state.facts.deadline.basis if r.state.facts.deadline else None),
    ),
    *dated(
        "deadline",
        "The date that the deadline comes to; nothing for “immediately” and the like",
        lambda r: r.state.deadline,
    ),
)

_INSPECTORATE: tuple[Column[_Row], ...] = (
    text(
        "inspectorate",
        "The inspectorate's status; never the force's to close",
        lambda r: _term(r.state.inspectorate),
    ),
    *dated(
        "closed",
        "When the inspectorate ended it, if it is not open",
        _closed_on,
    ),
    text(
        "closed_by",
        "Who says so, where the entry names another than the lead",
        lambda r: r.state.closed.said_by if r.state.closed else None,
    ),
    text("closed_authority", "The letter, report, e-mail or system entry that it stands in", _authority),
)

_FORCE: tuple[Column[_Row], ...] = (
    text("status", "How far the force says it is", lambda r: _term(r.state.progress.status)),
    *dated("status_on", "Since when the force says so", lambda r: r.state.progress.status_on),
    text("agreed_by", "The board or person that agreed it is complete", _agreed),
    text(
        "rag",
        "The force's rating; nothing where it is not rated",
        lambda r: _term(r.state.progress.rating.colour if r.state.progress.rating else None),
    ),
    *dated(
        "rag_on",
        "Since when it is rated so",
        _rag_on,
    ),
    text(
        "rag_why", "Why it is rated so", _said(lambda s: s.progress.rating.why if s.progress.rating else None)
    ),
    number(
        "likelihood",
        "Likelihood on the force's risk matrix",
        lambda r: r.state.progress.risk.likelihood if r.state.progress.risk else None,
    ),
    number(
        "impact",
        "Impact on the force's risk matrix",
        lambda r: r.state.progress.risk.impact if r.state.progress.risk else None,
    ),
    text("acceptance", "Whether the force accepts it", lambda r: _term(r.state.progress.acceptance)),
    text("acceptance_why", "Why it does, in part, or does not", _said(lambda s: s.progress.acceptance_why)),
    text("owner", "Whose it is in the force", lambda r: r.state.progress.owner),
    text("lead_officer", "Who works on it", lambda r: r.state.progress.lead_officer),
    text("portfolio", "The portfolio it stands in, by id or name", lambda r: r.state.progress.portfolio),
    text("board", "The board it is taken to", lambda r: r.state.progress.board),
    *dated("target", "The force's own target as it is now", lambda r: r.state.progress.target),
    *dated("original_target", "The first target", lambda r: r.state.progress.original_target),
    number("target_moves", "How often the target moved", lambda r: len(r.state.progress.moves)),
    flag(
        "overdue",
        "Open, not considered complete, the force's, and past its deadline or target",
        lambda r: r.state.overdue,
    ),
    number(
        "days_overdue",
        "Days since the earliest missed day; 0 where it is not overdue",
        lambda r: days_overdue(r.state),
    ),
)

_WORDS: tuple[Column[_Row], ...] = (
    texts("linked", "Work it is linked with", _all_said(lambda s: s.progress.linked)),
    texts("depends_on", "Other bodies it waits for", _all_said(lambda s: s.progress.depends_on)),
    text("accepted_risk", "The risk that the force accepts", _said(lambda s: s.progress.accepted_risk)),
    text("note", "The last note", _said(lambda s: s.progress.note)),
    text("effect", "What it does to the service", _said(lambda s: s.progress.effect)),
    texts("evidence", "What shows that it is done", _all_said(lambda s: s.progress.evidence)),
    number("actions", "How many actions it has", lambda r: len(r.state.actions)),
    number("actions_done", "How many of them the force considers complete", _done),
    *dated("updated", "When its log last said something", lambda r: r.state.progress.updated),
    flag("private", "Whether it is withheld from the public", lambda r: r.audience.is_private(r.state)),
)

COLUMNS = (*_WHAT, *_INSPECTORATE, *_FORCE, *_WORDS)
"""Every column in its order. A new one goes to the end of the table, none is renamed."""
