"""References: whatever a record names must be there."""

from collections.abc import Iterable, Iterator

from hmicfrs_cli.domain.forces import FORCES
from hmicfrs_cli.domain.near import nearest, quoted, suggestion
from hmicfrs_cli.domain.problems import Loc
from hmicfrs_cli.domain.records import Finding, Inspection
from hmicfrs_cli.domain.register import Register, path_of
from hmicfrs_cli.domain.rules.case import (
    Case,
    CommitteeCase,
    Fault,
    FindingCase,
    InspectionCase,
    SettingsCase,
)


def no_such_record(case: Case[Inspection] | Case[Finding] | CommitteeCase) -> Iterator[Fault]:
    """Report a reference to an inspection or a finding that is not there, by a present id or a former one.

    Nor is one there that is of the other kind: a phase is one of an inspection, and a finding stands under,
    supersedes or repeats a finding.
    """
    for loc, id_, of_finding in _references(case):
        known = case.register.findings if of_finding else case.register.inspections
        present = case.register.present_id(id_)
        if present is None and not case.is_there(id_):
            near = _nearest(case.register, id_, known)
            mend = f"did you mean “{near}”?" if near else "add that record, or delete the reference"
            yield Fault(loc, f"there is no record {quoted(id_)}", mend)
        elif of_finding is not ("/" in (present or id_)):
            noun, other = ("a finding", "an inspection") if of_finding else ("an inspection", "a finding")
            yield Fault(loc, f"{quoted(id_)} is {other}, and {noun} is meant here", f"give the id of {noun}")


def _nearest(register: Register, id_: str, known: Iterable[str]) -> str | None:
    """Return the id that is nearest: for a finding's first the inspection, since a register has very many."""
    head, slash, _ = id_.partition("/")
    if not slash:
        return nearest(id_, known)
    of = head if head in register.by_inspection else nearest(head, register.by_inspection)
    return nearest(id_, register.by_inspection[of]) if of else None


def no_such_inspection(case: FindingCase) -> Iterator[Fault]:
    """Report a finding whose folder is the id of no inspection."""
    head = case.id.partition("/")[0]
    if head not in case.register.inspections and path_of(head) not in case.unread:
        near = nearest(head, case.register.inspections)
        mend = f"add inspections/{head}.yaml" + (f", or did you mean “{near}”?" if near else "")
        yield Fault((), f"there is no inspection {quoted(head)} that this is a finding of", mend)


def _references(case: Case[Inspection] | Case[Finding] | CommitteeCase) -> Iterator[tuple[Loc, str, bool]]:
    """Yield what a record names: where, which id, and whether a finding is meant, not an inspection."""
    record = case.facts if isinstance(case, InspectionCase | FindingCase) else case.record
    if isinstance(record, Inspection):
        yield from ((loc, id_, False) for loc, id_ in _named(record, "phase_of", "related"))
    elif isinstance(record, Finding):
        yield from ((loc, id_, True) for loc, id_ in _named(record, "under", "supersedes", "same_as"))
    else:
        for index, meeting in enumerate(record.meetings):
            for kind, ids in (meeting.issued.figures if meeting.issued else {}).items():
                loc = ("meetings", index, "issued", "figures", str(kind))
                yield from (((*loc, at), id_, True) for at, id_ in enumerate(ids))


def _named(record: Inspection | Finding, *fields: str) -> Iterator[tuple[Loc, str]]:
    for field in fields:
        said = getattr(record, field)
        if isinstance(said, str):
            yield (field,), said
        elif said is not None:
            yield from (((field, at), id_) for at, id_ in enumerate(said))


def no_such_portfolio(case: FindingCase) -> Iterator[Fault]:
    """Report a portfolio that `register.yaml` does not name."""
    known = [portfolio.id for portfolio in case.settings.portfolios]
    for index, entry in case.said:
        yield from _unknown(("log", index, "portfolio"), entry.portfolio, known, "portfolio")


def no_such_board(case: FindingCase) -> Iterator[Fault]:
    """Report a board that `register.yaml` does not name."""
    known = [board.id for board in case.settings.boards]
    for index, entry in case.said:
        yield from _unknown(("log", index, "board"), entry.board, known, "board")
        if entry.agreed is not None:
            yield from _unknown(("log", index, "agreed", "board"), entry.agreed.board, known, "board")


def _unknown(loc: Loc, word: str | None, known: list[str], what: str) -> Iterator[Fault]:
    if word is not None and word not in known:
        mend = suggestion(word, known, f"{what}s in register.yaml")
        yield Fault(loc, f"there is no {what} {quoted(word)} in register.yaml", mend)


def no_such_force(case: InspectionCase | SettingsCase) -> Iterator[Fault]:
    """Report the id of a force that is none of the 43 of England and Wales.

    A name as its source writes it ("Police Scotland") is no id and is printed as written; a fictional
    register's own force has an id of its own.
    """
    for loc, force in _forces(case):
        if force not in FORCES:
            near = nearest(force, FORCES)
            mend = f"did you mean “{near}”?" if near else "write the force's name as its source does"
            yield Fault(loc, f"there is no force {quoted(force)} in England and Wales", mend)


def _forces(case: InspectionCase | SettingsCase) -> Iterator[tuple[Loc, str]]:
    if isinstance(case, InspectionCase):
        for index, other in enumerate(case.facts.other_forces):
            if other.force == other.force.lower() and " " not in other.force:
                yield ("other_forces", index, "force"), other.force
    elif not case.record.fictional:
        yield ("force",), case.record.force


def number_twice(case: FindingCase) -> Iterator[Fault]:
    """Warn of two findings of one kind, number and inspection: perhaps two people entered the same one."""
    record = case.facts
    if record.number is None:
        return
    same = case.register.by_number.get((case.id.partition("/")[0], record.kind, record.number), ())
    for other in same:
        if other != case.id:
            words = f"{other} is {record.kind.label} {quoted(record.number)} of this inspection as well"
            mend = (
                "if both are the same one, keep one and move the other's entries there; else correct a number"
            )
            yield Fault(("number",), words, mend)
            return


def former_id_taken(case: InspectionCase | FindingCase) -> Iterator[Fault]:
    """Report a former id that another record has, or had, so that nobody can tell which is meant."""
    register = case.register
    for index, old in enumerate(case.record.formerly):
        present = old in register.inspections or old in register.findings
        other = register.former[old]
        if present or other != case.id:
            words = (
                f"{quoted(old)} is the id of a record" if present else f"{other} was {quoted(old)} as well"
            )
            yield Fault(("formerly", index), words, "keep it in the one record that had it")
