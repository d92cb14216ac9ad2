"""Inspections and findings as they stand in their files: facts above `log:`, dated entries in it.

Nothing here is computed: see `state` and `events` for what a record means on a day.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from hmicfrs_cli.domain import terms
from hmicfrs_cli.domain.fields import Anything, Count, Date, Flag, Id, Period, Text, Texts


class Record(BaseModel):
    """The ground of every record: frozen, with no field we do not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Planned(Record):
    """Dates that are planned; never an event that has not happened."""

    fieldwork: Date | None = None
    publication: Date | None = None


class Authority(Record):
    """What a decision of the inspectorate stands in."""

    kind: terms.AuthorityKind
    ref: Text


class Agreed(Record):
    """Who agreed that a finding is complete: a board or a person who is not its owner."""

    by: Text | None = None
    board: Text | None = None
    on: Date | None = None


class Risk(Record):
    """A position on the force's risk matrix."""

    likelihood: Count
    impact: Count


class Target(Record):
    """What an entry corrects or amends: a field, or an event by its date."""

    field: Text | None = None
    event: terms.Event | None = None
    when: Date | None = None
    """The date of the event or of the entry meant: its `when` or its `on`."""
    action: Text | None = None


class Entry(Record):
    """What every log entry can hold."""

    on: Date
    """The day from which views know the entry; `when` is the day it happened, where that differs."""
    when: Date | None = None
    by: Text | None = None
    source: Text | None = None
    note: Text | None = None
    private: Flag = False
    authority: Authority | None = None
    corrects: Target | None = None
    amends: Target | None = None
    to: Anything = None

    @property
    def happened(self) -> Date:
        """The day of the event itself."""
        return self.when or self.on


class InspectionEntry(Entry):
    """An entry in an inspection's log."""

    event: terms.Event | None = None
    planned: Planned | None = None


class FindingEntry(Entry):
    """An entry in a finding's log; with `action` of that action alone, whose first entry has its `text`."""

    status: terms.ForceStatus | None = None
    agreed: Agreed | None = None
    rag: terms.Rag | None = None
    why: Text | None = None
    risk: Risk | None = None
    target: Date | None = None
    owner: Text | None = None
    lead_officer: Text | None = None
    portfolio: Text | None = None
    board: Text | None = None
    linked: Texts = ()
    depends_on: Texts = ()
    accepted_risk: Text | None = None
    acceptance: terms.Acceptance | None = None
    inspectorate: terms.InspectorateStatus | None = None
    said_by: Text | None = None
    effect: Text | None = None
    """What the delay or the progress does to the service."""
    evidence: Texts = ()
    action: Text | None = None
    text: Text | None = None


class OtherForce(Record):
    """Another force that takes part; `force` is its id, or its name as the source writes it."""

    force: Text
    units: Texts = ()
    note: Text | None = None


class AboutFinding(Record):
    """A narrative finding of a report, which is not a numbered finding."""

    text: Text
    about: Text | None = None


class NextStep(Record):
    """A next step and whose it is."""

    what: Text
    whose: Text | None = None
    due: Date | None = None


class CountsStated(Record):
    """How many findings a report is said to make, where they are not all listed here."""

    recommendations: Count | None = None
    for_police: Count | None = None
    causes_of_concern: Count | None = None
    areas_for_improvement: Count | None = None
    text: Text | None = None


class Grade(Record):
    """A judgment of the inspectorate on one question, for one body."""

    body: Text | None = None
    question: Text
    grade: Text | None = None
    scale: Text = "five-grade"
    ungraded_because: Text | None = None


class GradesStated(Record):
    """How many questions got each grade, where which they are is not stated."""

    scale: Text = "five-grade"
    counts: dict[str, Count]
    areas: Count | None = None
    graded: Count | None = None


class StatementDue(Record):
    """When a written statement is due, in the source's words."""

    text: Text
    date: Date | None = None


class Section55(Record):
    """Whether section 55 of the Police Act 1996 asks the local policing body for comments."""

    applies: terms.Applies
    why: Text | None = None


class Report(Record):
    """The published report."""

    title: Text
    url: Text | None = None


class Inspection(Record):
    """One inspection or other engagement."""

    title: Text
    kind: terms.InspectionKind
    lead: Text = "not-stated"
    partners: Texts = ()
    participation: terms.Participation = terms.Participation.NOT_STATED
    other_forces: tuple[OtherForce, ...] = ()
    selection: Text | None = None
    voluntary: Flag | None = None
    commissioned_by: Text | None = None
    made_by: Text | None = None
    phase_of: Id | None = None
    related: tuple[Id, ...] = ()
    formerly: tuple[Id, ...] = ()
    summary: Texts = ()
    aims: Texts = ()
    themes: Texts = ()
    findings: tuple[AboutFinding, ...] = ()
    force_response: Texts = ()
    next_steps: tuple[NextStep, ...] = ()
    counts_stated: CountsStated | None = None
    grades: tuple[Grade, ...] = ()
    grades_stated: GradesStated | None = None
    principal_authority: Text | None = None
    statement_due: StatementDue | None = None
    section_55: Section55 | None = None
    report: Report | None = None
    private: Flag = False
    marking: terms.Marking | None = None
    log: tuple[InspectionEntry, ...] = ()


class Deadline(Record):
    """The inspectorate's deadline: its words, and what they say."""

    text: Text
    basis: terms.Basis
    date: Date | None = None
    within: Period | None = None


class Finding(Record):
    """One recommendation, area for improvement, cause of concern or other finding."""

    kind: terms.FindingKind
    number: Text | None = None
    ref: Text | None = None
    text: Text
    wording: terms.Wording = terms.Wording.VERBATIM
    addressed_to: Texts = ()
    delivery: terms.Delivery = terms.Delivery.FORCE
    deadline: Deadline | None = None
    under: Id | None = None
    supersedes: tuple[Id, ...] = ()
    same_as: tuple[Id, ...] = ()
    theme: Text | None = None
    recommendations: Literal["not-stated"] | None = None
    """For a cause of concern whose recommendations the source counts but does not give."""
    made: Date | None = None
    formerly: tuple[Id, ...] = ()
    private: Flag = False
    marking: terms.Marking | None = None
    log: tuple[FindingEntry, ...] = ()
