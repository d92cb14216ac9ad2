"""Every version of one record's file that git has, and the one in the working tree."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from hmicfrs_cli.domain.committed import Version
from hmicfrs_cli.domain.paths import path_of
from hmicfrs_cli.storage import commits, objects, yaml
from hmicfrs_cli.storage.text import LARGEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hmicfrs_cli.storage.commits import Begun, Place, Touch

_MOST_NAMES: Final = 20
"""How many former names are followed; a history with more of them is made to keep hmi busy."""


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of a record's file. The last version is what there is now."""

    versions: list[Version]
    shallow: bool = False
    """Whether this clone lacks the older history."""
    repository: bool = True
    """Whether there is one."""


def past(begun: Begun, raw: bytes | None, formerly: Iterable[str] = ()) -> Past:
    """Return the versions of a record, parents before what was made from them.

    The last is the working tree's, where `raw` (None: no file) is not what is committed. Former names are
    followed: those that git sees, and the ids that the record says it had. Raises HmiError where git does not
    answer.
    """
    place, path = begun.place, begun.path
    if place is None:
        return Past([Version(None, (), path, _data(raw), gone=raw is None)], repository=False)
    found = _found(place, begun, [place.prefix + path_of(id_) for id_ in formerly])
    versions = _read(place, found)
    tip = tuple(one.commit.id for one in found[-1:])
    present = Version(None, tip, path, _data(raw), gone=raw is None)
    if not versions or not _same(versions[-1], present):
        versions.append(present)
    return Past(versions, bool(place.oldest))


def log_of(raw: bytes) -> list[object]:
    """Return the entries of a record's log as its file has them; none where it cannot be read."""
    log = (_data(raw) or {}).get("log")
    return log if isinstance(log, list) else []


def _data(raw: bytes | None) -> dict[str, object] | None:
    data = yaml.read(raw, "") if raw is not None else None
    return data if isinstance(data, dict) else None


def _same(last: Version, present: Version) -> bool:
    return (last.path, last.data, last.gone) == (present.path, present.data, present.gone)


def _found(place: Place, begun: Begun, formerly: Sequence[str]) -> list[Touch]:
    """Return the commits that touched a file or, renamed since the last commit, the one it was."""
    if not place.born:
        return []
    search, path = _Search(place), place.prefix + begun.path
    if begun.touches:
        return list(search.told(begun.touches, formerly).values())
    staged = [old for old, new in commits.renames(place, "HEAD").items() if new == path]
    lives = (search.life("HEAD", name, ()) for name in [*staged, *formerly])
    return next((list(one.values()) for one in lives if one), [])


def _read(place: Place, found: Sequence[Touch]) -> list[Version]:
    """Return the versions that the commits left, having read everything in one go."""
    ids = list(dict.fromkeys(one.blob for one in found if one.blob))
    data = {id_: _data(raw) for id_, raw in zip(ids, objects.blobs(place.root, ids, LARGEST), strict=True)}
    return [
        Version(
            one.commit,
            one.parents,
            place.in_register(one.path),
            data.get(one.blob),
            gone=not one.blob,
            became="" if one.blob else _renamed_to(place, one),
        )
        for one in found
    ]


class _Search:
    """Follows one file back through its names."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._seen: set[tuple[str, str]] = set()

    def life(self, start: str, path: str, formerly: Sequence[str]) -> dict[str, Touch]:
        """Return the commits up to one that touched the file, by id, parents first."""
        if (start, path) in self._seen or len(self._seen) == _MOST_NAMES:
            return {}
        self._seen.add((start, path))
        return self.told(commits.touches(self._place, start, path), formerly)

    def told(self, touches: Iterable[Touch], formerly: Sequence[str]) -> dict[str, Touch]:
        """Return the commits that touched a file, and those of its life under other names."""
        told: dict[str, Touch] = {}
        for touch in touches:
            before = touch.parents
            if touch.found_elsewhere:
                earlier, tips = self._earlier(touch, formerly)
                if earlier and touch.begins:
                    # Whatever had this id before was another record.
                    told, before = _without(told, before), ()
                told |= {id_: one for id_, one in earlier.items() if id_ not in told}
                before += tips
            told[touch.commit.id] = replace(touch, parents=before)
        return told

    def _earlier(self, touch: Touch, formerly: Sequence[str]) -> tuple[dict[str, Touch], tuple[str, ...]]:
        """Return the life before the commit that put the file there, under the name that it had.

        The ids are those of the last commits of that life, one for each parent that it was in.
        """
        found: dict[str, Touch] = {}
        tips: tuple[str, ...] = ()
        for parent in touch.made_from:
            names = [*_renamed_from(self._place, parent, touch), *(formerly if touch.begins else ())]
            lives = (self.life(parent, name, [one for one in formerly if one != name]) for name in names)
            earlier = next((one for one in lives if one), {})
            found |= {id_: one for id_, one in earlier.items() if id_ not in found}
            tips += tuple(earlier)[-1:]
        return found, tips


def _renamed_from(place: Place, parent: str, touch: Touch) -> Iterator[str]:
    renames = commits.renames(place, parent, touch.commit.id)
    return (old for old, new in renames.items() if new == touch.path)


def _renamed_to(place: Place, touch: Touch) -> str:
    """Return the path in the register to which a commit renamed the file that it took away, if it did."""
    found = (commits.renames(place, one, touch.commit.id) for one in touch.made_from)
    return next((place.in_register(one[touch.path]) for one in found if touch.path in one), "")


def _without(told: Mapping[str, Touch], ids: Sequence[str]) -> dict[str, Touch]:
    """Return the commits, which come parents first, without some and what came before those."""
    dropped = set(ids)
    for id_ in reversed(list(told)):
        dropped.update(told[id_].parents if id_ in dropped else ())
    return {id_: one for id_, one in told.items() if id_ not in dropped}
