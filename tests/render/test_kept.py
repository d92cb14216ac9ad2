"""Translated templates are kept for the packaged ones alone, and only as long as they are what they were."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from hmicfrs_cli.errors import RenderError
from hmicfrs_cli.render import folders, html, kept
from hmicfrs_cli.render.kept import KeptTemplates
from tests.render.conftest import DATA, HERE

KEPT = f"macros.html.j2.{sys.implementation.cache_tag}.jinja"
ASKED = '{% import "macros.html.j2" as m %}{{ m.rag("red") }}'


@pytest.fixture
def packaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return packaged templates of the test's own, as those of an installed hmi that may keep what it has."""
    folder = tmp_path / "package"
    shutil.copytree(folders.templates_dir(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "asked.j2").write_text(ASKED)
    for module in (folders, kept):
        monkeypatch.setattr(module, "templates_dir", lambda: folder)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    return folder


def made() -> str:
    return html.render("asked.j2", {})


def test_a_packaged_template_is_translated_once(packaged: Path) -> None:
    first = made()
    file = packaged / "__pycache__" / KEPT
    assert file.stat().st_mode & 0o777 == 0o644
    os.utime(file, ns=(1, 1))
    assert made() == first
    assert file.stat().st_mtime_ns == 1  # not written again


def test_what_changed_is_translated_again(packaged: Path) -> None:
    before = made()
    template = packaged / "macros.html.j2"
    template.write_text(template.read_text().replace("word|capitalize", "word|upper"))
    assert made() == before.replace("Red<", "RED<")


def test_another_way_of_translating_is_not_taken_for_the_same(packaged: Path, tmp_path: Path) -> None:
    del packaged
    module = tmp_path / "filters.py"
    found = []
    for body in ("1", "2"):
        module.write_text(f"def shout(text): return {body}")
        names: dict[str, object] = {}
        exec(compile(module.read_text(), module, "exec"), names)  # noqa: S102 - the test's own two lines
        found.append(KeptTemplates([names["shout"]]).get_source_checksum("text"))  # type: ignore[list-item]  # it is one
    assert found[0] != found[1]


def test_no_template_of_a_register_is_kept_or_taken_from_what_is_kept(packaged: Path, tmp_path: Path) -> None:
    made()
    own = tmp_path / "register" / "templates"
    own.mkdir(parents=True)
    shutil.copy(packaged / "macros.html.j2", own)
    shutil.copytree(packaged / "__pycache__", own / "__pycache__")
    before = {path.name for path in packaged.glob("__pycache__/*")}
    (own / "macros.html.j2").write_text("{% macro rag(word) %}own{% endmacro %}")
    (own / "page.j2").write_text(ASKED)
    assert html.render("page.j2", {}, [own]) == "own"
    assert {path.name for path in packaged.glob("__pycache__/*")} == before
    assert {path.name for path in own.glob("__pycache__/*")} == before


@pytest.mark.parametrize("content", [b"", b"no translation", b"\xff" * 4096])
def test_a_broken_file_is_no_hindrance(packaged: Path, content: bytes) -> None:
    first = made()
    (packaged / "__pycache__" / KEPT).write_bytes(content)
    assert made() == first


def test_nothing_is_kept_where_nothing_can_be_written(packaged: Path) -> None:
    (packaged / "__pycache__").write_text("in the way")
    assert "Red" in made()


def test_nothing_is_kept_where_python_may_not(packaged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert "Red" in made()
    assert not (packaged / "__pycache__").exists()


def test_a_kept_template_is_held_back_like_a_new_one(packaged: Path) -> None:
    (packaged / "asked.j2").write_text(
        "{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}"
    )
    for _ in range(2):
        with pytest.raises(RenderError, match=r"asked\.j2:1: .*500,000 times"):
            made()


def test_the_sample_is_the_same_from_what_is_kept(packaged: Path) -> None:
    del packaged
    pages = [html.render("sample.html.j2", DATA, [HERE]) for _ in range(2)]
    assert pages[0] == pages[1]
