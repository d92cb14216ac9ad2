"""A report's paragraphs in, the inspection and its findings out, as proposals."""

from hmicfrs_cli.domain.published.about import about
from hmicfrs_cli.domain.published.blocks import Document
from hmicfrs_cli.domain.published.found import Found
from hmicfrs_cli.domain.published.grammar import Reader
from hmicfrs_cli.domain.published.proposals import Proposal, Published, Reason
from hmicfrs_cli.domain.published.repeats import once
from hmicfrs_cli.domain.published.wording import Said, addressees, said, sense
from hmicfrs_cli.domain.terms import FindingKind

MOST = 400
"""Findings of one report; what has more is none."""
_NEED_ADDRESSEE = {FindingKind.RECOMMENDATION, FindingKind.PRIORITY_ACTION, FindingKind.ACTION}


def read(document: Document) -> Published:
    """Return what a report is thought to say; at most 400 findings of it."""
    found = once(Reader().read(document.blocks)[:MOST])
    return Published(about(document), tuple(_proposal(one, places) for one, places in found))


def _proposal(one: Found, places: tuple[str, ...]) -> Proposal:
    told = one.kind in {FindingKind.CAUSE_OF_CONCERN, FindingKind.PRACTICE}
    sensed = sense(one.text)
    whom = () if told else sensed.whom
    reasons = [*one.reasons]
    if not whom and one.whom:
        whom = addressees(one.whom) or (one.whom,)
        reasons.append(Reason.ADDRESSEE_FROM_HEADING)
    if not whom and one.kind in _NEED_ADDRESSEE:
        reasons.append(Reason.NO_ADDRESSEE)
    deadline = None if told else sensed.deadline or _row_deadline(one)
    if deadline and deadline.unread:
        reasons.append(Reason.DEADLINE_UNREAD)
    if deadline and sensed.aside and deadline is sensed.deadline:
        reasons.append(Reason.DEADLINE_AT_END)
    return Proposal(
        one.kind,
        one.text,
        "\n".join(one.passage),
        places,
        one.number,
        one.title,
        whom,
        deadline,
        one.under,
        tuple(dict.fromkeys(reasons)),
    )


def _row_deadline(one: Found) -> Said | None:
    return said(one.deadline) if one.deadline.strip(" -–—") else None
