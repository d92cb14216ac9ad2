"""The sandbox: what a template may do, what text may not become, and a page that asks nobody for anything."""

import itertools
import re
from pathlib import Path

import pytest

from hmicfrs_cli.errors import RenderError
from hmicfrs_cli.render import folders, html
from tests.render.conftest import DATA, HERE, HOSTILE

BROKEN = {
    "syntax": ("first\n{% if %}", r"page\.j2:2: Expected"),
    "undefined name": ("first\n\n{{ nobody }}", r"page\.j2:3: 'nobody' is undefined"),
    "undefined attribute": ("{{ item.nothing }}", r"page\.j2:1: .* has no attribute 'nothing'"),
    "unknown filter": ("{{ item|shout }}", r"page\.j2:1: No filter named 'shout'"),
    "missing include": ("{% include 'nowhere.j2' %}", "no template file is named nowhere.j2"),
    "out of the folder": ("{% include '../secret.txt' %}", "leads out of the templates folder"),
    "through a link": ("{% include 'link.txt' %}", "leads out of the templates folder"),
    "private attribute": ("{{ ''.__class__ }}", "unsafe"),
    "change of the data": ("{{ item.update(a=1) }}", "unsafe"),
    "nested loops": (
        "{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}",
        "500,000 times",
    ),
    "long range": ("{{ range(10000000000) }}", "500,000 times"),
    "doubling macro": (
        "{% macro f(n) %}{% if n %}{{ f(n-1) }}{{ f(n-1) }}{% endif %}{% endmacro %}{{ f(60) }}",
        "500,000",
    ),
    "endless macro": ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "recursion"),
    "huge product": ("{{ 'a' * 1000000000 }}", "for two numbers only"),
    "huge power": ("{{ 10 ** 1000000000 }}", "for two numbers only"),
    "huge width": ("{{ '{:>9999999999}'.format(1) }}", "unsafe"),
    "old huge width": ("{{ '%9999999999d' % 1 }}", "for two numbers only"),
    "huge page": ("{% for n in range(60) %}{{ big }}{% endfor %}", "50,000,000 characters"),
    "division by zero": ("{{ 1 / 0 }}", r"page\.j2:1: division by zero"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_template_is_named_with_its_fault(name: str, tmp_path: Path) -> None:
    source, message = BROKEN[name]
    register = tmp_path / "templates"
    register.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (register / "link.txt").symlink_to(tmp_path / "secret.txt")
    (register / "page.j2").write_text(source)
    with pytest.raises(RenderError, match=message) as caught:
        html.render("page.j2", {"item": {}, "big": "x" * 1_000_000}, [register])
    assert caught.value.mend


def test_a_template_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "page.j2").write_bytes(b"caf\xe9")
    with pytest.raises(RenderError, match="not UTF-8"):
        html.render("page.j2", {}, [tmp_path])


def test_the_registers_own_template_wins(tmp_path: Path) -> None:
    (tmp_path / "paper.css").write_text("h1 { color: #123456 }")
    page = html.render("sample.html.j2", DATA, [tmp_path, HERE])
    assert "h1 { color: #123456 }" in page
    assert "--accent" not in page


def test_filters_are_passed_in(tmp_path: Path) -> None:
    (tmp_path / "page.j2").write_text("{{ 'a<b'|twice }}")
    assert html.render("page.j2", {}, [tmp_path], {"twice": lambda text: text + text}) == "a&lt;ba&lt;b"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://example.org/a?b=1", "https://example.org/a?b=1"),
        ("mailto:clerk@example.org", "mailto:clerk@example.org"),
        ("#appendix", "#appendix"),
        (" JavaScript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("https://example.org/ x", ""),
    ],
)
def test_only_web_addresses_become_links(given: str, kept: str) -> None:
    assert html.safe_link(given) == kept


def test_a_css_string_cannot_be_ended_by_its_text() -> None:
    assert html.css_string('A "b"\\ </style>\n}') == r'"A \22 b\22 \5c  \3c \2f style\3e \a \7d "'


def test_hostile_text_stays_text(page: str) -> None:
    assert "<script" not in page
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;" in page
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e]", page)
    assert "Cymraeg ŵ ŷ" in page
    assert HOSTILE["long"] in page


def test_the_page_asks_nobody_for_anything(page: str) -> None:
    asked = re.findall(r'(?:src|href|srcset|action|poster)\s*=\s*"([^"]*)"', page)
    assert set(asked) == {"#main", "#appendix", "https://example.org/report?a=1&amp;b=2"}
    style = re.search("<style>(.*?)</style>", page, re.DOTALL)
    assert style
    assert "@import" not in style[1]
    assert "url(" not in style[1]
    assert set(re.findall(r"url\(([^)]*)\)", page)) <= {f"#chart-{n}-p" for n in range(1, 4)}
    assert "<link" not in page


def test_the_page_is_in_order(page: str) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert page.count("<table>") == page.count("<caption>") == 5
    assert page.count("<th ") == page.count("<th scope=")
    ids = re.findall(r'\bid="([^"]*)"', page)
    assert len(ids) == len(set(ids))


def test_the_same_data_gives_the_same_page(page: str) -> None:
    assert html.render("sample.html.j2", DATA, [HERE]) == page


def test_the_packaged_templates_are_found() -> None:
    assert (folders.templates_dir() / "fonts" / "LICENSE.md").is_file()
    assert max(path.stat().st_size for path in folders.templates_dir().rglob("*") if path.is_file()) < 600_000
