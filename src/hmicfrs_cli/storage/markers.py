"""Git's conflict markers: what each side says in a text that carries them, and how one is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_OURS, _BASE, _MIDDLE, _THEIRS = b"<", b"|", b"=", b">"
_LINE: Final = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_SIGN: Final = re.compile(rb"([<|=>])\1{6}(?=[ \r\n]|$)")
_BOM: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Sides:
    """What a text with conflict markers says, once for each side."""

    ours: bytes
    theirs: bytes
    base: bytes
    """What stood there before, as far as the markers tell: else what both sides have."""


def sides(raw: bytes) -> Sides | None:
    """Return both sides of a text with conflict markers; None where it has none, or they do not fit."""
    bom = _BOM if raw.startswith(_BOM) else b""
    parts: dict[bytes, list[bytes]] = {_OURS: [], _BASE: [], _THEIRS: []}
    inside, hunks = b"", 0
    for line in _lines(raw):
        sign = _SIGN.match(line)
        if sign is None:
            for side in (inside,) if inside else parts:
                parts[side].append(line)
            continue
        turn = inside + sign[1]
        if turn not in (_OURS, _OURS + _BASE, _OURS + _MIDDLE, _BASE + _MIDDLE, _THEIRS + _THEIRS):
            return None
        hunks += turn == _OURS
        inside = {_MIDDLE: _THEIRS, _THEIRS: b""}.get(sign[1], sign[1])
    if inside or not hunks:
        return None
    ours, base, theirs = (bom + b"".join(parts[side]) for side in (_OURS, _BASE, _THEIRS))
    return Sides(ours, theirs, base)


def carries(raw: bytes) -> bool:
    """Say whether a text has a line that begins or ends a conflict."""
    if b"<<<<<<<" not in raw and b">>>>>>>" not in raw:
        return False
    return any(_SIGN.match(line) and line[:1] != _MIDDLE for line in _lines(raw))


def without(raw: bytes) -> list[bytes]:
    """Return the lines of a text that are no conflict markers, without their line ends."""
    return [line.rstrip(b"\r\n") for line in _lines(raw) if not _SIGN.match(line)]


def _lines(raw: bytes) -> list[bytes]:
    return _LINE.findall(raw.removeprefix(_BOM))


def conflict(ours: str, theirs: str, end: str) -> str:
    """Return both sides between conflict markers, with the line end that the text uses."""
    return f"<<<<<<< ours{end}{ended(ours, end)}======={end}{ended(theirs, end)}>>>>>>> theirs{end}"


def ended(text: str, end: str) -> str:
    """Return a text that ends where a line ends."""
    return text if not text or text.endswith(("\n", "\r")) else text + end
