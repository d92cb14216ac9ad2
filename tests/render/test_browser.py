"""The pages in a real browser: axe finds nothing, and nothing scrolls sideways but what is meant to."""

import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

from hmicfrs_cli.render import change_pages
from hmicfrs_cli.render.changes import told
from tests.domain.pairs import NAMES, changes, pair

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or "/usr/bin/chromium"
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--headless"])
        yield running
        running.close()


@pytest.fixture(scope="module")
def changes_page() -> str:
    """Return a page with every kind of change, and what they come to for three committees."""
    found = [change for name in NAMES for change in changes(*pair(name))]
    rows = told(found, range(1, len(found) + 1), "register/", restricted=False)
    figures = dict.fromkeys(("opening", "new", "reopened", "closed", "closing", "complete"), 4)
    sides = {"Gold Group": (figures, None), "JAC": (figures, {**figures, "closed": 5}), "PCP": (None, None)}
    moved: list[dict[str, object]] = [
        {"committee": name, "meeting": "1 May 2024", "before": before, "after": after}
        for name, (before, after) in sides.items()
    ]
    return change_pages.page(rows, moved, "What changed: <Barchester>", "OFFICIAL", "https://force.example/b")


@pytest.fixture(scope="module", params=["page", "changes_page"])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "sample.html"
    path.write_text(request.getfixturevalue(request.param), encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, address: str, scheme: str, width: int) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    shown = context.new_page()
    asked: list[str] = []
    shown.on("request", lambda request: asked.append(request.url))
    shown.goto(address)
    found = Axe().run(shown)
    assert found.response["violations"] == [], found.generate_report()
    assert len(found.response["passes"]) > 20
    assert shown.evaluate("document.documentElement.scrollWidth") == width
    assert asked == [address]
    context.close()


def test_what_scrolls_can_be_reached_by_keyboard(browser: Browser, address: str) -> None:
    shown = browser.new_page(viewport={"width": 320, "height": 900})
    shown.goto(address)
    names = shown.evaluate(
        "[...document.querySelectorAll('*')].filter(e => e.scrollWidth > e.clientWidth + 1"
        " && getComputedStyle(e).overflowX == 'auto').map(e => [e.tabIndex, e.getAttribute('aria-label')])"
    )
    assert names
    assert all(index == 0 and name for index, name in names)
    shown.close()


def test_the_page_of_changes_leads_to_them(browser: Browser, changes_page: str) -> None:
    shown = browser.new_page()
    shown.set_content(changes_page)
    shown.keyboard.press("Tab")
    assert shown.evaluate("document.activeElement.textContent") == "Skip to the changes"
    shown.keyboard.press("Enter")
    assert shown.evaluate("document.querySelector(':target').querySelector('h1').textContent") == (
        "What changed: <Barchester>"
    )
    shown.close()
