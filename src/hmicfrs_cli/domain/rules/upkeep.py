"""Warnings about findings that nobody looks after, or that the wrong people do."""

from collections.abc import Iterator
from datetime import date

from hmicfrs_cli.domain.dates import day, days_between, on_words, spoken
from hmicfrs_cli.domain.rules.case import Fault, FindingCase
from hmicfrs_cli.domain.settings import in_force
from hmicfrs_cli.domain.terms import FindingKind


def _waiting_since(case: FindingCase) -> date | None:
    """Return since when a finding is open and ours to deliver; None where it is not."""
    state = case.state
    waiting = state.is_open and state.ours and state.facts.kind is not FindingKind.PRACTICE
    return state.made_day if waiting else None


def _long_open(case: FindingCase) -> date | None:
    """Return since when a finding that is not considered complete is open, if that is too long."""
    since = _waiting_since(case)
    if since is None or case.state.complete:
        return None
    return since if days_between(since, case.today) > case.settings.stale_after_days else None


def _made(case: FindingCase, since: date) -> str:
    return on_words(case.state.made or day(since))


def no_owner(case: FindingCase) -> Iterator[Fault]:
    """Warn of a finding of ours that is open for more than `stale_after_days` and has no owner."""
    since = _long_open(case)
    if since is not None and case.state.progress.owner is None:
        words = f"made {_made(case, since)}, and nobody owns it"
        yield Fault((), words, f"allocate it: `hmi update {case.id} --owner …`")


def no_target(case: FindingCase) -> Iterator[Fault]:
    """Warn of a finding of ours that is open for more than `stale_after_days` and says no day to be done by.

    The inspectorate's own dated deadline is such a day.
    """
    since = _long_open(case)
    if since is not None and not case.state.due():
        words = f"made {_made(case, since)}, and it has neither a target nor a dated deadline"
        yield Fault((), words, f"set one: `hmi update {case.id} --target …`")


def no_update(case: FindingCase) -> Iterator[Fault]:
    """Warn of an open finding of ours of which nothing was said for more than `stale_after_days`."""
    since = _waiting_since(case)
    if since is None:
        return
    said = max(case.rows, key=lambda row: row.day, default=None)
    last, words = since, spoken(case.state.made or day(since))
    if said is not None and said.day >= since:
        last, words = said.day, spoken(said.time)
    most = case.settings.stale_after_days
    if days_between(last, case.today) > most:
        mend = f"say how it stands: `hmi update {case.id} …`"
        yield Fault((), f"no update since {words}, more than {most} days ago", mend)


def not_ours_with_owner(case: FindingCase) -> Iterator[Fault]:
    """Warn of a finding for another body to deliver that has an owner in the force."""
    state = case.state
    if not state.ours and state.progress.owner is not None:
        words = f"{state.progress.owner} owns this, but it is another body's to deliver"
        mend = "use `delivery: joint` if the force has a part in it"
        yield Fault(("delivery",), words, mend)


def owner_left_portfolio(case: FindingCase) -> Iterator[Fault]:
    """Warn of an open finding owned by somebody who led its portfolio and leads it no longer."""
    now = case.state.progress
    portfolio = next((one for one in case.settings.portfolios if one.id == now.portfolio), None)
    if portfolio is None or not case.state.is_open or case.state.complete:
        return
    lead = in_force(portfolio.leads, case.today)
    if lead and lead.lead != now.owner and now.owner in {one.lead for one in portfolio.leads}:
        words = f"{now.owner} led {portfolio.name} until {lead.lead} took it over {on_words(lead.since)}"
        yield Fault((), words, f"name the new owner: `hmi update {case.id} --owner …`")
