"""A page's runs of text in the order in which a person reads them: column after column, line after line."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hmicfrs_cli.domain.published.blocks import Line

_SAME = 0.5
"""How far, in sizes of type, two runs of one line may stand apart in height."""
_TRIED = 8
"""How many places are tried for the beginning of a second column."""
_FEW = 3
"""A column has at least so many lines."""


def rows(page: Sequence[Line]) -> list[list[Line]]:
    """Return the runs that stand beside each other, row after row."""
    found: list[list[Line]] = []
    for line in sorted(page, key=lambda one: (one.top, one.left)):
        if found and abs(line.top - found[-1][0].top) <= _SAME * max(line.size, found[-1][0].size):
            found[-1].append(line)
        else:
            found.append([line])
    return [sorted(row, key=lambda one: one.left) for row in found]


def in_order(page: Sequence[Line]) -> list[list[Line]]:
    """Return the columns of a page in reading order, each a list of whole lines; one where there is one."""
    ordered = rows(page)
    gutter = _gutter(ordered)
    if gutter is None:
        return [[_whole(row) for row in ordered]]
    return list(_bands(ordered, gutter))


def _gutter(ordered: Sequence[Sequence[Line]]) -> float | None:
    """Return where the gap between two columns is; None on a page of one column."""
    runs = [line for row in ordered for line in row]
    if not runs:
        return None
    left, right = min(line.left for line in runs), max(line.right for line in runs)
    width = right - left
    begun = Counter(round(line.left) for line in runs if left + width * 0.4 < line.left < left + width * 0.65)
    for start in sorted(start for start, _ in begun.most_common(_TRIED)):
        edge = start - 1.0
        beside = [row for row in ordered if _is_parted(row, edge)]
        after = [line for line in runs if abs(line.left - start) <= line.size]
        before = [line for line in runs if line.right <= edge]
        crossing = [line for line in runs if line.left < edge < line.right]
        if len(beside) >= _FEW and len(after) > _FEW and len(before) > _FEW and len(crossing) < len(after):
            filled = sum(line.right - line.left for line in before) / len(before)
            if filled > width * 0.25:
                return edge
    return None


def _is_parted(row: Sequence[Line], edge: float) -> bool:
    return any(line.right <= edge for line in row) and any(line.left > edge for line in row)


def _bands(ordered: Sequence[Sequence[Line]], edge: float) -> Iterator[list[Line]]:
    """Yield the columns between lines that run across both."""
    left: list[Line] = []
    right: list[Line] = []
    for row in ordered:
        if any(line.left < edge < line.right for line in row):
            yield from (part for part in (left, right) if part)
            yield [_whole(row)]
            left, right = [], []
            continue
        if here := [line for line in row if line.right <= edge]:
            left.append(_whole(here))
        if there := [line for line in row if line.left > edge]:
            right.append(_whole(there))
    yield from (part for part in (left, right) if part)


def _whole(row: Sequence[Line]) -> Line:
    """Return the runs of a line as one."""
    first, last = row[0], max(row, key=lambda line: line.right)
    longest = max(row, key=lambda line: len(line.text))
    return replace(
        first,
        text=" ".join(line.text for line in row),
        right=last.right,
        size=longest.size,
        bold=all(line.bold for line in row),
    )
