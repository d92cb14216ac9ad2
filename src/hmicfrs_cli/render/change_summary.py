"""One sentence that says what all changes come to, the most serious first."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from hmicfrs_cli.domain.changes import model
from hmicfrs_cli.domain.changes.model import Change
from hmicfrs_cli.domain.terms import InspectorateStatus
from hmicfrs_cli.render import words

_MOST: Final = 6
"""How many kinds of move the sentence counts."""

_COUNTED: Final[tuple[tuple[type[Change], str, str, str], ...]] = (
    (model.EntryAltered, "log entry", "log entries", "altered"),
    (model.EntryRemoved, "log entry", "log entries", "removed from the log"),
    (model.SettingReplaced, "setting", "settings", "changed as it stood"),
    (model.RecordRemoved, "record", "records", "removed"),
    (model.MeetingChanged, "meeting", "meetings", "altered or removed"),
)
_ADDED: Final[tuple[tuple[type[Change], str, str], ...]] = (
    (model.PrivacyChanged, "record has other readers", "records have other readers"),
    (model.Rated, "rating moved", "ratings moved"),
    (model.Targeted, "target moved or was set", "targets moved or were set"),
    (model.Assigned, "finding has another owner, portfolio or board", "findings changed hands"),
    (model.StatusMoved, "force status moved", "force statuses moved"),
    (model.Accepted, "finding was accepted or not", "findings were accepted or not"),
    (model.Risked, "risk moved", "risks moved"),
    (model.New, "record is new", "records are new"),
    (model.NewMeeting, "meeting is new", "meetings are new"),
    (model.Happened, "event was added", "events were added"),
    (model.Noted, "progress note was added", "progress notes were added"),
    (model.Corrected, "correction was made", "corrections were made"),
    (model.SettingChanged, "setting was added to", "settings were added to"),
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
    if len(moved) > _MOST:
        moved = [*moved[:_MOST], "other things moved"]
    moved += [only_format] * bool(told)
    first = f"Look at this first: {words.listed(grave)}. " if grave else ""
    rest = words.capital(words.listed(moved)) if moved else ""
    if _count(changes, model.FactChanged):
        return f"{first}{rest}." if rest else first.strip()
    if not rest:
        return f"{first}Nothing the inspectorate said was changed."
    return f"{first}{rest}; nothing the inspectorate said was changed."


def _files(changes: Iterable[Change]) -> int:
    return sum(len(change.paths) for change in changes if isinstance(change, model.FormatOnly))


def _grave(changes: Sequence[Change]) -> Iterator[str]:
    """Yield what should not happen."""
    if count := len({one.about.path for one in changes if isinstance(one, model.FactChanged)}):
        yield f"what the inspectorate said was changed in {words.count_of(count, 'record')}"
    for kind, one, several, what in _COUNTED:
        if count := _count(changes, kind):
            yield f"{words.count_of(count, one, several)} {'was' if count == 1 else 'were'} {what}"
    if count := _count(changes, model.Unreadable):
        yield f"{words.count_of(count, 'file')} cannot be read on one side"


def _moved(changes: Sequence[Change]) -> Iterator[str]:
    """Yield what moved and what was added."""
    yield from _decisions(changes)
    for kind, one, several in _ADDED:
        if count := _count(changes, kind):
            yield f"{words.number(count)} {one if count == 1 else several}"


def _decisions(changes: Iterable[Change]) -> Iterator[str]:
    decided = [change for change in changes if isinstance(change, model.Decided)]
    for again, what in ((False, "closed"), (True, "opened again")):
        group = [one for one in decided if (one.new is InspectorateStatus.OPEN) is again]
        if group:
            verb = "was" if len(group) == 1 else "were"
            by = _by(group) if not again else ""
            yield f"{words.count_of(len(group), _noun(group))} {verb} {what}{by}"


def _noun(group: Sequence[model.Decided]) -> str:
    nouns = {one.about.noun.split(" ")[0] for one in group}
    return "recommendation" if nouns == {"recommendation"} else "finding"


def _by(group: Iterable[model.Decided]) -> str:
    """Return in what they were closed, where all were by the same kind of thing."""
    kinds = {
        one.steps[-1].authority.kind.label if one.steps and one.steps[-1].authority else "" for one in group
    }
    return f" by {kinds.pop()}" if len(kinds) == 1 and "" not in kinds else ""


def _count(changes: Iterable[Change], kind: type[Change]) -> int:
    return sum(type(change) is kind for change in changes)
