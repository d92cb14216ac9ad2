"""What `history` and `blame` begin with: one record, and everything that happened to it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hmicfrs_cli.errors import HmiError, NotFoundError, UnreadableError, UsageError

if TYPE_CHECKING:
    from hmicfrs_cli.domain.lifeline import Step
    from hmicfrs_cli.storage.commits import Begun
    from hmicfrs_cli.storage.history import Past
    from hmicfrs_cli.storage.load import One


@dataclass(frozen=True)
class Lost:
    """A record that is no more, or whose file cannot be read now."""

    id: str
    why: HmiError
    """What to say of it."""
    raw: bytes | None
    """What there is of its file; None where there is none."""


@dataclass(frozen=True)
class Life:
    """One record and everything that happened to it."""

    root: Path
    one: "One | Lost"
    steps: "list[Step]"
    past: "Past"
    today: date

    @property
    def known(self) -> dict[str, bool]:
        """Whether a repository says who committed it, and whether older history is lacking."""
        return {"repository": self.past.repository, "shallow": self.past.shallow}


def life_of(register: Path | None, id_: str) -> Life:
    """Return a record's life, also of one that git alone still knows, or can still read.

    Raises NotFoundError with the nearest id where there is none, UnreadableError where neither git nor the
    working tree has it to be read, HmiError where git does not answer.
    """
    from concurrent.futures import ThreadPoolExecutor

    from hmicfrs_cli.cli.opened import find_root, tidy
    from hmicfrs_cli.domain.paths import path_of
    from hmicfrs_cli.storage import clock, commits

    root = find_root(register)
    tidy(root)
    with ThreadPoolExecutor(1) as other:
        # Git works while Python loads what reads records: the one takes about as long as the other.
        asked = other.submit(commits.begin, root, path_of(id_))
        one = _one(root, id_)
        path = path_of(id_) if isinstance(one, Lost) else one.path
        begun = asked.result() if path == path_of(id_) else commits.begin(root, path)
    return _life(root, one, begun, clock.today())


def _one(root: Path, id_: str) -> "One | Lost":
    """Return the record, or why there is none; UnreadableError where another file cannot be read."""
    from hmicfrs_cli.domain.paths import path_of
    from hmicfrs_cli.storage.load import load_one
    from hmicfrs_cli.storage.tree import read_bytes

    try:
        return load_one(root, id_)
    except NotFoundError as error:
        return Lost(id_, error, None)
    except UnreadableError as error:
        if error.path != path_of(id_):
            raise
        raw = read_bytes(root, error.path)
        return Lost(id_, error, raw if isinstance(raw, bytes) else b"")


def _other(root: Path, one: Lost) -> UsageError | None:
    """Return, for what is a committee or the settings, what tells how that changed."""
    from hmicfrs_cli.domain.register import committee_path
    from hmicfrs_cli.storage import names

    known = {name.casefold(): committee_path(name) for name in names.committees(root)}
    known |= dict.fromkeys(("settings", "register", "register.yaml"), "register.yaml")
    path = known.get(one.id.casefold())
    if path is None:
        return None
    return UsageError(
        f"{one.id} is no finding or inspection, which alone have a log",
        "`hmi diff BASE` says what changed in it since a commit;"
        f" `git log -- {root / path}` names the commits",
    )


def _life(root: Path, one: "One | Lost", begun: "Begun", today: date) -> Life:
    from hmicfrs_cli.domain.lifeline import life
    from hmicfrs_cli.storage.history import past

    if isinstance(one, Lost):
        found = past(begun, one.raw)
        if not any(version.commit for version in found.versions):
            raise (_other(root, one) if one.raw is None else None) or one.why
    else:
        found = past(begun, one.raw, getattr(one.record, "formerly", ()))
    return Life(root, one, life(found.versions, today, finding="/" in one.id), found, today)
