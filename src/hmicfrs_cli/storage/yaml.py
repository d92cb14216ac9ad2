"""The one YAML parser: libyaml's events and our own strict scalars, read as plain data.

What no register needs (anchors, aliases, tags, merge keys, several documents) is refused, so that a file
means what a person sees in it.
"""

import contextlib
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.storage.builder import DEEPEST, Builder, StopReading
from hmicfrs_cli.storage.faults import Place, explain, problem
from hmicfrs_cli.storage.scalars import FIRST, resolve
from hmicfrs_cli.storage.text import STRANGE, decode

LIBYAML: bool = yaml.__with_libyaml__
"""Whether libyaml reads; without it PyYAML's own events say the same, about ten times slower."""

_TAKES: Final = {
    ScalarEvent: "scalar",
    MappingStartEvent: "open_mapping",
    MappingEndEvent: "close",
    SequenceStartEvent: "open_sequence",
    SequenceEndEvent: "close",
    AliasEvent: "alias",
    DocumentStartEvent: "document",
    DocumentEndEvent: "pass_over",
    StreamStartEvent: "pass_over",
    StreamEndEvent: "pass_over",
}

_OPENS: Final[dict[type[Event], type[dict[str, Any]] | type[list[Any]]]] = {
    MappingStartEvent: dict,
    SequenceStartEvent: list,
}
_CLOSES: Final = frozenset({MappingEndEvent, SequenceEndEvent})
_AROUND: Final = frozenset({StreamStartEvent, DocumentEndEvent, StreamEndEvent})
_resolved = lru_cache(maxsize=4096)(resolve)  # a register says the same days and numbers again and again


def read(raw: bytes, path: str) -> dict[str, Any] | list[Problem]:
    """Return the record that these bytes say, or everything that is wrong with them.

    Values are dicts, lists and text; an unquoted boolean or number is text that knows its value (`Plain`).
    """
    text = decode(raw, path)
    if isinstance(text, Problem):
        return [text]
    with contextlib.suppress(yaml.YAMLError, ValueError, OverflowError):  # the builder finds words for it
        found = _ordinary(_events(text))
        if found is not None:
            return found
    builder = Builder(path)
    build(text, builder)
    if builder.problems:
        return builder.problems
    if builder.data is None:
        return [problem("empty-file", path, 1, 1)]
    return builder.data if isinstance(builder.data, dict) else [problem("not-a-mapping", path, 1, 1)]


def _ordinary(events: Iterator[Any]) -> dict[str, Any] | None:  # noqa: C901, PLR0912 - one loop, for speed
    """Return the mapping that ordinary events make; None where any is not, and `Builder` tells why."""
    data: Any = None
    node: Any = None
    key: str | None = None
    stack: list[tuple[Any, str | None]] = []
    for event in events:
        kind = type(event)
        if kind is ScalarEvent:
            value, style = event.value, event.style
            if event.anchor or event.tag or (style == '"' and STRANGE.search(value)):
                return None
            if key is None and type(node) is dict:
                if not value or value in node or value == "<<":
                    return None
                key = value
                continue
            if not style and (not value or value[0] in FIRST) and (value := _resolved(value)) is None:
                return None
        elif kind in _OPENS:
            if event.anchor or event.tag or (key is None and type(node) is dict) or len(stack) >= DEEPEST:
                return None
            stack.append((node, key))
            node, key = _OPENS[kind](), None
            continue
        elif kind in _CLOSES:
            value = node
            node, key = stack.pop()
        elif kind in _AROUND or (kind is DocumentStartEvent and data is None):
            continue
        else:
            return None
        if type(node) is dict:
            node[key] = value
            key = None
        elif node is None:
            data = value
        else:
            node.append(value)
    return data if type(data) is dict else None


def build(text: str, builder: Builder) -> None:
    """Give the builder every event of the text, and note in it where the text is no YAML."""
    take = {event: getattr(builder, name) for event, name in _TAKES.items()}
    try:
        for event in _events(text):
            take[type(event)](event)
    except StopReading:
        pass
    except yaml.MarkedYAMLError as error:
        said = f"{error.context} {error.problem}"
        places = _place(error.context_mark), _place(error.problem_mark)
        builder.problems.append(explain(said, text, builder.path, *places))
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        builder.problems.append(explain(str(error), text, builder.path, None, None))


def _events(text: str) -> Iterator[Event]:
    loader = yaml.CBaseLoader(text) if LIBYAML else yaml.BaseLoader(text)
    return iter(loader.get_event, None)


def _place(mark: Any) -> Place | None:  # noqa: ANN401 -- libyaml's mark and PyYAML's own share no class
    return (mark.line + 1, mark.column + 1) if mark else None
