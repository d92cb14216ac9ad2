"""Today, as this process sees it."""

import os
from datetime import date, datetime

from hmicfrs_cli.domain import dates
from hmicfrs_cli.errors import UsageError


def today() -> date:
    """Return the local date, or the day that `HMI_TODAY` fixes; UsageError where that is none."""
    fixed = os.environ.get("HMI_TODAY")
    if not fixed:
        return datetime.now().astimezone().date()
    try:
        when = dates.parse(fixed)
    except ValueError as error:
        raise UsageError(f"HMI_TODAY: {error}", "write it as 2022-04-04") from None
    if when.precision is not dates.Precision.DAY:
        raise UsageError(f"HMI_TODAY: “{when}” is not a whole day", "write it as 2022-04-04")
    return when.first
