"""Which records have words that are not for the public."""

from collections.abc import Iterable

from hmicfrs_cli.domain.comparison import log_of
from hmicfrs_cli.domain.paths import path_of
from hmicfrs_cli.domain.register import Register
from hmicfrs_cli.domain.terms import Marking


def is_private(register: Register, id_: str) -> bool:
    """Say whether a record's words are not for the public: by itself, with its inspection, or as marked."""
    records = (register.findings.get(id_), register.inspections.get(id_.partition("/")[0]))
    return any(one.private or one.marking is Marking.OFFICIAL_SENSITIVE for one in records if one)


def with_private_words(registers: Iterable[Register]) -> frozenset[str]:
    """Return the paths of records that are private in one of some states, or have a private entry there."""
    return frozenset(
        path_of(id_)
        for register in registers
        for records in (register.findings, register.inspections)
        for id_, record in records.items()
        if is_private(register, id_) or any(entry.private for entry in log_of(record))
    )
