"""What an unquoted YAML scalar means: YAML 1.2's core schema and nothing of YAML 1.1.

Rules: https://yaml.org/spec/1.2.2/#103-core-schema
"""

import re
from typing import Final

_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE: Final = frozenset({"true", "True", "TRUE"})
_FALSE: Final = frozenset({"false", "False", "FALSE"})
_INTEGER: Final = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT: Final = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
FIRST: Final = frozenset("~nNtTfF+-.0123456789")
"""Characters with which what is not plain text begins."""
_LONGEST_NUMBER: Final = 100


class Plain(str):
    """An unquoted scalar that YAML reads as a boolean or a number; the text is exactly as written."""

    __slots__ = ()

    @property
    def value(self) -> bool | int | float:
        """What YAML 1.2 reads here; leading zeros do not make a number octal."""
        if self in _TRUE or self in _FALSE:
            return self in _TRUE
        if _INTEGER.fullmatch(self):
            return int(self, 0 if self[1:2] in {"o", "x"} else 10)
        return float(self.replace(".", "", 1) if self[-1] in "fFnN" else self)


def resolve(text: str) -> str | None:
    """Return None for YAML's null, a `Plain` for a boolean or number, the text itself for all else.

    A numeral of more than a hundred characters is text: no field holds one, and it is slow to convert.
    """
    if text and text[0] not in FIRST:
        return text
    if text in _NULLS:
        return None
    if text in _TRUE or text in _FALSE:
        return Plain(text)
    if len(text) <= _LONGEST_NUMBER and (_INTEGER.fullmatch(text) or _FLOAT.fullmatch(text)):
        return Plain(text)
    return text
