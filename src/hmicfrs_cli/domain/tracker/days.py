"""Dates as trackers write them: 03/04/2022, Apr-22, End of March 2022, Q3 2021/22, W/C 4th April 2022.

None is made sharper than it is written, and one that two people would read as two days is never guessed.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from hmicfrs_cli.domain.dates import When, day, parse
from hmicfrs_cli.domain.tracker.cells import Cell, Form, folded

Order = Literal["day-first", "month-first"]

NO_DATE: Final = (
    "ongoing",
    "on-going",
    "tbc",
    "tba",
    "n/a",
    "na",
    "none",
    "not set",
    "not applicable",
    "-",
    "–",
)
"""What a tracker writes where there is no date."""

_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_LONG: Final = "january february march april may june july august september october november december".split()
_FIGURES: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?: \d{1,2}:\d{2}(?::\d{2})?)?")
_ISO: Final = re.compile(r"(\d{4}-\d{2}(?:-\d{2})?)(?:[ t]\d{2}:\d{2}.*)?")
_WORDS: Final = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?[ -])?(?:of )?([a-z]{3,9})\.?,?[ -]'?(\d{4}|\d{2})")
_WORDS_US: Final = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?, (\d{4})")
_QUARTER: Final = re.compile(r"q(?:uarter|tr)? ?([1-4])[ ,]*(?:of )?(?:fy ?)?(\d{4})[/-](\d{4}|\d{2})")
_YEARS: Final = re.compile(r"(?:fy ?)?(\d{4})[/-](\d{2})")
_YEAR: Final = re.compile(r"\d{4}")
_BEFORE: Final = re.compile(r"(?:by|due|the|end of|end|before end of|no later than|not later than) ")
_WEEKDAY: Final = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? ")
_WEEK: Final = re.compile(r"(?:w/?c|week commencing)[ .:]*")
_SERIALS: Final = range(36_526, 73_051)
"""What a spreadsheet stores for the days from 2000 to 2099."""
_EPOCH: Final = date(1899, 12, 30)
_MONTHS_OF_YEAR: Final = 12
_LONGEST: Final = 60
_NONE: Final = "this is no date that hmi reads"


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a cell is no date; `twofold` where it is one of two days, and which is for a person to say."""

    why: str
    twofold: bool = False


def read_day(cell: Cell, order: Order | None, none: tuple[str, ...] = NO_DATE) -> When | Unread | None:
    """Return the date that a cell states, why it is none, or None where it says that there is none.

    `order` is what a person said of dates in figures alone.
    """
    words = folded(cell.text)
    if not words or words in none:
        return None
    if cell.form is Form.DAY:
        return _iso(cell.text)
    if len(words) > _LONGEST:
        return Unread(_NONE)
    if words.isascii() and words.isdecimal() and int(words) in _SERIALS:
        return day(_EPOCH + timedelta(days=int(words)))
    if _WEEK.match(words):
        return _week(_WEEK.sub("", words, count=1), order)
    while match := _BEFORE.match(words):
        words = words[match.end() :]
    return _stated(_WEEKDAY.sub("", words, count=1), order)


def _stated(words: str, order: Order | None) -> When | Unread:
    for shape, read in _SHAPES:
        if match := shape.fullmatch(words):
            return read(match, order)
    return Unread(_NONE)


def _iso(text: str) -> When | Unread:
    try:
        return parse(text)
    except ValueError as error:
        return Unread(str(error))


def _figures(match: re.Match[str], order: Order | None) -> When | Unread:
    first, second, year = int(match[1]), int(match[2]), _year(match[3])
    if first == second or max(first, second) > _MONTHS_OF_YEAR:
        order = "month-first" if second > _MONTHS_OF_YEAR else "day-first"
    elif order is None:
        return Unread("this is one of two days, and nobody has said which", twofold=True)
    dom, month = (first, second) if order == "day-first" else (second, first)
    return _iso(f"{year}-{month:02}-{dom:02}")


def _worded(dom: str | None, month: str, year: str) -> When | Unread:
    known = _LONG.index(month) if month in _LONG else -1
    if month[:3] in _MONTHS and (len(month) == len("jan") or month == "sept"):
        known = _MONTHS.index(month[:3])
    if known < 0:
        return Unread(_NONE)
    return _iso(f"{_year(year)}-{known + 1:02}" + (f"-{int(dom):02}" if dom else ""))


def _quarter(match: re.Match[str]) -> When | Unread:
    """Return a quarter of a financial year, which begins in April."""
    year = int(match[2])
    if int(match[3]) % 100 != (year + 1) % 100:
        return Unread("these are not two years that follow each other")
    first = int(match[1]) * 3 + 1
    year, first = (year, first) if first <= _MONTHS_OF_YEAR else (year + 1, first - _MONTHS_OF_YEAR)
    return _iso(f"{year}-{first:02}/{year}-{first + 2:02}")


def _years(match: re.Match[str]) -> When | Unread:
    """Return a financial year."""
    year = int(match[1])
    return _iso(f"{year}-04/{year + 1}-03") if int(match[2]) == (year + 1) % 100 else Unread(_NONE)


def _week(words: str, order: Order | None) -> When | Unread:
    found = _stated(words, order)
    if isinstance(found, Unread):
        return found
    if found.first != found.last or found.first.weekday():
        return Unread("a week begins on a Monday, and this is none")
    year, week, _ = found.first.isocalendar()
    return _iso(f"{year}-W{week:02}")


def _year(figures: str) -> int:
    """Return the year; two figures are of this century, in which every tracker was begun."""
    return int(figures) if len(figures) > len("22") else 2000 + int(figures)


_SHAPES: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Order | None], When | Unread]], ...]] = (
    (_FIGURES, _figures),
    (_ISO, lambda match, _: _iso(match[1])),
    (_QUARTER, lambda match, _: _quarter(match)),
    (_YEARS, lambda match, _: _years(match)),
    (_YEAR, lambda match, _: _iso(match[0])),
    (_WORDS, lambda match, _: _worded(match[1], match[2], match[3])),
    (_WORDS_US, lambda match, _: _worded(match[2], match[1], match[3])),
)
