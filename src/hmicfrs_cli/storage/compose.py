"""From data to YAML in the register's one style, which any YAML parser reads back as the same text.

Long text is folded below its field, short lists and mappings stand on one line, and a list is not indented
under its field. Entries and whole records come from the same emitter, so that one style exists.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from hmicfrs_cli.errors import UsageError
from hmicfrs_cli.storage.scalars import Plain, resolve
from hmicfrs_cli.storage.text import STRANGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from yaml.events import Event

WIDTH: Final = 96
"""The width, in characters, at which text is folded."""

# What YAML 1.1 tools would take for a boolean, a number in base 60 or with underscores.
_OLD: Final = re.compile(
    r"[yYnN]|yes|no|on|off|[-+]?[0-9][0-9_,]*(?::[0-5]?[0-9])*(?:\.[0-9_]*)?|=|<<|[-+]?0[bx][0-9a-f_]+",
    re.IGNORECASE,
)
_DATE: Final = re.compile(r"[0-9]{4}(?:-[0-9]{2}){1,2}|[0-9]{4}-W[0-9]{2}")
_FOLDABLE: Final = re.compile(r"[^\s](?:[^\n ]| (?! |$))*[^\s](?:\n+[^\s](?:[^\n ]| (?! |$))*[^\s])*")


def entry(item: Mapping[str, Any]) -> str:
    """Return a log entry as an item of a list, `- ` and all, ending in a line end.

    Raises UsageError for a character that no record's text can hold.
    """
    return _emit([item])


def record(data: Mapping[str, Any]) -> bytes:
    """Return a whole new record. Raises UsageError for a character that no record's text can hold."""
    return _emit(data).encode()


def inline(value: Any) -> str:  # noqa: ANN401 -- data is of any shape
    """Return a value as it can stand after `field: ` or inside brackets, on one line.

    Raises UsageError for a character that no record's text can hold.
    """
    return _emit([value], flow=True)[1:-2]


def _emit(data: Any, *, flow: bool = False) -> str:  # noqa: ANN401 -- data is of any shape
    # Loaded when something is written, which most commands do not do.
    import yaml  # noqa: PLC0415

    width = 1 << 30 if flow else WIDTH
    stream = [
        yaml.StreamStartEvent(),
        yaml.DocumentStartEvent(explicit=False),
        *_events(data, flow=flow),
        yaml.DocumentEndEvent(explicit=False),
        yaml.StreamEndEvent(),
    ]
    return str(yaml.emit(stream, width=width, allow_unicode=True))
