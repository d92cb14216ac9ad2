"""The numbers that Word gives paragraphs by itself: they stand in no text, and are counted here anew."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from hmicfrs_cli.domain.published.labels import label_of
from hmicfrs_cli.domain.published.paragraphs import MARK

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS: Final = 9
_MOST: Final = 9_999
"""The highest number that a list is counted to."""
_PLACE: Final = re.compile(r"%([1-9])")
_ROMAN: Final = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LETTERS, _MOST_ROMAN = 26, 39
_LONGEST: Final = 60
"""Characters of the text around a number."""


class _Level(NamedTuple):
    """How the paragraphs of one level of a list are numbered."""

    start: int = 1
    form: str = "decimal"
    text: str = "%1."


_Levels = dict[int, _Level]


class Numbers:
    """A document's lists, counted from its first paragraph on."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._lists = _lists(numbering) if numbering is not None else {}
        self._styles = _of_styles(styles) if styles is not None else {}
        self._counts: dict[str, dict[int, int]] = {}

    def before(self, paragraph: Element) -> str:
        """Return what stands before a paragraph where it numbers a list or a finding, else nothing.

        "3." and "(b)" do, and "Recommendation 3"; a bullet and a paragraph's own "1.12" do not. Each
        paragraph is to be asked once, in order, also one without text: Word counts it.
        """
        place = self._place(paragraph)
        if place is None:
            return ""
        told = self._counted(*place)
        label = label_of(told.rstrip(" .:"))
        if label is not None and label.number:
            return f"{told.rstrip(' .:')}: "
        return f"{told} " if told and MARK.fullmatch(f"{told} ") else ""

    def _place(self, paragraph: Element) -> tuple[str, int] | None:
        """Return the list and the level of a paragraph, by itself or by its style."""
        own = _numbered(paragraph.find(f"{_W}pPr"))
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        styled = self._styles.get(style.get(f"{_W}val", "")) if style is not None else None
        found = (own[0] or (styled or ("", 0))[0], own[1]) if own else styled
        return found if found and found[0] in self._lists else None

    def _counted(self, name: str, level: int) -> str:
        """Count one more paragraph of a list, and return its number as it is shown."""
        abstract, levels = self._lists[name]
        counts = self._counts.setdefault(abstract, {})
        now = levels.get(level, _Level(form="none"))
        counts[level] = min(counts.get(level, now.start - 1) + 1, _MOST)
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        if now.form in {"bullet", "none"}:
            return ""

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            of = levels.get(at, _Level())
            return _figure(counts.get(at, of.start), of.form)

        return " ".join(_PLACE.sub(shown, now.text).split())


def _lists(numbering: Element) -> dict[str, tuple[str, _Levels]]:
    """Return each list by its name: what it is counted with, and its levels."""
    kinds = {one.get(f"{_W}abstractNumId", ""): _levels(one) for one in numbering.iter(f"{_W}abstractNum")}
    found = {}
    for one in numbering.iter(f"{_W}num"):
        of = one.find(f"{_W}abstractNumId")
        name, abstract = one.get(f"{_W}numId", ""), of.get(f"{_W}val", "") if of is not None else ""
        levels, begun = dict(kinds.get(abstract, {})), False
        for override in one.iter(f"{_W}lvlOverride"):
            level = _whole(override.get(f"{_W}ilvl"), 0)
            levels |= _levels(override)
            if (start := override.find(f"{_W}startOverride")) is not None:
                begun = True
                levels[level] = levels.get(level, _Level())._replace(start=_whole(start.get(f"{_W}val"), 1))
        found[name] = (f"of {name}" if begun else abstract, levels)
    return found


def _levels(of: Element) -> _Levels:
    found = {}
    for one in of.findall(f"{_W}lvl"):
        said = {part: one.find(f"{_W}{part}") for part in ("start", "numFmt", "lvlText")}
        start, form, text = (part.get(f"{_W}val", "") if part is not None else "" for part in said.values())
        level = _whole(one.get(f"{_W}ilvl"), 0)
        if level < _LEVELS:
            found[level] = _Level(_whole(start, 1), form or "decimal", text[:_LONGEST])
    return found


def _of_styles(styles: Element) -> dict[str, tuple[str, int]]:
    """Return the list and the level of each style that has one."""
    found = {
        style.get(f"{_W}styleId", ""): _numbered(style.find(f"{_W}pPr"))
        for style in styles.iter(f"{_W}style")
    }
    return {name: place for name, place in found.items() if place}


def _numbered(properties: Element | None) -> tuple[str, int] | None:
    """Return which list, and which level of it, some properties of a paragraph name."""
    numbers = properties.find(f"{_W}numPr") if properties is not None else None
    if numbers is None:
        return None
    name, level = numbers.find(f"{_W}numId"), numbers.find(f"{_W}ilvl")
    return (
        name.get(f"{_W}val", "") if name is not None else "",
        min(_whole(level.get(f"{_W}val"), 0), _LEVELS - 1) if level is not None else 0,
    )


def _whole(text: str | None, otherwise: int) -> int:
    """Return a whole number of four digits at most, else something else."""
    said = text or ""
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= len(str(_MOST)) else otherwise


def _figure(number: int, form: str) -> str:
    """Return a number in the form of its level; forms that no report uses are shown in figures."""
    if form in {"lowerLetter", "upperLetter"} and 1 <= number <= _LETTERS:
        letter = chr(ord("a") + number - 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in {"lowerRoman", "upperRoman"} and 1 <= number <= _MOST_ROMAN:
        roman = _roman(number)
        return roman if form == "lowerRoman" else roman.upper()
    return str(number)


def _roman(number: int) -> str:
    told, left = "", number
    for value, sign in _ROMAN:
        told += sign * (left // value)
        left %= value
    return told
