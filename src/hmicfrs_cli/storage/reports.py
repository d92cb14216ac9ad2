"""A published report as paragraphs, whatever kind of file it is; each kind has a module of its own."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from hmicfrs_cli.domain.near import quoted
from hmicfrs_cli.domain.published.blocks import Block, Document, Form
from hmicfrs_cli.errors import HmiError
from hmicfrs_cli.storage.sealed import BrokenFileError, TooMuchError, sealed

if TYPE_CHECKING:
    from pathlib import Path

LARGEST: Final = 64 << 20
"""The most bytes that a report may have."""
_MOST_BLOCKS: Final = 100_000
_MOST_TEXT: Final = 12 << 20
"""Paragraphs, and characters of them, that a report may have."""


def read_report(path: Path) -> Document:
    """Return a report's paragraphs, read in a process of its own.

    Raises HmiError for a file that is too large, broken, not what its ending says, or takes too long.
    """
    try:
        size = path.stat().st_size
    except OSError as error:
        raise HmiError(f"cannot read {quoted(str(path))}: {(error.strerror or '').lower()}") from error
    if size > LARGEST:
        raise HmiError(
            f"{quoted(path.name)} has {size >> 20:,} MB, and no report has more than {LARGEST >> 20}",
            "give the report itself",
        )
    try:
        said = sealed(_parse, str(path.absolute()))
    except (TooMuchError, BrokenFileError) as error:
        raise HmiError(f"{quoted(path.name)}: {error.message}", error.mend) from None
    return _document(said)


def _document(said: dict[str, Any]) -> Document:
    blocks = tuple(
        Block(one["text"], one["place"], Form(one["form"]), one["box"], tuple(one["cells"]))
        for one in said["blocks"]
    )
    return Document(blocks, said["title"], said["url"], said["published"])


def _parse(path: str) -> dict[str, Any]:
    """Read a file, in the process that is for it alone."""
    with open(path, "rb") as file:  # noqa: PTH123 - only its text crosses to this process
        raw = file.read(LARGEST + 1)
    document = _reader(path, raw)(raw)
    if len(document.blocks) > _MOST_BLOCKS or sum(len(block.text) for block in document.blocks) > _MOST_TEXT:
        raise HmiError("it has more text than any report", "give the report itself")
    if not any(block.text for block in document.blocks):
        raise HmiError("there is no text in it", "a scan holds pictures only: have its text recognised first")
    return asdict(document)


def _reader(path: str, raw: bytes) -> Any:  # noqa: ANN401 - one of the modules' own functions
    """Return what reads a file: its first bytes must fit its ending."""
    from hmicfrs_cli.storage import docx_text, html_text, pdf_text, plain_text  # noqa: PLC0415 - in the child alone

    ending = path.rpartition(".")[2].casefold()
    begins = raw[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not raw.strip():
        raise HmiError("it is empty", "see whether it was saved or sent whole")
    seems = "pdf" if b"%PDF-" in raw[:1024] else "docx" if begins.startswith(b"PK\x03\x04") else "text"
    wanted = {"pdf": "pdf", "docx": "docx"}.get(ending, "text")
    if seems != wanted:
        raise HmiError(f"it is named .{ending}, but it is {_NAMES[seems]}", "give it its right ending")
    readers = {"pdf": pdf_text.read, "docx": docx_text.read, "html": html_text.read, "htm": html_text.read}
    return readers.get(ending, plain_text.read)


_NAMES: Final = {
    "pdf": "a PDF",
    "docx": "a Word file or another archive",
    "text": "neither a PDF nor a Word file",
}
