"""What a change comes to for a committee: the movement of its next paper, before and after."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hmicfrs_cli.domain.dates import When
from hmicfrs_cli.domain.fold import Lens
from hmicfrs_cli.domain.movement import Movement, Period, movements, total
from hmicfrs_cli.domain.register import Register, View
from hmicfrs_cli.domain.settings import Committee, Meeting


@dataclass(frozen=True)
class Effect:
    """The movement of one meeting's period as two states of a register have it."""

    committee: str
    on: When
    period: Period
    old: Movement | None
    """None where not every finding since the period's beginning was in the register."""
    new: Movement | None


def effects(old: Register, new: Register, today: date) -> Iterator[Effect]:
    """Yield the effect on each committee's next meeting, else on its last."""
    for committee in new.committees.values():
        if (found := _meeting(committee, today)) is not None:
            meeting, since = found
            period = Period(since, meeting.ends())
            sides = (_moved(side, period, today) for side in (old, new))
            yield Effect(committee.short or committee.name, meeting.on, period, *sides)


def _meeting(committee: Committee, today: date) -> tuple[Meeting, date] | None:
    """Return the meeting meant, and the day after which its period begins."""
    ordered = sorted(committee.meetings, key=lambda meeting: meeting.on.last)
    if not ordered:
        return None
    index = next((at for at, one in enumerate(ordered) if one.on.last >= today), len(ordered) - 1)
    meeting = ordered[index]
    if meeting.since is not None:
        return meeting, meeting.since.last
    return meeting, ordered[index - 1].ends() if index else date.min


def _moved(register: Register, period: Period, today: date) -> Movement | None:
    complete = register.settings.coverage.complete_from
    if complete is None or complete.last > period.since:
        return None
    view = View(register, Lens(period.until, max(today, period.until)))
    return total(movements((state for state in view.made() if state.ours), period).values())
