"""Who may see what is given out beside the paper."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from hmicfrs_cli.domain.audience import Audience
from hmicfrs_cli.domain.dates import parse
from hmicfrs_cli.domain.paper.scope import Scope
from hmicfrs_cli.domain.progress import Words
from hmicfrs_cli.domain.register import View
from hmicfrs_cli.domain.settings import Committee, Meeting, Settings
from hmicfrs_cli.domain.terms import Marking
from tests.domain.views import SETTINGS, view

DAY = "2026-11-23"
SENSITIVE = {"marking": "official-sensitive"}
Facts = Mapping[str, object]


def marked(found: View, marking: str | None) -> View:
    rows = [{"from": "2020-01-01", "marking": marking}] if marking else []
    settings = Settings.model_validate({**SETTINGS, "marking": rows})
    return View(replace(found.register, settings=settings), found.lens)


CASES: dict[str, tuple[Facts, Facts, str | None, bool]] = {
    "public": ({}, {}, None, False),
    "private by itself": ({"private": True}, {}, None, True),
    "private with its inspection": ({}, {"private": True}, None, True),
    "marked above the register": (SENSITIVE, {}, None, True),
    "marked as the register is": (SENSITIVE, {}, "official-sensitive", False),
    "its inspection is marked above": ({}, SENSITIVE, "official", True),
}


@pytest.mark.parametrize(("facts", "inspection", "marking", "hidden"), CASES.values(), ids=CASES.keys())
def test_what_is_private_is_hidden_from_the_public_alone(
    facts: Facts, inspection: Facts, marking: str | None, hidden: bool
) -> None:
    found = marked(view(DAY, {"report/1": facts}, inspection), marking)
    (state,) = found.findings.values()
    public, full = Audience(found), Audience(found, restricted=True)
    assert (public.is_private(state), public.hides(state)) == (hidden, hidden)
    assert (full.is_private(state), full.hides(state)) == (hidden, False)
    of_inspection = bool(inspection) and hidden
    assert (public.hides_inspection("report"), full.hides_inspection("report")) == (of_inspection, False)


@pytest.mark.parametrize(("facts", "inspection", "marking", "hidden"), CASES.values(), ids=CASES.keys())
def test_the_public_paper_hides_the_same(
    facts: Facts, inspection: Facts, marking: str | None, hidden: bool
) -> None:
    found = marked(view(DAY, {"report/1": facts}, inspection), marking)
    held = Meeting.model_validate({"on": DAY})
    scope = Scope(found, Committee(name="Audit", short="AC"), held, ())
    assert scope.hides(found.findings["report/1"]) is hidden
    assert scope.hides_inspection("report") is Audience(found).hides_inspection("report")


def test_what_is_not_published_yet_is_hidden() -> None:
    found = view(DAY, {"report/1": {}}, {"log": []})
    assert Audience(found).hides(found.findings["report/1"])
    assert not Audience(found, restricted=True).hides(found.findings["report/1"])


@pytest.mark.parametrize(
    ("marking", "fictional", "public", "full"),
    [
        (None, False, "OFFICIAL", "OFFICIAL-SENSITIVE · not for publication"),
        (
            "official-sensitive",
            True,
            "OFFICIAL-SENSITIVE · fictional: an invented force",
            "OFFICIAL-SENSITIVE · not for publication · fictional: an invented force",
        ),
    ],
)
def test_the_marking_says_who_may_read_it(
    marking: str | None, fictional: bool, public: str, full: str
) -> None:
    found = marked(view(DAY), marking)
    settings = found.register.settings.model_copy(update={"fictional": fictional})
    found = View(replace(found.register, settings=settings), found.lens)
    assert Audience(found).marked == public
    assert Audience(found, restricted=True).marked == full
    assert Audience(found, restricted=True).marking is Marking.OFFICIAL_SENSITIVE


def test_words_of_a_private_entry_are_withheld() -> None:
    found = view(DAY)
    said = Words("An informant", private=True, on=parse(DAY))
    assert Audience(found).words(said) == "withheld"
    assert Audience(found, restricted=True).words(said) == "An informant"
    assert Audience(found).words(None) is None
