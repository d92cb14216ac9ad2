"""What a finding's log may say of its closing, its completion, its target and its actions."""

from collections.abc import Iterator
from itertools import pairwise

from hmicfrs_cli.domain.dates import When, on_words, spoken
from hmicfrs_cli.domain.fold import Placed
from hmicfrs_cli.domain.records import FindingEntry
from hmicfrs_cli.domain.rules.case import Fault, FindingCase
from hmicfrs_cli.domain.terms import Acceptance, ForceStatus, InspectorateStatus

_WHY = "add `why:` with the reason"
Row = Placed[FindingEntry]


def closed_without_authority(case: FindingCase) -> Iterator[Fault]:
    """Report a closing that names no letter, report, e-mail or system entry.

    Only the inspectorate that leads closes, supersedes or withdraws a finding, and it says so in something.
    """
    for row in case.saying("inspectorate"):
        said = row.entry.inspectorate
        if said not in {None, InspectorateStatus.OPEN} and row.entry.authority is None:
            mend = "add `authority: {kind: letter, ref: …}`; if only the force says so, use `status:`"
            yield Fault(
                ("log", row.index, "inspectorate"), f"“{said}” without the inspectorate's authority", mend
            )


def reopened_without_why(case: FindingCase) -> Iterator[Fault]:
    """Report a re-opening without its reason: members ask why what was closed is open again."""
    said = case.saying("inspectorate")
    for before, row in pairwise(said):
        was_closed = before.entry.inspectorate is not InspectorateStatus.OPEN
        if was_closed and row.entry.inspectorate is InspectorateStatus.OPEN and row.entry.why is None:
            words = f"re-opened {on_words(row.time)} without a reason"
            yield Fault(("log", row.index, "inspectorate"), words, _WHY)


def complete_without_evidence(case: FindingCase) -> Iterator[Fault]:
    """Report "considered complete" with no evidence in that entry or before it.

    Committees' minutes ask for closure to be evidenced first, then claimed.
    """
    for row in _completed(case):
        seen = [one for one in case.rows if (one.day, one.index) <= (row.day, row.index)]
        own = [one for one in seen if row.entry.action in {None, one.entry.action}]
        if not any(one.entry.evidence for one in own):
            mend = "add `evidence:` with what shows it, such as an audit or a dip sample"
            yield Fault(("log", row.index, "status"), "considered complete without evidence", mend)


def _completed(case: FindingCase) -> list[Row]:
    return [row for row in case.saying("status") if row.entry.status is ForceStatus.CONSIDERED_COMPLETE]


def complete_not_agreed(case: FindingCase) -> Iterator[Fault]:
    """Warn where the force's present "considered complete" was agreed by no board and nobody else."""
    row = _standing_completion(case)
    if row is not None and not _agreements(case, row):
        mend = "add `agreed: {by: …, board: …, on: …}`"
        yield Fault(("log", row.index, "status"), "considered complete, but nobody is named who agreed", mend)


def agreed_by_owner(case: FindingCase) -> Iterator[Fault]:
    """Warn where the owner alone agreed that the finding is complete: nobody signs off their own work."""
    row = _standing_completion(case)
    for one in _agreements(case, row) if row else []:
        agreed = one.entry.agreed
        before = [past.entry.owner for past in case.strands[None] if past.day <= one.day and past.entry.owner]
        if agreed and before and agreed.by == before[-1] and agreed.board is None:
            words = f"agreed by {agreed.by}, who owns the finding"
            mend = "have a board or another person agree, and record that"
            yield Fault(("log", one.index, "agreed"), words, mend)


def _standing_completion(case: FindingCase) -> Row | None:
    said = [row for row in case.saying("status") if row.entry.action is None]
    complete = bool(said) and said[-1].entry.status is ForceStatus.CONSIDERED_COMPLETE
    return said[-1] if complete else None


def _agreements(case: FindingCase, row: Row) -> list[Row]:
    later = [one for one in case.strands[None] if (one.day, one.index) >= (row.day, row.index)]
    return [one for one in later if one.entry.agreed and (one.entry.agreed.by or one.entry.agreed.board)]


def _moves(case: FindingCase) -> Iterator[tuple[int, Row, When]]:
    """Yield each move of a target: which it is, the entry, and the target before it."""
    for strand in case.strands.values() if len(case.saying("target")) > 1 else ():
        targets = [(row, row.entry.target) for row in strand if row.entry.target is not None]
        count = 0
        for (_, old), (row, new) in pairwise(targets):
            if new != old:
                count += 1
                yield count, row, old


def target_moved_without_why(case: FindingCase) -> Iterator[Fault]:
    """Report a target that moved without a reason, which is what members complain of most."""
    for _, row, old in _moves(case):
        if row.entry.why is None and row.entry.target is not None:
            words = f"the target moved from {spoken(old)} to {spoken(row.entry.target)} without a reason"
            yield Fault(("log", row.index, "target"), words, _WHY)


def target_moved_again(case: FindingCase) -> Iterator[Fault]:
    """Warn of the second move of a target and each after it: a target should change once at most."""
    for count, row, old in _moves(case):
        if count > 1 and row.entry.target is not None:
            words = f"move {count} of the target, from {spoken(old)} to {spoken(row.entry.target)}"
            mend = "expect the committee to ask; say in `why:` and `effect:` what the delay does"
            yield Fault(("log", row.index, "target"), words, mend)


def not_accepted_without_why(case: FindingCase) -> Iterator[Fault]:
    """Report a finding that is not accepted without the reason.

    The local policing body's comments must say why no action is proposed: section 55(5B) of the
    Police Act 1996.
    """
    for row in case.saying("acceptance"):
        if row.entry.acceptance is Acceptance.NOT_ACCEPTED and row.entry.why is None:
            yield Fault(("log", row.index, "acceptance"), "not accepted, without a reason", _WHY)


def action_without_text(case: FindingCase) -> Iterator[Fault]:
    """Report an action whose first entry does not say what it is."""
    for action, strand in case.strands.items():
        if action is not None and strand[0].entry.text is None:
            words = f"the first entry of action “{action}” does not say what the action is"
            yield Fault(("log", strand[0].index, "action"), words, "add `text:` to it")


def inspectorate_of_action(case: FindingCase) -> Iterator[Fault]:
    """Report the inspectorate's status in an entry about one action: it opens and closes whole findings."""
    for row in case.saying("inspectorate"):
        if row.entry.action is not None:
            words = f"the inspectorate decides of the finding, not of its action “{row.entry.action}”"
            mend = "write it as an entry without `action:`; an action's own state is its `status:`"
            yield Fault(("log", row.index, "inspectorate"), words, mend)
