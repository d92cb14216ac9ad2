"""What a rule is given, and what it finds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

from hmicfrs_cli.domain.dates import When
from hmicfrs_cli.domain.fold import Lens, Placed, as_corrected, facts, placed
from hmicfrs_cli.domain.problems import Loc, Problem, Severity
from hmicfrs_cli.domain.records import Finding, FindingEntry, Inspection, Record
from hmicfrs_cli.domain.register import Register, committee_path, path_of
from hmicfrs_cli.domain.settings import Committee, Settings
from hmicfrs_cli.domain.state import FindingState

R = TypeVar("R", bound=Record)


class Fault(NamedTuple):
    """What a rule finds: where in the record, what it is and how to mend it."""

    loc: Loc
    message: str
    mend: str

    def problem(self, path: str, code: str, severity: Severity = "error") -> Problem:
        """Return the fault as a problem of a file."""
        return Problem(path, code, self.message, self.mend, severity, self.loc)


@dataclass(frozen=True, eq=False, repr=False)
class Case(Generic[R]):
    """One record before the rules, with as much of its register as is known."""

    id: str
    record: R
    register: Register
    """The whole register, or one of the settings alone where only one record was read."""
    today: date
    unread: frozenset[str] = frozenset()
    """The paths of files that are there but could not be read: what they hold is not missing."""

    @property
    def settings(self) -> Settings:
        """The register's settings."""
        return self.register.settings

    @cached_property
    def lens(self) -> Lens:
        """The register as it is known today."""
        return Lens(self.today, self.today)

    def is_there(self, id_: str) -> bool:
        """Say whether an inspection or a finding has this id, now or formerly, whether it was read or not."""
        return path_of(id_) in self.unread or self.register.present_id(id_) is not None

    @cached_property
    def path(self) -> str:
        """The record's path in the register's folder."""
        if isinstance(self.record, Settings):
            return "register.yaml"
        return committee_path(self.id) if isinstance(self.record, Committee) else path_of(self.id)


class InspectionCase(Case[Inspection]):
    """An inspection before the rules."""

    @cached_property
    def facts(self) -> Inspection:
        """The facts as corrected by today."""
        return facts(self.record, self.lens)


class FindingCase(Case[Finding]):
    """A finding before the rules."""

    @cached_property
    def facts(self) -> Finding:
        """The facts as corrected by today."""
        return facts(self.record, self.lens)

    @cached_property
    def said(self) -> list[tuple[int, FindingEntry]]:
        """The entries with their positions in the log, as corrected by today."""
        return list(as_corrected(self.record.log, self.lens))

    @cached_property
    def rows(self) -> list[Placed[FindingEntry]]:
        """The entries that count, in the order in which they take effect."""
        return placed(self.record.log, self.lens)

    @cached_property
    def strands(self) -> dict[str | None, list[Placed[FindingEntry]]]:
        """The entries by what they speak of: the finding itself (None) or one of its actions."""
        strands: dict[str | None, list[Placed[FindingEntry]]] = {None: []}
        for row in self.rows:
            strands.setdefault(row.entry.action, []).append(row)
        return strands

    @cached_property
    def state(self) -> FindingState:
        """What the finding is today, with its inspection."""
        return self.register.seen(self.lens).state_of(self.id, self.record)

    @property
    def published(self) -> When | None:
        """When its inspection's report was published, as known today."""
        inspection = self.register.seen(self.lens).inspections.get(self.id.partition("/")[0])
        return inspection.published.when if inspection and inspection.published else None


CommitteeCase = Case[Committee]
SettingsCase = Case[Settings]

C = TypeVar("C", bound=Case[Any])


def code_of(rule: Callable[..., Iterator[Fault]]) -> str:
    """Return the code by which a rule's problems are known: its function's name."""
    return rule.__name__.replace("_", "-")


class Rule(NamedTuple, Generic[C]):
    """One rule. Its code is its function's name, its meaning and source the function's docstring."""

    check: Callable[[C], Iterator[Fault]]
    severity: Severity = "error"
    alone: bool = True
    """Whether one record and the settings are enough to tell."""

    @property
    def code(self) -> str:
        """The code by which problems are known."""
        return code_of(self.check)

    def problems(self, case: C) -> Iterator[Problem]:
        """Yield what the rule finds in a case."""
        for fault in self.check(case):
            yield fault.problem(case.path, self.code, self.severity)
