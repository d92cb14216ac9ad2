"""Where things stand on a day: the counts that the first screen shows, all of the force's own findings."""

from collections import Counter
from dataclasses import dataclass

from hmicfrs_cli.domain.register import View
from hmicfrs_cli.domain.terms import FindingKind, Rag


@dataclass(frozen=True, slots=True)
class Standing:
    """Counts of open findings that are the force's to deliver, practices left out."""

    open_by_kind: dict[FindingKind, int]
    rag: dict[Rag | None, int]
    """None counts those that are not rated; colours that no finding has are left out."""
    overdue: int
    complete: int
    """Open, and considered complete by the force."""
    withheld: int
    """Those that a public paper counts and does not show."""
    not_ours: int
    """Open findings of published reports that another body is to deliver."""
    unpublished: int
    """Findings of reports that are not published yet: in no count above."""


def standing(view: View) -> Standing:
    """Count what is open on the view's day."""
    states = list(view.findings.values())
    ours = [state for state in states if state.counted and state.is_open]
    kinds = Counter(state.facts.kind for state in ours)
    colours = Counter(state.progress.rating.colour if state.progress.rating else None for state in ours)
    return Standing(
        open_by_kind={kind: kinds[kind] for kind in FindingKind if kinds[kind]},
        rag={colour: colours[colour] for colour in (*Rag, None) if colours[colour]},
        overdue=sum(state.overdue for state in ours),
        complete=sum(state.complete for state in ours),
        withheld=sum(state.private for state in ours),
        not_ours=sum(state.made_day is not None and state.is_open and not state.ours for state in states),
        unpublished=sum(state.made_day is None for state in states),
    )
