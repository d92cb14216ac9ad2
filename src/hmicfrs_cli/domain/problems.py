"""A fault in a record, as a value: what, where and how to mend it."""

from dataclasses import dataclass, replace
from typing import Literal, Self

Loc = tuple[str | int, ...]
"""The way to a place in a record: keys and list indices from its top."""

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault. `path` is relative to the register's folder, with forward slashes.

    `line` and `column` count from 1 and are 0 until the place has been looked up.
    """

    path: str
    code: str
    message: str
    mend: str
    severity: Severity = "error"
    loc: Loc = ()
    line: int = 0
    column: int = 0

    def at(self, line: int, column: int) -> Self:
        """Return the same problem with its place in the file."""
        return replace(self, line=line, column=column)
