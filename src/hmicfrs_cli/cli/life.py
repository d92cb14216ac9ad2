"""What `history` and `blame` begin with: one record, and everything that happened to it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hmicfrs_cli.errors import NotFoundError

if TYPE_CHECKING:
    from hmicfrs_cli.domain.lifeline import Step
    from hmicfrs_cli.storage.history import Past
    from hmicfrs_cli.storage.load import One


@dataclass(frozen=True)
class Life:
    """One record and everything that happened to it."""

    root: Path
    id: str
    one: "One | None"
    """The record as it is; None for one that is no more."""
    steps: "list[Step]"
    past: "Past"
    today: date

    @property
    def known(self) -> dict[str, bool]:
        """Whether a repository says who committed it, and whether older history is lacking."""
        return {"repository": self.past.repository, "shallow": self.past.shallow}


def life_of(register: Path | None, id_: str, *, gone: bool = False) -> Life:
    """Return a record's life, with `gone` also that of one that git alone still knows.

    Raises NotFoundError with the nearest id where there is none, HmiError where git does not answer.
    """
    from hmicfrs_cli.cli.opened import find_root, tidy
    from hmicfrs_cli.domain.lifeline import life
    from hmicfrs_cli.storage import clock
    from hmicfrs_cli.storage.history import past
    from hmicfrs_cli.storage.load import load_one

    root = find_root(register)
    tidy(root)
    today = clock.today()
    try:
        one = load_one(root, id_)
    except NotFoundError:
        if not gone or not (found := _gone(root, id_)):
            raise
        return Life(root, id_, None, life(found.versions, today, finding="/" in id_), found, today)
    found = past(root, one.path, one.raw, getattr(one.record, "formerly", ()))
    return Life(root, one.id, one, life(found.versions, today, finding="/" in one.id), found, today)


def _gone(root: Path, id_: str) -> "Past | None":
    """Return what git knows of a record that is no more; None where it knows nothing."""
    from hmicfrs_cli.domain.register import path_of
    from hmicfrs_cli.storage.history import past

    found = past(root, path_of(id_), None)
    return found if any(one.commit for one in found.versions) else None
