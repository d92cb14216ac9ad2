"""Changes on the terminal, as JSON and as notes beside lines: grouped by record, the gravest first."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hmicfrs_cli.domain.changes import model
from hmicfrs_cli.domain.changes.about import Change
from hmicfrs_cli.domain.changes.effect import Effect
from hmicfrs_cli.domain.movement import Movement
from hmicfrs_cli.render import change_words, terminal, words
from hmicfrs_cli.render.annotations import Level, Note
from hmicfrs_cli.render.change_summary import summary
from hmicfrs_cli.render.terminal import Part


@dataclass(frozen=True, slots=True)
class Told:
    """One change with its words and its line in the new file, for a reader."""

    change: Change
    path: str
    """From the top of the repository."""
    line: int
    of: str
    words: str

    @property
    def serious(self) -> bool:
        """Whether it is of the kind that should not happen."""
        return model.is_serious(self.change)

    @property
    def code(self) -> str:
        """What kind of change it is, for programs: "rated", "fact-changed"."""
        return re.sub(r"(?<!^)(?=[A-Z])", "-", type(self.change).__name__).lower()


def told(changes: Sequence[Change], lines: Sequence[int], prefix: str, *, restricted: bool) -> list[Told]:
    """Put changes into words; `prefix` is the register's folder from the top of the repository."""
    return [
        Told(
            change,
            f"{prefix}{change.about.path}",
            line,
            words.capital(change_words.of(change, restricted=restricted)),
            change_words.said(change, restricted=restricted),
        )
        for change, line in zip(changes, lines, strict=True)
    ]


def grouped(rows: Iterable[Told]) -> list[list[Told]]:
    """Return the changes of each record together, in the order of the gravest of each."""
    groups: dict[str, list[Told]] = {}
    for row in rows:
        kind = "format" if isinstance(row.change, model.FormatOnly) else ""
        groups.setdefault(f"{kind}{row.path}", []).append(row)
    return list(groups.values())


def text(rows: Sequence[Told]) -> list[Part]:
    """Return the changes as a terminal shows them."""
    parts: list[Part] = [terminal.line(summary([row.change for row in rows]))]
    for group in grouped(rows):
        first = group[0]
        id_ = first.change.about.id
        parts.append(terminal.heading(f"{first.of} ({id_})" if id_ else first.of))
        for row in _once(group):
            said = terminal.one_line(words.capital(row.words))
            parts.append(terminal.line(terminal.alarm(said) if row.serious else said, 2))
    return parts


def _once(group: Sequence[Told]) -> list[Told]:
    """Return a group without what would be told in the same words again."""
    return list({row.words: row for row in reversed(group)}.values())[::-1]


def data(rows: Iterable[Told]) -> list[dict[str, object]]:
    """Return the changes for other programs."""
    return [
        {
            "kind": row.code,
            "serious": row.serious,
            "id": row.change.about.id or None,
            "path": row.path,
            "line": row.line,
            "of": row.of,
            "words": row.words,
            "withheld": row.change.withheld,
        }
        for row in rows
    ]


def effects(found: Iterable[Effect]) -> list[dict[str, object]]:
    """Return what the changes come to for each committee, for other programs and for templates."""
    return [
        {
            "committee": one.committee,
            "meeting": words.spoken(one.on),
            "until": one.period.until.isoformat(),
            "before": _figures(one.old),
            "after": _figures(one.new),
        }
        for one in found
    ]


def _figures(moved: Movement | None) -> dict[str, int] | None:
    if moved is None:
        return None
    return {
        "opening": len(moved.opening),
        "new": len(moved.new),
        "reopened": len(moved.reopened),
        "closed": len(moved.all_closed),
        "closing": len(moved.closing),
        "complete": len(moved.complete),
    }


def notes(rows: Iterable[Told]) -> list[Note]:
    """Return the changes as notes: what should not happen as errors, what moved as warnings."""
    return [
        Note(row.path, row.line, _level(row.change), row.code, row.of, words.capital(row.words))
        for row in rows
    ]


def _level(change: Change) -> Level:
    if model.is_serious(change):
        return "error"
    quiet = model.ORDER.index(type(change)) >= model.ORDER.index(model.New)
    return "notice" if quiet else "warning"
