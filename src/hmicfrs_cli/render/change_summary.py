"""One sentence that says what all changes come to, the most serious first."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from hmicfrs_cli.domain.changes import model
from hmicfrs_cli.domain.changes.about import Change
from hmicfrs_cli.domain.terms import InspectorateStatus
from hmicfrs_cli.render import words

_SAID: Final = (
    *(model.FactChanged, model.EntryAltered, model.EntryRemoved, model.RecordRemoved, model.Unreadable),
)
"""What keeps the sentence from saying that nothing the inspectorate said was changed."""
_MOST: Final = 6
"""How many kinds of move the sentence counts."""

_COUNTED: Final[tuple[tuple[type[Change], str, str, str], ...]] = (
    (model.EntryAltered, "log entry", "log entries", "altered"),
    (model.EntryRemoved, "log entry", "log entries", "removed"),
    (
        model.SettingReplaced,
        "setting that earlier records depend on",
        "settings that earlier records depend on",
        "changed",
    ),
    (model.RecordRemoved, "record", "records", "removed"),
    (model.MeetingChanged, "meeting", "meetings", "altered or removed"),
)
_ADDED: Final[tuple[tuple[type[Change], str, str], ...]] = (
    (model.PrivacyChanged, "record has other readers", "records have other readers"),
    (model.Rated, "rating moved", "ratings moved"),
    (model.Targeted, "target moved", "targets moved"),
    (model.Assigned, "finding has another owner, portfolio or board", "findings changed hands"),
    (model.StatusMoved, "force status moved", "force statuses moved"),
    (model.Accepted, "finding was accepted or not", "findings were accepted or not"),
    (model.Risked, "risk moved", "risks moved"),
    (model.New, "record is new", "records are new"),
    (model.NewMeeting, "meeting is new", "meetings are new"),
    (model.Happened, "event was added", "events were added"),
    (model.Noted, "progress entry was added", "progress entries were added"),
    (model.SettingChanged, "setting was changed", "settings were changed"),
    (model.Renamed, "record was renamed", "records were renamed"),
)


def summary(changes: Sequence[Change]) -> str:
    """Return what changes come to, and whether what the inspectorate said was touched, as is always asked."""
    if not changes:
        return "Nothing differs."
    grave, moved = list(_grave(changes)), list(_moved(changes))
    told = sum(isinstance(change, model.FormatOnly) for change in changes)
    only_format = f"{words.count_of(_files(changes), 'file')} changed only in format"
    if told == len(changes):
        return f"{words.capital(only_format)}."
    if len(moved) > _MOST + 1:
        left = len(moved) - _MOST
        moved = [*moved[:_MOST], f"{words.number(left)} more kinds of change"]
    moved += [only_format] * bool(told)
    first = f"Look at this first: {words.listed(grave)}. " if grave else ""
    rest = words.capital(words.listed(moved)) if moved else ""
    if any(isinstance(change, _SAID) or _amends(change) for change in changes):
        return f"{first}{rest}." if rest else first.strip()
    if not rest:
        return f"{first}Nothing the inspectorate said was changed."
    return f"{first}{rest}; nothing the inspectorate said was changed."


def _amends(change: Change) -> bool:
    """Say whether the inspectorate itself changed what it says."""
    return isinstance(change, model.Corrected) and change.entry.amends is not None


def _files(changes: Iterable[Change]) -> int:
    return sum(len(change.paths) for change in changes if isinstance(change, model.FormatOnly))


def _grave(changes: Sequence[Change]) -> Iterator[str]:
    """Yield what should not happen."""
    if count := len({one.about.path for one in changes if isinstance(one, model.FactChanged)}):
        yield f"what the inspectorate said was changed in {words.count_of(count, 'record')}"
    for kind, one, several, what in _COUNTED:
        if count := _count(changes, kind):
            yield f"{words.count_of(count, one, several)} {_was(count)} {what}"
    if count := sum(isinstance(one, model.PrivacyChanged) and one.hides for one in changes):
        yield f"{words.count_of(count, 'record')} {_was(count)} withheld from public papers"
    if count := sum(isinstance(one, model.Unreadable) and not one.now for one in changes):
        yield f"{words.count_of(count, 'file')} cannot be read"
    serious = [one for one in changes if model.is_serious(one)]
    if count := sum(isinstance(one, model.SettingChanged) for one in serious):
        yield f"{words.count_of(count, 'setting')} {_was(count)} added for a day long before"
    if count := sum(isinstance(one, model.NewMeeting) for one in serious):
        yield f"{words.count_of(count, 'meeting')} {_was(count)} put in before one that is past"
    if count := sum(isinstance(one, model.Renamed) for one in serious):
        yield f"{words.count_of(count, 'record')} {_was(count)} renamed, so that the old id leads nowhere"


def _moved(changes: Sequence[Change]) -> Iterator[str]:
    """Yield what moved and what was added."""
    yield from _decisions(changes)
    for kind, one, several in _ADDED:
        if count := _count(changes, kind):
            yield f"{words.number(count)} {one if count == 1 else several}"
    if count := sum(isinstance(one, model.Targeted) and one.old is None for one in changes):
        yield f"{words.count_of(count, 'target')} {_was(count)} set"
    corrected = [one for one in changes if isinstance(one, model.Corrected)]
    if amended := sum(map(_amends, corrected)):
        yield f"{words.count_of(amended, 'change')} of mind by the inspectorate {_was(amended)} written down"
    if count := len(corrected) - amended:
        yield f"{words.count_of(count, 'correction')} {_was(count)} made"
    if count := sum(isinstance(one, model.Unreadable) and one.now for one in changes):
        yield f"{words.count_of(count, 'file')} can be read again"


def _decisions(changes: Iterable[Change]) -> Iterator[str]:
    decided = [change for change in changes if isinstance(change, model.Decided)]
    opened = InspectorateStatus.OPEN
    groups = {
        "closed": [one for one in decided if one.new is not opened],
        "opened again": [one for one in decided if one.new is opened and one.old is not opened],
        "closed and opened again": [one for one in decided if one.new is one.old is opened],
    }
    for what, group in groups.items():
        if group:
            by = _by(group) if what == "closed" else ""
            yield f"{words.count_of(len(group), _noun(group))} {_was(len(group))} {what}{by}"


def _noun(group: Sequence[model.Decided]) -> str:
    nouns = {one.about.noun.split(" ")[0] for one in group}
    return "recommendation" if nouns == {"recommendation"} else "finding"


def _by(group: Iterable[model.Decided]) -> str:
    """Return in what they were closed, where all were by the same kind of thing."""
    kinds = {
        one.steps[-1].authority.kind.label if one.steps and one.steps[-1].authority else "" for one in group
    }
    return f" by {kinds.pop()}" if len(kinds) == 1 and "" not in kinds else ""


def _was(count: int) -> str:
    return "was" if count == 1 else "were"


def _count(changes: Iterable[Change], kind: type[Change]) -> int:
    """Count the changes of a kind; a first target is no move, and what hides was told before."""
    return sum(
        type(change) is kind
        and not (isinstance(change, model.Targeted) and change.old is None)
        and not (kind not in model.SERIOUS and model.is_serious(change))
        for change in changes
    )
