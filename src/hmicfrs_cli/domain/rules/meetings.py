"""What a committee's file may say of its meetings: their periods follow each other without a gap."""

from collections.abc import Iterator
from itertools import pairwise

from hmicfrs_cli.domain.dates import day_words, spoken
from hmicfrs_cli.domain.rules.case import CommitteeCase, Fault


def meeting_order(case: CommitteeCase) -> Iterator[Fault]:
    """Report a meeting whose cut-off is not after the one before it: its period would be empty."""
    for index, (before, meeting) in enumerate(pairwise(case.record.meetings), 1):
        if meeting.ends() <= before.ends():
            ends, earlier = day_words(meeting.ends()), day_words(before.ends())
            words = f"this meeting's cut-off, {ends}, is not after the one before it, {earlier}"
            yield Fault(("meetings", index, "on"), words, "list meetings from the earliest to the latest")
    for index, meeting in enumerate(case.record.meetings):
        if meeting.since is not None and meeting.since.last >= meeting.ends():
            words = f"the period from {spoken(meeting.since)} has no day before its cut-off"
            yield Fault(
                ("meetings", index, "since"), words, f"write a day before {day_words(meeting.ends())}"
            )


def since_missing(case: CommitteeCase) -> Iterator[Fault]:
    """Report a first meeting that does not say from which day its paper counts."""
    if case.record.meetings and case.record.meetings[0].since is None:
        mend = "add `since:` with the previous paper's date, or the day that is assumed for it"
        yield Fault(("meetings", 0), "no earlier meeting is recorded, so this one needs “since”", mend)


def issued_in_the_future(case: CommitteeCase) -> Iterator[Fault]:
    """Report a paper that is said to have been issued after today."""
    for index, meeting in enumerate(case.record.meetings):
        if meeting.issued is not None and meeting.issued.on.first > case.today:
            words = f"issued {spoken(meeting.issued.on)}, which is after today, {day_words(case.today)}"
            yield Fault(("meetings", index, "issued", "on"), words, "give the day it went out")
