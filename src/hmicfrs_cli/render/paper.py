"""The paper's data as templates see it: plain values, and the filters that put them into words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any

from hmicfrs_cli.domain import dates
from hmicfrs_cli.domain.dates import When
from hmicfrs_cli.domain.paper.model import Paper
from hmicfrs_cli.domain.terms import Term
from hmicfrs_cli.render import words

OMITTED_FROM_TEMPLATES = {"withheld"}
"""What a template must never see: what was left out of the paper."""

_PLAIN_ALREADY = {str, int, bool, float, type(None), date}


def plain(value: object) -> object:
    """Return a paper, or a part of it, as mappings, lists, texts, numbers and days.

    A date as written becomes a mapping with its text and its last day, a word from a closed
    list one with its value and its printed forms.
    """
    return _plain(value, {})


def _plain(value: object, made: dict[int, object]) -> object:
    """Return a part of a paper; a finding that stands in several lists is `made` plain once."""
    if type(value) in _PLAIN_ALREADY:
        return value
    if isinstance(value, tuple | list):
        return [_plain(part, made) for part in value]
    if is_dataclass(value) and not isinstance(value, When):
        if id(value) not in made:
            kind: type = type(value)
            made[id(value)] = {name: _plain(getattr(value, name), made) for name in _names(kind)}
        return made[id(value)]
    return _word(value)


def _word(value: object) -> object:
    if isinstance(value, When):
        return {"text": value.text, "last": value.last}
    if isinstance(value, Term):
        return {"value": value.value, "label": value.label, "plural": value.plural}
    return value.value if isinstance(value, Enum) else value


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    omitted = OMITTED_FROM_TEMPLATES if issubclass(kind, Paper) else set()
    return tuple(field.name for field in fields(kind) if field.name not in omitted)


def title(paper: Paper) -> str:
    """Return the paper's title."""
    return f"HMICFRS inspection activity and recommendations: {paper.heading.force}"


def marking(paper: Paper) -> str:
    """Return what stands on every page: the marking, and what else its readers must know."""
    heading = paper.heading
    said = [heading.marking.label]
    if heading.restricted:
        said.append("not for publication")
    if heading.fictional:
        said.append("fictional: an invented force")
    return " · ".join(said)


def _when(value: Mapping[str, str]) -> str:
    return dates.spoken(dates.parse(value["text"]))


def _planned(value: Mapping[str, str], seen: date | None = None) -> str:
    return dates.spoken(dates.parse(value["text"]), planned=True, seen=seen)


def _on(value: Mapping[str, str]) -> str:
    return dates.on_words(dates.parse(value["text"]))


def _brief(value: Mapping[str, str]) -> str:
    return words.brief(dates.parse(value["text"]))


def _rag(value: Mapping[str, str] | None) -> str:
    return value["value"] if value else words.NOT_RATED


def _sentence(text: str) -> str:
    """Return words of a record as a sentence: with one full stop, and no second where it ends with a mark."""
    return text if text.rstrip("”’)\"'").endswith((".", "!", "?", "…")) else f"{text}."


def _times(count: int) -> str:
    """Say how often: "once", "twice", "three times"."""
    return {1: "once", 2: "twice"}.get(count) or words.count_of(count, "time")


def _days_moved(days: int) -> str:
    """Say how a date moved: "61 days later", "5 days earlier"."""
    if days == 0:
        return "stated otherwise"
    return f"{words.figure_of(abs(days), 'day')} {'later' if days > 0 else 'earlier'}"


def _parts(counts: Iterable[tuple[Mapping[str, str] | None, Mapping[str, int]]]) -> list[dict[str, object]]:
    """Return the segments of a bar: white and not rated only where there are some."""
    always = {"red", "amber", "green"}
    rated = [(colour["value"] if colour else "none", figure["count"]) for colour, figure in counts]
    return [
        {"word": word, "letter": word[0], "colour": colour, "count": count}
        for colour, count in rated
        for word in [words.capital(words.NOT_RATED if colour == "none" else colour)]
        if count or colour in always
    ]


def _due_items(items: Iterable[Mapping[str, Any]], start: date, end: date) -> list[dict[str, object]]:
    """Return what the due-date strip shows: each item's earliest date up to the end, overdue first."""
    found = []
    for item in items:
        days = [when["last"] for when in (item["deadline"]["date"], item["target"]["present"]) if when]
        if days and min(days) <= end and (item["days_overdue"] or min(days) >= start):
            rated = item["rating"]["colour"]
            colour = rated["value"] if rated else "none"
            word = words.capital(_rag(rated))
            shown = {"word": word, "letter": word[0], "colour": colour}
            found.append({"label": item["id"], "date": min(days), **shown, "item": item})
    return sorted(found, key=lambda row: (row["date"], row["label"]))


def _by_inspection(ids: Iterable[str]) -> str:
    """Name each inspection once, with those of its findings that are meant: "x-2024: 1, afi-2; y-2023: 1"."""
    groups: dict[str, list[str]] = {}
    for id_ in ids:
        inspection, _, name = id_.rpartition("/")
        groups.setdefault(inspection, []).append(name)
    return "; ".join(f"{inspection}: {', '.join(names)}" for inspection, names in groups.items())


def _by_portfolio(items: Iterable[Mapping[str, Any]]) -> list[dict[str, object]]:
    """Return the findings of each portfolio by its name, those of none last; their order is kept."""
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for item in items:
        groups.setdefault(item["portfolio"] or "Not allocated", []).append(item)
    names = sorted(groups, key=lambda name: (name == "Not allocated", name.casefold()))
    return [{"name": name, "findings": groups[name]} for name in names]


FILTERS: Mapping[str, Callable[..., object]] = {
    "when": _when,
    "planned": _planned,
    "on": _on,
    "brief": _brief,
    "day": dates.day_words,
    "number": words.number,
    "counted": words.count_of,
    "listed": words.listed,
    "capital": words.capital,
    "rag_word": _rag,
    "parts": _parts,
    "due_items": _due_items,
    "by_inspection": _by_inspection,
    "by_portfolio": _by_portfolio,
    "plus_days": dates.plus_days,
    "days_left": words.days_left,
    "days_moved": _days_moved,
    "times": _times,
    "sentence": _sentence,
}
"""What templates may call on values, beside Jinja's own filters."""
