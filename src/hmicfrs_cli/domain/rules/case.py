"""What a rule is given, and what it finds."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

from hmicfrs_cli.domain.dates import When
from hmicfrs_cli.domain.fold import Lens, Placed, as_corrected, facts, has_corrections, in_effect
from hmicfrs_cli.domain.lines import Beside
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
    given: Beside | None = None
    """What a finding takes from its inspection, where that is known without the inspection's record."""

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
    def corrects(self) -> bool:
        """Whether an entry corrects or amends anything: most records have none."""
        return has_corrections(getattr(self.record, "log", ()))

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
        return in_effect(self.said, self.lens)

    @cached_property
    def _by_field(self) -> dict[str, list[Placed[FindingEntry]]]:
        rows: dict[str, list[Placed[FindingEntry]]] = {}
        for row in self.rows:
            for field in row.entry.model_fields_set:
                rows.setdefault(field, []).append(row)
        return rows

    def saying(self, field: str) -> Sequence[Placed[FindingEntry]]:
        """Return those of the entries that count which say something in a field."""
        return self._by_field.get(field, ())

    @cached_property
    def strands(self) -> dict[str | None, list[Placed[FindingEntry]]]:
        """The entries by what they speak of: the finding itself (None) or one of its actions."""
        strands: dict[str | None, list[Placed[FindingEntry]]] = {None: []}
        for row in self.rows:
            strands.setdefault(row.entry.action, []).append(row)
        return strands

    @cached_property
    def beside(self) -> Beside:
        """What it takes from its inspection, as known today."""
        return self.given or self.register.seen(self.lens).beside(self.id)

    @cached_property
    def state(self) -> FindingState:
        """What the finding is today, with its inspection."""
        return self.register.seen(self.lens).state_of(
            self.id, self.record, self.beside, (self.facts, self.rows)
        )

    @property
    def published(self) -> When | None:
        """When its inspection's report was published, as known today."""
        return self.beside.published


CommitteeCase = Case[Committee]
SettingsCase = Case[Settings]

C = TypeVar("C", bound=Case[Any])


def code_of(rule: Callable[..., Iterator[Fault]]) -> str:
    """Return the code by which a rule's problems are known: its function's name."""
    return rule.__name__.replace("_", "-")


class Sees(Enum):
    """What a rule must see to judge a record, besides the settings and the day."""

    RECORD = auto()
    INSPECTION = auto()
    """A finding's record, and what `Beside` has of its inspection."""
    LINKS = auto()
    """Of every record, this one too, what `stored.Linked` has."""


class Rule(NamedTuple, Generic[C]):
    """One rule. Its code is its function's name, its meaning and source the function's docstring."""

    check: Callable[[C], Iterator[Fault]]
    severity: Severity = "error"
    sees: Sees = Sees.RECORD

    @property
    def code(self) -> str:
        """The code by which problems are known."""
        return code_of(self.check)
