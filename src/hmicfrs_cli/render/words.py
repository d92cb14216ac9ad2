"""Shared phrases: counts with grammar that fits, lists, days left, and dates as a person writes them."""

from collections.abc import Iterable
from datetime import date

from hmicfrs_cli.domain import dates, terms
from hmicfrs_cli.domain.dates import Precision, When
from hmicfrs_cli.domain.terms import Rag

NOT_RATED, NOT_STATED, NONE = "not rated", "not stated", "none"
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def number(count: int) -> str:
    """Return a number as papers write it: words up to ten, then figures."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else f"{count:,}"


def noun(count: int, one: str, several: str | None = None) -> str:
    """Return the noun that fits a count."""
    return one if count == 1 else several or f"{one}s"


def count_of(count: int, one: str, several: str | None = None) -> str:
    """Return a count in words with its noun: "five inspections", "one inspection", "no inspections"."""
    return f"{number(count)} {noun(count, one, several)}"


def figure_of(count: int, one: str, several: str | None = None) -> str:
    """Return a count in figures with its noun: "5 inspections", "1 inspection", "0 inspections"."""
    return f"{count:,} {noun(count, one, several)}"


def listed(parts: Iterable[str], nothing: str = NONE) -> str:
    """Return a list as a sentence has it: "a, b and c"."""
    *head, last = list(parts) or [nothing]
    return f"{', '.join(head)} and {last}" if head else last


def times(count: int) -> str:
    """Return how often: "once", "twice", "three times"."""
    return {1: "once", 2: "twice"}.get(count, f"{number(count)} times")


def day(value: date) -> str:
    """Return a whole day as a person writes it."""
    return dates.day_words(value)


def capital(text: str) -> str:
    """Return the text with a capital at its beginning, the rest as it is."""
    return text[:1].upper() + text[1:]


def days_left(days: int) -> str:
    """Return how far off a last day is: "12 days left", "today", "3 days over"."""
    if days == 0:
        return "today"
    return f"{figure_of(abs(days), 'day')} {'left' if days > 0 else 'over'}"


def spoken(when: When | None, nothing: str = NOT_STATED) -> str:
    """Return a date as a person writes it; what is not there has a word too."""
    return dates.spoken(when) if when else nothing


def planned(when: When, seen: date) -> str:
    """Return a planned date: an open one is "to be confirmed"."""
    return dates.spoken(when, planned=True, seen=seen)


def brief(when: When) -> str:
    """Return a date for a narrow column, no sharper than it is: "4 Apr 2022", "Apr 2022"."""
    first = when.first
    match when.precision:
        case Precision.DAY:
            return f"{first.day} {first:%b} {first.year}"
        case Precision.WEEK:
            return f"w/c {first.day} {first:%b} {first.year}"
        case Precision.MONTH:
            return f"{first:%b} {first.year}"
        case Precision.YEAR:
            return when.text
        case _:
            return dates.spoken(when)


def rag(colour: Rag | None) -> str:
    """Return a rating's word."""
    return colour.label if colour else NOT_RATED


def term(value: terms.Term | None, nothing: str = NOT_STATED) -> str:
    """Return how a word of a closed list is printed."""
    return value.label if value else nothing


def body(name: str) -> str:
    """Return an inspectorate's name; the lead that no source names is "not stated"."""
    return NOT_STATED if name == "not-stated" else terms.body_name(name)
