"""What a correction names, as a command line says it: a fact, an event, or a field of an entry."""

from hmicfrs_cli.domain.dates import When
from hmicfrs_cli.domain.entries import Data, compact
from hmicfrs_cli.domain.fold import matches
from hmicfrs_cli.domain.records import Finding, Inspection, Target
from hmicfrs_cli.domain.terms import Event

_EVENT = "event:"


def aim(record: Inspection | Finding, field: str, when: When | None) -> Data:
    """Return what a correction of `field` names.

    The name of an event, plain or as `event:published`, means the event's date; with `when` any other name is
    a field of the entry of that date, without it a fact above the log. The only event of a kind is named with
    its date, so that a later one does not make the correction ambiguous.
    """
    name = field.removeprefix(_EVENT)
    if isinstance(record, Inspection) and name in set(Event) and name not in Inspection.model_fields:
        event = Event(name)
        found = matches(record.log, Target(event=event))
        only = record.log[found[0]].happened if len(found) == 1 else None
        return compact({"event": event, "when": when or only})
    return compact({"field": field, "when": when})


def names(record: Inspection | Finding) -> list[str]:
    """Return everything that a correction can name without a date."""
    fields = [name for name in type(record).model_fields if name != "log"]
    return [*fields, *(event.value for event in Event)] if isinstance(record, Inspection) else fields
