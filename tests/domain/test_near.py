"""What was probably meant: by likeness, by a part of an id, by initials."""

from collections.abc import Iterable

import pytest

from hmicfrs_cli.domain.near import nearest
from hmicfrs_cli.domain.terms import FindingKind, ForceStatus

IDS = ["peel-2027", "peel-2027/1.3", "custody-2026", "custody-2026/4"]


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("recomendation", FindingKind, "recommendation"),
        ("AFI", FindingKind, "area-for-improvement"),
        ("coc", FindingKind, "cause-of-concern"),
        ("complete", ForceStatus, "considered-complete"),
        ("1.3", IDS, "peel-2027/1.3"),
        ("Peel", IDS, "peel-2027"),
        ("9", IDS, None),
        ("", IDS, None),
        ("/", IDS, None),
        ("c", ["custody"], None),
    ],
)
def test_the_nearest_is_named_or_none(word: str, known: Iterable[str], meant: str | None) -> None:
    assert nearest(word, known) == meant
