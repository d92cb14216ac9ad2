"""What the inspectorate said, as far as a row has it: the part of a finding that stands above its log."""

import re

from hmicfrs_cli.domain import new
from hmicfrs_cli.domain.dates import When, day_words
from hmicfrs_cli.domain.entries import Data
from hmicfrs_cli.domain.near import quoted
from hmicfrs_cli.domain.terms import FindingKind
from hmicfrs_cli.domain.tracker.cells import Form
from hmicfrs_cli.domain.tracker.days import read_day
from hmicfrs_cli.domain.tracker.rows import Reader, order_of
from hmicfrs_cli.domain.tracker.words import ASK, REFUSE, YES, kind_and_number


def facts(read: Reader) -> Data:
    """Return what the inspectorate said, as far as the row has it; `kind` and `text` are always there."""
    text = read.text("text")
    kind, number = kind_of(read, text)
    addressed = read.text("addressed_to")
    if not text:
        read.fault("text", "there is no wording, so there is no finding")
    return {
        "kind": kind,
        "number": number,
        "ref": read.text("ref"),
        "text": text,
        "wording": read.known.mapping.wording,
        "addressed_to": [addressed] if addressed else _addressed(read, kind),
        "deadline": _deadline(read),
        "under": None,
        "theme": read.text("theme"),
        "private": True if read.meant("private") == YES else None,
    }


def _addressed(read: Reader, kind: FindingKind | None) -> tuple[str, ...]:
    asks = kind in {FindingKind.RECOMMENDATION, FindingKind.PRIORITY_ACTION, FindingKind.ACTION}
    return read.known.mapping.addressed_to if asks else ()


def kind_of(read: Reader, text: str) -> tuple[FindingKind | None, str]:
    """Return a row's kind and number: by column, by “AFI 3”, by how the wording begins."""
    if read.cell("number").form is Form.DAY:
        read.fault("number", "the spreadsheet made a date of this number: format the cell as text")
    said = read.meant("kind")
    prefixed, number = kind_and_number(read.text("number"))
    if said and prefixed and prefixed != said:
        read.fault("kind", f"the number {quoted(read.text('number'))} says another kind")
    begun, of_text = kind_and_number(text[:40]) if not said and not prefixed else (None, "")
    if begun and not number and re.match(r"\d", of_text):
        number = of_text.split()[0].rstrip(".:")
    otherwise = read.known.mapping.kind_otherwise
    found = said or prefixed or begun or otherwise
    if found == REFUSE and not read.cell("kind").text:
        read.fault("kind", "nothing says whether this is a recommendation, an AFI or something else")
    return (FindingKind(found) if found not in {REFUSE, ASK} else None), number


def _deadline(read: Reader) -> Data | None:
    """Return the inspectorate's deadline in the tracker's words, with the date that they state."""
    cell, words = read.cell("deadline"), read.text("deadline")
    if not words:
        return None
    found = read_day(cell, order_of(read.known.mapping))
    if found is None:
        return None
    if isinstance(found, When) and cell.form is Form.DAY:
        words = day_words(found.last)
    plain = new.deadline(words)
    if isinstance(found, When) and new.is_unread(plain):
        return {"text": words, "basis": "date", "date": found.text}
    return plain
