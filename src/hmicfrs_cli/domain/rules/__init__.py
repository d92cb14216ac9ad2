"""The rules: one function each, all in this table; what they find is a problem, never an exception.

A new rule is one function, one line here and one folder in `tests/examples/bad`.
"""

from collections.abc import Container, Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Any, Final

from hmicfrs_cli.domain.each import Each
from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.domain.records import Finding, Inspection
from hmicfrs_cli.domain.register import Register, committee_path, path_of
from hmicfrs_cli.domain.rules import (
    corrections,
    entries,
    finding,
    inspection,
    meetings,
    progress,
    rating,
    references,
    settings,
    upkeep,
)
from hmicfrs_cli.domain.rules.case import (
    Case,
    CommitteeCase,
    FindingCase,
    InspectionCase,
    Rule,
    Sees,
    SettingsCase,
)
from hmicfrs_cli.domain.settings import Committee, Settings
from hmicfrs_cli.domain.stored import Linked

INSPECTION: tuple[Rule[InspectionCase], ...] = (
    Rule(corrections.correction_says_more),
    Rule(corrections.correction_without_source),
    Rule(corrections.amendment_without_authority),
    Rule(entries.in_the_future),
    Rule(entries.back_dated, "warning"),
    Rule(inspection.grade_not_on_scale),
    Rule(inspection.planned_without_notice),
    Rule(inspection.section_55_without_why),
    Rule(inspection.section_55_due, "warning"),
    Rule(references.no_such_force),
    Rule(references.no_such_record, sees=Sees.LINKS),
    Rule(references.former_id_taken, sees=Sees.LINKS),
)

FINDING: tuple[Rule[FindingCase], ...] = (
    Rule(corrections.correction_says_more),
    Rule(corrections.correction_without_source),
    Rule(corrections.amendment_without_authority),
    Rule(entries.in_the_future),
    Rule(entries.back_dated, "warning"),
    Rule(finding.addressee_missing),
    Rule(finding.deadline_at_odds),
    Rule(finding.afi_without_deadline),
    Rule(finding.deadline_not_as_worded, "warning"),
    Rule(progress.closed_without_authority),
    Rule(progress.reopened_without_why),
    Rule(progress.complete_without_evidence),
    Rule(progress.complete_not_agreed, "warning"),
    Rule(progress.agreed_by_owner, "warning"),
    Rule(progress.target_moved_without_why),
    Rule(progress.target_moved_again, "warning"),
    Rule(progress.not_accepted_without_why),
    Rule(progress.action_without_text),
    Rule(progress.inspectorate_of_action),
    Rule(rating.red_without_why),
    Rule(rating.colour_not_in_key),
    Rule(rating.risk_off_matrix),
    Rule(rating.rag_against_matrix),
    Rule(references.no_such_portfolio),
    Rule(references.no_such_board),
    Rule(references.no_such_inspection, sees=Sees.LINKS),
    Rule(references.no_such_record, sees=Sees.LINKS),
    Rule(references.former_id_taken, sees=Sees.LINKS),
    Rule(references.number_twice, "warning", sees=Sees.LINKS),
    Rule(finding.under_circle, sees=Sees.LINKS),
    Rule(finding.made_before_published, "warning", sees=Sees.INSPECTION),
    Rule(finding.cause_without_recommendation, "warning", sees=Sees.LINKS),
    Rule(upkeep.no_owner, "warning", sees=Sees.INSPECTION),
    Rule(upkeep.no_target, "warning", sees=Sees.INSPECTION),
    Rule(upkeep.no_update, "warning", sees=Sees.INSPECTION),
    Rule(upkeep.not_ours_with_owner, "warning", sees=Sees.INSPECTION),
    Rule(upkeep.owner_left_portfolio, "warning", sees=Sees.INSPECTION),
)

COMMITTEE: tuple[Rule[CommitteeCase], ...] = (
    Rule(meetings.meeting_order),
    Rule(meetings.since_missing),
    Rule(meetings.issued_in_the_future),
    Rule(references.no_such_record, sees=Sees.LINKS),
)

SETTINGS: tuple[Rule[SettingsCase], ...] = (
    Rule(references.no_such_force),
    Rule(settings.duplicate_id),
    Rule(settings.matrix_gap),
)

Checked = Inspection | Finding | Committee | Settings | Linked
_TABLES: Final[dict[type[Any], Any]] = {
    Inspection: INSPECTION,
    Finding: FINDING,
    Committee: COMMITTEE,
    Settings: SETTINGS,
}
_CASES: Final[dict[type[Any], type[Case[Any]]]] = {Inspection: InspectionCase, Finding: FindingCase}
_EVERY: Final = tuple(Sees)
_ALONE: Final = (Sees.RECORD,)
_NEAR: Final = (Sees.RECORD, Sees.INSPECTION)
_AROUND: Final = (Sees.LINKS,)


def check(
    register: Register,
    today: date,
    unread: Iterable[str] = (),
    each: Each = map,
    *,
    only: Container[str] | None = None,
    errors_only: bool = False,
) -> list[Problem]:
    """Return everything that the rules find in a register, in the order of its files' paths.

    `today` is the day against which the future, the stale and the due are told. `unread` names the files
    that are there but could not be read, so that nobody is told that what they hold is missing. With `only`
    the records at these paths are asked about. Where a `stored.Linked` stands for a record, only the rules
    are asked for which that is enough: the others are those of `check_near`. With `errors_only` no rule is
    asked that warns.
    """
    records: list[tuple[str, str, Checked]] = [
        ("register.yaml", "", register.settings),
        *((committee_path(id_), id_, one) for id_, one in register.committees.items()),
        *((path_of(id_), id_, one) for id_, one in register.inspections.items()),
        *((path_of(id_), id_, one) for id_, one in register.findings.items()),
    ]
    paths = frozenset(unread)
    asked = [(id_, one) for path, id_, one in records if only is None or path in only]

    def found_in(one: tuple[str, Checked]) -> list[Problem]:
        return list(_checked(register, *one, today, paths, errors_only=errors_only))

    found = each(found_in, asked)
    return sorted(chain.from_iterable(found), key=lambda problem: problem.path)


def check_near(case: InspectionCase | FindingCase) -> list[Problem]:
    """Return what the rules find in one record for which it, its inspection and the settings are enough.

    Its register has the settings alone, and `given` what a finding takes from its inspection.
    """
    return list(_asked(type(case.record), case, _NEAR))


def check_record(known: Settings | Register, id_: str, record: Checked, today: date) -> list[Problem]:
    """Return what the rules find in one record.

    With only the settings known, what needs other records is not asked. A record whose corrections match
    nothing is asked nothing else.
    """
    if isinstance(known, Register):
        return list(_checked(known, id_, record, today, frozenset()))
    return list(_checked(Register(known), id_, record, today, frozenset(), sees=_ALONE))


def _checked(  # noqa: PLR0913 - what a rule is given, and which are asked
    register: Register,
    id_: str,
    record: Checked,
    today: date,
    unread: frozenset[str],
    *,
    sees: tuple[Sees, ...] = _EVERY,
    errors_only: bool = False,
) -> Iterator[Problem]:
    kind: type[Any] = type(record)
    if isinstance(record, Linked):
        kind, sees, record = Finding if "/" in id_ else Inspection, _AROUND, record.said or record
    case = _CASES.get(kind, Case)(id_, record, register, today, unread)
    unfit = (
        corrections.unfit_corrections(case.path, record) if isinstance(record, Inspection | Finding) else []
    )
    return iter(unfit) if unfit else _asked(kind, case, sees, errors_only=errors_only)


def _asked(
    kind: type[Any], case: Case[Any], sees: tuple[Sees, ...], *, errors_only: bool = False
) -> Iterator[Problem]:
    for rule in _TABLES[kind]:
        if rule.sees in sees and (rule.severity == "error" or not errors_only):
            for fault in rule.check(case):
                yield fault.problem(case.path, rule.code, rule.severity)
