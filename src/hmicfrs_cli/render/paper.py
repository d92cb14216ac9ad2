"""The paper's data as templates see it: plain values, and the filters that put them into words."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum

from hmicfrs_cli.domain import dates
from hmicfrs_cli.domain.dates import When
from hmicfrs_cli.domain.paper.model import Paper
from hmicfrs_cli.domain.terms import Term
from hmicfrs_cli.render import words

OMITTED_FROM_TEMPLATES = {"withheld"}
"""What a template must never see: what was left out of the paper."""


def plain(value: object) -> object:
    """Return a paper, or a part of it, as mappings, lists, texts, numbers and days.

    A date as written becomes a mapping with its text and its last day, a word from a closed
    list one with its value and its printed forms.
    """
    if isinstance(value, When):
        return {"text": value.text, "last": value.last}
    if isinstance(value, Term):
        return {"value": value.value, "label": value.label, "plural": value.plural}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [plain(part) for part in value]
    if is_dataclass(value):
        return {
            field.name: plain(getattr(value, field.name))
            for field in fields(value)
            if not (isinstance(value, Paper) and field.name in OMITTED_FROM_TEMPLATES)
        }
    return value


def title(paper: Paper) -> str:
    """Return the paper's title."""
    return f"HMICFRS inspection activity and recommendations: {paper.heading.force}"


def _when(value: Mapping[str, str]) -> str:
    return dates.spoken(dates.parse(value["text"]))


def _planned(value: Mapping[str, str], seen: date | None = None) -> str:
    return dates.spoken(dates.parse(value["text"]), planned=True, seen=seen)


def _on(value: Mapping[str, str]) -> str:
    return dates.on_words(dates.parse(value["text"]))


def _rag(value: Mapping[str, str] | None) -> str:
    return words.rag(value["value"] if value else None)


FILTERS: Mapping[str, Callable[..., object]] = {
    "when": _when,
    "planned": _planned,
    "on": _on,
    "day": dates.day_words,
    "number": words.number,
    "counted": words.counted,
    "listed": words.listed,
    "capital": words.capital,
    "rag_word": _rag,
    "days_left": words.days_left,
    "days_moved": words.days_moved,
}
"""What templates may call on values, beside Jinja's own filters."""
