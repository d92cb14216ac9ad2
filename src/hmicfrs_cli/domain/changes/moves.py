"""What moved in a finding: the folds of both its logs, so that each thing is told by what it comes to."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TypeVar

from hmicfrs_cli.domain.changes import model
from hmicfrs_cli.domain.changes.about import About, Change
from hmicfrs_cli.domain.comparison import Difference, log_of
from hmicfrs_cli.domain.dates import When, days_between
from hmicfrs_cli.domain.problems import Loc
from hmicfrs_cli.domain.progress import Progress
from hmicfrs_cli.domain.state import FindingState
from hmicfrs_cli.domain.terms import Rag

T = TypeVar("T")

ASSIGNED = ("owner", "lead_officer", "portfolio", "board")
_ACTION = "action"


def moves(about: About, found: Difference, old: FindingState, new: FindingState) -> Iterator[Change]:
    """Yield what moved between two states of a finding, with the place of the entry that says so."""
    where = _Places(found)
    yield from _decided(about, where, old, new)
    yield from _progress(about, where, None, old.progress, new.progress)
    for action in [*new.actions, *(name for name in old.actions if name not in new.actions)]:
        before, after = old.actions.get(action, Progress()), new.actions.get(action, Progress())
        yield from _progress(about, where, action, before, after)


class _Places:
    """Where the entries that are new in a log say something."""

    def __init__(self, found: Difference) -> None:
        log = log_of(found.new)
        self.added = [log[index] for index in found.added]
        self.rows = [(index, log[index]) for index in [*found.added, *(now for _, now in found.altered)]]

    def of(self, action: str | None, *names: str) -> tuple[Loc, bool]:
        """Return the way to the last of them that says one of some things, and whether it is private."""
        for index, entry in reversed(self.rows):
            if getattr(entry, _ACTION, None) != action:
                continue
            for name in names:
                if getattr(entry, name, None):
                    return ("log", index, name), entry.private
        return ("log",), False

    def adds(self, action: str | None, *names: str) -> bool:
        """Say whether an added entry says one of some things, or corrects what was said."""
        return any(
            entry.corrects is not None
            or (getattr(entry, _ACTION, None) == action and any(getattr(entry, name, None) for name in names))
            for entry in self.added
        )

    def only_corrects(self, action: str | None, *names: str) -> bool:
        """Say whether one of some things is said by corrections alone, and by no added entry of its own."""
        of = [entry for entry in self.added if getattr(entry, _ACTION, None) == action]
        said = any(getattr(entry, name, None) for entry in of for name in names)
        aims = (entry.corrects for entry in self.added)
        return not said and any(aim and aim.action == action and aim.field in names for aim in aims)


def _decided(about: About, where: _Places, old: FindingState, new: FindingState) -> Iterator[Change]:
    steps = _since(old.said, new.said, lambda said: (said.status, said.on.text))
    moved = old.inspectorate is not new.inspectorate
    if steps is not None and (moved or where.adds(None, "inspectorate")):
        loc, private = where.of(None, "inspectorate")
        yield model.Decided(
            about=about, loc=loc, private=private, old=old.inspectorate, new=new.inspectorate, steps=steps
        )


def _progress(
    about: About, where: _Places, action: str | None, old: Progress, new: Progress
) -> Iterator[Change]:
    yield from _rated(about, where, action, old, new)
    yield from _targeted(about, where, action, old, new)
    for name in ASSIGNED:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            loc, _ = where.of(action, name)
            yield model.Assigned(about=about, loc=loc, action=action, field=name, old=before, new=after)
    yield from _status(about, where, action, old, new)
    if old.acceptance != new.acceptance:
        loc, private = where.of(action, "acceptance")
        yield model.Accepted(
            about=about, loc=loc, private=private, action=action,
            old=old.acceptance, new=new.acceptance, why=new.acceptance_why,
        )  # fmt: skip
    if old.risk != new.risk:
        loc, _ = where.of(action, "risk")
        yield model.Risked(about=about, loc=loc, action=action, old=old.risk, new=new.risk)


def _rated(
    about: About, where: _Places, action: str | None, old: Progress, new: Progress
) -> Iterator[Change]:
    steps = _since(old.ratings, new.ratings, lambda rating: (rating.colour, rating.on.text))
    if steps is None or (_colour(old) is _colour(new) and not where.adds(action, "rag", "risk")):
        return
    loc, private = where.of(action, "rag", "risk")
    late = bool(steps) and new.rating is not steps[-1]
    yield model.Rated(
        about=about,
        loc=loc,
        private=private,
        action=action,
        old=_colour(old),
        new=_colour(new),
        steps=steps,
        late=late,
        corrected=where.only_corrects(action, "rag", "risk"),
    )


def _colour(now: Progress) -> Rag | None:
    return now.rating.colour if now.rating else None


def _targeted(
    about: About, where: _Places, action: str | None, old: Progress, new: Progress
) -> Iterator[Change]:
    steps = _since(_targets(old), _targets(new), lambda when: when.text)
    if steps is None or (old.target == new.target and not where.adds(action, "target")):
        return
    loc, private = where.of(action, "target")
    days = days_between(old.target.last, new.target.last) if old.target and new.target else None
    why = new.moves[-1].why if new.moves else None
    yield model.Targeted(
        about=about, loc=loc, private=private, action=action, old=old.target, new=new.target,
        days=days, moves=len(new.moves), steps=steps, why=why,
        corrected=where.only_corrects(action, "target"),
    )  # fmt: skip


def _targets(now: Progress) -> list[When]:
    return [*([now.original_target] if now.original_target else []), *(move.new for move in now.moves)]


def _status(
    about: About, where: _Places, action: str | None, old: Progress, new: Progress
) -> Iterator[Change]:
    if (old.status, old.agreed) == (new.status, new.agreed):
        return
    loc, private = where.of(action, "status", "agreed")
    evidence = tuple(new.evidence[len(old.evidence) :])
    yield model.StatusMoved(
        about=about, loc=loc, private=private, action=action,
        old=old.status, new=new.status, agreed=new.agreed, evidence=evidence,
    )  # fmt: skip


def _since(old: Sequence[T], new: Sequence[T], key: Callable[[T], Hashable]) -> tuple[T, ...] | None:
    """Return what only the new one says, in order; None where both say the same."""
    if [key(one) for one in old] == [key(one) for one in new]:
        return None
    left = Counter(key(one) for one in old)
    steps = []
    for one in new:
        if left[key(one)]:
            left[key(one)] -= 1
        else:
            steps.append(one)
    return tuple(steps)
