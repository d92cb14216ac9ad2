"""Ids of records: proposed from a title or a number, and judged where a person gives one.

An id is the path of its file, so it is one that every file system takes, and unique ignoring case.
"""

import re
import unicodedata
from collections.abc import Collection

from hmicfrs_cli.domain.terms import SLUGS, FindingKind

MEND = "use at most 80 letters, digits, points and hyphens, beginning with a letter or digit"
_SEGMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,79}(?<!\.)")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_DASHES = re.compile("[\u2010-\u2015\u2212]")
"""What parts words and years in a title, and is no ASCII: “2025–27” is 2025-27 and not 202527."""
_WIDE = 40
"""About how many characters of a title make an id that people still type."""
_SMALL = frozenset(
    "a an and as at by for from in inspection into of on or the their thematic to with".split()
)
"""Words that tell one inspection from another no better than its year does."""


def natural(id_: str) -> list[tuple[int, int, str]]:
    """Return a key that sorts ids as people do: `2` before `10`, `7` before `7.1`."""
    parts = re.findall(r"\d+|[^\d]+", id_.casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]


def is_segment(text: str) -> bool:
    """Say whether the text can be an inspection's id, or the last part of a finding's."""
    return _SEGMENT.fullmatch(text) is not None and _DEVICE.fullmatch(text) is None


def slug(text: str) -> str:
    """Return the words of a text in small letters, joined by hyphens; empty where it has no Latin letter."""
    return "-".join(_words(text))


def inspection_id(title: str, year: int, taken: Collection[str]) -> str:
    """Propose an inspection's id: the telling words of its title and a year, and no id that is taken."""
    words = _words(title)
    told = [word for word in words if word not in _SMALL] or words or ["inspection"]
    head = told[0][:_WIDE]
    for word in told[1:]:
        if len(head) + len(word) >= _WIDE:
            break
        head = f"{head}-{word}"
    dated = any(re.fullmatch(r"(?:19|20)\d\d", word) for word in head.split("-"))
    return _free(head if dated else f"{head}-{year}", taken)


def finding_segment(kind: FindingKind, number: str | None, taken: Collection[str]) -> str:
    """Return the last part of a finding's id.

    It is the report's own number, as written where that can be an id; without a number it is counted by
    kind: `afi-1`, `coc-1`. A number gives the same id again, since a number names one finding.
    """
    if number:
        found = number if is_segment(number) else slug(number)
        if is_segment(found):
            return found
    used = {one.casefold() for one in taken}
    count = 1
    while f"{SLUGS[kind]}-{count}" in used:
        count += 1
    return f"{SLUGS[kind]}-{count}"


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", _DASHES.sub("-", text.replace("’", "").replace("'", "")))
    return re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower())


def _free(wanted: str, taken: Collection[str]) -> str:
    used = {one.casefold() for one in taken}
    found, count = wanted, 2
    while found.casefold() in used or not is_segment(found):
        found = f"{wanted}-{count}"
        count += 1
    return found
