"""Which items of two lists are the same one: an item counts as often as it stands there."""

from __future__ import annotations

import json
from collections import Counter, defaultdict, deque
from typing import TYPE_CHECKING, Any, Final

from hmicfrs_cli.domain.weaving import Row, Side

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Data = dict[str, Any]

_WHOLE: Final = ""
_LISTS: Final[dict[str, dict[str, str]]] = {
    "inspections": {"log": _WHOLE},
    "findings": {"log": _WHOLE},
    "committees": {"meetings": "on"},
    "register.yaml": {
        **dict.fromkeys(("marking", "rag", "risk_matrix", "monitoring"), "from"),
        **dict.fromkeys(("portfolios", "boards"), "id"),
    },
}
"""The lists that grow, by the folder of their record, each with the field that says which item is which.

An entry of a log is known by all that it says, because it is never altered."""


def grown(path: str) -> Mapping[str, str]:
    """Return the lists that grow in the record at a path, each with the field that names an item."""
    return _LISTS.get(path.partition("/")[0], {})


def sign(item: object, key: str) -> str | None:
    """Return what tells one item of a list from another: all of it, or the field that names it."""
    if not key:
        return json.dumps(item, sort_keys=True)
    named = item.get(key) if isinstance(item, dict) else None
    return None if named is None else json.dumps(named)


def paired(
    base: Sequence[str | None], ours: Sequence[str | None], theirs: Sequence[str | None]
) -> tuple[list[Row], tuple[Side, int] | None]:
    """Return the items that both sides have, and the first of the base's that only one side has."""
    free = {Side.OURS: _places(ours), Side.THEIRS: _places(theirs)}
    pairs: list[Row] = []
    for index, one in enumerate(base):
        found = {side: places[one].popleft() if places[one] else None for side, places in free.items()}
        missing = [side for side, place in found.items() if place is None]
        if len(missing) == 1:
            return pairs, (missing[0], index)
        if not missing:
            pairs.append(Row(index, found[Side.OURS], found[Side.THEIRS]))
    for one, places in free[Side.OURS].items():
        same = zip(places, free[Side.THEIRS][one], strict=False)
        pairs += [Row(None, place, other) for place, other in same]
    return pairs, None


def _places(signs: Sequence[str | None]) -> dict[str | None, deque[int]]:
    found: dict[str | None, deque[int]] = defaultdict(deque)
    for index, one in enumerate(signs):
        found[one].append(index)
    return found


def _counted(items: object, key: str) -> Counter[str | None]:
    """Return how often each item stands in a list."""
    return Counter(sign(item, key) for item in (items if isinstance(items, list) else ()))


def lost(
    path: str, data: Sequence[Mapping[str, Any]], sides: Sequence[Mapping[str, Any]]
) -> list[str | None]:
    """Return the items of growing lists that a side has and none of the data has as often."""
    gone: list[str | None] = []
    for name, key in grown(path).items():
        have = [_counted(one.get(name, []), key) for one in data]
        for side in sides:
            wanted = _counted(side.get(name, []), key).items()
            gone += [one for one, count in wanted if max(found[one] for found in have) < count]
    return gone
