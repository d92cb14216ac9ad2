"""What the register's own settings may say."""

from collections import Counter
from collections.abc import Iterator

from hmicfrs_cli.domain.near import quoted
from hmicfrs_cli.domain.rules.case import Fault, SettingsCase


def duplicate_id(case: SettingsCase) -> Iterator[Fault]:
    """Report two portfolios or two boards with the same id."""
    for field, ids in (
        ("portfolios", [one.id for one in case.record.portfolios]),
        ("boards", [one.id for one in case.record.boards]),
    ):
        counts = Counter(ids)
        for index, id_ in enumerate(ids):
            if counts[id_] > 1 and id_ in ids[:index]:
                words = f"{quoted(id_)} stands in {field} more than once"
                yield Fault((field, index, "id"), words, "give each its own id")


def matrix_gap(case: SettingsCase) -> Iterator[Fault]:
    """Report a risk matrix whose bands do not reach its highest score, so that some risks have no colour."""
    for index, matrix in enumerate(case.record.risk_matrix):
        highest = matrix.likelihood * matrix.impact
        reached = max((band.to for band in matrix.bands), default=0)
        if reached < highest:
            words = f"the bands end at {reached}, but likelihood × impact reaches {highest}"
            yield Fault(("risk_matrix", index, "bands"), words, f"add a band with `to: {highest}`")
