"""The words of a return pack: its columns, what stands in them, and how it is filled in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from hmicfrs_cli.domain.dates import When
from hmicfrs_cli.domain.packs import Line, Pack
from hmicfrs_cli.domain.returns import FIELDS, ID
from hmicfrs_cli.domain.terms import ForceStatus, Rag
from hmicfrs_cli.render import words

SIGNED: Final = "Filled in by:"
"""The words beside which people say who filled it in."""
_KEY: Final = 100
"""How much of a colour's meaning stands in its drop-down list."""


@dataclass(frozen=True)
class Column:
    """A column of the table: what it is, its head and its width in characters."""

    field: str
    head: str
    width: int
    help: str = ""
    """What a person is told who is about to fill a cell in."""

    @property
    def open(self) -> bool:
        """Whether it is there to be filled in."""
        return self.field in FIELDS


_RAG = Column("rag", "RAG", 16, "Choose a colour. What each means is on the sheet “How to fill this in”.")
_LIKELIHOOD = Column(
    "likelihood", "Likelihood", 11, "On the force's risk matrix. Likelihood and impact go together."
)
_IMPACT = Column("impact", "Impact", 11, "On the force's risk matrix. Likelihood and impact go together.")
_ABOUT = (
    Column(ID, "Id", 18),
    Column("finding", "Finding", 18),
    Column("text", "What the inspectorate says", 42),
    Column("deadline", "Its deadline", 13),
    Column("position", "Last position", 34),
)
_FILLED = (
    Column("status", "Status", 15, "Choose how far it is. “Considered complete” goes to sign-off first."),
    Column("target", "Target date", 12, "A day such as 31 March 2027. A date that moves needs a reason."),
    Column("note", "Progress since", 30, "What was done since the last position, in a few sentences."),
    Column("effect", "Effect on the service", 22, "What the progress or the delay does to the service."),
    Column("evidence", "Evidence", 22, "What shows it, such as an audit or a dip sample; one on each line."),
    Column("why", "Reason", 22, "Why: for red, and for a target date that moves."),
)


HEADS: Final = tuple(column.head for column in (*_ABOUT, *_FILLED))
"""The heads that every pack has, whatever is asked in it."""


def columns(pack: Pack) -> list[Column]:
    """Return the columns of a pack's table."""
    rating = [Column("colour", "RAG by the matrix", 16), _LIKELIHOOD, _IMPACT] if pack.scales else [_RAG]
    missing = [Column("wanted", "What is missing", 28)] if asked(pack) else []
    return [*_ABOUT[:2], *missing, *_ABOUT[2:], *rating, *_FILLED]


def asked(pack: Pack) -> bool:
    """Say whether a pack goes back to its owner because something is missing in it."""
    return any(line.wanted for line in pack.lines)


def marking(pack: Pack) -> str:
    """Return the marking of every page."""
    fictional = " · fictional: an invented force" if pack.fictional else ""
    return f"{pack.marking.label}{fictional}"


def heading(pack: Pack) -> str:
    """Return the first line of the table."""
    what = (
        "what is still missing, to complete and return"
        if asked(pack)
        else "open findings, to fill in and return"
    )
    return f"{pack.owner}: {what}"


def ground(pack: Pack) -> str:
    """Return what the table is made from."""
    return f"{pack.force} · {marking(pack)} · as recorded by {words.day(pack.made)}"


def colours(pack: Pack) -> list[str]:
    """Return what the drop-down list of ratings offers: the colours of the key, with what each means."""
    known = [rag for rag in Rag if not pack.key or rag in pack.key]
    return [colour(pack, rag) for rag in known]


def colour(pack: Pack, rag: Rag) -> str:
    """Return a rating with what it means in the force's key."""
    key = " ".join(pack.key.get(rag, "").split())
    cut = key if len(key) <= _KEY else f"{key[: _KEY - 1]}…"
    return f"{rag.label}: {cut}" if cut else rag.label


def value(pack: Pack, line: Line, field: str) -> str:
    """Return what stands in a cell that is to be filled in: what the owner wrote, else what is known."""
    if field in line.filled:
        return line.filled[field]
    text = line.values.get(field, "")
    if field == "rag" and text:
        return colour(pack, Rag(text))
    return ForceStatus(text).label if field == "status" and text else text


def shown(pack: Pack, line: Line, column: Column) -> str:
    """Return what stands in a cell."""
    if column.open:
        return value(pack, line, column.field)
    said = {
        ID: lambda: line.key,
        "finding": lambda: _finding(line),
        "text": lambda: _text(pack, line),
        "deadline": lambda: _deadline(pack, line),
        "position": lambda: "\n".join(words.capital(text) for text in position(pack, line)),
        "colour": lambda: words.rag(line.now.rating.colour if line.now.rating else None),
        "wanted": lambda: "\n".join(words.capital(text) for text in wanted(line)),
    }
    return said[column.field]()


def wanted(line: Line) -> list[str]:
    """Return what is missing in a row, with the head of the column to fill in."""
    heads = {column.field: column.head for column in (_RAG, _LIKELIHOOD, _IMPACT, *_FILLED)}
    return [f"{heads[field]}: {text}" if field in heads else text for field, text in line.wanted]


def _finding(line: Line) -> str:
    facts = line.state.facts
    number = f" {facts.number}" if facts.number else ""
    of = f"\naction {line.action}" if line.action else ""
    return f"{words.capital(facts.kind.label)}{number}{of}\n{line.inspection}"


def _text(pack: Pack, line: Line) -> str:
    action = line.now.text.shown(restricted=pack.restricted) if line.action and line.now.text else ""
    return f"{action}\n\nAn action of: {line.state.facts.text}" if action else line.state.facts.text


def _deadline(pack: Pack, line: Line) -> str:
    said, day = line.state.facts.deadline, line.state.deadline
    told = f"\n({words.spoken(day)}{_past(pack, line, day)})" if day else ""
    return f"{said.text}{told}" if said else words.capital(words.NONE)


def _past(pack: Pack, line: Line, day: When) -> str:
    """Return that a day is past, unless the work is considered complete."""
    return ": past" if day.last < pack.made and line.now.status is not ForceStatus.CONSIDERED_COMPLETE else ""


def position(pack: Pack, line: Line) -> Iterator[str]:
    """Yield what is recorded of a row, one thing on a line."""
    now = line.now
    yield f"status: {words.term(now.status)}" + (f", {words.spoken(now.status_on)}" if now.status_on else "")
    if now.rating:
        why = f": {now.rating.why.shown(restricted=pack.restricted)}" if now.rating.why else ""
        yield f"rated {now.rating.colour.label}, {words.spoken(now.rating.on)}{why}"
    if now.target:
        moved = f", moved {words.times(len(now.moves))}" if now.moves else ""
        yield f"target: {words.spoken(now.target)}{moved}{_past(pack, line, now.target)}"
    for label, said in (("progress", now.note), ("effect", now.effect)):
        if said:
            yield f"{label}, {words.spoken(said.on)}: {said.shown(restricted=pack.restricted)}"
    for said in now.evidence:
        yield f"evidence, {words.spoken(said.on)}: {said.shown(restricted=pack.restricted)}"


def guide(pack: Pack) -> list[str]:
    """Return how the pack is filled in, a paragraph each."""
    rating = (
        "Likelihood and impact are yours to say; the colour follows from the force's risk matrix."
        if pack.scales
        else "RAG: choose a colour from the list. The force's key stands below."
    )
    missing = (
        "You returned these rows, and nothing of them is recorded yet: “What is missing” says why. What you "
        "wrote stands there still; the yellow cells are to be completed."
    )
    return [
        f"These are the open findings of {pack.owner}, as {pack.force} had them on {words.day(pack.made)}.",
        *([missing] if asked(pack) else []),
        "Fill in the white cells of “Findings”. The grey ones are locked: they hold what is known.",
        "Where nothing has changed, leave a row as it is. What you leave empty stays as it was.",
        f"Write your name beside “{SIGNED}”, so that it is seen that you looked, even where nothing changed.",
        rating,
        "Status: “considered complete by the force” goes to sign-off by somebody else first.",
        "Target date: your own date, not the inspectorate's. One that moves needs a reason.",
        "Evidence: what shows it, one on each line. Green, and whatever is complete, needs some.",
        "Comments on cells, further sheets and columns of your own are not read: write into the white cells.",
        "Do not rename the columns, and do not copy the cells: from a copy nothing can be read.",
        "Then save the file as an Excel workbook (.xlsx) and send it back.",
    ]
