"""YAML in the register's own style, written fast from data whose texts are known to be tame.

hmi's own emitter takes minutes for a hundred thousand records. A test holds that this one writes the very
same bytes for everything that is made here.
"""

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Scalar: TypeAlias = str | int | bool
Data: TypeAlias = Scalar | Sequence["Data"] | Mapping[str, "Data"]

WIDTH = 96
"""After which column a line of text is broken, and how long text may be that is not folded."""
SHORT = 80
"""How long a list or mapping may be that stands on one line."""

_QUOTED = re.compile(r"\d+(?:\.\d+)?|yes|no")
_STRUCTURE = re.compile(r"[,:\[\]{}]")


def record(data: Mapping[str, Data]) -> str:
    """Return a whole record; its texts hold no quotation mark in front, no `: ` and no ` #`."""
    return "".join(_fields(data, 0))


def entry(data: Mapping[str, Data]) -> str:
    """Return one item of a log."""
    return "".join(_item(data, 0))


def _fields(data: Mapping[str, Data], indent: int) -> list[str]:
    pad, parts = " " * indent, list[str]()
    for key, value in data.items():
        if isinstance(value, str | int):
            parts.append(f"{pad}{key}: {_scalar(value, indent, len(key) + 2)}\n")
        elif (line := _one_line(value)) is not None:
            parts.append(f"{pad}{key}: {line}\n")
        elif isinstance(value, Mapping):
            parts += [f"{pad}{key}:\n", *_fields(value, indent + 2)]
        else:
            parts.append(f"{pad}{key}:\n")
            for item in value:
                parts += _item(item, indent)
    return parts


def _item(item: Data, indent: int) -> list[str]:
    if isinstance(item, Mapping):
        parts = _fields(item, indent + 2)
        return [f"{' ' * indent}- {parts[0].lstrip(' ')}", *parts[1:]]
    if isinstance(item, str | int):
        return [f"{' ' * indent}- {_scalar(item, indent, 2)}\n"]
    message = "no record holds a list directly in a list"
    raise TypeError(message)


def _one_line(value: Data) -> str | None:
    """Return a list or mapping of single values on one line, where it is short enough."""
    if isinstance(value, Mapping):
        singles = [one for one in value.values() if isinstance(one, str | int)]
        text = f"{{{', '.join(f'{key}: {_flow(one)}' for key, one in zip(value, singles, strict=False))}}}"
    elif isinstance(value, str | int):
        return _flow(value)
    else:
        singles = [one for one in value if isinstance(one, str | int)]
        text = f"[{', '.join(map(_flow, singles))}]"
    return text if len(singles) == len(value) and len(text) <= SHORT else None


def _flow(value: Scalar) -> str:
    text = _plain(value)
    return f"'{text}'" if _STRUCTURE.search(text) else text


def _plain(value: Scalar) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"'{value}'" if isinstance(value, str) and _QUOTED.fullmatch(value) else str(value)


def _scalar(value: Scalar, indent: int, column: int) -> str:
    """Return a single value, which begins `column` characters after its indentation."""
    text = _plain(value)
    if len(text) + indent + column <= WIDTH and "\n" not in text:
        return text
    pad = " " * (indent + 2)
    if len(text) <= WIDTH and "\n" not in text:
        return _broken(text, indent + column, pad)
    paragraphs = (_broken(part, indent + 2, pad) for part in text.split("\n"))
    return f">-\n{pad}" + f"\n\n{pad}".join(paragraphs)


def _broken(text: str, column: int, pad: str) -> str:
    """Break a text at the first space after the width in each line."""
    lines, begin = list[str](), 0
    while (at := text.find(" ", begin + max(0, WIDTH - column) + 1)) != -1:
        lines.append(text[begin:at])
        begin, column = at + 1, len(pad)
    return f"\n{pad}".join([*lines, text[begin:]])
