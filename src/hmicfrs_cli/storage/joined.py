"""The text of a merge: our bytes, with pieces of theirs put in, each as the side that changed it wrote it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from hmicfrs_cli.domain.merging import Reason, stands, taken_from
from hmicfrs_cli.domain.weaving import Side, Take
from hmicfrs_cli.storage import markers
from hmicfrs_cli.storage.pieces import NOTHING, fitted
from hmicfrs_cli.storage.text import LINE_END

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hmicfrs_cli.domain.merging import Merge
    from hmicfrs_cli.domain.weaving import Row
    from hmicfrs_cli.storage.pieces import Pieces, Source

_COMMENT: Final = re.compile(r"(?:^|\s)#.*")


class CannotJoinError(Exception):
    """The text cannot be put together; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


def joined(found: Merge, base: Source | None, ours: Source, theirs: Source) -> str:
    """Return one text of three: our pieces, with theirs put in and conflict markers round what is open.

    Raises CannotJoinError where a version is not written line by line, or a comment would be lost.
    """
    end = ours.end()
    if found.two_records:
        return markers.conflict(ours.text, fitted(theirs.text, 0, 0, end), end)
    own, other = ours.fields(), theirs.fields()
    if own is None or other is None:
        raise CannotJoinError(Reason.WRITTEN)
    parts = list(own.parts)
    fields = dict(found.fields)
    for name, rows in found.lists.items():
        items = ours.items(name)
        if items is None:
            raise CannotJoinError(Reason.WRITTEN)
        before = base.items(name) if base and name in base.data else None
        parts[list(ours.data).index(name)] = _joined(rows, before, items, theirs.items_written(name), end)
        fields[name] = replace(fields[name], take=Take.OURS, theirs=None)
    whole = replace(own, parts=tuple(parts))
    return _joined(tuple(fields.values()), base.fields() if base else None, whole, other, end)


def _joined(rows: Sequence[Row], base: Pieces | None, ours: Pieces, theirs: Pieces, end: str) -> str:
    """Return the pieces in the order of the rows, those that are open between conflict markers."""
    their_head, their_tail = (fitted(text, 0, 0, end) if text else "" for text in (theirs.head, theirs.tail))
    was = base or NOTHING
    text = _of_three(ours.head, their_head, was.head if base else None)
    for region, group in groupby(rows, key=lambda row: row.region):
        open_ = list(group)
        own, other = (_side(open_, side, base, ours, theirs, end) for side in (Side.OURS, Side.THEIRS))
        text = markers.ended(text, end) + (own if region is None else markers.conflict(own, other, end))
    tail = _of_three(ours.tail, their_tail, was.tail if base else None)
    return markers.ended(text, end) + tail if tail else text


def _side(
    rows: Sequence[Row], side: Side, base: Pieces | None, ours: Pieces, theirs: Pieces, end: str
) -> str:
    """Return the pieces of some rows, with one side's answer to what is open."""
    text = ""
    for row in rows:
        if not stands(row, side):
            continue
        own = None if row.ours is None else ours.parts[row.ours]
        other = None if row.theirs is None else theirs.parts[row.theirs]
        other = None if other is None else fitted(other, theirs.column, ours.column, end)
        was = base.parts[row.base] if base and row.base is not None else None
        if row.take is Take.SAME and own is not None and other is not None:
            part = _of_three(own, other, was)
        else:
            mine = taken_from(row, side) is Side.OURS
            left = other if mine else own
            if row.region is None and was is not None and left is not None and _plain(left) != _plain(was):
                raise CannotJoinError(Reason.COMMENT)
            part = (own if mine else other) or ""
        text = markers.ended(text, end) + part
    return text


def _of_three(ours: str, theirs: str, base: str | None) -> str:
    """Return whichever side's writing of the same thing was changed: its comments, its quotation marks."""
    mine, yours = _plain(ours), _plain(theirs)
    if base is None:
        mine_said, yours_said = set(_COMMENT.findall(mine)), set(_COMMENT.findall(yours))
        ours_stands, theirs_stands = yours_said <= mine_said, mine_said <= yours_said
    else:
        ours_stands, theirs_stands = yours in (mine, _plain(base)), mine == _plain(base)
    if not (ours_stands or theirs_stands):
        raise CannotJoinError(Reason.COMMENT)
    return ours if ours_stands else theirs


def _plain(text: str) -> str:
    return LINE_END.sub("\n", text).removesuffix("\n")
