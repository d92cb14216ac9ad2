"""A record's life and who set what it is: on the screen and as JSON."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from hmicfrs_cli.domain import dates
from hmicfrs_cli.domain.blame import Axis, Setter
from hmicfrs_cli.domain.dates import When
from hmicfrs_cli.domain.lifeline import Commit, Did, Step
from hmicfrs_cli.domain.near import quoted
from hmicfrs_cli.domain.reading import id_of
from hmicfrs_cli.domain.records import Entry, FindingEntry
from hmicfrs_cli.domain.terms import Term
from hmicfrs_cli.render import data, log_words, terminal, words
from hmicfrs_cli.render.terminal import Cell, Part

_SIGNATURES = {
    "G": "signed",
    "U": "signed, by a key nobody here vouches for",
    "X": "signed, the signature has expired",
    "Y": "signed, by a key that has expired",
    "R": "signed, by a key that was revoked",
    "E": "signed, cannot be checked here",
    "B": "its signature is FALSE",
}
_NOT_SIGNED, _NOT_COMMITTED = "not signed", "not committed"
_SHALLOW = "This clone lacks the older history; `git fetch --unshallow` fetches it."
_NO_REPOSITORY = "This register is in no git repository: nobody can tell who wrote it when."
_AXES = {
    Axis.RAG: ("RAG", words.NOT_RATED),
    Axis.STATUS: ("Force status", words.NOT_STATED),
    Axis.TARGET: ("Target", words.NONE),
    Axis.OWNER: ("Owner", words.NOT_STATED),
    Axis.INSPECTORATE: ("Inspectorate", "open, as it was made"),
}
_SHORT = 12
_CONTEXT = 40
"""Characters shown on either side of what changed in a text."""


def signature(commit: Commit) -> str:
    """Return whether a commit is signed, in words, and by whom where git knows."""
    said = _SIGNATURES.get(commit.signature, _NOT_SIGNED)
    return f"{said} by {commit.signer}" if commit.signature == "G" and commit.signer else said


def page(id_: str, steps: Sequence[Step], *, repository: bool, shallow: bool) -> Iterator[Part]:
    """Return a record's life as one table, the oldest first."""
    yield terminal.title(f"{id_}: its life, from its log and from git")
    yield terminal.table(
        ("Dated", "What changed, and who says so", "Committed"),
        [(_dated(step), "\n".join(_told(step)), _committed(step)) for step in steps],
    )
    yield from _lacking(repository=repository, shallow=shallow)


def _lacking(*, repository: bool, shallow: bool) -> Iterator[Part]:
    if shallow:
        yield terminal.line(_SHALLOW)
    if not repository:
        yield terminal.line(_NO_REPOSITORY)


def blame_page(
    id_: str,
    found: Mapping[Axis, Setter | None],
    steps: Sequence[Step | None],
    *,
    repository: bool,
    shallow: bool,
) -> Iterator[Part]:
    """Return who set each thing that a finding is; `steps` brought the entries of its log, in their order."""
    yield terminal.title(f"{id_}: who set what it is now")
    pairs: list[tuple[str, Cell]] = []
    for axis, (label, nothing) in _AXES.items():
        setter = found[axis]
        said = _set_by(setter, steps[setter.index]) if setter else words.capital(nothing)
        pairs.append((label, said))
    yield terminal.facts(pairs)
    yield from _lacking(repository=repository, shallow=shallow)


def _set_by(setter: Setter, step: Step | None) -> str:
    """Return what was said, when, by whom and why; below it who committed that."""
    entry = setter.entry
    said = [words.capital(_value(setter.value)), f"set {words.brief(entry.on)}{_by(entry)}"]
    if entry.authority:
        said.append(f"in {entry.authority.kind.label} {entry.authority.ref}")
    why = f": {entry.why}" if entry.why else ""
    notes = " (as corrected later)" * setter.corrected + " (private)" * entry.private
    return f"{', '.join(said)}{why}{notes}\n{words.capital(_in_git(step.commit if step else None))}"


def _by(entry: Entry) -> str:
    return f" by {entry.by}" if entry.by else ", nobody is named"


def _value(value: object) -> str:
    if isinstance(value, Term):
        return value.label
    return words.spoken(value) if isinstance(value, When) else str(value)


def _in_git(commit: Commit | None) -> str:
    if commit is None:
        return _NOT_COMMITTED
    day = words.brief(dates.day(commit.day))
    if commit.oldest:
        return f"committed by {day}: when and by whom is not in this clone"
    return f"committed {day} by {_people(commit)}, {commit.id[:_SHORT]}, {signature(commit)}"


def _people(commit: Commit) -> str:
    """Return the author and, where somebody else put the commit in, who did."""
    author, committer = terminal.one_line(commit.author), terminal.one_line(commit.committer)
    return author if author == committer else f"{author} ({committer})"


def _dated(step: Step) -> str:
    if step.entry is None or step.did is Did.REMOVED:
        return words.brief(dates.day(step.day))
    return log_words.when(step.entry).replace(", of ", "\nof ")


def _committed(step: Step) -> str:
    if step.commit is None:
        return words.capital(_NOT_COMMITTED)
    day = words.brief(dates.day(step.commit.day))
    if step.commit.oldest:
        return f"By {day};\nolder history\nis not here"
    return "\n".join([day, _people(step.commit), step.commit.id[:_SHORT], signature(step.commit)])


def _apart(step: Step) -> str:
    on = words.brief(step.entry.on) if step.entry else ""
    committed = words.brief(dates.day(step.commit.day)) if step.commit else ""
    return f"Dated {on}, committed {committed}"


def _told(step: Step) -> Iterator[str]:
    """Yield what happened, one thing on a line."""
    match step.did:
        case Did.ENTERED:
            yield _said(step.entry)
        case Did.ALTERED:
            yield from ("ENTRY ALTERED. It said:", _said(step.before), "It says now:", _said(step.entry))
        case Did.REMOVED:
            of = f" of {words.brief(step.entry.on)}" if step.entry else ""
            yield from (f"ENTRY{of} REMOVED. It said:", _said(step.entry))
        case Did.EDITED:
            yield from _edited(step.fields)
        case Did.RENAMED:
            yield f"Renamed: it was {id_of(step.other)}"
        case Did.LEFT:
            yield f"Renamed: it is now {id_of(step.other)}, whose history goes on"
        case _:
            yield _PLAIN[step.did]
    if step.apart:
        yield _apart(step)


_PLAIN = {
    Did.BEGUN: "Added to the register",
    Did.DELETED: "THE RECORD WAS DELETED",
    Did.UNREADABLE: "The file could not be read",
}


def _said(entry: Entry | None) -> str:
    return log_words.said(entry) if entry else "(an entry that cannot be read)"


def _edited(fields: Iterable[tuple[str, Any, Any]]) -> Iterator[str]:
    yield "EDITED ABOVE THE LOG:"
    for name, old, new in fields:
        label = name.replace("_", " ")
        if old is None or new is None:
            yield f"{label} {'taken out' if new is None else 'added'}: {_shown(old if new is None else new)}"
        elif isinstance(old, str) and isinstance(new, str):
            was, now = _around_the_change(old, new)
            yield f"{label} was “{was}” and is “{now}”"
        else:
            yield f"{label} was {_shown(old)} and is {_shown(new)}"


def _around_the_change(old: str, new: str) -> tuple[str, str]:
    """Return two texts without what they begin and end with alike, but for some words of it.

    A changed word far down a long text would else be cut off, and be told by nobody.
    """
    before = max(_alike(old, new) - _CONTEXT, 0)
    after = max(_alike(old[::-1], new[::-1]) - _CONTEXT, 0)
    after = min(after, len(old) - before, len(new) - before)
    start, end = "…" if before else "", "…" if after else ""
    return (
        start + old[before : len(old) - after] + end,
        start + new[before : len(new) - after] + end,
    )


def _alike(one: str, other: str) -> int:
    """Return how many characters two texts have alike at their beginnings."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_shown(part)}" for name, part in value.items())
    if isinstance(value, list):
        return words.listed(_shown(part) for part in value)
    return quoted(value)


def step_data(step: Step) -> data.Data:
    """Return one step for other programs."""
    return {
        "did": step.did.value,
        "day": step.day.isoformat(),
        "on": step.entry.on.text if step.entry else None,
        "by": step.entry.by if step.entry else None,
        "entry": data.entry_data(step.entry) if step.entry else None,
        "before": data.entry_data(step.before) if step.before else None,
        "fields": [{"name": name, "old": old, "new": new} for name, old, new in step.fields],
        "formerly": id_of(step.other) if step.did is Did.RENAMED else None,
        "became": id_of(step.other) if step.did is Did.LEFT else None,
        "commit": _commit_data(step.commit),
        "dated_apart": step.apart,
    }


def blame_data(found: Mapping[Axis, Setter | None], steps: Sequence[Step | None]) -> data.Data:
    """Return who set each thing for other programs; null where nobody has."""
    return {
        axis.value: _setter_data(setter, steps[setter.index]) if setter else None
        for axis, setter in found.items()
    }


def _setter_data(setter: Setter, step: Step | None) -> data.Data:
    entry: FindingEntry = setter.entry
    return {
        "value": str(setter.value),
        "on": entry.on.text,
        "by": entry.by,
        "why": entry.why,
        "private": entry.private,
        "corrected": setter.corrected,
        "commit": _commit_data(step.commit if step else None),
        "dated_apart": step.apart if step else False,
    }


def _commit_data(commit: Commit | None) -> data.Data | None:
    if commit is None:
        return None
    return {
        "id": commit.id,
        "author": commit.author,
        "committer": commit.committer,
        "day": commit.day.isoformat(),
        "signature": signature(commit),
        "signer": commit.signer or None,
        "oldest_here": commit.oldest,
    }
