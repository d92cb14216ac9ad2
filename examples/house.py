"""The order in which a record's fields stand, whatever order the plan has them in."""

from typing import Any

_FIRST = (
    *("on", "when", "by", "event", "planned", "from", "id", "format", "name", "short"),
    *("title", "kind", "number", "ref", "action", "text", "wording", "lead", "partners", "participation"),
    *("addressed_to", "delivery", "deadline", "under", "supersedes", "same_as", "theme"),
    *("field", "corrects", "amends", "to", "status", "agreed", "board", "acceptance", "rag", "risk", "why"),
    *("target", "owner", "lead_officer", "portfolio"),
    *("inspectorate", "said_by", "authority", "note", "effect", "evidence", "source"),
)
_LAST = ("private", "marking", "meetings", "log")
_AFTER = {name: place for place, name in enumerate(_FIRST)}


def in_order(value: Any) -> Any:  # noqa: ANN401 - a record is data of any shape
    """Return the same data with the fields of every mapping in the house's order."""
    if isinstance(value, dict):
        return {key: in_order(value[key]) for key in sorted(value, key=_place)}
    return [in_order(item) for item in value] if isinstance(value, list) else value


def _place(key: str) -> int:
    """Sort what is known first, then the rest as given (sorting is stable), and logs last."""
    if key in _LAST:
        return len(_FIRST) + 1 + _LAST.index(key)
    return _AFTER.get(key, len(_FIRST))
