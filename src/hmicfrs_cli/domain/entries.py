"""What a command writes into a log: plain data, in the order in which people read it.

Nothing is judged here: the rules say of the finished record whether it may stand.
"""

from collections.abc import Mapping
from enum import Enum

from hmicfrs_cli.domain.dates import When

ORDER = (
    *("on", "when", "by", "source", "event", "planned", "action", "text", "corrects", "amends", "to"),
    *("status", "agreed", "rag", "risk", "target", "acceptance", "inspectorate", "said_by", "authority"),
    *("why", "owner", "lead_officer", "portfolio", "board", "linked", "depends_on", "accepted_risk"),
    *("note", "effect", "evidence", "private"),
)
"""The fields of an entry as they stand in a file: when and who first, then what."""

Data = dict[str, object]


def entry(on: When, fields: Mapping[str, object], when: When | None = None) -> Data:
    """Return an entry; what is None or empty is left out.

    `when` is left out too where it says no more than `on`.
    """
    said = {"on": on, "when": when if when is None or when.text != on.text else None, **fields}
    return {name: value for name in ORDER if (value := plain(said.get(name))) is not None}


def plain(value: object) -> object:
    """Return a value as data: text, whole numbers, true or false, lists and mappings; None for nothing."""
    if value is None or value == "":
        return None
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, When):
        return value.text
    if isinstance(value, Mapping):
        return compact(value) or None
    if isinstance(value, list | tuple):
        return [part for one in value if (part := plain(one)) is not None] or None
    return value


def compact(fields: Mapping[str, object]) -> Data:
    """Return the fields that say something, as data, in their order."""
    return {name: kept for name, value in fields.items() if (kept := plain(value)) is not None}
