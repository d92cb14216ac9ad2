"""What follows from packs that came back, in words: taken in, changed on both sides, to be completed."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from hmicfrs_cli.domain.dates import days_between
from hmicfrs_cli.domain.packs import Line
from hmicfrs_cli.domain.packs_status import Standing, Status
from hmicfrs_cli.domain.returns import Odd
from hmicfrs_cli.domain.returns_compare import Conflict, Outcome
from hmicfrs_cli.domain.terms import ForceStatus
from hmicfrs_cli.render import pack_words, terminal, words
from hmicfrs_cli.render.terminal import Part

_STANDS = {
    Standing.TAKEN_IN: "returned and taken in",
    Standing.RETURNED: "returned, not yet taken in",
    Standing.NO_NEWS: "returned, without news",
    Standing.WAITING: "not returned",
    Standing.NONE: "no pack in this folder",
}


_SHOWN = 100
"""How many rows or cells of one sort are listed; a person who sees as many opens the file."""


def page(outcome: Outcome) -> list[Part]:
    """Return what follows from one pack, but for what the diff shows."""
    return [
        terminal.heading(f"{outcome.returned.name}: {outcome.returned.made.owner}"),
        terminal.line(f"{words.capital(counts(outcome))}.", 2),
        *_conflicts(outcome.conflicts),
        *_back(outcome.back),
        *_odd("Not understood: left out", outcome.odd),
        *_odd("Written where nothing was asked: left out", outcome.returned.aside),
        *_gone(outcome.returned.gone),
    ]


def counts(outcome: Outcome) -> str:
    """Return how many rows went where; together they are all that came back."""
    both = len({one.key for one in outcome.conflicts})
    parts = [
        (len(outcome.taken), "to take in"),
        (both, "changed on both sides"),
        (len(outcome.back), "to be completed by the owner"),
        (len(outcome.odd), "not understood"),
        (outcome.same, "without news"),
        (len(outcome.returned.gone), "no longer in the file"),
    ]
    told = [f"{words.figure_of(count, 'row')} {what}" for count, what in parts if count]
    return words.listed(told, "nothing came back")


def _conflicts(conflicts: Sequence[Conflict]) -> Iterator[Part]:
    if conflicts:
        yield terminal.heading("Changed on both sides: left as it is until you choose")
    for one in conflicts:
        yield terminal.line(f"{one.key}, {one.field.replace('_', ' ')}", 2)
        by = f", by {one.by}" if one.by else ""
        since = f", {words.spoken(one.on)}{by}" if one.on else ""
        rows = [("Sent", value(one.base)), ("Returned", value(one.returned))]
        yield terminal.facts([*rows, ("Register", f"{value(one.now)}{since}")], 4)
        yield terminal.line(f"--take {one.name} for what came back, --keep {one.name} for the register", 4)


def _back(lines: Sequence[Line]) -> Iterator[Part]:
    if lines:
        yield terminal.heading("To be completed by the owner: not taken in")
        rows = [
            (line.key, "\n".join(words.capital(text) for text in pack_words.wanted(line))) for line in lines
        ]
        yield terminal.facts(rows)


def _odd(title: str, odd: Sequence[Odd]) -> Iterator[Part]:
    if odd:
        yield terminal.heading(title)
        yield terminal.facts([(one.place, one.message) for one in odd[:_SHOWN]])
        yield from _more(len(odd))


def _gone(keys: Sequence[str]) -> Iterator[Part]:
    if keys:
        yield terminal.heading("No longer in the file: nothing is said of them")
        yield from (terminal.line(key, 2) for key in keys[:_SHOWN])
        yield from _more(len(keys))


def _more(count: int) -> Iterator[Part]:
    if count > _SHOWN:
        yield terminal.line(f"… and {count - _SHOWN:,} more", 2)


def value(text: str) -> str:
    """Return a value as people say it: a status by its label, a date in words."""
    known = {status.value: status.label for status in ForceStatus}
    return known.get(text, text) or words.NOT_STATED


def standings(found: Iterable[Status], today: date) -> list[Part]:
    """Return who has returned a pack and who has not, as a table."""
    rows = [
        [
            one.owner,
            words.day(one.made) if one.made else "",
            str(one.rows),
            _standing(one, today),
        ]
        for one in found
    ]
    if not rows:
        return [terminal.line("There is no pack here, and no open finding has an owner.")]
    return [terminal.table(["Owner", "Pack of", "Rows", "Where it stands"], rows)]


def standings_data(found: Iterable[Status]) -> list[dict[str, object]]:
    """Return the same for other programs; `rows_with_news` are those that the register does not have yet."""
    return [
        {
            "owner": one.owner,
            "standing": one.standing.name.casefold().replace("_", "-"),
            "file": one.name or None,
            "made": one.made.isoformat() if one.made else None,
            "rows": one.rows,
            "rows_with_news": one.news,
        }
        for one in found
    ]


def _standing(one: Status, today: date) -> str:
    told = _STANDS[one.standing]
    if one.standing is Standing.RETURNED and one.news:
        return f"{told}: {words.figure_of(one.news, 'row')}"
    if one.standing is Standing.WAITING and one.made and one.made < today:
        return f"{told} for {words.figure_of(days_between(one.made, today), 'day')}"
    return told
