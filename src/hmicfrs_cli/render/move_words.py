"""What moved in a finding, in words: decisions, ratings, targets, owners, status, and the reasons given."""

from typing import Final

from hmicfrs_cli.domain import dates
from hmicfrs_cli.domain.changes import model
from hmicfrs_cli.domain.state import Said
from hmicfrs_cli.domain.terms import InspectorateStatus
from hmicfrs_cli.render import words
from hmicfrs_cli.render.change_values import WITHHELD, Reader, named, ordinal, value

CORRECTED: Final = " (by a correction of what was said)"
"""In place of a reason: the one that the entry gave was for what it said before."""


def decided(change: model.Decided, reader: Reader) -> str:
    """Tell what the inspectorate decided."""
    if not change.steps:
        return (
            f"{_status(change.new)}, was {_status(change.old)}: an earlier decision is no longer in its log"
        )
    return ", then ".join(_decision(step, reader) for step in change.steps)


def _status(status: InspectorateStatus) -> str:
    return f"{status.label} with the inspectorate"


def _decision(step: Said, reader: Reader) -> str:
    again = step.status is InspectorateStatus.OPEN
    text = "opened again" if again else step.status.label
    if step.authority:
        ref = WITHHELD if step.private and not reader.restricted else step.authority.ref
        text += f" by {step.authority.kind.label} ({ref})"
    return f"{text} on {words.spoken(step.on)}{reader.why(step.why)}"


def rated(change: model.Rated, reader: Reader) -> str:
    """Tell how it is rated."""
    if change.new is None:
        return f"no longer rated, was {words.rag(change.old)}"
    last = change.steps[-1].why if change.steps else None
    reason = CORRECTED if change.corrected else reader.why(last)
    between = [words.rag(step.colour) for step in change.steps[:-1]]
    by_way = f" by way of {words.listed(between)}" if between else ""
    if change.late:
        earlier = [f"{words.rag(step.colour)} {dates.on_words(step.on)}" for step in change.steps]
        held = f"before the rating that holds, {words.rag(change.new)}"
        return f"rated {words.listed(earlier)}, {held}{reason}"
    if change.old is None:
        return f"rated {words.rag(change.new)}{by_way}, not rated before{reason}"
    if change.old is change.new:
        return f"rated {words.rag(change.new)} again{by_way}{reason}"
    return f"rated {words.rag(change.new)}{by_way}, was {words.rag(change.old)}{reason}"


def targeted(change: model.Targeted, reader: Reader) -> str:
    """Tell where its target moved."""
    if change.new is None:
        return f"target taken away, was {words.spoken(change.old)}"
    if change.old is None:
        return f"target set: {words.spoken(change.new)}"
    between = [words.spoken(step) for step in change.steps[:-1]]
    by_way = f" by way of {words.listed(between)}" if between else ""
    text = f"target moved from {words.spoken(change.old)} to {words.spoken(change.new)}{by_way}"
    if change.days:
        text += f", {words.figure_of(abs(change.days), 'day')} {'later' if change.days > 0 else 'earlier'}"
    if change.moves:
        text += f", the {ordinal(change.moves)} move"
    if change.corrected:
        return text + CORRECTED
    return text + (reader.why(change.why) if change.steps else "")


def assigned(change: model.Assigned, _: Reader) -> str:
    """Tell whose it is."""
    was = f", was {change.old}" if change.old else ""
    return f"{named(change.field)}: {change.new or words.NONE}{was}"


def moved(change: model.StatusMoved, reader: Reader) -> str:
    """Tell what the force says of its status."""
    was = f", was {change.old.label}" if change.old and change.old is not change.new else ""
    more = []
    if change.agreed:
        more.append(f"agreed by {change.agreed.by or change.agreed.board or words.NOT_STATED}")
    if change.evidence:
        more.append(
            f"shown by: {words.listed(one.shown(restricted=reader.restricted) for one in change.evidence)}"
        )
    return f"status: {words.term(change.new)}{was}" + (f" ({'; '.join(more)})" if more else "")


def accepted(change: model.Accepted, reader: Reader) -> str:
    """Tell whether the force accepts it."""
    was = f", was {change.old.label}" if change.old else ""
    return f"{words.term(change.new)} by the force{was}{reader.why(change.why)}"


def risked(change: model.Risked, _: Reader) -> str:
    """Tell its position on the risk matrix."""
    was = f", was {value(change.old)}" if change.old else ""
    return f"risk: {value(change.new) if change.new else words.NOT_STATED}{was}"
