"""Corrections and amendments: each must mean exactly one thing and say something that fits it."""

from collections.abc import Iterator

from pydantic import ValidationError

from hmicfrs_cli.domain.dates import spoken
from hmicfrs_cli.domain.fold import NoMatchError, has_corrections, is_fact, matches, with_value
from hmicfrs_cli.domain.misfits import field_names, misfits
from hmicfrs_cli.domain.near import nearest, quoted
from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.domain.records import Entry, Finding, Inspection, Target
from hmicfrs_cli.domain.rules.case import Case, Fault, code_of

_ALLOWED = {"on", "when", "by", "source", "note", "why", "private", "authority", "corrects", "amends", "to"}
"""What an entry that corrects may hold: nothing else in it would ever count."""

Logged = Inspection | Finding
LoggedCase = Case[Inspection] | Case[Finding]


def unfit_corrections(path: str, record: Logged) -> list[Problem]:
    """Return the corrections for which the record has no meaning on any day, so nothing else is asked."""
    if not has_corrections(record.log) and all(entry.to is None for entry in record.log):
        return []
    return [fault.problem(path, code_of(rule)) for rule in UNFIT for fault in rule(record)]


def correction_no_match(record: Logged) -> Iterator[Fault]:
    """Report a correction or amendment that means nothing, or more than one thing."""
    for index, entry in enumerate(record.log):
        aims = _aims(entry)
        if not aims and entry.to is not None:
            mend = "add `corrects: {field: …}`, or delete the line"
            yield Fault(("log", index, "to"), "“to” stands here without what it corrects", mend)
        if len(aims) > 1:
            mend = "write two entries: we were wrong (corrects), or the inspectorate changed it (amends)"
            yield Fault(("log", index, "amends"), "this entry both corrects and amends", mend)
        for name, aim in aims[:1]:
            if (found := _unmatched(record, name, aim)) is not None:
                yield Fault(("log", index, name), *found)


def correction_does_not_fit(record: Logged) -> Iterator[Fault]:
    """Report a correction or amendment whose `to` is missing or does not fit what it corrects."""
    for index, entry in enumerate(record.log):
        for name, aim in _aims(entry)[:1]:
            if _unmatched(record, name, aim) is None:
                yield from _tried(record, index, entry, aim)


UNFIT = (correction_no_match, correction_does_not_fit)


def correction_says_more(case: LoggedCase) -> Iterator[Fault]:
    """Report a correction or amendment that also says something else, which would never count."""
    for index, entry in enumerate(case.record.log):
        more = sorted(entry.model_fields_set - _ALLOWED) if _aims(entry) else []
        if more:
            words = f"this entry corrects something, so its “{more[0]}” would not count"
            yield Fault(("log", index, more[0]), words, "write it as an entry of its own")


def correction_without_source(case: LoggedCase) -> Iterator[Fault]:
    """Report a correction that does not say how we know that we were wrong."""
    for index, entry in enumerate(case.record.log):
        if entry.corrects is not None and entry.source is None:
            mend = "add `source:` with the page, letter or record that shows it"
            yield Fault(("log", index, "corrects"), "this correction names no source", mend)


def amendment_without_authority(case: LoggedCase) -> Iterator[Fault]:
    """Report an amendment without the inspectorate's authority: only it can change what it said."""
    for index, entry in enumerate(case.record.log):
        if entry.amends is not None and entry.authority is None:
            mend = "add `authority: {kind: letter, ref: …}`; if the register was wrong, use `corrects:`"
            words = "this amendment does not say in what the inspectorate changed its mind"
            yield Fault(("log", index, "amends"), words, mend)


def _aims(entry: Entry) -> list[tuple[str, Target]]:
    both = (("corrects", entry.corrects), ("amends", entry.amends))
    return [(name, aim) for name, aim in both if aim is not None]


def _unmatched(record: Logged, name: str, aim: Target) -> tuple[str, str] | None:
    """Return why an aim does not mean exactly one thing, and the mend; None where it does."""
    if is_fact(record, aim):
        return None
    if name == "amends":
        return "an amendment can only be of a field above the log", "name it: `amends: {field: deadline}`"
    if aim.field is None and aim.event is None:
        return "this names no field and no event", "write `{field: title}` or `{event: published}`"
    if aim.field is not None and aim.event is None and aim.when is None and aim.action is None:
        return _no_fact(record, aim.field)
    found = matches(record.log, aim)
    if len(found) == 1:
        return None
    what = f"{len(found)} entries match" if found else "nothing matches"
    mend = "give the `when` of the entry meant" + (
        f": {_choices(record, aim)}" if _choices(record, aim) else ""
    )
    if aim.when is not None and len({record.log[index].happened.text for index in found}) == 1:
        mend = "a correction must mean one entry: add an entry that says what is right instead"
    return f"{what} “{aim.event or aim.field}”" + (f" of {spoken(aim.when)}" if aim.when else ""), mend


def _no_fact(record: Logged, field: str) -> tuple[str, str]:
    entries = matches(record.log, Target(field=field))
    if entries:
        dates = ", ".join(record.log[index].happened.text for index in entries)
        return f"{quoted(field)} is said in the log", f"add the `when` of the entry meant: {dates}"
    near = nearest(field, set(field_names(type(record))) - {"log"})
    mend = f"did you mean “{near}”?" if near else "name a field that stands above the log"
    return f"there is no {quoted(field)} here to correct", mend


def _choices(record: Logged, aim: Target) -> str:
    wide = aim.model_copy(update={"when": None})
    return ", ".join(record.log[index].happened.text for index in matches(record.log, wide))


def _tried(record: Logged, index: int, entry: Entry, aim: Target) -> Iterator[Fault]:
    if entry.to is None:
        yield Fault(("log", index), "“to” is missing here", "add `to:` with what is right")
        return
    whole: Inspection | Finding | Entry = record
    if not is_fact(record, aim):
        whole = record.log[matches(record.log, aim)[0]]
    try:
        with_value(whole, aim.field or "when", entry.to)
    except NoMatchError as error:
        yield _misfit(error, whole, index)


def _misfit(error: NoMatchError, whole: Logged | Entry, index: int) -> Fault:
    if not isinstance(error.__cause__, ValidationError):
        return Fault(("log", index), str(error), "name a field that stands above the log")
    first = misfits(error.__cause__, type(whole), "", ("log", index, "to"))[0]
    # The value stands under `to`, where its field's own name does not.
    return Fault(("log", index, "to", *first.loc[4:]), first.message, first.mend)
