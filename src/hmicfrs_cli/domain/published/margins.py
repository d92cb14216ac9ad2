"""What stands on a page and is no part of its text: running heads and feet, page numbers, footnotes."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from hmicfrs_cli.domain.published.blocks import Line

_NUMBER = re.compile(
    r"(?:page )?(?:\d{1,4}|[ivxl]{1,6})(?: (?:of|/) \d{1,4})?|- ?\d{1,4} ?-|\[\d{1,4}\]", re.IGNORECASE
)
_EDGE = 3
"""How many lines from the top and the foot of a page can be running ones."""
_LONGEST = 120
"""Characters of a running head."""
_FOOTNOTE = 0.88
"""How much smaller than the text a footnote is, at most."""


Sign = tuple[str, bool, int]
"""What a line says but for figures, whether it stands at the head of its page, and its size."""


def pages(lines: Iterable[Line]) -> list[list[Line]]:
    """Return the lines page by page, each from the top down."""
    found: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        found[line.page].append(line)
    return [sorted(found[page], key=lambda line: (line.top, line.left)) for page in sorted(found)]


def body_size(lines: Iterable[Line]) -> float:
    """Return the size in which most of the text is set."""
    count: Counter[float] = Counter()
    for line in lines:
        count[round(line.size, 1)] += len(line.text)
    return count.most_common(1)[0][0] if count else 1.0


def text_only(paged: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return the pages without what only stands round their text."""
    edges = [_edges(page) for page in paged]
    count = Counter(sign for page in edges for sign in set(page.values()))
    often = max(2, min(3, len(paged) // 2))
    size = body_size(line for page in paged for line in page)
    return [
        _without_notes(
            _without_running(page, {line for line in edge if _runs(line, count[edge[line]], often)}), size
        )
        for page, edge in zip(paged, edges, strict=True)
    ]


def _without_running(page: Sequence[Line], running: set[Line]) -> list[Line]:
    """Return a page without its running lines, and without a number that stands alone."""
    kept = [line for line in page if line not in running]
    beside = Counter(round(line.top) for line in kept)
    tops = sorted({round(line.top) for line in page})
    near = {*tops[:_EDGE], *tops[-_EDGE:]}
    return [
        line
        for line in kept
        if round(line.top) not in near or beside[round(line.top)] > 1 or not _NUMBER.fullmatch(line.text)
    ]


def _edges(page: Sequence[Line]) -> dict[Line, Sign]:
    """Return the lines near the head and the foot of a page, what they say but for figures, and where."""
    tops = sorted({round(line.top) for line in page})
    head, foot = set(tops[:_EDGE]), set(tops[-_EDGE:])
    return {
        line: (re.sub(r"\d+", "0", line.text.casefold()), round(line.top) in head, round(line.size))
        for line in page
        if round(line.top) in head | foot
    }


def _runs(line: Line, count: int, often: int) -> bool:
    return len(line.text) < _LONGEST and count >= often and not _NUMBER.fullmatch(line.text)


def _without_notes(page: list[Line], size: float) -> list[Line]:
    """Return a page without the small lines at its foot."""
    kept = list(page)
    while kept and kept[-1].size < size * _FOOTNOTE and size > 1:
        kept.pop()
    return kept or page
