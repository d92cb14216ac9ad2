"""What the force said, as a row has it: entries of a log, in which nothing is closed that only claims it."""

import re
from typing import Final

from hmicfrs_cli.domain.dates import When, spoken
from hmicfrs_cli.domain.entries import Data, entry
from hmicfrs_cli.domain.terms import Acceptance, ForceStatus, InspectorateStatus, Rag
from hmicfrs_cli.domain.tracker.cells import folded
from hmicfrs_cli.domain.tracker.lines import is_grey
from hmicfrs_cli.domain.tracker.people import people
from hmicfrs_cli.domain.tracker.rows import NO_WORDS, Reader
from hmicfrs_cli.domain.tracker.words import ASK, CLOSED, NOTHING, REFUSE

_AUTHORITIES: Final = (
    ("email", r"e-?mail"),
    ("letter", r"letter"),
    ("system", r"portal|system|monitoring"),
    ("report", r"report|inspection"),
)


def log(read: Reader) -> list[Data]:
    """Return what the force said, as entries that name the tracker, its sheet and the row."""
    said, updated = _progress(read), read.day("updated")
    moved, target = read.day("revised_target"), read.day("target")
    told = "\n".join(words for _, words in read.texts("note"))
    reason = read.text("why") or told
    needed = _needs_why(said)
    if needed and not reason:
        read.fault(needed, "there is no reason in the row for this")
    elif needed and not read.text("why"):
        told = ""
    said |= {"target": target or moved, "why": read.text("why") or (reason if needed else None)}
    closing = _closing(read)
    said["note"] = "\n".join([*([told] if told else []), *read.notes])
    made = [_entry(read, said, updated)]
    if moved and target and moved != target:
        if not reason:
            read.fault("revised_target", f"moved from {spoken(target)}, and the row has no reason")
        made.append(_entry(read, {"target": moved, "why": reason}))
    for number, (_, words) in enumerate(read.texts("action"), 1):
        made.append(_entry(read, {"action": f"a{number}", "text": words}))
    return [*made, _entry(read, closing)] if closing else made


def _entry(read: Reader, said: Data, when: When | None = None) -> Data:
    return entry(read.known.on, {**said, "by": read.known.by, "source": read.source}, when)


def _needs_why(said: Data) -> str | None:
    """Return the field that cannot stand without a reason, if there is one."""
    if said["rag"] == Rag.RED:
        return "rag"
    return "acceptance" if said["acceptance"] == Acceptance.NOT_ACCEPTED else None


def _progress(read: Reader) -> Data:
    owner, officer = _owners(read)
    return {
        "status": _status(read),
        "rag": _rag(read),
        "acceptance": read.meant("acceptance"),
        "owner": owner,
        "lead_officer": read.text("lead_officer") or officer,
        "portfolio": read.text("portfolio"),
        "board": read.text("board"),
        "effect": read.text("effect"),
        "evidence": [words for _, words in read.texts("evidence")],
    }


def _rag(read: Reader) -> str | None:
    cell, found = read.cell("rag"), read.meant("rag")
    if found and cell.text and cell.fill in set(Rag) - {"white", found}:
        read.notes.append(f"The tracker's cell says {cell.text} and is filled {cell.fill}.")
    return found


def _status(read: Reader) -> str | None:
    """Return the force's status; what only claims to be finished is pending sign-off, and stays open."""
    found = read.meant("status")
    if read.known.mapping.grey_rows == CLOSED and is_grey(read.row):
        found = CLOSED
    if found == CLOSED:
        if read.text("authority"):
            return None
        read.notes.append("The tracker says closed, in nothing of the inspectorate's: kept open.")
    elif found == ForceStatus.CONSIDERED_COMPLETE and not any(read.texts("evidence")):
        read.notes.append("The tracker says complete, and names no evidence.")
    else:
        return found
    read.kept_open = True
    return ForceStatus.PENDING_SIGN_OFF


def _closing(read: Reader) -> Data | None:
    """Return the inspectorate's closing, where the row says in what it stands."""
    grey = read.known.mapping.grey_rows == CLOSED and is_grey(read.row)
    status = read.known.words["status"].get(folded(read.cell("status").text))
    ref = read.text("authority")
    if not ref or (status != CLOSED and not grey):
        return None
    kind = next((name for name, shape in _AUTHORITIES if re.search(shape, ref.casefold())), None)
    if kind is None:
        read.fault("authority", "this does not say whether it is a letter, a report, an e-mail or a system")
        return None
    return {"inspectorate": InspectorateStatus.CLOSED, "authority": {"kind": kind, "ref": ref}}


def _owners(read: Reader) -> tuple[str | None, str | None]:
    said = read.text("owner")
    if folded(said) in NO_WORDS:
        return None, None
    names = read.known.owners.get(folded(said), (ASK,))
    if set(names) & {ASK, REFUSE}:
        read.fault("owner", "the mapping does not say who this is")
        return None, None
    if names == (NOTHING,):
        return None, None
    if len(names) < len(people(said)):
        read.notes.append(f"Owner in the tracker: {' '.join(said.split())}.")
    if len(names) > 2:  # noqa: PLR2004 - an owner and an officer
        read.fault("owner", "the mapping names more than an owner and one officer")
    return names[0], names[1] if len(names) > 1 else None
