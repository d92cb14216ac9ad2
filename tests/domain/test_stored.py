"""What is kept of a record is all that the rules of other records see of it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hmicfrs_cli.domain import rules
from hmicfrs_cli.domain.fold import AT_LAST, Lens, facts
from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.domain.reading import id_of
from hmicfrs_cli.domain.records import Finding, Inspection
from hmicfrs_cli.domain.register import Register
from hmicfrs_cli.domain.rules.case import FindingCase, InspectionCase
from hmicfrs_cli.domain.stored import linked, links, stored_finding, stored_inspection
from hmicfrs_cli.storage.load import load
from hmicfrs_cli.storage.tree import record_files
from tests.domain.test_rules import BAD, EXAMPLES, GOOD, laid_over_the_base

TODAY = date(2026, 11, 23)


def only_links(register: Register, path: str, *, of_itself: bool = False) -> Register:
    """Return a register in which of others than a record and its inspection there is only what is kept.

    With `of_itself` there is no more of that record and that inspection either.
    """
    id_ = id_of(path)
    near = set() if of_itself else {id_, id_.partition("/")[0]}

    def seen(id_: str, record: Any) -> Any:  # noqa: ANN401 - as the rules are given it
        if id_ in near:
            return record
        if of_itself:  # as of today, which may be before a correction is known
            return linked(links(record, facts(record, AT_LAST), Lens(TODAY, TODAY)))
        kept = (stored_inspection if isinstance(record, Inspection) else stored_finding)(record)
        return linked(kept.links)

    return Register(
        register.settings,
        {one: seen(one, record) for one, record in register.inspections.items()},
        {one: seen(one, record) for one, record in register.findings.items()},
        register.committees,
    )


@pytest.mark.parametrize("example", [f"bad/{name}" for name in BAD] + [f"good/{name}" for name in GOOD])
def test_rules_see_of_another_record_only_what_is_kept(example: str, tmp_path: Path) -> None:
    root = laid_over_the_base(EXAMPLES / example, tmp_path)
    loaded = load(root)
    if loaded.register is None:
        assert loaded.problems
        return
    whole = rules.check(loaded.register, TODAY, loaded.unread)
    read = {one for one in record_files(root) if isinstance(one, str)} - {*loaded.unread}
    for path in read:
        narrow = only_links(loaded.register, path)
        found = rules.check(narrow, TODAY, loaded.unread, only=frozenset({path}))
        expected = [one for one in whole if one.path == path]
        assert found == expected
        assert in_two_parts(loaded.register, path, loaded.unread) == in_order(expected)


def in_order(problems: list[Problem]) -> list[tuple[str, str, str]]:
    return sorted((one.code, str(one.loc), one.message) for one in problems)


def in_two_parts(register: Register, path: str, unread: list[str]) -> list[tuple[str, str, str]]:
    """Return what is found in a record by itself, beside its inspection, and in the links of all records."""
    linked_ones = only_links(register, path, of_itself=True)
    found = rules.check(linked_ones, TODAY, unread, only=frozenset({path}))
    id_ = id_of(path)
    record = register.findings.get(id_) or register.inspections.get(id_)
    if record is not None and path.startswith(("findings/", "inspections/")):
        beside = register.seen(Lens(TODAY, TODAY)).beside(id_)
        case: Any = FindingCase if isinstance(record, Finding) else InspectionCase
        found += rules.check_near(case(id_, record, Register(register.settings), TODAY, given=beside))
    return in_order(found)
