"""What reminders and calendars say of a finding and of a date that is due."""

from hmicfrs_cli.domain.agenda import Item, Sort
from hmicfrs_cli.domain.state import FindingState
from hmicfrs_cli.render import words

_SORTS = {Sort.DEADLINE: "the inspectorate's deadline", Sort.TARGET: "the force's target"}


def label(state: FindingState) -> str:
    """Return what a finding is called: its kind, and the report's own number where it has one."""
    facts = state.facts
    return f"{facts.kind.label} {facts.number}" if facts.number else f"{facts.kind.label} (unnumbered)"


def due(item: Item, action: str | None) -> str:
    """Return a date that is due in a line: of what, when, and how far off."""
    what = _SORTS.get(item.sort, item.what)
    named = f"{what} (“{action}”)" if action else what
    return f"{named}: {words.spoken(item.when)} ({words.days_left(item.days)})"
