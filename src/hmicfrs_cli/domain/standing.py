"""Where things stand on a day: the counts that the first screen shows, all of the force's own findings."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from hmicfrs_cli.domain.lines import Line
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


def standing(lines: Iterable[Line]) -> Standing:
    """Count what is open on the day that the lines are of; they are those of all findings."""
    every = list(lines)
    ours = [line for line in every if line.counted and line.is_open]
    kinds = Counter(line.kind for line in ours)
    colours = Counter(line.rag for line in ours)
    return Standing(
        open_by_kind={kind: kinds[kind] for kind in FindingKind if kinds[kind]},
        rag={colour: colours[colour] for colour in (*Rag, None) if colours[colour]},
        overdue=sum(line.overdue for line in ours),
        complete=sum(line.complete for line in ours),
        withheld=sum(line.private for line in ours),
        not_ours=sum(line.made_day is not None and line.is_open and not line.ours for line in every),
        unpublished=sum(line.made_day is None for line in every),
    )
