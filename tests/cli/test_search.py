"""`hmi search`: every word, whatever case and accents, and where it was found."""

import json

import pytest

from tests.cli.sandbox import AT
from tests.conftest import Call


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["CAFE"], {"letter-2026": "title"}),
        (["café inquiry"], {"letter-2026": "title"}),
        (["renee's"], {"stop-search-2025/coc-1": "note"}),
        (["trainer", "districts"], {"stop-search-2025/1": "why"}),
        (["trainer", "Home"], {}),
        (["L/17"], {"stop-search-2025/10": "authority"}),
        ([" "], {}),
    ],
)
def test_every_word_must_occur(call: Call, words: list[str], found: dict[str, str]) -> None:
    code, out, _ = call("search", *words, "--json", *AT)
    assert code == 0
    assert {hit["id"]: hit["places"][0]["field"] for hit in json.loads(out)["items"]} == found


def test_a_match_is_told_by_its_place_in_the_text(call: Call) -> None:
    _, out, _ = call("search", "renee", "--json", *AT)
    (place,) = json.loads(out)["items"][0]["places"]
    assert [place["text"][start:end] for start, end in place["spans"]] == ["Renée"]


def test_what_was_not_yet_known_is_not_found(call: Call) -> None:
    assert call("search", "renee", "--as-of", "2026-10-04", *AT) == (0, "0 records found\n", "")


def test_matches_are_marked_where_colour_is_wanted(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    _, out, _ = call("search", "renee", *AT)
    assert "\x1b[1;7mRenée\x1b[0m’s" in out


def test_plain_text_says_where(call: Call) -> None:
    _, out, _ = call("search", "renee", *AT)
    assert out.splitlines() == [
        "stop-search-2025/coc-1",
        "  note, 5 Oct 2026  Renée’s review is [bold]not[/bold] done",
        "1 record found",
    ]
