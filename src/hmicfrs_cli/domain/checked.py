"""The answer of `hmi check`: what is wrong, and what it was compared with."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from hmicfrs_cli.domain.problems import Problem


@dataclass(frozen=True, slots=True)
class Against:
    """What a register was compared with. Commits are full ids."""

    asked: str
    """BASE as it was asked for."""
    commit: str
    origins: tuple[str, ...]
    """The merge bases; none where the two histories have nothing in common."""
    behind: int
    """How many commits BASE has that the register's own history has not."""
    empty: bool
    """Whether there was no register to compare with."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found, in the order of files and lines."""

    problems: tuple[Problem, ...]
    files: int
    """How many were checked."""
    today: date
    commit: str | None = None
    """The commit that the register was read from, or the index's name; None for the files as they are."""
    against: Against | None = None
    older: tuple[Problem, ...] = ()
    """Problems that were there before what is compared: they are told of apart and fail nothing."""
    private: frozenset[str] = frozenset()
    """The paths, as problems have them, of records whose words are not for the public."""

    def fails(self, *, strict: bool) -> bool:
        """Say whether the check failed; `strict` lets warnings fail too."""
        return any(strict or one.severity == "error" for one in self.problems)


def apart(
    found: Iterable[Problem], before: Iterable[Iterable[Problem]], renamed: Mapping[str, str]
) -> tuple[list[Problem], list[Problem]]:
    """Return the problems that are new, and those that were there before, each as often as it was there.

    `before` has the problems of each earlier state, `renamed` the present paths of files by their old ones.
    """
    known: Counter[tuple[str, str, str]] = Counter()
    for state in before:
        known |= Counter((renamed.get(one.path, one.path), one.code, one.message) for one in state)
    new: list[Problem] = []
    old: list[Problem] = []
    for one in found:
        key = (one.path, one.code, one.message)
        (old if known[key] else new).append(one)
        known[key] -= known[key] > 0
    return new, old
