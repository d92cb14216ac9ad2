"""What `history` and `blame` begin with: one record, and everything that happened to it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmicfrs_cli.domain.lifeline import Step
    from hmicfrs_cli.storage.load import One


@dataclass(frozen=True)
class Life:
    """One record and everything that happened to it."""

    root: Path
    one: "One"
    steps: "list[Step]"
    shallow: bool
    """Whether the clone lacks older history."""
    today: date


def life_of(register: Path | None, id_: str) -> Life:
    """Return a record's life; NotFoundError with the nearest id where there is none, HmiError without git."""
    from hmicfrs_cli.cli.opened import find_root, tidy
    from hmicfrs_cli.domain.lifeline import life
    from hmicfrs_cli.storage import clock
    from hmicfrs_cli.storage import history as past
    from hmicfrs_cli.storage.load import load_one

    root = find_root(register)
    tidy(root)
    today = clock.today()
    one = load_one(root, id_)
    versions = past.versions(root, one.path, one.raw, getattr(one.record, "formerly", ()))
    steps = life(versions, today, finding="/" in one.id)
    return Life(root, one, steps, past.is_shallow(root), today)
