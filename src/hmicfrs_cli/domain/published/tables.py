"""Tables of findings: what a column holds is told by its heading."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from hmicfrs_cli.domain.published.blocks import Line
from hmicfrs_cli.domain.published.labels import label_of
from hmicfrs_cli.domain.published.tidy import joined
from hmicfrs_cli.domain.terms import FindingKind


class Column(StrEnum):
    """What a column of a table of findings holds."""

    NUMBER = "number"
    KIND = "kind"
    TEXT = "text"
    WHOM = "whom"
    DEADLINE = "deadline"


_HEADINGS = (
    (Column.NUMBER, r"#|no\.?|number|ref(?:erence|\.)?|rec(?:ommendation|\.)? (?:no\.?|number)|id"),
    (Column.KIND, r"type|kind|category"),
    (
        Column.TEXT,
        (
            r"(?:our |the )?(?:recommendations?|areas? for improvement|causes? of concern|findings?|wording"
            r"|text)(?: text| wording)?|what (?:should|must) be done"
        ),
    ),
    (
        Column.WHOM,
        (
            r"addressed to|addressees?|for|to|for whom|to whom|who(?: is responsible)?|owner|responsible(?:"
            r" body)?"
            r"|(?:lead |responsible )?organisations?|body|bodies|lead"
        ),
    ),
    (
        Column.DEADLINE,
        r"deadline|by when|by|when|timescales?|time ?frame|(?:due|target|completion) date|date|due",
    ),
)
Columns = dict[Column, int]


def columns_of(cells: Sequence[str]) -> Columns | None:
    """Return which column holds what, where a row is the heading of a table of findings."""
    found: Columns = {}
    for index, cell in enumerate(cells):
        for column, words in _HEADINGS:
            if column not in found and re.fullmatch(words, cell.strip(" :"), re.IGNORECASE):
                found[column] = index
                break
    return found if Column.TEXT in found and len(found) > 1 else None


def kind_of(heading: str) -> FindingKind:
    """Return the kind of finding that a column's heading or a cell names; a recommendation by default."""
    label = label_of(heading.strip(" :"))
    return label.kind if label else FindingKind.RECOMMENDATION


def ruled(
    rows: Sequence[Sequence[Line]], known: frozenset[str]
) -> Iterator[tuple[int, int, list[list[str]]]]:
    """Yield each table set on a page of runs: its first row, the row after its last, and its cells.

    A column begins where its heading does, and a row where its first cell does.
    """
    at = 0
    while at < len(rows):
        head = rows[at]
        if len(head) > 1 and columns_of([run.text for run in head]):
            end, cells = _table(rows, at, known)
            yield at, end, cells
            at = end
        else:
            at += 1


def _table(rows: Sequence[Sequence[Line]], at: int, known: frozenset[str]) -> tuple[int, list[list[str]]]:
    starts = [run.left for run in rows[at]]
    cells = [[run.text for run in rows[at]]]
    end, empty = at + 1, True
    last = rows[at][0].top
    for row in rows[at + 1 :]:
        placed = [_column(run, starts) for run in row]
        far = row[0].top - last > 5 * row[0].size
        if None in placed or far or _crosses(row, starts):
            break
        begins = 0 in placed or empty
        if begins:
            cells.append([""] * len(starts))
        for run, column in zip(row, placed, strict=True):
            before = cells[-1][column or 0]
            cells[-1][column or 0] = joined(before, run.text, known) if before else run.text
        end, empty, last = end + 1, False, row[0].top
    return end, cells


def _column(run: Line, starts: Sequence[float]) -> int | None:
    fits = [index for index, start in enumerate(starts) if run.left >= start - run.size]
    return fits[-1] if fits else None


def _crosses(row: Sequence[Line], starts: Sequence[float]) -> bool:
    """Say whether a run reaches well into the next column, as a paragraph below the table does."""
    return any(
        run.left < start - run.size and run.right > start + 2 * run.size for run in row for start in starts
    )
