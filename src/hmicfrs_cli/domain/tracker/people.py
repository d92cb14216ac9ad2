"""Names as trackers write them: one person in several spellings, several people in one cell."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from hmicfrs_cli.domain.tracker.words import LONGEST_WORD

_SHORT: Final = {"d": "detective ", "c": "chief "}
"""What stands before a stroke: D/Supt and C/Insp; T/ACC and A/DCI are those ranks for a time."""
_RANKS: Final = {
    **dict.fromkeys("cc dcc acc cs dcs supt dsupt csupt ci dci dsu insp di sgt ds pc dc ppl".split()),
    **dict.fromkeys("det detective".split(), "d"),
    **dict.fromkeys("ch chief".split(), "c"),
    **dict.fromkeys("inspector ins".split(), "i"),
    **dict.fromkeys(["superintendent"], "supt"),
    **dict.fromkeys(["sergeant"], "sgt"),
    **dict.fromkeys("mr mrs ms miss dr temporary acting t".split(), ""),
}
"""Ranks and titles, and how each is made one way: “Det Ch Insp” and “DCI” are one rank."""
_PARTS: Final = re.compile(
    r"\s*(?:(?<!\b[A-Z])/|;|&|\n|\+|\band\b|,(?=\s*(?:[A-Z]{2,5}\b|[A-Z][a-z]+ [A-Z])))\s*"
)


def people(said: str) -> list[str]:
    """Return the names that a cell holds."""
    if len(said) > LONGEST_WORD:
        return [said]
    return [" ".join(part.split()) for part in _PARTS.split(said) if part.strip(" .,-")]


def groups(said: Iterable[str]) -> dict[str, list[str]]:
    """Return the spellings that may be of one person, by the one that is used most, commonest first."""
    counted = Counter(said)
    kin: list[list[str]] = []
    for name, _ in counted.most_common():
        near = next((group for group in kin if _same(group[0], name)), None)
        if near is None:
            kin.append([name])
        else:
            near.append(name)
    return {group[0]: group for group in kin}


def _same(one: str, other: str) -> bool:
    """Say whether two spellings may be of one person: a surname alike, no initial or rank against it."""
    (ranks, first), (their_ranks, theirs) = _read(one), _read(other)
    if not first or not theirs:
        return one.casefold() == other.casefold()
    if first[-1] != theirs[-1] or (ranks and their_ranks and ranks != their_ranks):
        return False
    return all(
        a[0] == b[0] and (len(a) == 1 or len(b) == 1 or a == b)
        for a, b in zip(first[:-1], theirs[:-1], strict=False)
    )


def _read(name: str) -> tuple[str, list[str]]:
    """Return the rank of a name and its other parts, the surname last."""
    turned = re.sub(r"^([A-Za-z'’-]+), (.+)$", r"\2 \1", name.strip())
    whole = re.sub(r"\b([a-z])/(?=\w)", lambda match: _SHORT.get(match[1], ""), turned.casefold())
    words = re.findall(r"[a-z'’-]+", re.sub(r"[./]", " ", whole))
    known = [word for word in words if word in _RANKS and len(word) > 1]
    rank = "".join(word if _RANKS[word] is None else str(_RANKS[word]) for word in known)
    rank = rank.replace("insp", "i") if len(known) > 1 else {"insp": "i"}.get(rank, rank)
    return rank, [word for word in words if word not in known]
