"""The rules: one function each, all in this table; what they find is a problem, never an exception.

A new rule is one function, one line here and one folder in `tests/examples/bad`.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Any, TypeVar

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
    SettingsCase,
)
from hmicfrs_cli.domain.settings import Committee, Settings

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
    Rule(references.no_such_record, alone=False),
    Rule(references.former_id_taken, alone=False),
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
    Rule(references.no_such_inspection, alone=False),
    Rule(references.no_such_record, alone=False),
    Rule(references.former_id_taken, alone=False),
    Rule(references.number_twice, "warning", alone=False),
    Rule(finding.under_circle, alone=False),
    Rule(finding.made_before_published, "warning", alone=False),
    Rule(finding.cause_without_recommendation, "warning", alone=False),
    Rule(upkeep.no_owner, "warning", alone=False),
    Rule(upkeep.no_target, "warning", alone=False),
    Rule(upkeep.no_update, "warning", alone=False),
    Rule(upkeep.not_ours_with_owner, "warning", alone=False),
    Rule(upkeep.owner_left_portfolio, "warning", alone=False),
)

COMMITTEE: tuple[Rule[CommitteeCase], ...] = (
    Rule(meetings.meeting_order),
    Rule(meetings.since_missing),
    Rule(meetings.issued_in_the_future),
    Rule(references.no_such_record, alone=False),
)

SETTINGS: tuple[Rule[SettingsCase], ...] = (
    Rule(references.no_such_force),
    Rule(settings.duplicate_id),
    Rule(settings.matrix_gap),
)

C = TypeVar("C", bound=Case[Any])
Checked = Inspection | Finding | Committee | Settings


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
    the records at these paths are asked about; of the others, rules see what `stored.Linked` has. With
    `errors_only` no rule is asked that warns.
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


def check_record(known: Settings | Register, id_: str, record: Checked, today: date) -> list[Problem]:
    """Return what the rules find in one record.

    With only the settings known, what needs other records is not asked. A record whose corrections match
    nothing is asked nothing else.
    """
    if isinstance(known, Register):
        return list(_checked(known, id_, record, today, frozenset()))
    return list(_checked(Register(known), id_, record, today, frozenset(), alone=True))


def _checked(
    register: Register,
    id_: str,
    record: Checked,
    today: date,
    unread: frozenset[str],
    **which: bool,
) -> Iterator[Problem]:
    if isinstance(record, Inspection):
        return _asked(INSPECTION, InspectionCase(id_, record, register, today, unread), **which)
    if isinstance(record, Finding):
        return _asked(FINDING, FindingCase(id_, record, register, today, unread), **which)
    if isinstance(record, Committee):
        return _asked(COMMITTEE, Case(id_, record, register, today, unread), **which)
    return _asked(SETTINGS, Case(id_, record, register, today, unread), **which)


def _asked(
    rules: Sequence[Rule[C]], case: C, *, alone: bool = False, errors_only: bool = False
) -> Iterator[Problem]:
    if isinstance(case.record, Inspection | Finding) and (
        unfit := corrections.unfit_corrections(case.path, case.record)
    ):
        yield from unfit
        return
    for rule in rules:
        if (rule.alone or not alone) and (rule.severity == "error" or not errors_only):
            yield from rule.problems(case)
