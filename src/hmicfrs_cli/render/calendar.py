"""A calendar as iCalendar (RFC 5545): whole days, times that come from the register alone, no clock's."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

import icalendar

from hmicfrs_cli.domain.agenda import Sort
from hmicfrs_cli.domain.calendar import Calendar, Noted
from hmicfrs_cli.domain.dates import Precision, When
from hmicfrs_cli.render import due_words, words

_DOMAIN: Final = "hmi.invalid"
"""The end of every name: nobody's, and nobody's ever (RFC 2606)."""
_SAID: Final = {
    Sort.CLOCK: "Last day: {what}, {title}",
    Sort.DEADLINE: "Inspectorate's deadline: {label}, {title}",
    Sort.TARGET: "Target: {label}, {title}",
    Sort.ACTION: "{what}: {label}, {title}",
    Sort.NEXT_STEP: "Next step: {what}, {title}",
    Sort.MEETING: "Meeting: {title}",
    Sort.CUT_OFF: "Cut-off of the paper: {title}",
}
_SPANS: Final = (Precision.DAY, Precision.WEEK, Precision.SPAN)
"""What a meeting fills; a month or a year it does not."""


def ics(calendar: Calendar) -> bytes:
    """Return the calendar as a file that Outlook and others import; a second import updates the first."""
    made = icalendar.Calendar()
    made.add("prodid", "-//hmi//register of recommendations//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", f"{calendar.title} · {calendar.marked}")
    stamp = datetime.combine(calendar.day, time(12), UTC)
    for noted in calendar.noted:
        made.add_component(_event(noted, calendar, stamp))
    return bytes(made.to_ical())


def _event(noted: Noted, calendar: Calendar, stamp: datetime) -> icalendar.Event:
    first, last = _days(noted)
    event = icalendar.Event()
    event.add("uid", f"{noted.name}@{calendar.force}.{_DOMAIN}")
    event.add("dtstamp", stamp)
    event.add("sequence", noted.revision)
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))  # the first day that is no longer part of it
    event.add("summary", words.capital(_summary(noted)))
    event.add("description", "\n".join(_lines(noted, calendar.marked)))
    event.add("categories", [noted.item.sort.value.replace("-", " ")])
    event.add("status", _status(noted))
    event.add("transp", "TRANSPARENT")
    event.add("class", "CONFIDENTIAL" if noted.private else "PUBLIC")
    return event


def _days(noted: Noted) -> tuple[date, date]:
    when = noted.item.when
    first = when.first if noted.item.sort is Sort.MEETING and when.precision in _SPANS else when.last
    return first, when.last


def _status(noted: Noted) -> str:
    if noted.cancelled:
        return "CANCELLED"
    return "CONFIRMED" if noted.item.when.precision is Precision.DAY else "TENTATIVE"


def _summary(noted: Noted) -> str:
    label = due_words.label(noted.state) if noted.state else ""
    said = _SAID[noted.item.sort].format(what=noted.item.what, title=noted.title, label=label)
    return f"{said} ({_stated(noted.item.when)})" if noted.item.when.precision is not Precision.DAY else said


def _stated(when: When) -> str:
    return f"stated as {words.spoken(when)}"


def _lines(noted: Noted, marked: str) -> list[str]:
    item = noted.item
    lines = [marked] if noted.private else []
    lines += [f"{item.id}: {item.what}, {words.spoken(item.when)}"]
    if item.whose:
        lines.append(f"Whose: {item.whose}")
    if noted.action:
        lines.append(f"The action: {noted.action}")
    if noted.state:
        lines.append(noted.state.facts.text)
    return lines
