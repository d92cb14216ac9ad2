"""Charts: words for them, text really drawn, a letter and a number for every part."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from hmicfrs_cli.errors import RenderError
from hmicfrs_cli.render import charts, html
from hmicfrs_cli.render.charts import Chart
from hmicfrs_cli.render.glyphs import spell_out
from tests.render.conftest import DATA, parts

FRAME = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 20" width="100" height="20">{}</svg>'


def darkest(picture: bytes) -> int:
    return int(Image.open(io.BytesIO(picture)).convert("L").getextrema()[0])  # type: ignore[arg-type]  # one band


def drawn(macro: str, tmp_path: Path, **data: object) -> str:
    (tmp_path / "page.j2").write_text('{% import "charts.svg.j2" as charts %}{{ ' + macro + " }}")
    return html.render("page.j2", DATA | data, [tmp_path])


def test_each_chart_gives_place_to_an_image_with_words(page: str) -> None:
    left, found = charts.lift(page)
    assert [chart.name for chart in found] == ["chart-1", "chart-2", "chart-3"]
    assert found[1].alt == "Findings by portfolio. Crime has most."
    assert "<svg" not in left
    assert '<img src="chart-2" alt="Findings by portfolio. Crime has most.">' in left


@pytest.mark.parametrize(
    "inner", ["", "<title>T</title>", "<desc>D</desc>", "<title> </title><desc>D</desc>"]
)
def test_a_chart_without_words_is_refused(inner: str) -> None:
    with pytest.raises(RenderError, match="no title or no description"):
        charts.lift(FRAME.format(inner))


def test_the_packaged_font_draws_the_text() -> None:
    empty, lettered = (
        FRAME.format(""),
        FRAME.format('<text x="2" y="15" font-family="Source Sans 3">R 12</text>'),
    )
    assert darkest(charts.picture(Chart("a", empty, ""))) == 255
    assert darkest(charts.picture(Chart("b", lettered, ""))) < 64


def test_a_broken_drawing_is_refused() -> None:
    with pytest.raises(RenderError, match="cannot be drawn"):
        charts.picture(Chart("chart-1", "<svg><g></svg>", ""))


@pytest.mark.parametrize("counts", [(5, 14, 3, 2, 9), (1, 0, 200, 1, 1), (0, 0, 0, 0, 0), (1, 1, 1, 1, 1)])
@pytest.mark.parametrize("macro", ["stacked", "bars"])
def test_every_part_shows_its_letter_and_number(macro: str, counts: tuple[int, ...], tmp_path: Path) -> None:
    groups = [{"label": "One", "parts": parts(*counts)}]
    svg = drawn(f'charts.{macro}("T", "D", groups)', tmp_path, groups=groups)
    said = re.sub(r"<[^>]*>", " ", svg)
    for letter, count in zip("RAGWN", counts, strict=True):
        assert (f"{letter} {count}" in said) == bool(count)


def test_dates_outside_the_strip_stand_at_its_edges(tmp_path: Path) -> None:
    svg = drawn('charts.strip("T", "D", due, start, end)', tmp_path)
    squares = [float(x) for x in re.findall(r'<rect x="([\d.]+)" y="[\d.]+" width="18', svg)]
    assert squares[0] == 240 - 9
    assert squares[-1] == 240 + 300 - 9
    assert squares == sorted(squares)
    assert "31 Jan 2024" in svg


@pytest.mark.parametrize(
    ("given", "spelled"),
    [
        ("plain <b>", "plain <b>"),
        ("ŵ — “é” £ →", "ŵ — “é” £ →"),
        ("e\u0301", "é"),
        ("done \U0001f600\ufe0f", "done [grinning face]"),
        ("\u0639", "[arabic letter ain]"),
        ("a\u200db", "ab"),
    ],
)
def test_what_the_font_lacks_is_spelled_out(given: str, spelled: str) -> None:
    assert spell_out(given) == spelled
