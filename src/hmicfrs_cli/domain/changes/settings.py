"""What differs in the settings and the committees: they say how everything else is read."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import cast

from hmicfrs_cli.domain.changes import model
from hmicfrs_cli.domain.changes.about import About, Change
from hmicfrs_cli.domain.comparison import Difference, Fact
from hmicfrs_cli.domain.problems import Loc
from hmicfrs_cli.domain.records import Record
from hmicfrs_cli.domain.settings import Committee, Meeting, Settings
from hmicfrs_cli.domain.trust.proposal import dated

READ_BY = ("format", "force", "coverage", "marking", "rag", "risk_matrix", "portfolios", "monitoring")
"""The settings that change what other records mean, which a new item may follow but none replace."""


def settings_changes(about: About, found: Difference, since: date | None) -> Iterator[Change]:
    """Yield what differs in the settings; `since` is the day of the old state, where it is known."""
    late = _late(found, since) if since else frozenset()
    for fact in found.facts:
        said = {"about": about, "loc": _loc(fact), "field": fact.name, "old": fact.old, "new": fact.new}
        if fact.name in READ_BY and not _only_adds(fact.old, fact.new):
            yield model.SettingReplaced(**said)  # type: ignore[arg-type]  # each as it is named
        else:
            yield model.SettingChanged(**said, backdated=fact.name in late)  # type: ignore[arg-type]  # as above


def _late(found: Difference, since: date) -> frozenset[str]:
    """Return the settings to which an item was added that holds, unsourced, from long before a day."""
    # Only the settings' own model is read at their path.
    old, new = cast("Settings", found.old), cast("Settings", found.new)
    known = [(loc[0], item) for loc, _, item in dated(old)]
    added = [(loc[0], item) for loc, _, item in dated(new) if (loc[0], item) not in known]
    first = since - timedelta(days=old.back_dated_after_days)
    return frozenset(str(name) for name, item in added if item.source is None and item.known().first < first)


def _loc(fact: Fact) -> Loc:
    """Return where the first item stands that was not there, else the setting."""
    old, new = fact.old, fact.new
    if isinstance(old, tuple) and isinstance(new, tuple):
        return next(((fact.name, at) for at, item in enumerate(new) if item not in old), (fact.name,))
    return (fact.name,)


def _only_adds(old: object, new: object) -> bool:
    """Say whether all that was said still is, so that what is new follows it rather than replaces it."""
    if isinstance(old, tuple) and isinstance(new, tuple):
        left = list(new)
        for item in sorted(old, key=lambda one: one not in new):
            match = next((one for one in left if one == item or _only_adds(item, one)), None)
            if match is None:
                return False
            left.remove(match)
        return True
    if isinstance(old, Record) and isinstance(new, Record):
        return all(_only_adds(before, getattr(new, name)) for name, before in old)
    return old == new or old is None


def committee_changes(about: About, found: Difference, since: date | None) -> Iterator[Change]:
    """Yield what differs in a committee; its meetings by their days. `since` is the day of the old state."""
    for fact in found.facts:
        if fact.name == "meetings":
            yield from _meetings(about, found, since)
        else:
            yield model.SettingChanged(
                about=about, loc=(fact.name,), field=fact.name, old=fact.old, new=fact.new
            )


def _meetings(about: About, found: Difference, since: date | None) -> Iterator[Change]:
    before, after = _by_day(found.old), _by_day(found.new)
    past = max((one.ends() for _, one in before.values() if since and one.ends() <= since), default=date.min)
    for day, (index, meeting) in after.items():
        loc = ("meetings", index)
        if day not in before:
            yield model.NewMeeting(about=about, loc=loc, new=meeting, backdated=meeting.ends() <= past)
        elif before[day][1] != meeting:
            yield from _meeting(about, loc, before[day][1], meeting)
    for day, (_, meeting) in before.items():
        if day not in after:
            yield model.MeetingChanged(about=about, loc=("meetings",), old=meeting, new=None)


def _meeting(about: About, loc: tuple[str, int], old: Meeting, new: Meeting) -> Iterator[Change]:
    """Yield what differs in a meeting: what is only added to it, and what is said otherwise."""
    if not _only_adds(old, new):
        yield model.MeetingChanged(about=about, loc=loc, old=old, new=new)
        return
    for name in type(new).model_fields:
        if getattr(old, name) != getattr(new, name):
            fact = Fact(name, getattr(old, name), getattr(new, name))
            yield model.SettingChanged(
                about=about, loc=(*loc, name), field=fact.name, old=fact.old, new=fact.new
            )


def _by_day(record: object) -> dict[tuple[str, int], tuple[int, Meeting]]:
    """Return meetings with their positions, by their day and which of that day they are."""
    meetings = record.meetings if isinstance(record, Committee) else ()
    days: Counter[str] = Counter()
    found = {}
    for index, meeting in enumerate(meetings):
        days[meeting.on.text] += 1
        found[meeting.on.text, days[meeting.on.text]] = (index, meeting)
    return found
