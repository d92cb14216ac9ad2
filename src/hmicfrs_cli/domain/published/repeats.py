"""The same finding said again, in a summary or an annex, is proposed once with all its places."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from hmicfrs_cli.domain.published.found import Found
from hmicfrs_cli.domain.published.proposals import Reason

_NEAR = 0.75
"""How alike two findings of one number are that are the same; without a number, only the same words are."""
_LONG = 4000


def once(found: Iterable[Found]) -> list[tuple[Found, tuple[str, ...]]]:
    """Return each finding once with the places it stands at; `under` counts in what is returned."""
    given = list(found)
    kept: list[Found] = []
    places: list[list[str]] = []
    new: dict[int, int] = {}
    for old, one in enumerate(given):
        at = next(_same(one, kept, new), None)
        if at is None:
            new[old] = len(kept)
            kept.append(one)
            places.append([one.place])
            continue
        new[old] = at
        if one.place not in places[at]:
            places[at].append(one.place)
        if not _merge(kept[at], one):
            places[at].insert(0, places[at].pop(places[at].index(one.place)))
    for one in kept:
        one.under = new.get(one.under) if one.under is not None else None
    return [(one, tuple(at)) for one, at in zip(kept, places, strict=True)]


def _same(one: Found, kept: list[Found], new: dict[int, int]) -> Iterator[int]:
    """Yield where a finding stands already."""
    for at, other in enumerate(kept):
        if other.kind is not one.kind or (one.number and other.number and one.number != other.number):
            continue
        if one.under is not None and other.under is not None and new.get(one.under) != other.under:
            continue
        if _alike(one, other) >= (_NEAR if one.number and one.number == other.number else 1):
            yield at


def _alike(one: Found, other: Found) -> float:
    first, second = _plain(one.text), _plain(other.text)
    if first == second:
        return 1.0
    short, long = sorted((first, second), key=len)
    if one.number and one.number == other.number and short in long:
        return 1.0
    if len(long) > _LONG or len(short) < len(long) * 0.4:
        return 0.0
    compared = SequenceMatcher(None, first.split(), second.split(), autojunk=False)
    return compared.ratio() if compared.real_quick_ratio() >= _NEAR <= compared.quick_ratio() else 0.0


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


def _merge(kept: Found, again: Found) -> bool:
    """Add to a finding what its repetition says more; return whether the kept words stay."""
    kept.number, kept.title = kept.number or again.number, kept.title or again.title
    kept.whom, kept.deadline = kept.whom or again.whom, kept.deadline or again.deadline
    differ = _plain(kept.text) != _plain(again.text)
    stays = _rank(kept) <= _rank(again) if not differ else len(kept.text) >= len(again.text)
    if differ:
        kept.reasons.append(Reason.PLACES_DIFFER)
    if not stays or (kept.under is None and again.under is not None):
        kept.under = again.under if again.under is not None else kept.under
    if not stays:
        kept.text, kept.passage, kept.place = again.text, again.passage, again.place
        if not differ:
            kept.reasons = again.reasons
    return stays


def _rank(one: Found) -> int:
    order = (Reason.NUMBERED, Reason.HEADED, Reason.LISTED, Reason.SPLIT, Reason.TABLED, Reason.WORDS_ALONE)
    return min(order.index(reason) for reason in one.reasons if reason in order)
