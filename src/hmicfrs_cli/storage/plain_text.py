"""A plain text file as paragraphs."""

from __future__ import annotations

from hmicfrs_cli.domain.published.blocks import Document
from hmicfrs_cli.domain.published.paragraphs import blocks
from hmicfrs_cli.domain.published.plain import lines_of
from hmicfrs_cli.errors import HmiError


def read(raw: bytes) -> Document:
    """Return a text's paragraphs. Raises HmiError for what is no text."""
    return Document(tuple(blocks(lines_of(decode(raw)))))


def decode(raw: bytes) -> str:
    """Return text in the encodings that people's programs write. Raises HmiError for what is no text."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    if b"\0" in raw:
        raise HmiError("it is no text: there are NUL characters in it", "save it as text again")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")
