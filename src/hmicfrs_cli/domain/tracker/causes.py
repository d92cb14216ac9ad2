"""Which cause of concern a row stands under: told by its number, which may be that of a row further down."""

from dataclasses import replace

from hmicfrs_cli.domain.near import quoted
from hmicfrs_cli.domain.register import Register
from hmicfrs_cli.domain.terms import FindingKind
from hmicfrs_cli.domain.tracker.cells import folded
from hmicfrs_cli.domain.tracker.intake import Intake, Told
from hmicfrs_cli.domain.tracker.rows import NO_WORDS, Fault
from hmicfrs_cli.domain.tracker.words import kind_and_number

_COC = FindingKind.CAUSE_OF_CONCERN
_Causes = dict[tuple[str, str], str]
"""Ids of causes of concern, by their inspection and number."""


def placed(intake: Intake, register: Register) -> Intake:
    """Return the same with each row under its cause of concern; one whose cause is nowhere is refused."""
    causes = {_key(id_, one.number): id_ for id_, one in register.findings.items() if one.kind is _COC}
    causes |= {
        _key(str(one.id), one.facts["number"]): str(one.id) for one in intake.findings if _is_cause(one)
    }
    return Intake(tuple(_placed(one, causes) if one.is_finding else one for one in intake.lines))


def without_orphans(intake: Intake, register: Register) -> Intake:
    """Return the same with the rows refused whose cause of concern was refused."""
    kept = {str(one.id) for one in intake.findings} | register.findings.keys()
    why = "the cause of concern that it stands under is refused"

    def against(one: Told) -> list[Fault]:
        above = one.facts["under"]
        return [one.fault("under", why)] if above is not None and above not in kept else []

    return intake.refusing(against)


def _is_cause(one: Told) -> bool:
    return one.facts["kind"] is _COC and bool(one.facts["number"])


def _key(id_: str, number: object) -> tuple[str, str]:
    return id_.partition("/")[0], folded(str(number or ""))


def _placed(one: Told, causes: _Causes) -> Told:
    said = one.said("under")
    if folded(said) in NO_WORDS:
        return one
    id_ = causes.get(_key(str(one.id), kind_and_number(said)[1]))
    if id_ is None or one.facts["kind"] is _COC:
        why = f"there is no cause of concern {quoted(said)} of that inspection, here or in the register"
        if one.facts["kind"] is _COC:
            why = "a cause of concern stands under no other one"
        return replace(one, faults=(one.fault("under", why),))
    return replace(one, facts={**one.facts, "under": id_})
