"""Characters and words as a person would read them: ligatures, soft hyphens, broken words, note marks."""

import re
from collections.abc import Collection

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
    | dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000\t\x0b\x0c", " ")
    | dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e")
    | {"\u2011": "-", "\u2010": "-", "\u2028": " ", "\u2029": " ", "\u0085": " "}
)
_STRANGE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_RAISED = re.compile("[¹²³⁰⁴-⁹]+")
_NOTE = re.compile(r"(?:(?<=[a-z][.,;:])|(?<=[a-z][.,;:][’”\"]))\d{1,2}(?=\s|$)|\[\d{1,3}\]")
_BROKEN = re.compile(r"(?:^|[\s(“\u2018])([^\W\d_]+(?:-[^\W\d_]+)*)-$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_STAND_ALONE = frozenset(
    "all anti child co counter cross cyber data decision e ex face fact first front full half hate high"
    " in inter knife lead long low mid multi national near non off on one out over police post pre problem"
    " public quality re risk safe second self semi short single so sub third time two under up vice victim"
    " well whole world year".split()
)
"""First parts of words that are written with a hyphen more often than without."""


def characters(text: str) -> str:
    """Return text in plain letters and single spaces, without what is not seen."""
    plain = _STRANGE.sub(" ", text.replace("\xad", "").translate(_LIGATURES))
    return " ".join(plain.split())


def without_marks(text: str) -> str:
    """Return text without the marks of its footnotes."""
    return " ".join(_NOTE.sub("", _RAISED.sub("", text)).split())


def words_of(texts: Collection[str]) -> frozenset[str]:
    """Return every word of some texts in small letters, hyphenated ones whole."""
    found: set[str] = set()
    for text in texts:
        found.update(word.casefold() for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*(?!\S)", text))
        found.update(word.casefold() for word in re.findall(r"[^\W\d_]+(?=[\s.,;:)])", text))
    return (found and frozenset(found)) or frozenset()


def joined(before: str, after: str, known: Collection[str]) -> str:
    """Return two lines as one; a word that was broken at the line's end is put together again.

    `known` are the document's own words: they say whether its hyphen belongs to it.
    """
    if before.endswith("\xad"):
        return before[:-1] + after
    match, follows = _BROKEN.search(before[-80:]), _FIRST_WORD.match(after)
    if match is None or follows is None:
        return before + ("" if before.endswith(("-", "/")) and not before.endswith(" -") else " ") + after
    return (before if _keeps(match[1], follows[0], known) else before[:-1]) + after


def _keeps(first: str, second: str, known: Collection[str]) -> bool:
    head, tail = first.casefold(), second.casefold()
    if f"{head}-{tail}" in known:
        return True
    if head + tail in known:
        return False
    if not second[0].islower():
        return True
    last = head.rpartition("-")[2]
    return last in _STAND_ALONE or (head in known and tail in known and len(head) > 2 < len(tail))  # noqa: PLR2004 - shorter parts are syllables
