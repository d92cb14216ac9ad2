"""Changes in words that are read well aloud, as plain text: each output escapes what it prints."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from hmicfrs_cli.domain.changes import model
from hmicfrs_cli.domain.changes.about import Change
from hmicfrs_cli.domain.records import Entry, Finding, Inspection, Record
from hmicfrs_cli.domain.terms import FindingKind, Term
from hmicfrs_cli.render import log_words, move_words, words
from hmicfrs_cli.render.change_values import Reader, apart, item_differences, named, record_differences, value

_MOVES: Final = frozenset(
    "status agreed rag why risk target owner lead_officer portfolio board acceptance inspectorate said_by "
    "authority source by".split()
)
"""What of an entry is told as a move, where one tells it."""


def said(change: Change, *, restricted: bool = False) -> str:
    """Return what is otherwise, as a clause without its record; private words only where `restricted`."""
    if change.about.private and not restricted and not isinstance(change, model.PrivacyChanged):
        return "a private record changed; what it says is withheld"
    text = _WORDS[type(change)](change, Reader(restricted))
    action = getattr(change, "action", None)
    return f"action {action}: {text}" if action and not isinstance(change, model.Noted) else text


def of(change: Change, *, restricted: bool = False) -> str:
    """Return whose change it is: the title and what in it."""
    about = change.about
    if about.private and not restricted:
        return "a private record"
    if isinstance(change, model.FormatOnly):
        return words.figure_of(len(change.paths), "file")
    return ", ".join(part for part in (about.title, about.noun) if part)


def _fact(change: model.FactChanged, _: Reader) -> str:
    field = named(change.field)
    if change.field == "text":
        old, new = apart(str(change.old), str(change.new))
        return f"the inspectorate’s words were changed: {old} is now {new}"
    if not change.old:
        return f"{field}, of which nothing was recorded, was filled in: {value(change.new)}"
    if not change.new:
        return f"the recorded {field} was taken out: it was {value(change.old)}"
    return f"the recorded {field} was changed: {'; '.join(_items(change.old, change.new))}"


def _altered(change: model.EntryAltered, reader: Reader) -> str:
    hidden = change.new.private and not change.old.private
    before = change.old.model_copy(update={"private": True}) if hidden else change.old
    old, new = reader.entry(before), reader.entry(change.new)
    differing = "; ".join(record_differences(old, new))
    if hidden:
        differing = "; ".join(
            ["it was made private, so that its words are withheld", *[differing] * bool(differing)]
        )
    return f"the log entry of {words.spoken(old.on)} was altered: {differing or 'words that are withheld'}"


def _removed(change: model.EntryRemoved, reader: Reader) -> str:
    entry = reader.entry(change.old)
    return f"the log entry of {words.spoken(entry.on)} was removed; it said: {_entry(entry)}"


def _entry(entry: Entry) -> str:
    """Return what an entry says as a clause; each of its lines begins with a word of ours."""
    lines = (line[:1].lower() + line[1:] for line in log_words.said(entry).split("\n"))
    return "; ".join(lines).replace(":; ", ": ")


def _record_gone(change: model.RecordRemoved, _: Reader) -> str:
    noun = change.about.noun
    if noun == "settings":
        return "the settings were removed"
    kind = next((kind.label for kind in FindingKind if noun.startswith(kind.label)), noun)
    return f"this {kind} was removed with all its history"


def _unreadable(change: model.Unreadable, _: Reader) -> str:
    if change.now:
        return "could not be read before, and can be now"
    return f"{'can no longer be read' if change.was else 'cannot be read'}: {change.problem.message}"


def _privacy(change: model.PrivacyChanged, _: Reader) -> str:
    if change.field == "private":
        return "is private now" if change.new else "is no longer private"
    return f"marking: {value(change.new)}, was {value(change.old)}"


def _new(change: model.New, reader: Reader) -> str:
    parts = [f"new {change.about.noun}", *_so_far(change, reader)]
    return "; ".join(parts)


def _so_far(change: model.New, reader: Reader) -> Iterator[str]:
    """Yield what a new record says already, so that nothing comes in unseen with it."""
    if isinstance(change.record, Finding):
        yield f"“{change.about.text}”"
    if isinstance(change.record, Finding | Inspection):
        for entry in change.record.log:
            yield f"{words.spoken(entry.on)}: {_entry(reader.entry(entry))}"


def _meeting(change: model.NewMeeting, _: Reader) -> str:
    if change.backdated:
        return f"new meeting, put in before one that is past, whose period it cuts: {value(change.new)}"
    return f"new meeting: {value(change.new)}"


def _meeting_changed(change: model.MeetingChanged, _: Reader) -> str:
    day = words.spoken(change.old.on)
    if change.new is None:
        return f"the meeting of {day} was removed"
    return f"the meeting of {day} was altered: {'; '.join(record_differences(change.old, change.new))}"


def _happened(change: model.Happened, reader: Reader) -> str:
    return _entry(reader.entry(change.entry))


def _noted(change: model.Noted, reader: Reader) -> str:
    entry = reader.entry(change.entry)
    if change.told:
        entry = entry.model_copy(update=dict.fromkeys(_MOVES & entry.model_fields_set))
    return f"{words.spoken(entry.on)}: {_entry(entry)}"


def _corrected(change: model.Corrected, reader: Reader) -> str:
    return _entry(reader.entry(change.entry))


def _replaced(change: model.SettingReplaced, _: Reader) -> str:
    lines = "; ".join(_items(change.old, change.new))
    what = "a setting that holds already was changed, so that earlier records mean something else"
    return f"{what}: {named(change.field)}: {lines}"


def _setting(change: model.SettingChanged, _: Reader) -> str:
    what = "added for a day long before, so that what was said since means something else: "
    late = what if change.backdated else ""
    return f"{late}{named(change.field)}: {'; '.join(_items(change.old, change.new))}"


def _items(old: object, new: object) -> Iterator[str]:
    if isinstance(old, tuple) and isinstance(new, tuple):
        yield from item_differences(old, new)
    elif isinstance(old, Record) and isinstance(new, Record):
        yield from record_differences(old, new)
    else:
        texts = isinstance(old, str) and isinstance(new, str) and not isinstance(new, Term)
        was, now = apart(str(old), str(new)) if texts else (value(old), value(new))
        yield f"now {now}" + (f", was {was}" if old is not None else "")


def _renamed(change: model.Renamed, _: Reader) -> str:
    leads = "still leads to it" if change.resolved else "leads nowhere now: `formerly` does not name it"
    return f"renamed; its old id, {change.old_id}, {leads}"


def _format(change: model.FormatOnly, _: Reader) -> str:
    several = len(change.paths) > 1
    return f"written otherwise, and {'say' if several else 'says'} the same"


_WORDS: Final[Mapping[type[Change], Callable[[Any, Reader], str]]] = {
    model.FactChanged: _fact,
    model.EntryAltered: _altered,
    model.EntryRemoved: _removed,
    model.SettingReplaced: _replaced,
    model.RecordRemoved: _record_gone,
    model.MeetingChanged: _meeting_changed,
    model.Unreadable: _unreadable,
    model.PrivacyChanged: _privacy,
    model.Decided: move_words.decided,
    model.Rated: move_words.rated,
    model.Targeted: move_words.targeted,
    model.Assigned: move_words.assigned,
    model.StatusMoved: move_words.moved,
    model.Accepted: move_words.accepted,
    model.Risked: move_words.risked,
    model.New: _new,
    model.NewMeeting: _meeting,
    model.Happened: _happened,
    model.Noted: _noted,
    model.Corrected: _corrected,
    model.SettingChanged: _setting,
    model.Renamed: _renamed,
    model.FormatOnly: _format,
}
"""How each kind of change is told."""
