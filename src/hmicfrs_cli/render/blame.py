"""Who set what a finding is: on the screen and as JSON."""

from collections.abc import Iterator, Mapping, Sequence

from hmicfrs_cli.domain.blame import Axis, Setter
from hmicfrs_cli.domain.dates import When
from hmicfrs_cli.domain.lifeline import Step
from hmicfrs_cli.domain.records import Entry, FindingEntry
from hmicfrs_cli.domain.terms import Term
from hmicfrs_cli.render import committed, data, terminal, words
from hmicfrs_cli.render.terminal import Cell, Part

_AXES = {
    Axis.RAG: ("RAG", words.NOT_RATED),
    Axis.STATUS: ("Force status", words.NOT_STATED),
    Axis.TARGET: ("Target", words.NONE),
    Axis.OWNER: ("Owner", words.NOT_STATED),
    Axis.INSPECTORATE: ("Inspectorate", "open, as it was made"),
}


def page(
    id_: str,
    found: Mapping[Axis, Setter | None],
    log: Sequence[FindingEntry],
    steps: Sequence[Step | None],
    *,
    repository: bool,
    shallow: bool,
) -> Iterator[Part]:
    """Return who set each thing that a finding is; `steps` brought the entries of its `log`, in its order."""
    yield terminal.title(f"{id_}: who set what it is now")
    pairs: list[tuple[str, Cell]] = []
    for axis, (label, nothing) in _AXES.items():
        setter = found[axis]
        said = _set_by(setter, log, steps) if setter else words.capital(nothing)
        pairs.append((label, said))
    yield terminal.facts(pairs)
    yield from committed.lacking(repository=repository, shallow=shallow)


def _set_by(setter: Setter, log: Sequence[FindingEntry], steps: Sequence[Step | None]) -> str:
    """Return what was said, when, by whom and why; below it who committed that."""
    at = setter.index if setter.correction is None else setter.correction
    told = _told(setter) if setter.correction is None else _corrected(setter, log[setter.correction])
    step = steps[at]
    return f"{told}\n{words.capital(committed.in_git(step.commit if step else None))}"


def _corrected(setter: Setter, correction: FindingEntry) -> str:
    """Return who corrected a value, from what, and whose word that was."""
    entry = setter.entry
    now = f"{words.capital(_value(setter.value))}, corrected {words.brief(correction.on)}{_by(correction)}"
    source = f" (source: {correction.source})" if correction.source else ""
    was = "nothing" if setter.was is None else _value(setter.was)
    return f"{now}{source}; it said {was}, set {words.brief(entry.on)}{_by(entry)}"


def _told(setter: Setter) -> str:
    entry = setter.entry
    said = [words.capital(_value(setter.value)), f"set {words.brief(entry.on)}{_by(entry)}"]
    if entry.authority:
        said.append(f"in {entry.authority.kind.label} {entry.authority.ref}")
    why = f": {entry.why}" if entry.why else ""
    notes = " (as corrected later)" * setter.corrected + " (private)" * entry.private
    return f"{', '.join(said)}{why}{notes}"


def _by(entry: Entry) -> str:
    return f" by {entry.by}" if entry.by else ", nobody is named"


def _value(value: object) -> str:
    if isinstance(value, Term):
        return value.label
    return words.spoken(value) if isinstance(value, When) else str(value)


def as_data(
    found: Mapping[Axis, Setter | None], log: Sequence[FindingEntry], steps: Sequence[Step | None]
) -> data.Data:
    """Return who set each thing for other programs; null where nobody has."""
    return {
        axis.value: _setter_data(setter, log, steps) if setter else None for axis, setter in found.items()
    }


def _setter_data(setter: Setter, log: Sequence[FindingEntry], steps: Sequence[Step | None]) -> data.Data:
    entry, step = setter.entry, steps[setter.index]
    return {
        "value": str(setter.value),
        "on": entry.on.text,
        "by": entry.by,
        "why": entry.why,
        "private": entry.private,
        "corrected": setter.corrected,
        "correction": None if setter.correction is None else _correction_data(setter, log, steps),
        "commit": committed.commit_data(step.commit if step else None),
        "dated_apart": step.apart if step else False,
    }


def _correction_data(setter: Setter, log: Sequence[FindingEntry], steps: Sequence[Step | None]) -> data.Data:
    """Return the entry that gave a value another one, and what it was."""
    index = setter.correction or 0
    entry, step = log[index], steps[index]
    return {
        "was": None if setter.was is None else str(setter.was),
        "on": entry.on.text,
        "by": entry.by,
        "source": entry.source,
        "commit": committed.commit_data(step.commit if step else None),
    }
