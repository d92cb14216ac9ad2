"""What a record says as text that no terminal takes for more: no escape, no reversed reading order."""

import re

_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def clean(text: object) -> str:
    """Return text in which every character that could steer a terminal is U+FFFD; line ends stay."""
    return _UNSEEN.sub("\ufffd", str(text))


def one_line(text: object) -> str:
    """Return text on one line."""
    return clean(" ".join(str(text).split()))


def cut(text: str, width: int) -> str:
    """Return text on one line, cut at a width with an ellipsis."""
    line = one_line(text)
    return line if len(line) <= width else line[: max(width - 1, 0)].rstrip() + "…"
