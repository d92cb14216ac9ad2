"""What a finding's log may say of RAG and risk."""

from collections.abc import Iterator
from datetime import date

from hmicfrs_cli.domain.fold import Placed
from hmicfrs_cli.domain.records import FindingEntry, Risk
from hmicfrs_cli.domain.rules.case import Fault, FindingCase
from hmicfrs_cli.domain.settings import MatrixFrom, in_force
from hmicfrs_cli.domain.terms import Rag, RagBasis

_WHY = "add `why:` with the reason"


def red_without_why(case: FindingCase) -> Iterator[Fault]:
    """Report a red rating without its reason.

    A record cannot tell red for "will not be done" from red for "late", and the published key that we
    know (City of London Police, 2019) asks the reason for both: so every red that a person sets needs one.
    A red that the matrix gives has its likelihood and impact.
    """
    for row in case.rows:
        if row.entry.rag is Rag.RED and row.entry.why is None:
            yield Fault(("log", row.index, "rag"), "red without a reason", _WHY)


def colour_not_in_key(case: FindingCase) -> Iterator[Fault]:
    """Report a colour that the force's own RAG key, where it is stated, does not have."""
    for row in case.rows:
        if row.entry.rag is None:
            continue
        setting = in_force(case.settings.rag, row.day)
        if setting is not None and setting.key and row.entry.rag not in setting.key:
            mend = f"the key in force has: {', '.join(setting.key)}"
            yield Fault(("log", row.index, "rag"), f"the RAG key has no {row.entry.rag}", mend)


def risk_off_matrix(case: FindingCase) -> Iterator[Fault]:
    """Report a likelihood or an impact that the force's risk matrix does not have."""
    for row in case.rows:
        risk = row.entry.risk
        matrix = _matrix(case, row.day) if risk is not None else None
        if risk is None or matrix is None:
            continue
        for name, value, most in (
            ("likelihood", risk.likelihood, matrix.likelihood),
            ("impact", risk.impact, matrix.impact),
        ):
            if not 1 <= value <= most:
                words = f"{name} {value} is not on the risk matrix"
                yield Fault(("log", row.index, "risk", name), words, f"write a number from 1 to {most}")


def rag_against_matrix(case: FindingCase) -> Iterator[Fault]:
    """Report a colour that is not the one the matrix gives, without the reason.

    Only where the force's RAG is of risk: a rating of delivery is never compared with the risk beside it.
    """
    for strand in case.strands.values():
        risk: Risk | None = None
        for row in strand:
            risk = row.entry.risk or risk
            if risk is not None and row.entry.why is None:
                yield from _against(case, row, risk)


def _against(case: FindingCase, row: Placed[FindingEntry], risk: Risk) -> Iterator[Fault]:
    setting, matrix = in_force(case.settings.rag, row.day), _matrix(case, row.day)
    if row.entry.rag is None or matrix is None or setting is None or setting.basis is not RagBasis.RISK:
        return
    band = matrix.band(risk.likelihood, risk.impact)
    if band is not None and band.rag is not row.entry.rag:
        score = f"likelihood {risk.likelihood} × impact {risk.impact}"
        words = f"{row.entry.rag}, but the matrix gives {band.rag} ({band.label}) for {score}"
        yield Fault(
            ("log", row.index, "rag"), words, "add `why:` with the reason, or take the matrix's colour"
        )


def _matrix(case: FindingCase, day: date) -> MatrixFrom | None:
    return in_force(case.settings.risk_matrix, day)
