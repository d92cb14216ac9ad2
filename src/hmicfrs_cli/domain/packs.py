"""What a return pack holds: one owner's open findings, for people who never see the register itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from hmicfrs_cli.domain.audience import Audience
from hmicfrs_cli.domain.progress import Progress
from hmicfrs_cli.domain.register import View
from hmicfrs_cli.domain.settings import Board, Portfolio, in_force
from hmicfrs_cli.domain.state import FindingState
from hmicfrs_cli.domain.terms import FindingKind, Marking, Rag, RagBasis

STATE_SHEET: Final = "hmi_state"
"""The hidden sheet that a pack is known by, with the state it was made from."""
VALUES: Final = ("rag", "likelihood", "impact", "status", "target")
"""What a row says now, which its owner may say otherwise."""
WORDS: Final = ("note", "effect", "evidence", "why")
"""What an owner may add."""
GUARDS: Final = ("owner", "inspectorate")
"""What a row was made for: where it is otherwise by now, somebody must decide."""

Values = Mapping[str, str]
"""Values of a row as data, by their fields; what is not stated is empty."""


@dataclass(frozen=True)
class Line:
    """One row of a pack: a finding, or one action of it, as it stands."""

    state: FindingState
    action: str | None
    inspection: str
    """The title of its inspection."""
    values: Values
    filled: Values = field(default_factory=dict)
    """What the owner wrote already, where a row goes back to be completed."""
    wanted: tuple[tuple[str, str], ...] = ()
    """What is missing or wrong in it: the field to fill in, if it is one, and why."""

    @property
    def key(self) -> str:
        """What the row is called: the finding's id, and its action."""
        return key_of(self.state.id, self.action)

    @property
    def now(self) -> Progress:
        """What the force has said of it so far."""
        return self.state.actions[self.action] if self.action else self.state.progress


@dataclass(frozen=True)
class Scales:
    """How many steps the force's risk matrix has."""

    likelihood: int
    impact: int


@dataclass(frozen=True)
class Pack:
    """All that one owner is sent."""

    owner: str
    made: date
    force: str
    marking: Marking
    fictional: bool
    restricted: bool
    key: Mapping[Rag, str]
    """What each colour means, where the register says so."""
    scales: Scales | None
    """The risk matrix, where the force's RAG is of risk; the colour is then not the owner's to choose."""
    lines: tuple[Line, ...]
    commit: str = ""
    """The full id of the commit that it was made from; empty without git."""


@dataclass(frozen=True)
class Wanted:
    """Whose packs are made, by names or ids in any capitals; what is None lets all through."""

    owner: str | None = None
    portfolio: str | None = None
    board: str | None = None


@dataclass(frozen=True)
class Packs:
    """The packs, in the order of their owners, and what is in none of them."""

    packs: tuple[Pack, ...]
    unowned: tuple[str, ...]
    """The rows that nobody owns."""
    withheld: int
    """How many rows are private, and so only in a restricted pack."""


def key_of(id_: str, action: str | None) -> str:
    """Return what a row is called: the finding's id, and its action."""
    return f"{id_}#{' '.join(action.split())}" if action else id_


def folded(name: str) -> str:
    """Return a name as it is compared: whatever the capitals and the spaces."""
    return " ".join(name.split()).casefold()


def build(view: View, wanted: Wanted, *, restricted: bool, commit: str = "") -> Packs:
    """Return a pack for each owner of findings that are open, ours and known by the view's day."""
    readers = Audience(view, restricted)
    found = [line for line in lines_of(view) if _fits(view, line, wanted)]
    shown = [line for line in found if not readers.hides(line.state)]
    groups: dict[str, list[Line]] = {}
    for line in shown:
        groups.setdefault(folded(line.values["owner"]), []).append(line)
    unowned = groups.pop("", [])
    packs = [pack_of(readers, tuple(groups[name]), commit) for name in sorted(groups)]
    return Packs(tuple(packs), tuple(line.key for line in unowned), len(found) - len(shown))


def pack_of(readers: Audience, lines: tuple[Line, ...], commit: str) -> Pack:
    """Return the pack of rows that have the same owner."""
    view, day = readers.view, readers.view.lens.day
    settings = view.register.settings
    rag, matrix = in_force(settings.rag, day), in_force(settings.risk_matrix, day)
    by_risk = rag is not None and rag.basis is RagBasis.RISK and matrix is not None
    return Pack(
        owner=lines[0].values["owner"],
        made=day,
        force=settings.names.force,
        marking=readers.marking,
        fictional=settings.fictional,
        restricted=readers.restricted,
        key=rag.key if rag else {},
        scales=Scales(matrix.likelihood, matrix.impact) if by_risk and matrix else None,
        lines=lines,
        commit=commit,
    )


def lines_of(view: View) -> Iterator[Line]:
    """Yield a row for each open finding of ours, and for each of its actions, in natural order of ids."""
    for state in view.made():
        if state.is_open and state.ours and state.facts.kind is not FindingKind.PRACTICE:
            yield line_of(view, state, None)
            yield from (line_of(view, state, action) for action in state.actions)


def line_of(view: View, state: FindingState, action: str | None) -> Line:
    """Return the row of a finding, or of one of its actions."""
    inspection = view.inspections.get(state.inspection)
    return Line(state, action, inspection.facts.title if inspection else "", values_of(state, action))


def values_of(state: FindingState, action: str | None) -> dict[str, str]:
    """Return what a row says on the state's day; an action without an owner is its finding's owner's."""
    now = state.actions.get(action, Progress()) if action else state.progress
    return {
        "rag": now.rating.colour.value if now.rating else "",
        "likelihood": str(now.risk.likelihood) if now.risk else "",
        "impact": str(now.risk.impact) if now.risk else "",
        "status": now.status.value if now.status else "",
        "target": now.target.text if now.target else "",
        "owner": " ".join((now.owner or state.progress.owner or "").split()),
        "inspectorate": state.inspectorate.value,
    }


def _fits(view: View, line: Line, wanted: Wanted) -> bool:
    settings = view.register.settings
    now, of = line.now, line.state.progress
    return (
        (wanted.owner is None or folded(line.values["owner"]) == folded(wanted.owner))
        and _is(now.portfolio or of.portfolio, wanted.portfolio, settings.portfolios)
        and _is(now.board or of.board, wanted.board, settings.boards)
    )


def _is(value: str | None, wanted: str | None, known: tuple[Portfolio | Board, ...]) -> bool:
    """Say whether a value is the one wanted, either of them an id or a name."""
    if wanted is None:
        return True
    names = {folded(word): one.id for one in known for word in (one.name, one.id)}
    asked = folded(wanted)
    return value is not None and names.get(folded(value), folded(value)) == names.get(asked, asked)
