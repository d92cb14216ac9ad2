"""Ratings that ask for a second look: stale, unexplained, or at odds with dates, risk or evidence.

No rule here says which colour is right: keys differ between forces. It says what does not fit.
"""

from collections.abc import Callable
from dataclasses import dataclass

from hmicfrs_cli.domain import dates
from hmicfrs_cli.domain.progress import Rating
from hmicfrs_cli.domain.register import View
from hmicfrs_cli.domain.settings import in_force
from hmicfrs_cli.domain.state import FindingState
from hmicfrs_cli.domain.terms import ForceStatus, Rag, RagBasis


@dataclass(frozen=True, slots=True)
class Doubt:
    """One rating in doubt: why, and what to do."""

    id: str
    rating: Rating
    code: str
    why: str
    mend: str


Reason = tuple[str, str]
"""Why a rating is in doubt, and what to do."""


def review(view: View) -> list[Doubt]:
    """Return the ratings of open findings of ours that are in doubt, in natural order of ids."""
    return [
        Doubt(state.id, rating, code, *reason)
        for state in view.made()
        if state.is_open and state.ours and (rating := state.progress.rating) is not None
        for code, question in _QUESTIONS.items()
        if (reason := question(view, state, rating)) is not None
    ]


def not_rated(view: View) -> list[str]:
    """Return the ids of the open findings in the force's counts that have no rating."""
    return [s.id for s in view.made() if s.counted and s.is_open and s.progress.rating is None]


def basis(view: View) -> RagBasis | None:
    """Return what the force's RAG rates on the view's day; None where the register does not say."""
    rag = in_force(view.register.settings.rag, view.lens.day, corrected=view.lens.corrected)
    return rag.basis if rag else None


def _stale(view: View, state: FindingState, rating: Rating) -> Reason | None:
    age = dates.days_between(rating.day, view.lens.day)
    if state.complete or age <= view.register.settings.stale_after_days:
        return None
    return f"rated {age} days ago", f"look again: `hmi rag set {state.id} COLOUR`"


def _unexplained(_: View, state: FindingState, rating: Rating) -> Reason | None:
    before = state.progress.ratings[-2].colour if len(state.progress.ratings) > 1 else None
    if rating.why is not None or not (rating.colour is Rag.RED or before not in {None, rating.colour}):
        return None
    said = (
        "red" if before in {None, rating.colour} else f"changed from {before.label} to {rating.colour.label}"
    )
    return f"{said} without a reason", "rate it again and say why: --why"


def _dates(_: View, state: FindingState, rating: Rating) -> Reason | None:
    passed = [when.last for when in state.due() if when.last < state.day]
    if not state.overdue or rating.colour is Rag.RED:
        return None
    day = dates.day_words(max(passed))
    if rating.day <= max(passed):
        return f"rated before its date passed ({day})", "rate it again, or move the target and say why"
    if rating.colour in {Rag.GREEN, Rag.WHITE}:
        return (
            f"{rating.colour.label}, but overdue since {day}",
            "rate it again, or move the target and say why",
        )
    return None


def _risk(view: View, state: FindingState, rating: Rating) -> Reason | None:
    if basis(view) is not RagBasis.RISK or state.progress.risk is None:
        return None
    given = view.band_rag(state.progress.risk, view.lens.day)
    if given is None or given is rating.colour or (rating.why is not None and rating.risk is not None):
        return None
    at = f"likelihood {state.progress.risk.likelihood} × impact {state.progress.risk.impact}"
    return f"{at} gives {given.label} on the matrix", "rate it by --likelihood and --impact, or say why"


def _evidence(view: View, state: FindingState, rating: Rating) -> Reason | None:
    if basis(view) is not RagBasis.DELIVERY:
        return None
    if state.complete and rating.colour in {Rag.RED, Rag.AMBER}:
        return "considered complete by the force", "rate it again, or take the status back"
    if rating.colour is Rag.GREEN and state.progress.status is ForceStatus.AWAITING_ALLOCATION:
        return (
            "green, but nobody has it yet",
            f"allocate it: `hmi update {state.id} --owner …`, or rate it again",
        )
    return None


_QUESTIONS: dict[str, Callable[[View, FindingState, Rating], Reason | None]] = {
    "stale": _stale,
    "unexplained": _unexplained,
    "dates": _dates,
    "risk": _risk,
    "evidence": _evidence,
}
