"""The shared phrases: counts with grammar that fits, lists, days left. One place has the words."""

from collections.abc import Sequence

from hmicfrs_cli.domain.terms import Rag

NOT_RATED, NOT_STATED, NONE, WITHHELD = "not rated", "not stated", "none", "withheld"

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def number(count: int) -> str:
    """Return a count as papers write it: in words up to nine, then in figures; nought is "no"."""
    return _SMALL[count] if 0 <= count < len(_SMALL) else f"{count:,}"


def counted(count: int, singular: str, plural: str = "") -> str:
    """Return a count with its noun: "five inspections", "one inspection", "no inspections"."""
    return f"{number(count)} {singular if count == 1 else plural or singular + 's'}"


def figure(count: int, singular: str, plural: str = "") -> str:
    """Return a count in figures with its noun, for a terminal: "5 inspections"."""
    return f"{count:,} {singular if count == 1 else plural or singular + 's'}"


def listed(parts: Sequence[str], last: str = "and") -> str:
    """Return a list as a sentence has it: "a", "a and b", "a, b and c"."""
    *first, final = parts or ("",)
    return f"{', '.join(first)} {last} {final}" if first else final


def capital(text: str) -> str:
    """Return text with its first letter large and nothing else changed."""
    return text[:1].upper() + text[1:]


def rag(colour: Rag | str | None) -> str:
    """Return a rating as a word, never as a colour alone."""
    return NOT_RATED if colour is None else str(colour)


def days_left(days: int) -> str:
    """Return how far away a day is: "in 12 days", "today", "3 days ago"."""
    if days == 0:
        return "today"
    return f"in {figure(days, 'day')}" if days > 0 else f"{figure(-days, 'day')} ago"


def days_moved(days: int) -> str:
    """Return how a date moved: "61 days later", "5 days earlier"."""
    if days == 0:
        return "to a date stated otherwise"
    return f"{figure(abs(days), 'day')} {'later' if days > 0 else 'earlier'}"
