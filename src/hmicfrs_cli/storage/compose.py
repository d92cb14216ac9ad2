"""From data to YAML in the register's one style, which any YAML parser reads back as the same text.

Long text is folded below its field, short lists and mappings stand on one line, and a list is not indented
under its field. Entries and whole records come from one emitter, PyYAML's, so that there is one style and
nothing more to load; the tests read what it writes with ruamel.yaml as well as with our own reader.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from hmicfrs_cli.errors import UsageError
from hmicfrs_cli.storage.scalars import resolve
from hmicfrs_cli.storage.text import STRANGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from yaml.events import Event, ScalarEvent

WIDTH: Final = 96
"""The width, in characters, at which text is folded."""

# What YAML 1.1 tools would take for a boolean, a number in base 60 or with underscores.
_OLD: Final = re.compile(
    r"[yYnN]|yes|no|on|off|[-+]?[0-9][0-9_,]*(?::[0-5]?[0-9])*(?:\.[0-9_]*)?|=|<<|[-+]?0[bx][0-9a-f_]+",
    re.IGNORECASE,
)
_SHORT: Final = 80


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


def refuse_strange(text: str) -> None:
    """Raise UsageError for a character that no record's text can hold."""
    if found := STRANGE.search(text):
        raise UsageError(
            f"the text contains U+{ord(found[0]):04X}, a character that the register does not hold",
            "delete it, or replace it by a space",
        )


def _emit(data: Any, *, flow: bool = False) -> str:  # noqa: ANN401 -- data is of any shape
    import yaml  # only the parser's own module loads it before it is needed

    width = 1 << 30 if flow else WIDTH
    stream = [
        yaml.StreamStartEvent(),
        yaml.DocumentStartEvent(explicit=False),
        *_events(data, flow=flow),
        yaml.DocumentEndEvent(explicit=False),
        yaml.StreamEndEvent(),
    ]
    return str(yaml.emit(stream, width=width, allow_unicode=True))


def _events(data: Any, *, flow: bool) -> Iterator[Event]:  # noqa: ANN401 -- data is of any shape
    import yaml

    if isinstance(data, dict):
        yield yaml.MappingStartEvent(None, None, implicit=True, flow_style=flow)
        for key, value in data.items():
            yield _scalar(key, key=True)
            yield from _events(value, flow=flow or _short(value))
        yield yaml.MappingEndEvent()
    elif isinstance(data, list | tuple):
        yield yaml.SequenceStartEvent(None, None, implicit=True, flow_style=flow)
        for value in data:
            yield from _events(value, flow=flow)
        yield yaml.SequenceEndEvent()
    else:
        yield _scalar(data)


def _short(value: Any) -> bool:  # noqa: ANN401 -- data is of any shape
    """Whether a list or mapping of single values is best read on one line."""
    parts = value.values() if isinstance(value, dict) else value
    single = not isinstance(value, str | int) and not any(
        isinstance(part, dict | list | tuple) for part in parts
    )
    return single and len(inline(value)) <= _SHORT


def _scalar(value: str | bool | int, *, key: bool = False) -> ScalarEvent:  # noqa: FBT001 -- a value, not a switch
    import yaml

    text = str(value).lower() if isinstance(value, bool) else str(value)
    style = _style(text, key=key) if type(value) is str else None
    return yaml.ScalarEvent(None, None, (True, True), text, style=style)


def _style(text: str, *, key: bool) -> str | None:
    """Return the style for a text; without one the emitter itself quotes what cannot stand plain."""
    refuse_strange(text)
    if "\n" in text or len(text) > WIDTH:
        return ">" if _foldable(text) and not key else '"'
    # A field's name is text everywhere in hmi, so `on` needs no quotes there.
    return "'" if resolve(text) is not text or text == "<<" or (not key and _OLD.fullmatch(text)) else None


def _foldable(text: str) -> bool:
    """Whether folding can only break the text at single spaces."""
    lines = text.split("\n")
    odd = "  " in text or "\t" in text or "\r" in text or not (lines[0] and lines[-1])
    return not odd and all(line == line.strip(" ") for line in lines)
