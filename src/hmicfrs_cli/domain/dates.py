"""Dates as people know them: ISO 8601 of any precision, compared by their last possible day.

A date is never sharpened: what is stated as a month stays a month, in every output.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

_LONGEST = 40
FIRST_YEAR, LAST_YEAR = 1900, 2199
_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?|-W(\d{2}))?", re.ASCII)


class Precision(StrEnum):
    """How much of a date is stated."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    SPAN = "span"
    NOT_LATER_THAN = "not-later-than"


@dataclass(frozen=True, slots=True)
class When:
    """A date as written, with its first and last possible days, both included."""

    text: str
    first: date
    last: date
    precision: Precision

    def __str__(self) -> str:
        """Return the date as written."""
        return self.text


def day(value: date) -> When:
    """Return a whole day."""
    return When(value.isoformat(), value, value, Precision.DAY)


@lru_cache(maxsize=4096)  # a register says the same days again and again
def parse(text: str) -> When:
    """Read an ISO 8601 date: a day, a span, a week, a month, a year or `/` not later than.

    Raises ValueError, in words for the reader, for anything else.
    """
    start, slash, end = text.partition("/")
    if not slash:
        first, last, precision = _point(text, text)
        return When(text, first, last, precision)
    last = _point(end, text)[1]
    if not start:
        return When(text, date(FIRST_YEAR, 1, 1), last, Precision.NOT_LATER_THAN)
    first = _point(start, text)[0]
    if first > last:
        msg = f"{_cut(text)} ends before it begins"
        raise ValueError(msg)
    return When(text, first, last, Precision.SPAN)


def _point(text: str, whole: str) -> tuple[date, date, Precision]:
    match = _SHAPE.fullmatch(text)
    if match is None:
        msg = f"{_cut(whole)} is not an ISO 8601 date"
        raise ValueError(msg)
    year, month, dom, week = (int(part) if part else None for part in match.groups())
    try:
        first, last, precision = _bounds(year or 0, month, dom, week)
    except ValueError:
        msg = f"{_cut(whole)} is no day in the calendar"
        raise ValueError(msg) from None
    if not FIRST_YEAR <= first.year <= last.year <= LAST_YEAR:
        msg = f"{_cut(whole)} is not between {FIRST_YEAR} and {LAST_YEAR}"
        raise ValueError(msg)
    return first, last, precision


def _cut(text: str) -> str:
    return f"“{text if len(text) <= _LONGEST else text[:_LONGEST] + '…'}”"


def _bounds(year: int, month: int | None, dom: int | None, week: int | None) -> tuple[date, date, Precision]:
    if week is not None:
        return date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7), Precision.WEEK
    if month is None:
        return date(year, 1, 1), date(year, 12, 31), Precision.YEAR
    if dom is None:
        return date(year, month, 1), month_end(year, month), Precision.MONTH
    return date(year, month, dom), date(year, month, dom), Precision.DAY


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def spoken(when: When, *, planned: bool = False, seen: date | None = None) -> str:
    """Return the date as a person writes it, no sharper than it is stated.

    `planned` adds what an open date needs: "April 2022, date to be confirmed", and
    "later in 2022" where the day it is `seen` from lies in that year.
    """
    match when.precision:
        case Precision.SPAN:
            return _span(when)
        case Precision.NOT_LATER_THAN:
            return f"not later than {_plain(parse(when.text[1:]))}"
        case Precision.MONTH if planned:
            return f"{_plain(when)}, date to be confirmed"
        case Precision.YEAR if planned:
            later = seen is not None and seen.year == when.first.year
            return f"later in {when}" if later else f"{when}, date to be confirmed"
        case _:
            return _plain(when)


def on_words(when: When) -> str:
    """Return the date with the preposition a sentence needs: "on 4 April 2022", "in April 2022"."""
    words = spoken(when)
    match when.precision:
        case Precision.DAY:
            return f"on {words}"
        case Precision.WEEK:
            return f"in the {words}"
        case Precision.MONTH | Precision.YEAR:
            return f"in {words}"
        case Precision.SPAN:
            return f"from {words}"
        case _:
            return words


def _plain(when: When) -> str:
    first = when.first
    match when.precision:
        case Precision.DAY:
            return day_words(first)
        case Precision.WEEK:
            return f"week commencing {day_words(first)}"
        case Precision.MONTH:
            return f"{first:%B} {first.year}"
        case _:
            return when.text


def day_words(value: date) -> str:
    """Return a day as a person writes it: "4 April 2022"."""
    return f"{value.day} {value:%B} {value.year}"


def _span(when: When) -> str:
    start, _, end = when.text.partition("/")
    first, last = parse(start), parse(end)
    if {first.precision, last.precision} != {Precision.DAY}:
        return f"{_plain(first)} to {_plain(last)}"
    if (first.first.year, first.first.month) == (last.last.year, last.last.month):
        return f"{first.first.day} to {day_words(last.last)}"
    if first.first.year == last.last.year:
        return f"{first.first.day} {first.first:%B} to {day_words(last.last)}"
    return f"{day_words(first.first)} to {day_words(last.last)}"


def days_between(start: date, end: date) -> int:
    """Return the number of days from one day to another."""
    return (end - start).days


def plus_days(start: date, days: int) -> date:
    """Return the day that many calendar days later."""
    return start + timedelta(days=days)
