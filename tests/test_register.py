"""The real register: what the paper of March 2022 states, and what was corrected afterwards."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache

import pytest

from hmicfrs_cli.domain.dates import parse
from hmicfrs_cli.domain.fold import Lens
from hmicfrs_cli.domain.reading import id_of, kind_of
from hmicfrs_cli.domain.records import Finding, Inspection
from hmicfrs_cli.domain.register import Register, View
from hmicfrs_cli.domain.settings import Committee, Settings
from hmicfrs_cli.domain.terms import Event, FindingKind, InspectorateStatus
from hmicfrs_cli.storage import yaml
from tests.conftest import ROOT, TODAY, Hmi

FACTS = ROOT / "tests" / "seed_facts.txt"
MEETING = date(2022, 3, 31)

CORRECTED = [
    ("2021 PEEL inspection", "PEEL 2021/22"),
    (None, "PEEL 2021/22: how many areas were given each judgment"),
    ("Conducted in January 2022", "Conducted from 10 to 14 January 2022"),
    ("Police perpetrated domestic abuse (Data Request Only).", "Police perpetrated domestic abuse."),
    (None, "made by Tees Valley Inclusion Project"),
    (None, "made by Criminal Justice Alliance"),
    ("detailed statement of proposed actions", "Make a written statement of proposed action"),
    (None, "Solihull Local Authority, as the principal authority"),
    ("Published 24 February 2022", "Published 25 February 2022"),
    (
        "Exploring rape survivors’ experiences of the police and other criminal justice agencies",
        "and Crown Prosecution Service’s response to rape – Phase two: Post-charge",
    ),
    (None, "Joint thematic inspection. Published 25 February 2022. Lead: HMCPSI, with HMICFRS"),
    ("three are police-specific", "two of these to police and prosecutors jointly"),
    ("20 April 2022", "21 April 2022"),
]
"""What the paper was wrong about, and what the corrected one says; None where it said nothing."""

RAPE_TITLE = (
    "HMICFRS Thematic Inspection – Exploring rape survivors’ experiences of the police and other"
    " criminal justice agencies – Phase 2 – Post Charge"
)

FACTS_CORRECTED = {
    "The 2021 PEEL inspection is now complete",
    RAPE_TITLE,
    "Published 24 February 2022",
    "provide a detailed statement of proposed actions to be shared with the lead inspectorate – Ofsted",
    "actively contributing to the statement",
    "In conjunction with Phase 1, nine recommendations have been made, of which three are police-specific",
}
"""The facts of the table that the corrected paper words otherwise."""


STANDING_WORDS = {
    "members of the Committee",
    "HMICFRS may lead or take part in other inspections and investigations of a force",
}
"""What every paper says, whatever is in its register; what kinds there are stands in `kinds.html.j2`."""


@dataclass(frozen=True)
class Fact:
    """One line of the table."""

    section: str
    seed: str
    ours: str


def facts_of_the_paper() -> list[Fact]:
    lines = FACTS.read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ") for line in lines if line and not line.startswith("#")]
    return [Fact(row[0], row[1], row[-1]) for row in rows]


def plain(text: str) -> str:
    """Leave of Markdown the words: no emphasis, escapes, quotation bars, line ends; one kind of quotes."""
    text = re.sub(r"^\s*(?:>\s?)+", "", text, flags=re.MULTILINE)
    text = re.sub(r"\\([^\w\s])", r"\1", text.replace("*", ""))
    text = text.translate(str.maketrans("\u2018\u2019\u201c\u201d\u2013\u00a0", "''\"\"- "))
    return " ".join(text.split())


def test_no_template_says_what_belongs_to_a_record() -> None:
    sources = {
        path: " ".join(path.read_text(encoding="utf-8").split())
        for path in (ROOT / "templates").rglob("*.j2")
    }
    of_kinds = sources.pop(ROOT / "templates" / "kinds.html.j2")
    typed = {
        fact.ours for fact in facts_of_the_paper() if any(fact.ours in source for source in sources.values())
    }
    assert typed == STANDING_WORDS
    assert "Solihull" not in of_kinds
    assert not [fact.ours for fact in facts_of_the_paper() if fact.section != "3" and fact.ours in of_kinds]


def paper(hmi: Hmi, *options: str) -> str:
    done = hmi("report", "--committee", "JAC", "--format", "md", "--output", "-", *options, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return plain(done.stdout)


def missing(facts: list[Fact], said: str) -> list[str]:
    """Return what the paper does not say as often as the table does, with what the paper would have said."""
    said = said.casefold()
    wanted = Counter(plain(fact.ours).casefold() for fact in facts)
    lacking = {words for words, times in wanted.items() if said.count(words) < times}
    return [f"{fact.section}: {fact.ours}" for fact in facts if plain(fact.ours).casefold() in lacking]


@cache
def register() -> Register:
    folder = ROOT / "register"
    records: dict[type, dict[str, object]] = {}
    for path in sorted(folder.rglob("*.yaml")):
        name = path.relative_to(folder).as_posix()
        data, kind = yaml.read(path.read_bytes(), name), kind_of(name)
        assert isinstance(data, dict), data
        assert kind is not None, name
        records.setdefault(kind, {})[id_of(name)] = kind.model_validate(data)
    (settings,) = records[Settings].values()
    return Register(settings, records[Inspection], records[Finding], records[Committee])  # type: ignore[arg-type]  # sorted by kind above


def view(*, corrected: bool = False, day: date = MEETING) -> View:
    return View(register(), Lens(day, date.fromisoformat(TODAY), corrected))


def test_every_fact_of_the_paper_is_in_ours(hmi: Hmi) -> None:
    facts = facts_of_the_paper()
    assert len(facts) >= 150
    assert {fact.section for fact in facts} == {"1", "2", "3", "4"}
    assert missing(facts, paper(hmi)) == []


def test_the_corrected_paper_says_what_is_right_and_loses_nothing_else(hmi: Hmi) -> None:
    facts = facts_of_the_paper()
    before, after = paper(hmi), paper(hmi, "--corrected")
    wrong = [old for old, new in CORRECTED if (old and plain(old) not in before) or plain(new) in before]
    not_mended = [new for old, new in CORRECTED if plain(new) not in after or (old and plain(old) in after)]
    assert (wrong, not_mended) == ([], [])
    assert {fact.ours for fact in facts} >= FACTS_CORRECTED
    assert missing([fact for fact in facts if fact.ours not in FACTS_CORRECTED], after) == []


def test_the_register_has_no_errors(hmi: Hmi) -> None:
    done = hmi("check", cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_paper_counts_as_the_real_one_did() -> None:
    seen = view().inspections.values()
    conducted = [s.id for s in seen if s.first(Event.FIELDWORK) and s.facts.kind.value != "peel"]
    assert len(conducted) == 5
    assert len([s for s in seen if s.first(Event.NOTIFIED)]) == 5
    assert {s.id for s in seen if s.published} == {"solihull-jtai-2022", "rape-phase-two-2022"}


@pytest.mark.parametrize(
    ("inspection", "count"),
    [("online-child-sexual-abuse-2022", 5), ("serious-youth-violence-2022", 11)],
)
def test_every_other_force_is_named(inspection: str, count: int) -> None:
    assert len(view().inspections[inspection].facts.other_forces) == count


@pytest.mark.parametrize(
    ("inspection", "planned"),
    [
        ("digital-forensics-2022", "2022-W14"),
        ("stop-and-search-super-complaint-2022", "2022-W16"),
        ("diversity-inclusion-workshop-2022", "2022-04"),
        ("criminal-justice-outcomes-2022", "2022-05"),
        ("rocu-2022", "2022-10"),
    ],
)
def test_a_planned_date_is_as_precise_as_it_was_given(inspection: str, planned: str) -> None:
    assert view().inspections[inspection].planned.fieldwork == parse(planned)


def test_nothing_is_rated_owned_targeted_or_in_progress_that_no_source_says() -> None:
    said = {"rag", "risk", "owner", "lead_officer", "target", "status", "acceptance", "evidence", "board"}
    entries = [(id_, entry) for id_, finding in register().findings.items() for entry in finding.log]
    assert len(entries) >= 8
    assert [id_ for id_, entry in entries if said & entry.model_fields_set] == []


def test_what_is_not_of_the_paper_was_not_known_to_it() -> None:
    entries = [entry for record in register().inspections.values() for entry in record.log]
    of_paper = [entry for entry in entries if entry.on == parse("2022-03")]
    known_later = [entry for entry in entries if entry.on.first >= date.fromisoformat(TODAY)]
    assert len(of_paper) + len(known_later) == len(entries)
    assert {entry.source for entry in of_paper} == {"JAC paper, March 2022"}
    assert all(entry.source for entry in known_later)


def test_the_letters_of_2024_close_three_causes_of_concern_and_leave_one_open() -> None:
    causes = {
        id_: state
        for id_, state in view(day=date.fromisoformat(TODAY)).findings.items()
        if state.facts.kind is FindingKind.CAUSE_OF_CONCERN
    }
    left = [id_ for id_, state in causes.items() if state.inspectorate is InspectorateStatus.OPEN]
    assert len(causes) == 4
    assert left == ["peel-2023-25/coc-4"]
