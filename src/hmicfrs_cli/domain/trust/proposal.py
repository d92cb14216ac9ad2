"""What is proposed and what it is compared with: states of one register, and who committed what when."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

from hmicfrs_cli.domain.comparison import log_of, sign
from hmicfrs_cli.domain.reading import SETTINGS_PATH, AnyRecord
from hmicfrs_cli.domain.records import Record
from hmicfrs_cli.domain.register import Register, committee_path, path_of
from hmicfrs_cli.domain.settings import Settings, dated

NEVER_STATED: Final = 31
"""The days of `back_dated_after_days` where BASE's own settings cannot be read."""


@dataclass(frozen=True)
class State:
    """A register as one commit or the working tree holds it."""

    register: Register
    """Its settings are stand-ins where `register.yaml` is among the unread."""
    unread: frozenset[str] = frozenset()
    """The paths of files that could not be read."""

    @cached_property
    def records(self) -> dict[str, AnyRecord]:
        """Every record that was read, by path."""
        register = self.register
        found: dict[str, AnyRecord] = {SETTINGS_PATH: register.settings}
        found |= {committee_path(id_): one for id_, one in register.committees.items()}
        found |= {path_of(id_): one for id_, one in register.inspections.items()}
        found |= {path_of(id_): one for id_, one in register.findings.items()}
        return {path: one for path, one in found.items() if path not in self.unread}

    @property
    def settings(self) -> Settings | None:
        """The settings; None where they could not be read."""
        return None if SETTINGS_PATH in self.unread else self.register.settings


@dataclass(frozen=True, slots=True)
class Holding:
    """What one commit says at one path: who can say when an entry was first committed."""

    commit: str
    authored: date
    committed: date
    signs: frozenset[Hashable]
    """What each statement of the record says."""


@dataclass(frozen=True)
class Proposal:
    """A register as it would be, and all that it must not undo."""

    now: State
    base: State | None
    """BASE; None where it holds no register."""
    origins: tuple[State, ...]
    """What the change began from: the merge bases, else BASE; none where there was no register at all."""
    today: date
    since: date
    """The day of the youngest merge base: nothing of the change can have been committed before it."""
    commits: Mapping[str, Sequence[Holding]] = field(default_factory=dict)
    """The commits that are proposed and touch a path, the oldest first."""

    @property
    def before(self) -> tuple[State, ...]:
        """All that was there: what the change began from, and BASE."""
        return (*self.origins, self.base) if self.base else self.origins

    @cached_property
    def limit(self) -> int:
        """The days after which an entry is late: as BASE says, so that no change loosens it for itself."""
        settings = (self.base or self.origins[0]).settings
        return settings.back_dated_after_days if settings else NEVER_STATED

    @cached_property
    def cut_offs(self) -> dict[date, str]:
        """The cut-offs of every meeting that was known, with the committee's name."""
        return {
            meeting.ends(): committee.name
            for state in self.before
            for committee in state.register.committees.values()
            for meeting in committee.meetings
        }

    @cached_property
    def touched(self) -> dict[str, AnyRecord]:
        """The records that are not word for word what one of those before was at the same path."""
        olds = [state.records for state in self.before]
        return {
            path: one
            for path, one in self.now.records.items()
            if not any((old := records.get(path)) is one or old == one for records in olds)
        }

    def added(self, path: str, olds: Iterable[str]) -> list[int]:
        """Return the positions of statements at a path that nothing before says, or not as often.

        `olds` are the paths at which the record was before.
        """
        known: Counter[Hashable] = Counter()
        for state in self.before:
            for old in {path, *olds}:
                known |= Counter(map(sign, statements(state.records.get(old))))
        return _uncovered([sign(one) for one in statements(self.now.records[path])], known)

    def first_committed(self, path: str, statement: Record) -> Holding | None:
        """Return the oldest proposed commit that holds a statement at a path; None if none does."""
        said = sign(statement)
        return next((one for one in self.commits.get(path, ()) if said in one.signs), None)


def _uncovered(signs: Sequence[Hashable], known: Counter[Hashable]) -> list[int]:
    left = known.copy()
    found = []
    for index, one in enumerate(signs):
        if left[one]:
            left[one] -= 1
        else:
            found.append(index)
    return found


def statements(record: AnyRecord | None) -> Sequence[Record]:
    """Return what a record says by date: the entries of a log, the dated settings."""
    if isinstance(record, Settings):
        return [item for _, _, item in dated(record)]
    return log_of(record)
