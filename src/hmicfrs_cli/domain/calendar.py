"""What stands in a calendar: deadlines, targets, last days of duties, next steps and meetings.

An entry keeps its name for good, however its date moves, so that a second import moves it too. What is
done before its day is cancelled; what is past and done is left out.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from hmicfrs_cli.domain import agenda, clocks, dates
from hmicfrs_cli.domain.agenda import Item, Sort
from hmicfrs_cli.domain.audience import Audience
from hmicfrs_cli.domain.dates import When
from hmicfrs_cli.domain.packs import folded
from hmicfrs_cli.domain.register import Register, View
from hmicfrs_cli.domain.reminding import action_words
from hmicfrs_cli.domain.state import FindingState
from hmicfrs_cli.domain.terms import ForceStatus

_FIRST = date(2000, 1, 1)
"""The day from which revisions are counted."""
_COMMITTEES = (Sort.MEETING, Sort.CUT_OFF)
_ALONE = (Sort.DEADLINE, Sort.TARGET)
"""Of these a finding has one each; of the others a record can have several."""


_NOT_STATED = "not stated"
"""Whose a duty is of which the record does not say so."""


@dataclass(frozen=True, slots=True)
class Noted:
    """One entry of a calendar."""

    name: str
    """What it is called for good: unlike any other of this register."""
    revision: int
    """Never less than that of an earlier state of the register."""
    item: Item
    cancelled: bool
    state: FindingState | None
    """The finding it is of, if it is of one."""
    action: str | None
    """What the action is that it is of, if it is of one."""
    title: str
    """The title of the inspection, or the short name of the committee."""
    private: bool
    """Whether it is not for the public, or has words that are not."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """A whole calendar."""

    force: str
    title: str
    marked: str
    day: date
    noted: tuple[Noted, ...]
    withheld: int


def calendar(audience: Audience, owners: Iterable[str] = ()) -> Calendar:
    """Return what is outstanding on the view's day, and what was cancelled before its day.

    `owners` names whose entries are wanted, whatever capitals and spaces; none means all.
    """
    view, wanted = audience.view, {folded(owner) for owner in owners}
    rows = [(item, False) for item in agenda.agenda(view)] + [(item, True) for item in _done(view)]
    counts = _same(item for item, _ in rows)
    named = [(_name(view, item, same), item, done) for (item, done), same in zip(rows, counts, strict=True)]
    named = [row for row in named if not wanted or folded(row[1].whose or "") in wanted]
    shown = [row for row in named if not _hides(audience, row[1])]
    names = view.register.settings.names
    return Calendar(
        view.register.settings.force,
        f"Inspections: {names.short or names.force}",
        audience.marked,
        view.lens.day,
        tuple(_noted(audience, name, item, cancelled=cancelled) for name, item, cancelled in shown),
        len(named) - len(shown),
    )


def _hides(audience: Audience, item: Item) -> bool:
    if item.sort in _COMMITTEES:
        return False
    state = audience.view.findings.get(item.id)
    return audience.hides(state) if state else audience.hides_inspection(item.id)


def _noted(audience: Audience, name: str, item: Item, *, cancelled: bool) -> Noted:
    view, register = audience.view, audience.view.register
    state = view.findings.get(item.id) if item.sort not in _COMMITTEES else None
    revision = dates.days_between(_FIRST, view.lens.day) + _entries(view, item)
    if item.sort in _COMMITTEES:
        short = register.committees[item.id].short
        return Noted(name, revision, item, cancelled, None, None, short, private=False)
    inspection = view.inspections[item.id.partition("/")[0]]
    public = Audience(view)
    action = action_words(audience, item)
    private = audience.is_private(state) if state else public.hides_inspection(item.id)
    private = private or action != action_words(public, item)
    title = inspection.facts.title
    return Noted(name, revision, item, cancelled, state, action, title, private)


def _entries(view: View, item: Item) -> int:
    """Return how many entries the record's log has that count: it only ever grows."""
    if item.sort in _COMMITTEES:
        return 0
    known = view.register.findings.get(item.id) or view.register.inspections[item.id]
    return sum(view.lens.counts(entry) for entry in known.log)


def _name(view: View, item: Item, same: int) -> str:
    """Return a name that neither a moved date nor a renamed record changes; `same` as `_same` counts."""
    parts = [str(item.sort.value), _first_id(view.register, item.id)]
    place = _place(view, item, same)
    if item.sort in _COMMITTEES:
        parts.append(str(place))
    elif item.sort not in _ALONE:
        parts.append(sha256(item.what.encode()).hexdigest()[:12])
        parts += [str(place)] if place > 1 else []
    return ".".join(parts)


def _same(items: Iterable[Item]) -> Iterator[int]:
    """Yield of each how many before it are the very same: two meetings of one month, not yet fixed."""
    seen: Counter[Item] = Counter()
    for item in items:
        yield seen[item]
        seen[item] += 1


def _place(view: View, item: Item, same: int) -> int:
    """Return which meeting of its committee it is of, or which next step of the same words it is.

    Counted in the record from the top: what moves to another day stays where it stands.
    """
    places = [place for place, row in enumerate(_rows(view, item), 1) if row == (item.when, item.whose)]
    return places[same] if same < len(places) else same + 1


def _rows(view: View, item: Item) -> list[tuple[When | None, str | None]]:
    """Return the day, and whose it is, of whatever in the record could have an item's name."""
    if item.sort in _COMMITTEES:
        meetings = view.register.committees[item.id].meetings
        return [(one.on if item.sort is Sort.MEETING else one.cut_off, one.author) for one in meetings]
    inspection = view.inspections.get(item.id)
    steps = inspection.facts.next_steps if inspection else ()
    nobody = _NOT_STATED if item.sort is Sort.CLOCK else None
    return [(step.due, step.whose or nobody) for step in steps if step.what == item.what]


def _first_id(register: Register, id_: str) -> str:
    """Return the id that a record had first."""
    head, slash, tail = id_.partition("/")
    finding, inspection = register.findings.get(id_), register.inspections.get(head)
    if finding and finding.formerly:
        return finding.formerly[0]
    return f"{inspection.formerly[0] if inspection and inspection.formerly else head}{slash}{tail}"


def _done(view: View) -> Iterator[Item]:
    """Yield what need not be done any more and whose day has not come."""
    for state in view.made():
        if state.ours:
            yield from _findings(view, state)
    for duty in clocks.duties(view):
        if duty.done and duty.last and duty.last.last >= view.lens.day:
            days = dates.days_between(view.lens.day, duty.last.last)
            yield Item(Sort.CLOCK, duty.inspection, duty.last, duty.what, duty.whose, days)


def _findings(view: View, state: FindingState) -> Iterator[Item]:
    now, over = state.progress, not state.is_open or state.complete
    rows = [(Sort.DEADLINE, state.deadline, "the inspectorate's deadline", now.owner, over)]
    rows.append((Sort.TARGET, now.target, "the force's target", now.owner, over))
    for name, action in state.actions.items():
        done = over or action.status is ForceStatus.CONSIDERED_COMPLETE
        rows.append((Sort.ACTION, action.target, f"target of action {name}", action.owner or now.owner, done))
    for sort, when, what, whose, done in rows:
        if done and when and when.last >= view.lens.day:
            yield Item(sort, state.id, when, what, whose, dates.days_between(view.lens.day, when.last))
