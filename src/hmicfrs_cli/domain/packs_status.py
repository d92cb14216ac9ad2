"""Who has returned a pack, who has not, and since when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from hmicfrs_cli.domain.packs import Line, folded
from hmicfrs_cli.domain.returns_compare import Outcome
from hmicfrs_cli.domain.returns_rows import origin


class Standing(IntEnum):
    """How far a pack has come, the farthest first."""

    TAKEN_IN = 0
    RETURNED = 1
    """There is something in it that the register does not have."""
    NO_NEWS = 2
    """Somebody had it in hand, as it is signed or otherwise altered; it says nothing new."""
    WAITING = 3
    """It is as it was sent."""
    NONE = 4
    """There is no pack of that owner."""


@dataclass(frozen=True)
class Status:
    """What is known of one pack, or of an owner without any."""

    owner: str
    standing: Standing
    rows: int
    """How many rows it has; without a pack, how many there would be."""
    news: int = 0
    """How many of them say something that the register does not have."""
    name: str = ""
    made: date | None = None


def statuses(outcomes: Iterable[Outcome], open_lines: Iterable[Line]) -> list[Status]:
    """Return a status for each pack, and for each owner of open findings without one, by owner.

    Of several files of the same pack, one sent and one returned say, the one that came farthest counts.
    """
    found: dict[str, Status] = {}
    for outcome in outcomes:
        one = _status(outcome)
        before = found.get(outcome.returned.made.pack)
        if before is None or one.standing < before.standing:
            found[outcome.returned.made.pack] = one
    known = {folded(one.owner) for one in found.values()}
    rows = [*found.values(), *_without(open_lines, known)]
    return sorted(rows, key=lambda one: (folded(one.owner), one.made or date.min))


def _status(outcome: Outcome) -> Status:
    returned = outcome.returned
    news = len(outcome.taken) + len(outcome.back) + len({one.key for one in outcome.conflicts})
    if news or outcome.odd:
        standing = Standing.RETURNED
    elif _taken_in(outcome):
        standing = Standing.TAKEN_IN
    else:
        touched = returned.signed or returned.aside or returned.gone
        standing = Standing.NO_NEWS if touched else Standing.WAITING
    made = returned.made
    return Status(made.owner, standing, len(made.lines), news, returned.name, made.made)


def _taken_in(outcome: Outcome) -> bool:
    made = outcome.returned.made
    register = outcome.register
    ids = [register.present_id(key.partition("#")[0]) for key in made.lines]
    records = [register.findings[id_] for id_ in ids if id_ is not None and id_ in register.findings]
    return any((one.source or "").startswith(origin(made)) for record in records for one in record.log)


def _without(lines: Iterable[Line], known: set[str]) -> Iterator[Status]:
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(folded(line.values["owner"]), []).append(line)
    for name, own in groups.items():
        if name and name not in known:
            yield Status(own[0].values["owner"], Standing.NONE, len(own))
