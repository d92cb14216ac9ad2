"""Any two sequences of additions on two branches merge into a register that holds all of both, or are named.

The cases are the same in every run. Some go through the driver, a process for each file; the others through
`hmi resolve` after git's own merge, many files in each repository.
"""

import os
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from hmicfrs_cli.domain import dates
from hmicfrs_cli.storage import markers
from hmicfrs_cli.storage.yaml import read
from tests.branches import Branches
from tests.cli.desk import FILES
from tests.conftest import Call, GitRepo
from tests.merge_cases import Case, case, counted, errors, items

CASES = int(os.environ.get("HMI_MERGE_CASES", "300"))
"""How many cases in all; continuous integration runs more of them than a person waits for."""
BY_DRIVER, MANY = 60, 97
LATER = ("status", "rag", "risk", "target", "acceptance", "inspectorate", "owner", "agreed")

BATCHES = [("driver", seed, 20) for seed in range(BY_DRIVER // 20)]
BATCHES += [("resolve", 100 + seed, MANY) for seed in range(-(-(CASES - BY_DRIVER) // MANY))]


@pytest.mark.parametrize(("how", "seed", "count"), BATCHES)
def test_a_merge_holds_all_of_both_or_names_what_cannot_be(
    git_repo: GitRepo, call: Call, how: str, seed: int, count: int
) -> None:
    random = Random(seed)  # noqa: S311 - the same cases in every run
    cases = [case(random, number) for number in range(10, 10 + count)]
    branches = Branches(git_repo, call)
    branches.begin(FILES | {one.path: one.base for one in cases if one.base is not None})
    branches.part({one.path: one.ours for one in cases}, {one.path: one.theirs for one in cases})
    if how == "driver":
        branches.by_driver()
        done, said = branches.merge()
    else:
        branches.merge()
        code, said = branches.resolve("--add")
        done = code == 0
    left = set(branches.unmerged())
    assert done is not bool(left), said
    for one in cases:
        raw = (branches.root / one.path).read_bytes()
        told = [
            line for line in said.splitlines() if line.startswith((f"{_name(one)}:", f"{_name(one)}, action"))
        ]
        if one.path in left:
            _is_named(one, raw, told)
        else:
            _holds_both(one, raw)
    agreed = [one.path for one in cases if one.path not in left]
    _unsays_nothing(branches, left, agreed)
    assert left
    assert len(left) < count / 2


def _unsays_nothing(branches: Branches, left: set[str], agreed: list[str]) -> None:
    """What was merged keeps, by the rules of trust, what either side's commit says."""
    for path in left:
        branches.repo.git("checkout", "--quiet", "--ours", "--", f"register/{path}")
    branches.repo.commit("Merged, with our answer to what was open")
    paths = [str(branches.root / path) for path in agreed]
    for side in ("HEAD^1", "HEAD^2"):
        code, out, err = branches.call("check", "--against", side, *paths)
        assert code == 0, out + err


def _name(one: Case) -> str:
    return one.path.partition("/")[2].removesuffix(".yaml")


def _holds_both(one: Case, raw: bytes) -> None:
    """The result says everything that either says once, in our bytes, and is valid."""
    ours, theirs = items(one.path, one.ours), items(one.path, one.theirs)
    assert errors(one.path, raw) == [], (one, raw)
    assert counted(items(one.path, raw)) == counted(ours) | counted(theirs), (one, raw)
    assert _facts(one.path, raw) == _facts(one.path, one.ours) == _facts(one.path, one.theirs)
    base = items(one.path, one.base) if one.base else []
    if _in_order(ours) and _in_order(theirs):
        assert _in_order(items(one.path, raw)), (one, raw)
        assert items(one.path, raw)[: len(base)] == base, (one, raw)
    mine, yours = counted(ours) - counted(base), counted(theirs) - counted(base)
    if not mine & yours:
        assert not _contradict(ours[len(base) :], theirs[len(base) :]), (one, raw)
    for side in (one.ours, one.theirs):
        assert _lines(side) <= _lines(raw), (one, raw)


def _is_named(one: Case, raw: bytes, told: list[str]) -> None:
    """Either answer to what is open says all that its side says, is valid, and both values are told."""
    found = markers.sides(raw)
    assert found is not None, (one, raw)
    for said, side in ((found.ours, one.ours), (found.theirs, one.theirs)):
        assert errors(one.path, said) == [], (one, raw)
        assert counted(items(one.path, side)) <= counted(items(one.path, said)), (one, raw)
    assert told, one
    assert all("ours" in line and "theirs" in line for line in told), told
    values = {side: set(_values(read(raw_, ""))) for side, raw_ in (("o", one.ours), ("t", one.theirs))}
    assert any(
        mine in line and yours in line
        for line in told
        for mine in values["o"]
        for yours in values["t"]
        if mine != yours
    ), (told, one)


def _values(data: object) -> Iterator[str]:
    """Yield every value as a sentence shows it, or the beginning of a long one."""
    if isinstance(data, dict):
        data = list(data.values())
    if isinstance(data, list):
        for part in data:
            yield from _values(part)
        return
    try:
        yield dates.spoken(dates.parse(str(data)))
    except ValueError:
        yield " ".join(str(data).split())[:80]


def _facts(path: str, raw: bytes) -> dict[str, Any]:
    data = read(raw, path)
    assert isinstance(data, dict)
    return {name: value for name, value in data.items() if name not in {"log", "meetings"}}


def _in_order(log: list[dict[str, Any]]) -> bool:
    days = [dates.parse(str(entry["on"])).last for entry in log]
    return days == sorted(days)


def _contradict(ours: list[dict[str, Any]], theirs: list[dict[str, Any]]) -> bool:
    """Say whether the last that each says of one thing on one day differs."""
    mine, yours = _last(ours), _last(theirs)
    return any(mine[thing] != yours[thing] for thing in mine.keys() & yours.keys())


def _last(log: list[dict[str, Any]]) -> dict[tuple[object, ...], object]:
    return {
        (dates.parse(str(entry["on"])).last, entry.get("action"), name): entry[name]
        for entry in log
        for name in LATER
        if name in entry
    }


def _lines(raw: bytes) -> Counter[bytes]:
    """Return the lines of a text, whatever they end in; those that say nothing are left out."""
    lines = (line.strip() for line in raw.removeprefix(b"\xef\xbb\xbf").splitlines())
    return Counter(line for line in lines if line not in {b"", b"log: []"})
