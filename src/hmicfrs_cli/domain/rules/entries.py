"""Rules for every log: what an entry may say of its own dates."""

from collections.abc import Iterator

from hmicfrs_cli.domain.dates import When, day_words, on_words, spoken
from hmicfrs_cli.domain.fold import as_corrected
from hmicfrs_cli.domain.problems import Loc
from hmicfrs_cli.domain.records import Finding, FindingEntry, Inspection
from hmicfrs_cli.domain.rules.case import Case, Fault, FindingCase


def in_the_future(case: Case[Inspection] | Case[Finding]) -> Iterator[Fault]:
    """Report what is said to have happened after today, by the first day on which it can have been.

    What is planned stands in `planned:`, a target or a deadline, and may lie ahead.
    """
    for loc, when in _dates(case):
        if when.first > case.today:
            words = f"{spoken(when)} is after today, {day_words(case.today)}"
            yield Fault(
                loc, words, "give the day it happened; what is expected belongs in `planned:` or a target"
            )


def _dates(case: Case[Inspection] | Case[Finding]) -> Iterator[tuple[Loc, When]]:
    if isinstance(case, FindingCase) and case.facts.made is not None:
        yield ("made",), case.facts.made
    for index, entry in enumerate(case.record.log):
        yield ("log", index, "on"), entry.on
    said = case.said if isinstance(case, FindingCase) else as_corrected(case.record.log, case.lens)
    for index, entry in said:
        if entry.when is not None:
            yield ("log", index, "when"), entry.when
        if isinstance(entry, FindingEntry) and entry.agreed is not None and entry.agreed.on is not None:
            yield ("log", index, "agreed", "on"), entry.agreed.on


def back_dated(case: Case[Inspection] | Case[Finding]) -> Iterator[Fault]:
    """Warn of an entry that views know from before an entry already there.

    What a paper has said cannot be changed after it; what happened earlier is told by `when`.
    """
    latest: When | None = None
    for index, entry in enumerate(case.record.log):
        if latest is not None and entry.on.last < latest.last:
            words = f"known {on_words(entry.on)}, but an entry above it is known {on_words(latest)}"
            mend = "write the day it was learned in `on` and the day it happened in `when`"
            yield Fault(("log", index, "on"), words, mend)
        else:
            latest = entry.on
