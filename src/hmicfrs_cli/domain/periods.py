"""Periods as people type them: `90d`, `6w`, `3m`, `2y`."""

import re
from datetime import date, timedelta

from hmicfrs_cli.domain import deadlines
from hmicfrs_cli.domain.dates import FIRST_YEAR, month_end
from hmicfrs_cli.domain.near import quoted

_TYPED = re.compile(r"(\d{1,3})([dwmy])", re.IGNORECASE | re.ASCII)


def typed(text: str) -> str:
    """Return a typed period in ISO 8601: `P90D`. Raises ValueError where it is none."""
    match = _TYPED.fullmatch(text.strip())
    if match is None:
        msg = f"{quoted(text)} is not a period"
        raise ValueError(msg)
    return f"P{match[1]}{match[2].upper()}"


def before(end: date, period: str) -> date:
    """Return the day an ISO 8601 period before `end`, clamped to its month's end."""
    count, unit = int(period[1:-1]), period[-1]
    if unit in "DW":
        return end - timedelta(days=count * (7 if unit == "W" else 1))
    months = end.year * 12 + end.month - 1 - count * (12 if unit == "Y" else 1)
    if months < FIRST_YEAR * 12:
        return date(FIRST_YEAR, 1, 1)
    last = month_end(months // 12, months % 12 + 1)
    return last.replace(day=min(end.day, last.day))


def after(start: date, period: str) -> date:
    """Return the day an ISO 8601 period after `start`, clamped to its month's end."""
    return deadlines.after(start, period)
