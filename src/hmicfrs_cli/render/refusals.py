"""What of a tracker was not taken over, on the screen and as a file to send back."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from hmicfrs_cli.domain.tracker.cells import letters
from hmicfrs_cli.domain.tracker.intake import Intake, Told
from hmicfrs_cli.domain.tracker.lines import Line
from hmicfrs_cli.render import terminal, words
from hmicfrs_cli.render.csv import BOM, safe
from hmicfrs_cli.render.terminal import one_line
from hmicfrs_cli.render.workbook import Book, put, set_up

_HEADINGS: Final = ("Sheet", "Row", "Cell", "What it says", "Why it was not taken over")
_SHOWN: Final = 60
"""How many refusals a screen lists; the file has all."""
_SILENT: Final = frozenset({Line.BLANK, Line.SKIPPED})
"""Lines that a list need not name one by one: they are counted."""


def screen(intake: Intake, notes: Sequence[str]) -> str:
    """Return what became of the rows, and each refusal with its cell."""
    parts: list[terminal.Part] = []
    rows = [list(one) for one in _refusals(intake.refused)]
    if rows:
        table = [[_place(row), terminal.cut(row[3], 200), row[4]] for row in rows[:_SHOWN]]
        parts += [terminal.table(("Cell", "It says", "Not taken over, because"), table), terminal.line("")]
    if len(rows) > _SHOWN:
        parts.append(terminal.line(f"… and {len(rows) - _SHOWN:,} more; the file of refusals has them all"))
    parts += [terminal.line(one) for one in [*_summary(intake), *notes]]
    return terminal.shown(parts)


def _place(row: Sequence[str]) -> str:
    return f"{row[0]} {row[2]}"


def _summary(intake: Intake) -> Iterator[str]:
    found, refused = len(intake.findings), len(intake.refused)
    counted = f"{words.figure_of(found, 'finding')}, {refused:,} refused"
    yield f"{words.figure_of(intake.rows, 'row')}: {counted}"
    others = Counter(one.line for one in intake.others)
    if others:
        told = ", ".join(f"{count:,} {_kind(line, count)}" for line, count in others.most_common())
        yield f"{words.figure_of(sum(others.values()), 'line')} more, no rows: {told}"
    hidden = sum(one.hidden for one in intake.lines if one.line is Line.ROW)
    if hidden:
        yield f"{words.figure_of(hidden, 'hidden row')} read like the others"
    kept = sum(one.kept_open for one in intake.findings)
    if kept:
        verb = "says" if kept == 1 else "say"
        yield (
            f"{words.figure_of(kept, 'row')} {verb} closed or complete, and nothing shows it:"
            " kept open, pending sign-off"
        )


def _kind(line: Line, count: int) -> str:
    several = {
        Line.HEADING: "headings between rows",
        Line.TOTAL: "totals",
        Line.FOOTNOTE: "footnotes",
        Line.SKIPPED: "of sheets that the mapping skips",
    }
    return several.get(line, line.value) if count > 1 else line.value


def _refusals(refused: Iterable[Told]) -> Iterator[tuple[str, ...]]:
    for one in refused:
        for fault in one.faults:
            place = f"row {one.row}" if fault.column is None else f"{letters(fault.column)}{one.row}"
            yield one.sheet, str(one.row), place, fault.said or one.says, fault.why


def _all(intake: Intake) -> Iterator[tuple[str, ...]]:
    """Yield every line that is no finding, blank ones and those of skipped sheets apart."""
    yield from _refusals(intake.refused)
    for one in intake.others:
        if one.says and one.line not in _SILENT:
            yield one.sheet, str(one.row), f"row {one.row}", one.says, f"no row: {one.line.value}"


def written(paths: Sequence[str]) -> Iterator[str]:
    """Yield what was written, by the paths of the records."""
    inspections = sum(path.startswith("inspections/") for path in paths)
    findings = words.figure_of(len(paths) - inspections, "finding")
    new = f" and {words.figure_of(inspections, 'new inspection')}" if inspections else ""
    yield f"written: {findings}{new}" if paths else "nothing was written"


def file(intake: Intake, tracker: str, made: date, ending: str) -> bytes:
    """Return every line that was not taken over, as CSV or, for `.xlsx`, as a workbook."""
    rows = list(_all(intake))
    if ending == ".xlsx":
        return _workbook(rows, tracker, made)
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\r\n")
    writer.writerow(_HEADINGS)
    writer.writerows([safe(one_line(cell)) for cell in row] for row in rows)
    return f"{BOM}{page.getvalue()}".encode()


def _workbook(rows: Iterable[Sequence[str]], tracker: str, made: date) -> bytes:
    book = Book(made, f"Not taken over from {tracker}")
    sheet = book.sheet("Not taken over")
    for column, (heading, width) in enumerate(zip(_HEADINGS, (18, 6, 8, 60, 60), strict=True)):
        sheet.set_column(column, column, width)
        put(sheet, 0, column, heading, book.style(bold=True))
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row):
            put(sheet, number, column, text, book.style())
    set_up(sheet, "", tracker, repeat=0, columns=len(_HEADINGS))
    return book.content()
