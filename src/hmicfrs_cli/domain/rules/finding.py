"""What a finding may say above its log."""

from collections.abc import Iterator

from hmicfrs_cli.domain import deadlines
from hmicfrs_cli.domain.dates import on_words, spoken
from hmicfrs_cli.domain.near import quoted
from hmicfrs_cli.domain.records import Deadline, Finding
from hmicfrs_cli.domain.register import path_of
from hmicfrs_cli.domain.rules.case import Fault, FindingCase
from hmicfrs_cli.domain.terms import Basis, FindingKind, Wording

_ADDRESSED = {FindingKind.RECOMMENDATION, FindingKind.PRIORITY_ACTION}
_NEEDS = {Basis.DATE: "date", Basis.PUBLICATION: "within"}
_NO_WORDS = {"", "-", "n/a", "none", "none stated", "no deadline", "not stated", "not given", "tbc"}


def addressee_missing(case: FindingCase) -> Iterator[Fault]:
    """Report a recommendation or priority action that does not say to whom it is addressed.

    These ask somebody to act, and many are not the force's to deliver; without the addressee nobody can
    tell. So does an action in the inspectorate's own words. An area for improvement, a cause of concern
    or a narrative finding is about the inspected force itself and addresses nobody by name.
    """
    record = case.facts
    verbatim_action = record.kind is FindingKind.ACTION and record.wording is Wording.VERBATIM
    if (record.kind in _ADDRESSED or verbatim_action) and not record.addressed_to:
        mend = (
            "add `addressed_to:` in the report's own words, such as `[chief constables]`, or `[not stated]`"
        )
        yield Fault(("kind",), f"this {record.kind.label} is addressed to nobody", mend)


def deadline_at_odds(case: FindingCase) -> Iterator[Fault]:
    """Report a deadline whose basis and whose date or period do not go together."""
    deadline = case.facts.deadline
    if deadline is None or _counted_afi(case.facts):
        return
    needed = _NEEDS.get(deadline.basis)
    if needed is not None and getattr(deadline, needed) is None:
        words = f"a deadline with the basis “{deadline.basis}” needs “{needed}”"
        yield Fault(("deadline",), words, f"add `{needed}:`, or choose the basis that the words give")
    for extra in ("date", "within"):
        if extra != needed and getattr(deadline, extra) is not None:
            words = f"a deadline with the basis “{deadline.basis}” has no “{extra}”"
            yield Fault(
                ("deadline", extra), words, "delete the line, or choose the basis that the words give"
            )


def afi_without_deadline(case: FindingCase) -> Iterator[Fault]:
    """Report an area for improvement that is counted against a deadline it does not have.

    HMICFRS often sets none for an area for improvement; the day by which the force means to be done is
    its target, which is another thing.
    """
    if _counted_afi(case.facts):
        words = "this area for improvement has a date or a period, but its words set no deadline"
        mend = "delete `deadline:`, and put the force's own date in the log as `target:`"
        yield Fault(("deadline",), words, mend)


def _counted_afi(record: Finding) -> bool:
    deadline = record.deadline
    if record.kind is not FindingKind.AFI or deadline is None:
        return False
    counted = deadline.date is not None or deadline.within is not None
    wordless = deadline.text.casefold().strip(" .") in _NO_WORDS
    return counted and (wordless or deadline.basis is Basis.NONE)


def deadline_not_as_worded(case: FindingCase) -> Iterator[Fault]:
    """Warn of a deadline whose date or period is not the one that its words state.

    Words that hmi does not understand are taken as the record reads them.
    """
    deadline = case.facts.deadline
    if deadline is None or _counted_afi(case.facts) or any(deadline_at_odds(case)):
        return
    read = deadlines.read_words(deadline.text)
    if read.basis is not Basis.NONE and (read.basis, read.date, read.within) != _stated(deadline):
        stated = spoken(deadline.date) if deadline.date else deadline.within or deadline.basis.label
        words = f"the words {quoted(deadline.text)} do not say {stated}"
        yield Fault(("deadline",), words, "copy basis and date from the words, no sharper than they are")


def _stated(deadline: Deadline) -> tuple[object, ...]:
    return deadline.basis, deadline.date, deadline.within


def under_circle(case: FindingCase) -> Iterator[Fault]:
    """Report findings that stand under each other in a circle."""
    findings, seen, at = case.register.findings, {case.id}, case.facts.under
    while at is not None:
        present = case.register.present_id(at)
        if present == case.id:
            words = f"following `under:` from here leads back to {case.id}"
            yield Fault(
                ("under",), words, "a recommendation stands under its cause of concern, never the reverse"
            )
            return
        if present is None or present in seen or present not in findings:
            return
        seen.add(present)
        at = findings[present].under


def made_before_published(case: FindingCase) -> Iterator[Fault]:
    """Warn of a finding that says it was made before its inspection's report was published."""
    made = case.facts.made
    inspection = case.published
    if made is not None and inspection is not None and made.last < inspection.first:
        words = f"made {on_words(made)}, but the report was published {on_words(inspection)}"
        yield Fault(("made",), words, "delete `made:` unless the inspectorate made it known earlier")


def cause_without_recommendation(case: FindingCase) -> Iterator[Fault]:
    """Warn of a cause of concern with no recommendation under it: HMICFRS always makes at least one."""
    record = case.facts
    if record.kind is not FindingKind.CAUSE_OF_CONCERN or record.recommendations is not None:
        return
    under = [case.register.findings[id_].kind for id_ in case.register.children.get(case.id, ())]
    folder = path_of(case.id).rpartition("/")[0]
    unread = any(path.startswith(f"{folder}/") for path in case.unread)
    if FindingKind.RECOMMENDATION not in under and not unread:
        mend = f"add them with `under: {case.id}`, or write `recommendations: not-stated`"
        yield Fault(("kind",), "this cause of concern has no recommendation under it", mend)
