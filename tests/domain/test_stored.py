"""What is kept of a record is all that the rules of other records see of it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hmicfrs_cli.domain import rules
from hmicfrs_cli.domain.reading import id_of
from hmicfrs_cli.domain.records import Inspection
from hmicfrs_cli.domain.register import Register
from hmicfrs_cli.domain.stored import linked, stored_finding, stored_inspection
from hmicfrs_cli.storage.load import load
from hmicfrs_cli.storage.tree import record_files
from tests.domain.test_rules import BAD, EXAMPLES, GOOD, laid_over_the_base

TODAY = date(2026, 11, 23)


def only_links(register: Register, path: str) -> Register:
    """Return a register in which of others than a record and its inspection there is only what is kept."""
    id_ = id_of(path)
    near = {id_, id_.partition("/")[0]}

    def seen(id_: str, record: Any) -> Any:  # noqa: ANN401 - as the rules are given it
        if id_ in near:
            return record
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
        assert found == [one for one in whole if one.path == path]
