"""Deadlines in an inspectorate's words: "Immediately", "By January 2024", "Within six months".

A relative deadline is counted from the day of publication, by convention, and a month that
is too short gives its last day (31 August + 6 months = 28 or 29 February).
"""

import re
from datetime import date, timedelta
from typing import NamedTuple

from hmicfrs_cli.domain.dates import When, month_end, parse
from hmicfrs_cli.domain.terms import Basis

_COUNTED = "one two three four five six seven eight nine ten eleven twelve".split()
_NUMBERS = {word: number for number, word in enumerate(_COUNTED, 1)} | {
    "a": 1,
    "an": 1,
    "fifteen": 15,
    "eighteen": 18,
    "twenty": 20,
    "twenty-four": 24,
    "thirty": 30,
    "thirty-six": 36,
    "sixty": 60,
    "ninety": 90,
}
_UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y"}
_MONTHS = {
    name: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}
_PERIOD = re.compile(r"P(\d{1,3})([DWMY])", re.ASCII)
# Compiled when words are first read, since a list reads none.
_NOW = r"immediate(?:ly)?|with immediate effect|forthwith"
SINCE = (
    r"(?: of| from| after|,? following) (?:the )?(?:date of )?(?:the )?(?:publication(?: date)?"
    r"(?: of (?:this|the|our) report)?|(?:this|the|our) report(?:[’']s publication| (?:being|is) published)?)"
)
"""From when a relative deadline is counted: the day of publication, in any words."""
_WITHIN = (
    rf"(?:(?:with)?in (?:the next )?|(?:no|not) later than )([\w-]+) (day|week|month|year)s?(?:{SINCE})?"
)
_BY = (
    r"(?:by|not later than|no later than)?(?: the)?(?: end of)? ?"
    r"(?:(\d{1,2})(?:st|nd|rd|th)? )?([a-z]+) (\d{4})"
)


class Reading(NamedTuple):
    """What a deadline's words say: its basis, and the date or the period that goes with it."""

    basis: Basis
    date: When | None = None
    within: str | None = None


def read_words(words: str) -> Reading:
    """Read a deadline's words; words that state no date we understand have the basis `none`."""
    words = " ".join(words.split()).strip(" .,")
    if re.fullmatch(_NOW, words, re.IGNORECASE):
        return Reading(Basis.IMMEDIATELY)
    if match := re.fullmatch(_WITHIN, words, re.IGNORECASE):
        number = _NUMBERS.get(match[1].lower()) or (int(match[1]) if match[1].isdecimal() else 0)
        if 0 < number < 1000:  # noqa: PLR2004 - more than three digits is no period an inspectorate sets
            return Reading(Basis.PUBLICATION, within=f"P{number}{_UNITS[match[2].lower()]}")
    if (match := re.fullmatch(_BY, words, re.IGNORECASE)) and (month := _MONTHS.get(match[2].lower())):
        return _dated(match, month)
    return Reading(Basis.NONE)


def _dated(match: re.Match[str], month: int) -> Reading:
    iso = f"{match[3]}-{month:02}" + (f"-{int(match[1]):02}" if match[1] else "")
    try:
        return Reading(Basis.DATE, date=parse(iso))
    except ValueError:
        return Reading(Basis.NONE)


def is_period(text: str) -> bool:
    """Say whether the text is an ISO 8601 period of days, weeks, months or years (`P6M`)."""
    return _PERIOD.fullmatch(text) is not None


def after(start: date, period: str) -> date:
    """Return the day a period after `start`, clamped to its month's end.

    Raises ValueError when the period is none.
    """
    match = _PERIOD.fullmatch(period)
    if match is None:
        msg = f"“{period}” is not a period such as P6M"
        raise ValueError(msg)
    count, unit = int(match[1]), match[2]
    if unit in "DW":
        return start + timedelta(days=count * (7 if unit == "W" else 1))
    months = start.year * 12 + start.month - 1 + count * (12 if unit == "Y" else 1)
    last = month_end(months // 12, months % 12 + 1)
    return last.replace(day=min(start.day, last.day))
