"""From what an owner wrote in a cell to the value that it says; what says none is for the owner to mend."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from hmicfrs_cli.domain import dates, deadlines
from hmicfrs_cli.domain.near import quoted
from hmicfrs_cli.domain.packs import VALUES, WORDS, Values, folded
from hmicfrs_cli.domain.returns import Cell
from hmicfrs_cli.domain.terms import Basis, ForceStatus, Rag, Term

_DATE: Final = "write a date as 2027-03-31 or 31 March 2027"
_UNUSABLE: Final = {
    "formula": "holds a formula: write what it comes to",
    "error": "holds an error of the spreadsheet",
}
_DAY_FIRST: Final = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")
_MONTHS: Final = 12
_MOST: Final = 3
"""How many digits a step on a risk matrix has at the most."""


def read_values(cells: Mapping[str, Cell], base: Values) -> tuple[dict[str, str], dict[str, str]]:
    """Return the values and words that a row says, and by field what is wrong with what it says.

    A value that is empty, or whose column is no longer there, says nothing: it stays as it was sent.
    """
    said: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for field in (*VALUES, *WORDS):
        cell = cells.get(field, Cell(""))
        text = cell.text.strip()
        before = base.get(field, "")
        if not text:
            said[field] = before
        elif cell.kind in _UNUSABLE:
            wrong[field] = f"{cell.place} {_UNUSABLE[cell.kind]}"
        else:
            try:
                said[field] = before if text == before else _READERS.get(field, _words)(cell, text)
            except ValueError as error:
                wrong[field] = f"{cell.place}: {error}"
    return said, wrong


def _words(_: Cell, text: str) -> str:
    return text


def _rag(_: Cell, text: str) -> str:
    return _term(Rag, text.partition(":")[0])


def _status(_: Cell, text: str) -> str:
    return _term(ForceStatus, text)


def _term(kind: type[Term], text: str) -> str:
    known = {folded(word): one.value for one in kind for word in (one.label, one.value)}
    found = known.get(folded(text))
    if found is None:
        raise ValueError(f"{quoted(text)} is not one of: {', '.join(one.label for one in kind)}")
    return found


def _step(_: Cell, text: str) -> str:
    if not (text.isascii() and text.isdecimal() and len(text) <= _MOST):
        raise ValueError(f"{quoted(text)} is no whole number")
    return str(int(text))


def _date(cell: Cell, text: str) -> str:
    """Return a date in ISO 8601; 03/04/2027 is two dates, so it is asked about rather than guessed."""
    if cell.kind != "number":
        try:
            return dates.parse(_figures(text)).text
        except ValueError:
            read = deadlines.read_words(text)
            if read.basis is Basis.DATE and read.date is not None:
                return read.date.text
    raise ValueError(f"{quoted(text)} is no date that has one meaning; {_DATE}")


def _figures(text: str) -> str:
    """Return 18/12/2026 in ISO 8601, as no month has that number; any other text as it is."""
    found = _DAY_FIRST.fullmatch(text)
    if found and (int(found[1]) > _MONTHS or int(found[1]) == int(found[2])):
        return f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}"
    return text


_READERS: Final[Mapping[str, Callable[[Cell, str], str]]] = {
    "rag": _rag,
    "status": _status,
    "target": _date,
    "likelihood": _step,
    "impact": _step,
}
