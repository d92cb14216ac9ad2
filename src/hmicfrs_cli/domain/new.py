"""The data of new records: an inspection, a finding, a meeting."""

from collections.abc import Callable
from dataclasses import dataclass

from hmicfrs_cli.domain import deadlines
from hmicfrs_cli.domain.dates import When
from hmicfrs_cli.domain.entries import Data, compact, entry
from hmicfrs_cli.domain.terms import Basis, Event


@dataclass(frozen=True)
class Known:
    """What is known of an inspection's dates on a day, and who says so."""

    on: When
    notified: When | None = None
    fieldwork: When | None = None
    published: When | None = None
    expected: When | None = None
    """When publication is expected."""
    by: str | None = None
    source: str | None = None

    def ahead(self, when: When | None) -> When | None:
        """Return a date that wholly lies after the day of knowing; None for any other."""
        return when if when is not None and when.first > self.on.last else None

    def past(self, when: When | None) -> When | None:
        """Return a date that has at least begun; None for any other."""
        return None if self.ahead(when) else when


def first_entries(known: Known) -> list[Data]:
    """Return the first entries of an inspection's log.

    A date that is still to come is planned, and a plan is what a force is notified of: without a date of its
    own the notification is known from the day of writing. What has happened is an event each.
    """
    planned = {
        "fieldwork": known.ahead(known.fieldwork),
        "publication": known.ahead(known.published) or known.expected,
    }
    said: dict[str, object] = {"by": known.by, "source": known.source}
    log = []
    if known.notified or any(planned.values()):
        log.append(entry(known.on, {**said, "event": Event.NOTIFIED, "planned": planned}, known.notified))
    for event, when in ((Event.FIELDWORK, known.fieldwork), (Event.PUBLISHED, known.published)):
        if known.past(when):
            log.append(entry(known.on, {**said, "event": event}, when))
    return log


def inspection(facts: dict[str, object], log: list[Data]) -> Data:
    """Return an inspection's record: its facts as given, then its log."""
    return compact({**facts, "log": log})


def deadline(words: str | None) -> Data | None:
    """Return a deadline as the inspectorate words it, with what the words say.

    Words that state no date we understand are kept, with the basis `none`.
    """
    if words is None:
        return None
    read = deadlines.read_words(words)
    return compact({"text": words, "basis": read.basis, "date": read.date, "within": read.within})


def is_unread(found: object) -> bool:
    """Say whether a deadline has words that state no date we understand."""
    return isinstance(found, dict) and found["basis"] == Basis.NONE


def begun(on: When, *, by: Callable[[], str | None], source: str | None, **said: object) -> list[Data]:
    """Return a finding's first log: an entry where the force says something of it, else nothing.

    `by` is asked who writes only where there is an entry to sign.
    """
    return [entry(on, {"by": by(), "source": source, **said})] if compact(said) else []


def finding(facts: Data, log: list[Data]) -> Data:
    """Return a finding's record: the inspectorate's words, then its log."""
    return compact({**facts, "log": log})


def meeting(on: When, **fields: object) -> Data:
    """Return a meeting as an item of a committee's list."""
    return compact({"on": on, **fields})
