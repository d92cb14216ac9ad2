"""A record's life: on the screen and as JSON."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from hmicfrs_cli.domain import dates
from hmicfrs_cli.domain.lifeline import Did, Step
from hmicfrs_cli.domain.near import quoted
from hmicfrs_cli.domain.reading import id_of
from hmicfrs_cli.domain.records import Entry
from hmicfrs_cli.render import committed, data, log_words, terminal, words
from hmicfrs_cli.render.terminal import Part

_CONTEXT = 40
"""Characters shown on either side of what changed in a text."""


def page(id_: str, steps: Sequence[Step], *, repository: bool, shallow: bool) -> Iterator[Part]:
    """Return a record's life as one table, the oldest first."""
    yield terminal.title(f"{id_}: its life, from its log and from git")
    yield terminal.table(
        ("Dated", "What changed, and who says so", "Committed"),
        [(_dated(step), "\n".join(_told(step)), _committed(step)) for step in steps],
    )
    yield from committed.lacking(repository=repository, shallow=shallow)


def named(step: Step, names: Mapping[tuple[str, str], str]) -> Step:
    """Return a step with the names of portfolios and boards for their ids."""

    def said(entry: Entry | None) -> Entry | None:
        ids = {field: getattr(entry, field, None) for field in ("portfolio", "board")}
        known = {field: names[field, id_] for field, id_ in ids.items() if id_ and (field, id_) in names}
        return entry.model_copy(update=known) if entry and known else entry

    return replace(step, entry=said(step.entry), before=said(step.before))


def _dated(step: Step) -> str:
    if step.entry is None or step.did is Did.REMOVED:
        return words.brief(dates.day(step.day))
    return log_words.when(step.entry).replace(", of ", "\nof ")


def _committed(step: Step) -> str:
    if step.commit is None:
        return words.capital(committed.NOT_COMMITTED)
    day = words.brief(dates.day(step.commit.day))
    if step.commit.oldest:
        return f"By {day};\nolder history\nis not here"
    return "\n".join(
        [
            day,
            committed.people(step.commit),
            step.commit.id[: committed.SHORT],
            committed.signature(step.commit),
        ]
    )


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
    Did.MENDED: "The file can be read again",
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
        "commit": committed.commit_data(step.commit),
        "dated_apart": step.apart,
    }
