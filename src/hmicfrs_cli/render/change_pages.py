"""Changes as a comment on a pull request, in Markdown, and as a page of their own."""

import re
from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import quote

from markupsafe import Markup

from hmicfrs_cli.domain.changes import model
from hmicfrs_cli.domain.changes.about import Change
from hmicfrs_cli.render import html, words
from hmicfrs_cli.render.change_summary import summary
from hmicfrs_cli.render.changes import Told, grouped
from hmicfrs_cli.render.plain import one_line

MARKER: Final = "<!-- hmi diff -->"
"""The first line of a comment, by which a workflow finds it again and writes it anew."""
LONGEST: Final = 65_536
"""Characters that GitHub takes in a comment."""
_LONGEST_CELL: Final = 2_000
_JOINER: Final = "\u2060"
"""Unseen and without width: a host then sees no name, number or address to link to."""

_LINKS: Final = re.compile(
    r"(?:[@#:!$%~^&](?=\S)|\bwww(?=\.)|\bGH-(?=\d)|[0-9a-f]{6}(?=[0-9a-f]))", re.IGNORECASE
)
_MARKUP: Final = re.compile(r"[\\`*_\[\]<>|~&$^]")

_MINOR_NAMES: Final[Mapping[type[Change], str]] = {
    model.Happened: "events",
    model.Noted: "notes",
    model.Corrected: "corrections",
    model.SettingChanged: "settings",
    model.Renamed: "names",
    model.FormatOnly: "format",
}
"""What the kinds are called that are folded away."""
_MINOR: Final = tuple(_MINOR_NAMES)


def escaped(text: object) -> str:
    """Return text that Markdown prints as it is: nothing in it marks up, mentions or links."""
    line = one_line(text)
    if len(line) > _LONGEST_CELL:
        line = f"{line[:_LONGEST_CELL].rstrip()}…"
    apart = _LINKS.sub(lambda found: found.group() + _JOINER, line)
    return _MARKUP.sub(lambda found: f"&#{ord(found.group())};", apart)


def markdown(rows: Sequence[Told], effects: Sequence[Mapping[str, object]], base: str = "") -> str:
    """Return the comment; what does not fit into one is counted. Raises RenderError as the template does."""
    most = len(rows)
    while len(page := _markdown(rows, most, effects, base)) > LONGEST and most:
        most = min(most - 1, most * LONGEST // len(page))
    return page


def _markdown(rows: Sequence[Told], most: int, effects: Sequence[Mapping[str, object]], base: str) -> str:
    shown = rows[:most]
    data = _data(rows, shown, effects, base)
    return html.render("changes.md.j2", {**data, "marker": Markup(MARKER)}, (), {"md": _md}).strip() + "\n"  # noqa: S704 - our own words


def _md(text: object) -> Markup:
    return Markup(escaped(text))  # noqa: S704 - Markdown's own escapes, in which no tag is left


def page(
    rows: Sequence[Told], effects: Sequence[Mapping[str, object]], title: str, marking: str, base: str
) -> str:
    """Return a page that needs nothing beside it. Raises RenderError as the template does."""
    data = _data(rows, rows, effects, base)
    return html.render("changes.html.j2", {**data, "title": title, "marking": marking})


def _data(
    rows: Sequence[Told], shown: Sequence[Told], effects: Sequence[Mapping[str, object]], base: str
) -> dict[str, object]:
    minor = [row for row in shown if isinstance(row.change, _MINOR) and not row.serious]
    grave = [row for row in shown if row not in minor]
    left = len(rows) - len(shown)
    return {
        "summary": summary([row.change for row in rows]),
        "groups": [_group(group, base) for group in grouped(grave)],
        "others": [_group(group, base) for group in grouped(minor)],
        "others_count": words.figure_of(len(minor), "other change"),
        "others_kinds": words.listed(dict.fromkeys(_MINOR_NAMES[type(row.change)] for row in minor)),
        "left": f"{words.figure_of(left, 'more change')} not shown here" if left else "",
        "effects": effects,
    }


def _group(group: Sequence[Told], base: str) -> dict[str, object]:
    first = group[0]
    base += "/" * (bool(base) and not base.endswith("/"))
    several = isinstance(first.change, model.FormatOnly)
    return {
        "of": first.of,
        "id": "" if several else first.change.about.id or first.change.about.path,
        "link": "" if several else f"{base}{quote(first.path)}#L{first.line}",
        "lines": [{"words": words.capital(row.words), "serious": row.serious} for row in group],
    }
