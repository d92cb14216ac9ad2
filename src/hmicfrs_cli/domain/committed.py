"""Commits, and what each left in the file of one record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

Data = Mapping[str, Any]
"""What a file says, as it was read."""


@dataclass(frozen=True, slots=True)
class Commit:
    """Who committed something, when, and how it is signed."""

    id: str
    author: str
    committer: str
    day: date
    """The day on the committer's own calendar."""
    signature: str
    """Git's letter for the state of the signature; N where there is none."""
    signer: str
    oldest: bool = False
    """Whether a clone holds nothing before it, so that its words may have come in at any time until then."""


@dataclass(frozen=True, slots=True)
class Version:
    """What one commit, or with None the working tree, left in the record's file."""

    commit: Commit | None
    parents: tuple[str, ...]
    """The commits whose versions it was made from."""
    path: str
    data: Data | None
    """None where the file is gone or cannot be read."""
    gone: bool = False
    became: str = ""
    """Of a file that is gone, its new path, where it was renamed."""
