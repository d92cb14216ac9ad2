"""`hmi check --against`: what a change did to the register since it began, and what was wrong before it."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmicfrs_cli.domain.checked import Against
    from hmicfrs_cli.domain.problems import Problem
    from hmicfrs_cli.domain.register import Register
    from hmicfrs_cli.domain.trust.proposal import Holding, Proposal
    from hmicfrs_cli.storage.ground import Ground
    from hmicfrs_cli.storage.load import Files, Loaded
    from hmicfrs_cli.storage.states import Held


@dataclass(frozen=True)
class Compared:
    """What the change brought and what was there before it."""

    against: "Against"
    new: "list[Problem]"
    older: "list[Problem]"
    before: "list[Register]"
    """The registers that it was compared with."""


@dataclass(frozen=True)
class _Before:
    """The states that a change is compared with."""

    base: "Held | None"
    origins: "tuple[Held, ...]"

    @property
    def all(self) -> "list[Held]":
        return [one for one in (*self.origins, self.base) if one is not None]


def compare(
    root: Path, base: str, head: str | None, read: "tuple[Loaded, Files]", today: date, wrong: "list[Problem]"
) -> Compared:
    """Compare a register, as it was read, with BASE and with what both began from.

    `head` is the commit that it was read from, None for the files as they are; `wrong` is what the rules find
    in it. Raises NotFoundError where there is no such BASE, or a shallow clone hides what both began from.
    """
    from hmicfrs_cli.domain.checked import Against, apart
    from hmicfrs_cli.domain.trust import LATE, breaches
    from hmicfrs_cli.storage.ground import ground
    from hmicfrs_cli.storage.states import present

    loaded, files = read
    where = ground(root, base, head)
    now = present(loaded)
    before = _before(root, where, files, now)
    against = Against(base, where.base, where.origins, where.behind, now is not None and not before.all)
    if now is None:
        return Compared(against, wrong, [], [])
    proposal = _proposal(where, now, before, today)
    found = breaches(proposal)
    if any(one.code in LATE for one in found):
        found = breaches(replace(proposal, commits=_commits(root, where, proposal, found)))
    found += _moved(root, where, before)
    new, older = apart(wrong, [_wrong(one, today) for one in before.all] if wrong else [], _renamed(proposal))
    return Compared(against, [*new, *found], older, [one.state.register for one in before.all])


def _before(root: Path, where: "Ground", files: "Files", now: "Held | None") -> _Before:
    """Return BASE's register and those of the merge bases; where no merge base has one, BASE's is it."""
    from hmicfrs_cli.storage.states import held

    if now is None:
        return _Before(None, ())
    commits = dict.fromkeys((where.base, *where.origins))
    found = {commit: held(root, commit, files, now) for commit in commits}
    base = found[where.base]
    origins = tuple(one for commit in where.origins if (one := found[commit]) is not None)
    return _Before(base, origins or ((base,) if base is not None else ()))


def _proposal(where: "Ground", now: "Held", before: _Before, today: date) -> "Proposal":
    from hmicfrs_cli.domain.trust.proposal import Proposal

    base = before.base.state if before.base else None
    return Proposal(now.state, base, tuple(one.state for one in before.origins), today, where.since)


def _commits(
    root: Path, where: "Ground", proposal: "Proposal", late: "Iterable[Problem]"
) -> "dict[str, list[Holding]]":
    from hmicfrs_cli.domain.trust import LATE
    from hmicfrs_cli.domain.trust.logs import former_paths
    from hmicfrs_cli.storage.ground import holdings

    olds = former_paths(proposal)
    return holdings(root, where, {one.path: olds.get(one.path, ()) for one in late if one.code in LATE})


def _wrong(one: "Held", today: date) -> "list[Problem]":
    from hmicfrs_cli.cli import waiting
    from hmicfrs_cli.domain import rules

    each = waiting.each("Checking")
    return [*one.problems, *rules.check(one.state.register, today, one.state.unread, each)]


def _renamed(proposal: "Proposal") -> dict[str, str]:
    from hmicfrs_cli.domain.trust.logs import former_paths

    return {old: path for path, olds in former_paths(proposal).items() for old in olds}


def _moved(root: Path, where: "Ground", before: _Before) -> "list[Problem]":
    """Report that BASE's register is gone, where the one here is new: nothing could be compared."""
    from hmicfrs_cli.domain.trust.codes import breach
    from hmicfrs_cli.storage.ground import registers_at
    from hmicfrs_cli.storage.repository import top

    if before.all:
        return []
    folder = top(root)
    hidden = Path(os.path.relpath(os.path.realpath(root), os.path.realpath(folder))).parent
    for one in registers_at(root, where.base):
        if Path(one) == hidden and root.name == "register":
            words = f"this register is new, and hides the one that was in {one or 'the topmost folder'}"
        elif not (folder / one / "register.yaml").is_file():
            words = f"the register that was in {one or 'the topmost folder'} is gone, and this one is new"
        else:
            continue
        return [breach("register.yaml", "register-moved", words, "leave the register in its folder")]
    return []
