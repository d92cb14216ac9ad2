"""One document that uses every kind of block, and text that tries to be more than text."""

from datetime import date
from pathlib import Path

import pytest

from hmicfrs_cli.render import html
from hmicfrs_cli.render.document import Document

HERE = Path(__file__).parent

WORDS = ("Red", "Amber", "Green", "White", "Not rated")
COLOURS = ("red", "amber", "green", "white", "none")

HOSTILE = {
    "script": "<script>alert('x')</script> <!-- & --> &amp; \"double\" 'single' </style></svg></main>",
    "typst": "#set page(fill: red) *bold* _under_ @label $x^2$ #panic() <label> // no comment /* none */",
    "markdown": "| pipe `tick` [a link](javascript:alert(1)) ![p](x.png) ~~struck~~ &copy; # not a heading",
    "words": "Control \x00\x07 characters, right-to-left \u202egnorw\u202c override, "
    "emoji \U0001f600, Cymraeg ŵ ŷ, العربية.",
    "long": "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 4,
}


def parts(*counts: int) -> list[dict[str, object]]:
    rated = zip(WORDS, COLOURS, counts, strict=True)
    return [
        {"word": word, "letter": word[0], "colour": colour, "count": count} for word, colour, count in rated
    ]


def due(label: str, day: date, colour: str, word: str) -> dict[str, object]:
    return {"label": label, "date": day, "colour": colour, "letter": word[0], "word": word}


DATA: dict[str, object] = {
    "title": "HMICFRS inspections & recommendations: <Barchester>",
    "marking": 'OFFICIAL "fictional" <b>',
    "meeting": "14 March 2024",
    "hostile": HOSTILE,
    "movement": [
        ("Recommendations", (41, 9, 1, 12, 39)),
        ("Areas for improvement", (17, 4, 0, 3, 18)),
        ("Causes of concern", (2, 0, 0, 1, 1)),
    ],
    "columns": [
        {"label": label, "parts": parts(*counts)}
        for label, counts in (
            ("Dec 2022", (5, 14, 3, 2, 9)),
            ("Mar 2023", (5, 15, 5, 2, 6)),
            ("Jun 2023", (4, 15, 8, 3, 4)),
            ("Sep 2023", (3, 12, 10, 3, 2)),
            ("Dec 2023", (3, 11, 11, 1, 0)),
            ("Mar 2024", (2, 10, 12, 1, 1)),
        )
    ],
    "rows": [
        {"label": "Crime", "parts": parts(2, 7, 5, 0, 1)},
        {"label": "Local policing and neighbourhoods", "parts": parts(0, 2, 4, 1, 0)},
        {"label": "People & standards", "parts": parts(0, 1, 3, 0, 0)},
        {"label": "Not allocated", "parts": parts(0, 0, 0, 0, 0)},
    ],
    "start": date(2024, 3, 14),
    "end": date(2025, 3, 14),
    "due": [
        due("call-handling-2022/3", date(2024, 1, 31), "red", "Red"),
        due("custody-2023/1", date(2024, 4, 30), "amber", "Amber"),
        due("custody-2023/4", date(2024, 6, 30), "green", "Green"),
        due("peel-2023/afi-7 a long identity here", date(2024, 12, 1), "white", "White"),
        due("rape-phase-two-2022/2", date(2025, 9, 30), "none", "Not rated"),
    ],
    "exceptions": [
        {
            "id": "call-handling-2022/3",
            "rag": "red",
            "text": "The force should answer nine in ten emergency calls within ten seconds.",
            "owner": "Head of Contact & Control",
            "why": "The new telephone system came nine months late.",
        },
        {
            "id": "rape-phase-two-2022/2",
            "rag": "not rated",
            "text": HOSTILE["typst"],
            "owner": HOSTILE["script"],
            "why": HOSTILE["markdown"],
        },
    ],
    "findings": [
        {
            "id": f"inspection-{number // 10 + 2010}/{number}",
            "text": f"Finding {number}: "
            + "the force should review how it records what callers say. " * (number % 4 + 1),
            "target": "31 March 2024" if number % 3 else "not stated",
            "rag": WORDS[number % 5],
        }
        for number in range(1, 121)
    ],
}


@pytest.fixture(scope="session")
def page() -> str:
    return html.render("sample.html.j2", DATA, [HERE])


@pytest.fixture(scope="session")
def document(page: str) -> Document:
    return Document(page, str(DATA["title"]), str(DATA["marking"]), date(2024, 3, 14), author="Liaison & Co")
