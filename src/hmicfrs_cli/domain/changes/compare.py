"""All changes between two states of a register, the most serious first."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from hmicfrs_cli.domain.changes import model
from hmicfrs_cli.domain.changes.about import About, Change
from hmicfrs_cli.domain.changes.moves import moves
from hmicfrs_cli.domain.changes.settings import committee_changes, settings_changes
from hmicfrs_cli.domain.comparison import Difference, differences, log_of
from hmicfrs_cli.domain.dates import LAST_YEAR
from hmicfrs_cli.domain.fold import Lens
from hmicfrs_cli.domain.ids import natural
from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.domain.reading import SETTINGS_PATH, AnyRecord, id_of
from hmicfrs_cli.domain.records import Entry, Finding, FindingEntry, Inspection, InspectionEntry
from hmicfrs_cli.domain.register import Register, View
from hmicfrs_cli.domain.settings import Committee, Settings
from hmicfrs_cli.domain.state import FindingState
from hmicfrs_cli.domain.withheld import is_private

ALL_KNOWN = Lens(date(LAST_YEAR, 12, 31), date(LAST_YEAR, 12, 31))
"""Every entry counts, whatever its day: a change is what was written, not what has come true since."""

_READERS = ("private", "marking")
_WORDS = ("note", "effect", "evidence", "linked", "depends_on", "accepted_risk", "text")
_ASSIGNED_BY_NAME = ("portfolio", "board")


@dataclass(frozen=True)
class State:
    """One of two states of a register, as far as they differ."""

    register: Register
    records: Mapping[str, AnyRecord]
    """The records by path, without what is there only to understand others by."""
    problems: Collection[Problem] = ()
    view: View = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "view", View(self.register, ALL_KNOWN))


def compare(
    old: State,
    new: State,
    renamed: Mapping[str, str] | None = None,
    changed: Collection[str] = (),
    since: date | None = None,
) -> list[Change]:
    """Return what is otherwise in the new state than in the old, the most serious first.

    `renamed` has old paths by new ones; `changed` are the files that differ at all, so that those which
    say the same can be counted. `since` is the day of the old state: what is added later and holds from long
    before it is told of first.
    """
    found = differences(old.records, new.records, renamed)
    changes = [change for one in found for change in _changes(one, old, new, since)]
    changes += _unreadable(old, new, changed)
    told = {change.about.path for change in changes}
    if same := tuple(sorted(set(changed) - told)):
        about = About(same[0], "", "", "")
        changes.append(model.FormatOnly(about=about, paths=same))
    return sorted(changes, key=_order)


def _order(change: Change) -> tuple[bool, int, list[tuple[int, int, str]]]:
    return not model.is_serious(change), model.ORDER.index(type(change)), natural(change.about.path)


def _changes(found: Difference, old: State, new: State, since: date | None) -> Iterator[Change]:
    about = _about(found, old, new)
    if found.renamed:
        was = id_of(found.old_path or "")
        yield model.Renamed(about=about, old_id=was, resolved=_leads(new.register, was, found.id))
    if found.old is None and found.new is not None:
        if not any(problem.path == found.path for problem in old.problems):
            yield model.New(about=about, record=found.new, state=new.view.findings.get(found.id))
    elif found.new is None:
        if not any(problem.path == found.path for problem in new.problems):
            yield model.RecordRemoved(about=about)
    elif isinstance(found.new, Settings):
        yield from settings_changes(about, found, since)
    elif isinstance(found.new, Committee):
        yield from committee_changes(about, found, since)
    else:
        yield from _case(about, found, old, new)


def _leads(register: Register, was: str, id_: str) -> bool:
    """Say whether a former id leads to a record: named as such, not only spelt with other capitals."""
    named = was in register.former or was.partition("/")[0] in register.former
    return register.present_id(was) == id_ and (named or was.casefold() != id_.casefold())


def _case(about: About, found: Difference, old: State, new: State) -> Iterator[Change]:
    """Yield what differs in a finding or an inspection."""
    for fact in found.facts:
        if fact.name in _READERS:
            kind: type[model.FactChanged | model.PrivacyChanged] = model.PrivacyChanged
        elif fact.name == "formerly":
            continue
        else:
            kind = model.FactChanged
        yield kind(about=about, loc=(fact.name,), field=fact.name, old=fact.old, new=fact.new)
    before, after = log_of(found.old), log_of(found.new)
    for was, now in found.altered:
        private = before[was].private or after[now].private
        yield model.EntryAltered(
            about=about, loc=("log", now), private=private, old=before[was], new=after[now]
        )
    for was in found.gone:
        yield model.EntryRemoved(about=about, loc=("log",), private=before[was].private, old=before[was])
    moved: list[Change] = []
    if isinstance(found.new, Finding):
        was_id = id_of(found.old_path or found.path)
        names = _names(new.register.settings)
        found_moves = moves(about, found, old.view.findings[was_id], new.view.findings[found.id])
        moved = [_with_names(change, names) for change in found_moves]
        yield from moved
    yield from _said(about, found, moved)


def _names(settings: Settings) -> dict[str, str]:
    portfolios = {one.id: one.name for one in settings.portfolios}
    return portfolios | {one.id: one.name for one in settings.boards}


def _with_names(change: Change, names: Mapping[str, str]) -> Change:
    """Return a change with the names of portfolios and boards for their ids."""
    if isinstance(change, model.Assigned) and change.field in _ASSIGNED_BY_NAME:
        old, new = (names.get(one, one) if one else None for one in (change.old, change.new))
        return replace(change, old=old, new=new)
    if isinstance(change, model.StatusMoved) and change.agreed and change.agreed.board:
        board = names.get(change.agreed.board, change.agreed.board)
        return replace(change, agreed=change.agreed.model_copy(update={"board": board}))
    return change


def _said(about: About, found: Difference, moved: Iterable[Change]) -> Iterator[Change]:
    """Yield what added entries say that is told by no move."""
    told = {change.loc[1] for change in moved if len(change.loc) > 1}
    log = log_of(found.new)
    for index in found.added:
        entry = log[index]
        about_entry = {"about": about, "loc": ("log", index), "private": entry.private}
        if entry.corrects or entry.amends:
            yield model.Corrected(entry=entry, **about_entry)  # type: ignore[arg-type]  # each as it is named
        elif isinstance(entry, InspectionEntry):
            yield model.Happened(entry=entry, **about_entry)  # type: ignore[arg-type]  # as above
        elif index not in told or _words_of(entry, moved):
            action = entry.action if isinstance(entry, FindingEntry) else None
            yield model.Noted(entry=entry, action=action, told=index in told, **about_entry)  # type: ignore[arg-type]  # as above


def _words_of(entry: Entry, moved: Iterable[Change]) -> bool:
    """Say whether an entry has words of its own, beside evidence that is told with the status."""
    shown = {one.text for change in moved if isinstance(change, model.StatusMoved) for one in change.evidence}
    evidence = set(getattr(entry, "evidence", ())) - shown
    return bool(evidence) or any(getattr(entry, name, None) for name in _WORDS if name != "evidence")


def _unreadable(old: State, new: State, changed: Collection[str]) -> Iterator[Change]:
    """Yield each file that differs and cannot be read now, or could not be before."""
    first: dict[str, Problem] = {}
    for problem in [*new.problems, *old.problems]:
        first.setdefault(problem.path, problem)
    broken_old, broken_new = ({problem.path for problem in side.problems} for side in (old, new))
    for path in sorted(first.keys() & set(changed)):
        private = _private(old, path) or _private(new, path)
        about = About(path, id_of(path), "file", "", private=private)
        was, now = path not in broken_old, path not in broken_new
        yield model.Unreadable(about=about, problem=first[path], was=was, now=now)


def _about(found: Difference, old: State, new: State) -> About:
    """Return what a record is called: as it is now, else as it was."""
    side = new if found.new is not None else old
    record = found.new if found.new is not None else found.old
    private = _private(old, found.old_path) or _private(new, found.path)
    if isinstance(record, Finding):
        state = side.view.findings[found.id]
        return About(found.path, found.id, _noun(state), _title(side, found.id), record.text, private)
    if isinstance(record, Inspection):
        title = side.view.inspections[found.id].facts.title
        return About(found.path, found.id, "inspection", title, private=private)
    if isinstance(record, Committee):
        return About(found.path, found.id, "committee", record.name)
    return About(SETTINGS_PATH, "", "settings", "")


def _noun(state: FindingState) -> str:
    number = state.facts.number
    return f"{state.facts.kind.label} {number}" if number else state.facts.kind.label


def _title(side: State, id_: str) -> str:
    inspection = side.view.inspections.get(id_.partition("/")[0])
    return inspection.facts.title if inspection else ""


def _private(side: State, path: str | None) -> bool:
    return is_private(side.register, id_of(path or ""))
