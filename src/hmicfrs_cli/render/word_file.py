"""A force's own Word file can come from anywhere: it is looked at before anything opens it."""

import io
import zipfile

from hmicfrs_cli.errors import RenderError

LARGEST = 4_000_000
"""Bytes of a Word file; one with a crest in it is below this."""

_UNPACKED = 60_000_000  # bytes of all its parts together
_PARTS = 2_000
_CONTENTS = "[Content_Types].xml"


def safe(content: bytes, name: str) -> bytes:
    """Return the file's bytes, known to be a Word file of bearable size without macros.

    Raises RenderError otherwise; `name` is what the file is called.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _bearable(packed.infolist(), name)
            kinds = packed.read(_CONTENTS)
    except (KeyError, NotImplementedError, RuntimeError, zipfile.BadZipFile) as error:
        raise RenderError(
            f"{name} is no Word file", "save it from Word as .docx, without a password"
        ) from error
    if b"macroEnabled" in kinds or b"vbaProject" in kinds:
        raise RenderError(f"{name} holds macros", "save it from Word as .docx, which holds none")
    if b"wordprocessingml" not in kinds:
        raise RenderError(f"{name} is no Word file", "save it from Word as .docx")
    return content


def _bearable(parts: list[zipfile.ZipInfo], name: str) -> None:
    if len(parts) > _PARTS or sum(part.file_size for part in parts) > _UNPACKED:
        raise RenderError(
            f"{name} would unpack to more than {_UNPACKED // 1_000_000} MB or {_PARTS:,} parts",
            "make a smaller Word file with the same styles",
        )
