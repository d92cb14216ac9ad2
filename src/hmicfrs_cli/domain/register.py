"""All records of a register, with links both ways, and what they mean on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from hmicfrs_cli.domain.events import InspectionState, inspection_state
from hmicfrs_cli.domain.fold import AT_LAST, Lens, facts
from hmicfrs_cli.domain.ids import natural
from hmicfrs_cli.domain.paths import committee_path, path_of
from hmicfrs_cli.domain.records import Finding, Inspection, Risk
from hmicfrs_cli.domain.settings import Committee, Settings, in_force
from hmicfrs_cli.domain.state import FindingState, finding_state
from hmicfrs_cli.domain.terms import Rag, RagBasis

__all__ = ["Register", "View", "committee_path", "known_by", "natural", "path_of"]

R = TypeVar("R", Inspection, Finding)


@dataclass(frozen=True)
class Register:
    """Every record that could be read, by id."""

    settings: Settings
    inspections: Mapping[str, Inspection] = field(default_factory=dict)
    findings: Mapping[str, Finding] = field(default_factory=dict)
    committees: Mapping[str, Committee] = field(default_factory=dict)

    @cached_property
    def former(self) -> dict[str, str]:
        """Present ids by the ids that records had before."""
        records: Iterable[tuple[str, Inspection | Finding]] = [
            *self.inspections.items(),
            *self.findings.items(),
        ]
        return {old: id_ for id_, record in records for old in record.formerly}

    def present_id(self, id_: str) -> str | None:
        """Return the present id of a record, also for a former one; None where there is none.

        Case does not matter, and a finding is found under its inspection's former id too.
        """
        for known in (self.inspections, self.findings):
            if id_ in known:
                return id_
        if id_ in self.former:
            return self.former[id_]
        head, slash, tail = id_.partition("/")
        if slash and head in self.former and f"{self.former[head]}/{tail}" in self.findings:
            return f"{self.former[head]}/{tail}"
        return self._by_case.get(id_.casefold())

    @cached_property
    def _by_case(self) -> dict[str, str]:
        return {id_.casefold(): id_ for id_ in [*self.inspections, *self.findings, *self.former]} | {
            old.casefold(): id_ for old, id_ in self.former.items()
        }

    @cached_property
    def in_order(self) -> list[str]:
        """The ids of the findings in natural order."""
        return sorted(self.findings, key=natural)

    @cached_property
    def by_inspection(self) -> dict[str, list[str]]:
        """The ids of the findings of each inspection, in natural order."""
        groups: dict[str, list[str]] = {}
        for id_ in self.in_order:
            groups.setdefault(id_.partition("/")[0], []).append(id_)
        return groups

    @cached_property
    def by_number(self) -> dict[tuple[str, str, str], list[str]]:
        """The ids of findings by their inspection, kind and the report's own number, as last corrected."""
        groups: dict[tuple[str, str, str], list[str]] = {}
        for id_, record in self.findings.items():
            number = facts(record, AT_LAST).number
            if number is not None:
                groups.setdefault((id_.partition("/")[0], record.kind, number), []).append(id_)
        return groups

    def seen(self, lens: Lens) -> "View":
        """Return the register as a lens shows it; once made, a view is kept."""
        return self._views.setdefault(lens, View(self, lens))

    @cached_property
    def _views(self) -> "dict[Lens, View]":
        return {}

    @cached_property
    def children(self) -> dict[str, list[str]]:
        """The ids of the findings that stand under each finding."""
        groups: dict[str, list[str]] = {}
        for id_ in self.in_order:
            if under := self.findings[id_].under:
                groups.setdefault(self.present_id(under) or under, []).append(id_)
        return groups


def known_by(register: Register, day: date) -> Register:
    """Return a register as it was written by a day: without the entries that views know only later."""

    def kept(record: R) -> R:
        return record.model_copy(update={"log": tuple(e for e in record.log if e.on.last <= day)})

    return replace(
        register,
        inspections={id_: kept(record) for id_, record in register.inspections.items()},
        findings={id_: kept(record) for id_, record in register.findings.items()},
    )


@dataclass(frozen=True)
class View:
    """A register as seen on a day: the door through which everything that reads goes."""

    register: Register
    lens: Lens

    @cached_property
    def inspections(self) -> dict[str, InspectionState]:
        """The state of each inspection, in natural order of ids."""
        records = self.register.inspections
        return {id_: inspection_state(id_, records[id_], self.lens) for id_ in sorted(records, key=natural)}

    @cached_property
    def findings(self) -> dict[str, FindingState]:
        """The state of each finding, in natural order of ids, made or not."""
        records = self.register.findings
        return {id_: self.state_of(id_, records[id_]) for id_ in self.register.in_order}

    def state_of(self, id_: str, record: Finding) -> FindingState:
        """Return the state of one finding, with its inspection: no other finding is looked at."""
        inspection = self.inspections.get(id_.partition("/")[0])
        published = inspection.published if inspection else None
        return finding_state(
            id_,
            record,
            self.lens,
            published=published.when if published else None,
            published_day=published.day if published else None,
            rating=self.rate,
            private=inspection is not None and inspection.facts.private,
        )

    def rate(self, risk: Risk, day: date) -> Rag | None:
        """Return the colour that the matrix gives, where the force's RAG is of risk."""
        settings, corrected = self.register.settings, self.lens.corrected
        rag = in_force(settings.rag, day, corrected=corrected)
        if rag is None or rag.basis is not RagBasis.RISK:
            return None
        return self.band_rag(risk, day)

    def band_rag(self, risk: Risk, day: date) -> Rag | None:
        """Return the colour of a position on the matrix of that day, if there is a matrix."""
        matrix = in_force(self.register.settings.risk_matrix, day, corrected=self.lens.corrected)
        band = matrix.band(risk.likelihood, risk.impact) if matrix else None
        return band.rag if band else None

    def made(self) -> list[FindingState]:
        """Return the findings made by the day: those of unpublished inspections are in no list."""
        return [state for state in self.findings.values() if state.made_day is not None]

    def at(self, day: date) -> "View":
        """Return the same register on another day; once made, a day's view is kept."""
        if day == self.lens.day:
            return self
        return self.register.seen(replace(self.lens, day=day))
