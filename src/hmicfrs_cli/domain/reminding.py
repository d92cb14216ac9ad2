"""Whom to ask for what: the overdue and coming dates of findings, by the owner who answers for each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hmicfrs_cli.domain import agenda
from hmicfrs_cli.domain.agenda import Item, Sort
from hmicfrs_cli.domain.audience import Audience
from hmicfrs_cli.domain.packs import folded
from hmicfrs_cli.domain.state import FindingState

_OF_ACTION = "target of action "
"""How an agenda says of which action a date is."""
_OF_FINDINGS = (Sort.DEADLINE, Sort.TARGET, Sort.ACTION)


@dataclass(frozen=True, slots=True)
class Due:
    """One date, and what the action is that it is of, if it is of one."""

    item: Item
    action: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """One finding that an owner is asked about, with the dates that are theirs."""

    state: FindingState
    inspection_title: str
    dates: tuple[Due, ...]
    """Earliest first."""

    @property
    def overdue(self) -> bool:
        """Whether one of its dates has passed."""
        return any(due.item.overdue for due in self.dates)


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one owner is asked about."""

    owner: str
    """As the register first writes it; capitals and spaces make no difference."""
    asked: tuple[Asked, ...]
    """Overdue ones first, then by date."""
    withheld: int
    """How many more findings of theirs are due that the reader may not see."""


@dataclass(frozen=True, slots=True)
class Reminders:
    """All reminders, and what is due of nobody."""

    day: date
    until: date
    marked: str
    reminders: tuple[Reminder, ...]
    unowned: tuple[str, ...]
    """Ids of findings that have a date but no owner, as far as the readers may see them."""


def reminders(audience: Audience, until: date, owners: Iterable[str] = ()) -> Reminders:
    """Return a reminder for each owner with something overdue, or due up to and including a day.

    `owners` names those that are wanted, whatever the capitals; none means all. A reminder of which
    everything is withheld is returned too, since its owner must still be told.
    """
    wanted = {folded(owner) for owner in owners}
    groups: dict[str, list[Item]] = {}
    for item in agenda.agenda(audience.view, until):
        if item.sort in _OF_FINDINGS:
            groups.setdefault(folded(item.whose or ""), []).append(item)
    unowned = () if wanted else _ids(audience, groups.get("", []))
    named = sorted(owner for owner in groups if owner and (not wanted or owner in wanted))
    made = tuple(_reminder(audience, groups[owner]) for owner in named)
    return Reminders(audience.view.lens.day, until, audience.marked, made, unowned)


def action_words(audience: Audience, item: Item) -> str | None:
    """Return what an action is, as these readers may see it; None for what is of no action."""
    if item.sort is not Sort.ACTION:
        return None
    actions = audience.view.findings[item.id].actions
    return audience.words(actions[item.what.removeprefix(_OF_ACTION)].text)


def _reminder(audience: Audience, items: list[Item]) -> Reminder:
    by_finding: dict[str, list[Item]] = {}
    for item in items:
        by_finding.setdefault(item.id, []).append(item)
    view = audience.view
    shown = [id_ for id_ in by_finding if not audience.hides(view.findings[id_])]
    asked = [_asked(audience, id_, by_finding[id_]) for id_ in shown]
    asked.sort(key=lambda one: not one.overdue)  # stable: by date within each
    return Reminder(items[0].whose or "", tuple(asked), len(by_finding) - len(shown))


def _asked(audience: Audience, id_: str, items: list[Item]) -> Asked:
    state = audience.view.findings[id_]
    due = tuple(Due(item, action_words(audience, item)) for item in items)
    return Asked(state, audience.view.inspections[state.inspection].facts.title, due)


def _ids(audience: Audience, items: list[Item]) -> tuple[str, ...]:
    ids = dict.fromkeys(item.id for item in items)
    return tuple(id_ for id_ in ids if not audience.hides(audience.view.findings[id_]))
