"""What the rules find in files, each read once, kept no longer than it takes, and by any process.

Most rules need a record, its inspection and the settings; the others need of every record only its links.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from hmicfrs_cli.domain import rules
from hmicfrs_cli.domain.events import inspection_state
from hmicfrs_cli.domain.fold import AT_LAST, Lens, facts
from hmicfrs_cli.domain.lines import Beside
from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.domain.reading import id_of
from hmicfrs_cli.domain.records import Finding, Inspection
from hmicfrs_cli.domain.register import Register, beside
from hmicfrs_cli.domain.rules.case import FindingCase, InspectionCase
from hmicfrs_cli.domain.settings import Settings
from hmicfrs_cli.domain.stored import latest, links, stored_finding
from hmicfrs_cli.domain.terms import RagBasis
from hmicfrs_cli.storage import tree
from hmicfrs_cli.storage.kept import GOOD, UNREAD, Near, Now, UncertainError, blob_id
from hmicfrs_cli.storage.load import load_files, record_of
from hmicfrs_cli.storage.parsed import row_of, unread_problems, whole

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from hmicfrs_cli.storage.kept import Judging, Row, Work


@dataclass(frozen=True)
class Judge:
    """What tells of one file after the other what is kept of it and what is wrong with it."""

    register: Register
    """The settings alone."""
    day: date
    besides: Mapping[str, Beside | None]
    """By ids of inspections that could be read; None where their own file must be asked."""
    keeping: bool = True
    """Whether rows are wanted; without them, all links are."""

    def look(self, path: str, raw: bytes) -> tuple[Row | int, Near | None]:
        """Return what is kept of a file, and what the rules find; None where it is not asked about here."""
        record = record_of(path, raw)
        id_ = id_of(path)
        if isinstance(record, Finding):
            around = self.besides.get(id_.partition("/")[0], _NOTHING)
            return self._finding(id_, record, around) if around else (row_of(record), None)
        if isinstance(record, Inspection):
            near = self._near(InspectionCase(id_, record, self.register, self.day), latest(record))
            near = near._replace(beside=beside(inspection_state(id_, record, Lens(self.day, self.day))))
            return row_of(record) if self.keeping else GOOD, near
        return row_of(record), None

    def _finding(self, id_: str, record: Finding, around: Beside) -> tuple[Row | int, Near]:
        case, last = FindingCase(id_, record, self.register, self.day, given=around), latest(record)
        if not self.keeping:
            return GOOD, self._near(case, last)
        # What rules have folded is not folded again.
        by_matrix = any(row.entry.rag is None for row in case.saying("risk"))
        if last > self.day.isoformat() or (by_matrix and self.by_risk):
            return stored_finding(record, last=last), self._near(case, last)
        return stored_finding(record, case.state, last=last, by_matrix=by_matrix), self._near(case, last)

    @cached_property
    def by_risk(self) -> bool:
        """Whether the settings rate findings by risk at some time."""
        return any(one.basis is RagBasis.RISK for one in self.register.settings.rag)

    def _near(self, case: InspectionCase | FindingCase, last: str) -> Near:
        now = None
        if last > self.day.isoformat():
            now = links(case.record, facts(case.record, AT_LAST), case.lens) or ""
        elif not self.keeping:
            now = links(case.record, case.facts)
        return Near(rules.check_near(case), now)


_NOTHING = Beside()


def judge_of(root: Path, judging: Judging, length: int) -> Judge | None:
    """Return what judges by the settings as they are; None where these cannot be read."""
    raw = tree.read_bytes(root, tree.SETTINGS)
    settings = record_of(tree.SETTINGS, raw)
    if not isinstance(raw, bytes) or not isinstance(settings, Settings):
        return None
    judging.settings = blob_id(raw, length)
    return Judge(Register(settings), judging.day, judging.besides())


def judged(root: Path, now: Now, paths: Collection[str], judging: Judging, work: Work) -> list[Problem]:
    """Return what the rules find in some records; UncertainError where one is no longer as it was."""
    committees = [path for path in paths if path.startswith("committees/")]
    raws = {path: _raw(root, now, path) for path in (tree.SETTINGS, *committees)}
    read = load_files(raws).register
    if read is None:
        raise UncertainError
    near = judging.found if judging.settings == now.blobs[tree.SETTINGS] else {}
    rest = sorted({*paths} - near.keys() - raws.keys())
    if rest:
        besides = judging.besides()
        besides |= {id_: _beside(root, now, id_) for id_, known in besides.items() if known is None}
        look = Judge(Register(read.settings), now.day, besides).look
        each = work.checking(lambda path: look(path, _raw(root, now, path))[1], rest)
        near = near | {path: one for path, one in zip(rest, each, strict=True) if one}
    late = {path: one.links for path, one in near.items() if one.links is not None}
    found = [problem for path in paths if path in near for problem in near[path].found]
    return found + linked_rules(now, read, now.links | late, paths)


def every(root: Path, day: date, work: Work) -> tuple[list[Problem], int] | None:
    """Return all that is wrong with a register's files, and how many there are, from one reading of each.

    None where the settings cannot be read, or what is no record has become one meanwhile. Raises as `load`.
    """
    found = [one for one in tree.record_files(root) if one != tree.SETTINGS]
    paths = [one for one in found if isinstance(one, str)]
    wrong = [one for one in found if isinstance(one, Problem)]
    committees = [path for path in paths if path.startswith("committees/")]
    read = load_files({path: tree.read_bytes(root, path) for path in (tree.SETTINGS, *committees)}).register
    if read is None:
        return None
    besides: dict[str, Beside | None] = {}
    odd, unread = [one.path for one in wrong], list[str]()
    kept: dict[str, str] = {}
    judge = Judge(Register(read.settings), day, besides, keeping=False)
    for path, row, near in _each_looked_at(root, judge, paths, work):
        if near:
            wrong += near.found
            besides |= {id_of(path): near.beside} if near.beside else {}
            kept[path] = near.links or ""
        elif row == UNREAD:
            unread.append(path)
    now = Now(dict.fromkeys([tree.SETTINGS, *paths], b""), {}, [*unread, *odd], day, 0)
    try:
        wrong += unread_problems(root, unread)
    except UncertainError:
        return None
    return wrong + linked_rules(now, read, kept, now.blobs), len({*now.blobs, *now.unread})


def _each_looked_at(
    root: Path, judge: Judge, paths: list[str], work: Work
) -> Iterator[tuple[str, Row | int, Near | None]]:
    """Yield what is kept of each record and what the rules find in it, of inspections first."""

    def looked_at(path: str) -> tuple[Row | int, Near | None]:
        raw = tree.read_bytes(root, path)
        return judge.look(path, raw) if isinstance(raw, bytes) else (UNREAD, None)

    for each, findings in ((work.reading, False), (work.checking, True)):
        some = [path for path in paths if path.startswith("findings/") is findings]
        for path, (row, near) in zip(some, each(looked_at, some), strict=True):
            yield path, row, near


def linked_rules(now: Now, read: Register, kept: Mapping[str, str], paths: Collection[str]) -> list[Problem]:
    """Return what the rules find in some records that need of others, and of these, no more than links.

    In the settings and in committees, which `read` has, they find all there is.
    """
    return rules.check(whole(now, kept, read), now.day, now.unread, only=frozenset(paths))


def _raw(root: Path, now: Now, path: str) -> bytes:
    raw = tree.read_bytes(root, path)
    if not isinstance(raw, bytes) or blob_id(raw, now.length) != now.blobs[path]:
        raise UncertainError
    return raw


def _beside(root: Path, now: Now, id_: str) -> Beside:
    path = f"inspections/{id_}.yaml"
    record = record_of(path, _raw(root, now, path))
    if not isinstance(record, Inspection):
        raise UncertainError  # it was one when it was looked at
    return beside(inspection_state(id_, record, Lens(now.day, now.day)))
