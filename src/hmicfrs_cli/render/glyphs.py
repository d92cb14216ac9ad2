"""Characters that the packaged font lacks, spelled out by their Unicode names.

A PDF for archives refuses a character without a glyph, and a picture would silently drop it.
"""

import re
import unicodedata
from functools import cache

from hmicfrs_cli.render.folders import templates_dir

_INVISIBLE = {"Cc", "Cf", "Mn", "Me"}


@cache
def _covered() -> frozenset[int]:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    with TTFont(templates_dir() / "fonts" / "SourceSans3-Regular.otf", lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def _spelled(char: str) -> str:
    if ord(char) in _covered() or char.isspace():
        return char
    if unicodedata.category(char) in _INVISIBLE:
        return ""
    return f"[{unicodedata.name(char, f'U+{ord(char):04X}').lower()}]"


def spell_out(text: str) -> str:
    """Return text that the packaged font can show: an emoji becomes its name in square brackets."""
    composed = unicodedata.normalize("NFC", text)
    return re.sub(r"[^\x00-\x7f]", lambda found: _spelled(found[0]), composed)
