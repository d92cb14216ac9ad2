"""Settings that change what others mean: what changes is added from a day on, and the earlier one stays."""

from collections.abc import Hashable, Iterator, Sequence
from typing import Final

from hmicfrs_cli.domain.comparison import sign
from hmicfrs_cli.domain.dates import spoken
from hmicfrs_cli.domain.problems import Loc, Problem
from hmicfrs_cli.domain.reading import SETTINGS_PATH
from hmicfrs_cli.domain.settings import Board, Dated, Portfolio, Settings, dated
from hmicfrs_cli.domain.trust.codes import breach
from hmicfrs_cli.domain.trust.proposal import Proposal
from hmicfrs_cli.domain.trust.words import altered, changed, label

_ADD: Final = "put it back as it was, and add an item of its own with `from:` and the day from which it holds"
_BACK: Final = "put it back as it was"
_LIMITS: Final = ("stale_after_days", "back_dated_after_days")
_FIXED: Final = {
    "force": "a register is of one force",
    "fictional": "what is made up must say so, and what is real must not",
}
_COVERAGE: Final = "put it back as it was, or state it once: from `none` to the day that you can answer for"


def settings_kept(proposal: Proposal) -> Iterator[Problem]:
    """Report settings that were edited, taken away or put in another order.

    What BASE says too is not this change's doing.
    """
    new, base = proposal.now.settings, proposal.base
    for then in proposal.origins:
        old = then.settings
        if old is None or new is None or new in (old, base and base.settings):
            continue
        yield from _dated(old, new)
        yield from _listed("portfolio", old.portfolios, new.portfolios)
        yield from _listed("board", old.boards, new.boards)
        yield from _single(old, new)


def _dated(old: Settings, new: Settings) -> Iterator[Problem]:
    """Report items of dated lists that are not there any more, each with the item that took its place."""
    now: dict[Loc, list[tuple[Loc, Dated]]] = {}
    for loc, _, item in dated(new):
        now.setdefault(_list_of(new, loc), []).append((loc, item))
    lists: dict[Loc, list[tuple[str, Dated]]] = {}
    for loc, what, item in dated(old):
        lists.setdefault(_list_of(old, loc), []).append((what, item))
    for key, items in lists.items():
        yield from _kept(items, now.get(key, []))


def _list_of(settings: Settings, loc: Loc) -> Loc:
    """Return which list an item is of, the leads of a portfolio by its id."""
    if loc[0] != "portfolios":
        return loc[:1]
    return ("portfolios", settings.portfolios[int(loc[1])].id)


def _kept(old: Sequence[tuple[str, Dated]], new: Sequence[tuple[Loc, Dated]]) -> Iterator[Problem]:
    left = [(loc, item, sign(item)) for loc, item in new]
    before: list[Hashable] = [sign(item) for _, item in old]
    places: list[Loc] = []
    for (what, item), said in zip(old, before, strict=True):
        found = next((one for one in left if one[2] == said), None)
        if found is not None:
            left.remove(found)
            places.append(found[0])
            continue
        near = next((one for one in left if one[1].since == item.since and one[2] not in before), None)
        words = f"{_capital(what)} that holds from {spoken(item.since)} "
        words += f"was edited: {altered(item, near[1])}" if near else "was taken away"
        yield breach(SETTINGS_PATH, "setting-edited", words, _ADD, near[0] if near else ())
    if places != sorted(places, key=lambda loc: int(loc[-1])):
        words = f"{_capital(old[0][0])}: items changed places, and of two from one day the later holds"
        yield breach(SETTINGS_PATH, "setting-edited", words, "put them back into their order", places[0])


def _listed(
    what: str, old: Sequence[Portfolio | Board], new: Sequence[Portfolio | Board]
) -> Iterator[Problem]:
    """Report portfolios and boards that are gone or have another name: entries name them by their ids."""
    names = {one.id: (at, one.name) for at, one in enumerate(new)}
    for one in old:
        at, name = names.get(one.id, (None, None))
        mend = f"put it back as it was, and add a {what} with an id of its own"
        if name is None:
            words = f"The {what} “{one.name}” was taken away"
            yield breach(SETTINGS_PATH, "setting-edited", words, mend)
        elif name != one.name:
            words = (
                f"The {what} “{one.name}” is now called “{name}”, so what was said of it is said of another"
            )
            yield breach(SETTINGS_PATH, "setting-edited", words, mend, (f"{what}s", at or 0, "name"))


def _single(old: Settings, new: Settings) -> Iterator[Problem]:
    for name, why in _FIXED.items():
        if (was := getattr(old, name)) != (now := getattr(new, name)):
            words = f"The setting “{name}” {changed(name, was, now)}: {why}"
            yield breach(SETTINGS_PATH, "setting-edited", words, _BACK, _loc(new, name))
    was, now = old.coverage.complete_from, new.coverage.complete_from
    if was is not None and was != now:
        words = f"The day from which the register is complete {changed('coverage', was, now)}"
        yield breach(SETTINGS_PATH, "setting-edited", words, _COVERAGE, _loc(new, "coverage"))
    for name in _LIMITS:
        if getattr(new, name) > getattr(old, name):
            words = f"{_capital(label(name))} was raised from {getattr(old, name)} to {getattr(new, name)}"
            mend = "see that there is a reason; this change is still judged by the old one"
            yield breach(SETTINGS_PATH, "setting-loosened", words, mend, _loc(new, name))


def _loc(settings: Settings, name: str) -> Loc:
    return (name,) if name in settings.model_fields_set else ()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
