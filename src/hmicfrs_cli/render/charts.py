"""Charts: found in a page as SVG, given to Word as pictures and to the PDF as they are."""

import html as entities
import re
from dataclasses import dataclass

import resvg_py

from hmicfrs_cli.errors import RenderError
from hmicfrs_cli.render.folders import templates_dir

FAMILY = "Source Sans 3"
_PIXELS = 1200  # across 16 cm in Word: 190 to the inch, as sharp as print shows it, and soon drawn
_DRAWN = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_SAID = re.compile(r"<(title|desc)\b[^>]*>(.*?)</\1>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart of a page. `alt` is plain text: what the chart is, and what it shows."""

    name: str
    svg: str
    alt: str


def lift(page: str) -> tuple[str, tuple[Chart, ...]]:
    """Return the page with an `<img>` in the place of each chart, and the charts in that order.

    The image's source is the chart's name. Raises RenderError for a chart without title and description,
    and for any other picture.
    """
    if "<img" in page:
        raise RenderError(
            "only charts may be pictures in a paper",
            "Take the <img> out of the template; a crest belongs into the header of the Word reference file.",
        )
    charts: list[Chart] = []

    def replace(found: re.Match[str]) -> str:
        chart = Chart(f"chart-{len(charts) + 1}", found[0], _alt(found[0]))
        charts.append(chart)
        return f'<img src="{chart.name}" alt="{entities.escape(chart.alt)}">'

    return _DRAWN.sub(replace, page), tuple(charts)


def _alt(svg: str) -> str:
    said = {kind: " ".join(entities.unescape(text).split()) for kind, text in _SAID.findall(svg)}
    if not said.get("title") or not said.get("desc"):
        raise RenderError(
            "a chart has no title or no description",
            "Give every <svg> of the template a <title> and a <desc>, as charts.svg.j2 does.",
        )
    return f"{said['title'].rstrip('.')}. {said['desc']}"


def picture(chart: Chart) -> bytes:
    """Return the chart as PNG, drawn with the packaged font and no other."""
    try:
        return resvg_py.svg_to_bytes(
            svg_string=chart.svg,
            background="#ffffff",
            width=_PIXELS,
            skip_system_fonts=True,
            font_dirs=[str(templates_dir() / "fonts")],
            font_family=FAMILY,
            sans_serif_family=FAMILY,
        )
    except ValueError as error:
        raise RenderError(
            f"{chart.name} cannot be drawn: {error}", "Mend the SVG in the template."
        ) from error
