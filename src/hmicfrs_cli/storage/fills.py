"""The colours that a workbook's cells are filled with, as words: direct, indexed and of its theme."""

from typing import Any, Final

from defusedxml.ElementTree import fromstring
from openpyxl.styles.colors import COLOR_INDEX

from hmicfrs_cli.domain.tracker.colours import colour_word, tinted

_THEME: Final = (
    "lt1",
    "dk1",
    "lt2",
    "dk2",
    *(f"accent{number}" for number in range(1, 7)),
    "hlink",
    "folHlink",
)
"""A theme's colours in the order in which cells number them: its first two pairs are swapped."""


class Palette:
    """The words for a workbook's fills, each looked up once."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 - openpyxl's streaming workbook has no public type
        self._theme = _theme(book.loaded_theme)
        self._known: dict[int, str | None] = {}

    def word(self, cell: Any) -> str | None:  # noqa: ANN401 - as above
        """Return the word for a cell's fill; None where it has none."""
        # A gap between cells is of a kind of its own, which has no style.
        if not getattr(cell, "has_style", False):
            return None
        style = cell.style_array.fillId
        if style not in self._known:
            self._known[style] = self._word(cell.fill)
        return self._known[style]

    def _word(self, fill: Any) -> str | None:  # noqa: ANN401 - as above
        if fill is None or fill.fill_type != "solid":
            return None
        rgb = self._rgb(fill.fgColor)
        return colour_word(rgb) if rgb else None

    def _rgb(self, colour: Any) -> str | None:  # noqa: ANN401 - as above
        kind = colour.type
        rgb = colour.rgb if kind == "rgb" else None
        if kind == "indexed" and colour.indexed < len(COLOR_INDEX):
            rgb = COLOR_INDEX[colour.indexed]
        if kind == "theme" and colour.theme < len(_THEME):
            rgb = self._theme.get(_THEME[colour.theme])
        return tinted(rgb, colour.tint or 0.0) if rgb and colour_word(rgb) else None


def _theme(xml: bytes | str | None) -> dict[str, str]:
    """Return a theme's colours by name."""
    if not xml:
        return {}
    found = {}
    for scheme in fromstring(xml, forbid_dtd=True).iter():
        if str(scheme.tag).endswith("}clrScheme"):
            for slot in scheme:
                shown = next(iter(slot), None)
                rgb = shown.get("lastClr") or shown.get("val") if shown is not None else None
                found[str(slot.tag).rpartition("}")[2]] = rgb or ""
    return found
