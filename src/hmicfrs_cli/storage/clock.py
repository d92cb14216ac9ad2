"""Today, as this process sees it."""

import os
from datetime import date, datetime

from hmicfrs_cli.errors import UsageError


def today() -> date:
    """Return the local date, or the one that `HMI_TODAY` fixes; UsageError where that is none."""
    fixed = os.environ.get("HMI_TODAY")
    if not fixed:
        return datetime.now().astimezone().date()
    try:
        return date.fromisoformat(fixed)
    except ValueError:
        raise UsageError(f"HMI_TODAY is “{fixed}”, which is no date", "write it as 2022-04-04") from None
