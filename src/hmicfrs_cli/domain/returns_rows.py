"""One row of a pack as it came back: the entry that it becomes, and what is missing in it.

Nobody signs off their own work: an owner's "considered complete" is pending sign-off.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from hmicfrs_cli.domain import entries
from hmicfrs_cli.domain.dates import When, day_words, parse, spoken
from hmicfrs_cli.domain.entries import Data
from hmicfrs_cli.domain.packs import Values, key_of, values_of
from hmicfrs_cli.domain.packs_state import Made
from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.domain.records import Finding, FindingEntry
from hmicfrs_cli.domain.register import View
from hmicfrs_cli.domain.returns import Filled, Returned
from hmicfrs_cli.domain.returns_values import read_values
from hmicfrs_cli.domain.rules import check_record
from hmicfrs_cli.domain.state import FindingState
from hmicfrs_cli.domain.terms import ForceStatus, Rag

_NEEDS: Final = {
    "red-without-why": "why",
    "rag-against-matrix": "why",
    "target-moved-without-why": "why",
    "complete-without-evidence": "evidence",
}
"""What an owner can add that mends a fault, by its code."""
_KEPT: Final = "; what is done keeps the date that it had"
_PLAIN_WORDS: Final = ("note", "effect", "why")
COMPLETE, PENDING = ForceStatus.CONSIDERED_COMPLETE, ForceStatus.PENDING_SIGN_OFF


@dataclass(frozen=True)
class Row:
    """A row with all that is known of it."""

    made: Made
    key: str
    state: FindingState
    record: Finding
    action: str | None
    base: Values
    said: Values
    wrong: Mapping[str, str]
    signed: str

    @property
    def now(self) -> Values:
        """What the register says now."""
        return values_of(self.state, self.action)

    @property
    def own(self) -> list[FindingEntry]:
        """The entries that speak of the same, in the order of the file."""
        return [entry for entry in self.record.log if entry.action == self.action]


def row_of(returned: Returned, filled: Filled, state: FindingState, record: Finding) -> Row | None:
    """Return a row with its finding, or None where it speaks of an action that is no longer there.

    `record` is the finding as it was written, `state` what it comes to.
    """
    known: dict[str, str | None] = {"": None}
    known |= {key_of("", action).removeprefix("#"): action for action in state.actions}
    named = filled.key.partition("#")[2]
    if named not in known:
        return None
    # Whoever speaks must own the row now, whatever the hidden sheet says of who owned it then.
    base = {**returned.made.lines[filled.key], "owner": returned.made.owner}
    said, wrong = read_values(filled.cells, base)
    if said.get("status") == COMPLETE != base["status"]:
        said["status"] = PENDING
    return Row(returned.made, filled.key, state, record, known[named], base, said, wrong, returned.signed)


def added_to(row: Row) -> dict[str, object]:
    """Return the words that are new: an entry that came from the same pack before has said the others."""
    before = [one for one in row.own if (one.source or "").startswith(origin(row.made))]
    words: dict[str, object] = {
        field: row.said[field]
        for field in _PLAIN_WORDS
        if row.said.get(field) and all(getattr(one, field) != row.said[field] for one in before)
    }
    shown = {text for one in before for text in one.evidence}
    lines = [line.strip() for line in row.said.get("evidence", "").splitlines()]
    if evidence := [line for line in lines if line and line not in shown]:
        words["evidence"] = evidence
    return words


def origin(made: Made) -> str:
    """Return how the source of every entry begins that came from a pack; by it a second import is known."""
    return f"return pack {made.pack} of {day_words(made.made)}"


def entry_of(row: Row, moved: Mapping[str, str], added: Mapping[str, object], on: When) -> Data:
    """Return what the owner says as an entry of the log."""
    said: dict[str, object] = {"by": row.made.owner, "action": row.action, **moved, **added}
    said["source"] = f"{origin(row.made)}{f', filled in by {row.signed}' if row.signed else ''}"
    if moved.keys() & {"likelihood", "impact"}:
        steps = {name: moved.get(name, row.now[name]) for name in ("likelihood", "impact")}
        said["risk"] = {name: int(step) for name, step in steps.items() if step}
    return entries.entry(on, said)


def with_entry(record: Finding, entry: Data) -> Finding:
    """Return a finding with one more entry at the end of its log."""
    return record.model_copy(update={"log": (*record.log, FindingEntry.model_validate(entry))})


def wanted_in(row: Row, moved: Mapping[str, str], entry: Data, view: View) -> Iterator[tuple[str, str]]:
    """Yield what an owner must mend before a row can be taken in: the field, and why."""
    yield from row.wrong.items()
    if "target" in moved and (target := parse(moved["target"])).last < parse(str(entry["on"])).last:
        yield "target", f"{spoken(target)} is past: write the day by which it will be done{_KEPT}"
    risk = entry.get("risk")
    if isinstance(risk, Mapping) and len(risk) == 1:
        missing = "impact" if "likelihood" in risk else "likelihood"
        yield missing, "likelihood and impact go together"
        return
    shown = row.state.progress.evidence or any(one.evidence for one in row.own) or "evidence" in entry
    if not shown and moved.get("rag") == Rag.GREEN:
        yield "evidence", "green without evidence: what shows that it is so?"
    if not shown and moved.get("status") == PENDING and row.base["status"] != PENDING:
        yield "evidence", "ready for sign-off without evidence: what shows that it is done?"
    for problem in _brought(row, entry, view):
        field = _NEEDS.get(problem.code)
        yield (field, problem.message) if field else ("", f"{problem.message}; {problem.mend}")


def _brought(row: Row, entry: Data, view: View) -> list[Problem]:
    """Return the errors that an entry would bring into its record."""
    settings, today = view.register.settings, view.lens.day
    before = Counter(one.message for one in check_record(settings, row.state.id, row.record, today))
    found = check_record(settings, row.state.id, with_entry(row.record, entry), today)
    new = Counter(one.message for one in found) - before
    return [one for one in found if one.severity == "error" and new[one.message] > 0]
