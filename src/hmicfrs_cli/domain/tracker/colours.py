"""The word for a cell's colour: hundreds of reds are one red for a person who rates."""

from colorsys import rgb_to_hsv

_PALE = 0.12
"""Below this saturation a colour is white, grey or black."""
_LIGHT, _DARK = 0.94, 0.2
_HUES = ((0.055, "red"), (0.19, "amber"), (0.46, "green"), (0.72, "blue"), (0.9, "purple"), (1.01, "red"))
"""The last hue, of a circle of 1, that each word is used for: amber takes orange and yellow in."""


def colour_word(rgb: str) -> str | None:
    """Return the word for a colour of six or eight hexadecimal digits; None for what is none."""
    try:
        red, green, blue = (int(rgb[-6:][at : at + 2], 16) / 255 for at in (0, 2, 4))
    except ValueError:
        return None
    hue, saturation, value = rgb_to_hsv(red, green, blue)
    if value < _DARK:
        return "black"
    if saturation < _PALE:
        return "white" if value >= _LIGHT else "grey"
    return next(word for last, word in _HUES if hue < last)


def tinted(rgb: str, tint: float) -> str:
    """Return a colour made lighter (above 0) or darker (below 0), as a workbook's theme colours are."""
    parts = [int(rgb[-6:][at : at + 2], 16) for at in (0, 2, 4)]
    share = max(-1.0, min(1.0, tint))
    made = [part * (1 + share) if share < 0 else part + (255 - part) * share for part in parts]
    return "".join(f"{round(part):02X}" for part in made)
