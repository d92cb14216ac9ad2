"""What a public paper may not hold: counted, listed for the officer, and in the restricted one."""

from dataclasses import fields, is_dataclass

import pytest

from hmicfrs_cli.domain.dates import When
from hmicfrs_cli.domain.paper.build import texts
from hmicfrs_cli.domain.paper.model import Figure, Paper, Withheld
from hmicfrs_cli.domain.register import Register
from tests.domain.paper.ground import AFTER, BEFORE, IN, REPORT, Facts, logged, paper, register, said

HUSHED = "an informant's name stands in the file"
RED = {"on": IN, "rag": "red", "why": "it is late"}


def shown(found: Register, *, restricted: bool = False, meeting: str = "2024-07-11") -> str:
    return "\n".join(texts(paper(found, meeting, restricted=restricted)))


def private(on: str = IN, **entry: object) -> dict[str, object]:
    return {"on": on, "private": True, **entry}


WITHHELD_WORDS: dict[str, Facts] = {
    "why of a rating": logged(private(rag="red", why=HUSHED)),
    "why of a target that moved": logged(
        {"on": BEFORE, "target": "2024-05"}, private(target="2025-01", why=HUSHED)
    ),
    "why something is not accepted": logged(private(acceptance="not-accepted", why=HUSHED)),
    "why it was re-opened": logged(said("closed", BEFORE), private(inspectorate="open", why=HUSHED)),
    "the letter that closed it": logged(
        said("closed", IN, private=True) | {"authority": {"kind": "letter", "ref": HUSHED}}
    ),
    "linked work": logged(RED, private(linked=[HUSHED])),
    "what it depends on": logged(RED, private(depends_on=[HUSHED])),
    "note": logged(RED, private(note=HUSHED)),
    "effect": logged(RED, private(effect=HUSHED)),
    "evidence": logged(private(status="considered-complete", evidence=[HUSHED])),
    "accepted risk": logged(private(accepted_risk=HUSHED)),
    "an action's text": logged(RED, private(action="a1", text=HUSHED)),
}


@pytest.mark.parametrize("facts", WITHHELD_WORDS.values(), ids=WITHHELD_WORDS.keys())
def test_a_private_entrys_words_are_withheld_and_its_values_stand(facts: Facts) -> None:
    found = register({"1": facts})
    public, full = paper(found, "2024-07-11"), paper(found, "2024-07-11", restricted=True)
    assert HUSHED not in "\n".join(texts(public))
    assert "withheld" in "\n".join(texts(public))
    assert HUSHED in "\n".join(texts(full))
    assert [(one.id, one.what) for one in public.withheld] == [("a/1", f"entry of {IN}")]
    assert HUSHED in public.withheld[0].texts
    assert full.withheld == ()


HIDDEN: dict[str, tuple[dict[str, Facts], dict[str, Facts]]] = {
    "by itself": ({"1": {"text": HUSHED, "private": True}}, {}),
    "by its marking": ({"1": {"text": HUSHED, "marking": "official-sensitive"}}, {}),
    "with its inspection": ({"p/1": {"text": HUSHED}}, {"p": {**REPORT, "private": True}}),
    "with its inspection's marking": (
        {"p/1": {"text": HUSHED}},
        {"p": {**REPORT, "marking": "official-sensitive"}},
    ),
}


@pytest.mark.parametrize(("findings", "inspections"), HIDDEN.values(), ids=HIDDEN.keys())
def test_a_hidden_finding_is_counted_and_not_shown(
    findings: dict[str, Facts], inspections: dict[str, Facts]
) -> None:
    (id_,) = (id_ if "/" in id_ else f"a/{id_}" for id_ in findings)
    found = register({**findings, "2": {}}, inspections)
    public, full = paper(found, "2024-07-11"), paper(found, "2024-07-11", restricted=True)
    assert public.position is not None
    closing = public.position.total.closing
    assert (closing.count, closing.ids, closing.withheld) == (2, ("a/2",), 1)
    assert (public.withheld_count, [item.id for item in public.open_items]) == (1, ["a/2"])
    assert HUSHED not in "\n".join(texts(public))
    assert id_ not in "\n".join(texts(public))
    assert (id_, "finding") in [(one.id, one.what) for one in public.withheld]
    assert (full.withheld_count, full.withheld) == (0, ())
    assert [item.private for item in full.open_items if item.id == id_] == [True]


def test_a_marking_no_higher_than_the_papers_hides_nothing() -> None:
    marked = [{"from": "2024-01-01", "marking": "official-sensitive"}]
    found = register({"1": {"marking": "official-sensitive"}}, marking=marked)
    assert [item.id for item in paper(found).open_items] == ["a/1"]


def test_a_hidden_exception_is_counted() -> None:
    found = register({"1": logged(RED, private=True), "2": logged(RED), "3": {"private": True}})
    public = paper(found, "2024-07-11").exceptions
    assert ([item.id for item in public.headline], public.withheld) == (["a/2"], 1)
    full = paper(found, "2024-07-11", restricted=True).exceptions
    assert ([item.id for item in full.headline], full.withheld) == (["a/1", "a/2"], 0)


def test_a_hidden_finding_is_not_named_by_another() -> None:
    parent = {"kind": "cause-of-concern", "private": True}
    found = register(
        {"coc-1": parent, "old": {"private": True}, "1": {"under": "a/coc-1", "supersedes": ["a/old"]}}
    )
    assert [(item.under, item.supersedes) for item in paper(found).open_items] == [(None, ())]
    assert "coc-1" not in shown(found)
    named = [
        (item.under, item.supersedes) for item in paper(found, restricted=True).open_items if item.id == "a/1"
    ]
    assert named == [("a/coc-1", ("a/old",))]


def test_a_finding_is_named_by_its_present_id_and_one_that_is_not_there_by_none() -> None:
    found = register({"new": {"formerly": ["a/old"]}, "1": {"under": "a/old", "supersedes": ["a/none", "a"]}})
    named = {item.id: (item.under, item.supersedes) for item in paper(found).open_items}
    assert named["a/1"] == ("a/new", ())


@pytest.mark.parametrize("how", [{"private": True}, {"marking": "official-sensitive"}])
def test_a_hidden_inspection_is_in_no_list(how: Facts) -> None:
    log = [{"on": IN, "event": event} for event in ("notified", "fieldwork", "published")]
    hidden = {"title": HUSHED, "kind": "custody", "log": log, **how}
    child = {"title": "Later phase", "kind": "custody", "phase_of": "h", "log": log}
    found = register({}, {"h": hidden, "i": child, "n": {**hidden, "log": log[:1]}})
    assert HUSHED not in shown(found)
    assert [item.earlier for item in paper(found, "2024-07-11").conducted] == [None]
    assert ("h", "inspection") in [(one.id, one.what) for one in paper(found, "2024-07-11").withheld]
    assert HUSHED in shown(found, restricted=True)


FOUND: dict[str, Facts] = {
    "narrative": {"findings": [{"text": HUSHED}]},
    "themes": {"themes": [HUSHED]},
    "grades": {"grades": [{"question": HUSHED, "grade": "good"}]},
    "why a question is not graded": {"grades": [{"question": "One", "ungraded_because": HUSHED}]},
    "counts": {"counts_stated": {"text": HUSHED}},
}


@pytest.mark.parametrize("facts", FOUND.values(), ids=FOUND.keys())
@pytest.mark.parametrize("restricted", [False, True])
def test_what_an_unpublished_report_found_is_nowhere(facts: Facts, restricted: bool) -> None:
    log = [{"on": IN, "event": "fieldwork"}]
    state = {"title": "PEEL", "kind": "peel", "log": log, **facts}
    found = register({"p/1": {"text": "A finding of an unpublished report"}}, {"p": state})
    assert HUSHED not in shown(found, restricted=restricted)
    assert "A finding of an unpublished" not in shown(found, restricted=restricted)
    listed = {one.what: one.texts for one in paper(found, "2024-07-11").withheld}
    assert HUSHED in listed["what a report that is not published found"]
    assert "A finding of an unpublished report" in listed["finding of a report that is not published"]
    published = register({}, {"p": {**state, "log": [*log, {"on": IN, "event": "published"}]}})
    assert HUSHED in shown(published)
    assert paper(published, "2024-07-11").withheld == ()


def test_grades_counted_only_are_nowhere_before_publication() -> None:
    stated = {"counts": {"good": 5}, "areas": 7, "graded": 5}
    state = {
        "title": "PEEL",
        "kind": "peel",
        "grades_stated": stated,
        "log": [{"on": IN, "event": "fieldwork"}],
    }
    shown_now = paper(register({}, {"p": state}), "2024-07-11").peel.inspection
    assert shown_now is not None
    assert shown_now.grade_counts is None


def test_what_was_published_later_is_looked_for_only_while_it_is_not() -> None:
    log = [{"on": AFTER, "event": "published"}]
    found = register({"p/1": {"text": HUSHED}}, {"p": {**REPORT, "log": log}})
    assert HUSHED not in shown(found)
    assert paper(found, "2024-07-11").withheld == ()


@pytest.mark.parametrize(("on", "heard_of"), [(IN, True), (AFTER, False)])
def test_later_words_are_withheld_too_and_not_told_of(on: str, heard_of: bool) -> None:
    found = register(
        {"1": logged(private(on, note=HUSHED))},
        {"a": {**REPORT, "log": [*REPORT["log"], private(on, note=HUSHED)]}},
    )
    listed = paper(found, "2024-07-11").withheld
    assert [(one.id, one.heard_of) for one in listed] == [("a", heard_of), ("a/1", heard_of)]


def test_the_words_looked_for_are_texts_and_no_dates_or_fixed_words() -> None:
    entry = private(note=HUSHED, status="in-progress", agreed={"by": "The board"}, source="a source", by="Me")
    mended = private(corrects={"field": "next_steps"}, to=[{"what": "Reply"}])
    found = register({"1": logged(entry)}, {"a": {**REPORT, "log": [*REPORT["log"], mended]}})
    (of_report, of_finding) = paper(found, "2024-07-11").withheld
    assert set(of_report.texts) == {"next_steps", "Reply"}
    assert set(of_finding.texts) == {"The board", HUSHED}


def every_text(value: object) -> set[str]:
    """Return the texts of a paper, found apart from `texts`: through its printed representation's parts."""
    if isinstance(value, str):
        return {str(value)}
    if isinstance(value, When | Withheld) or value is None or isinstance(value, bool | int):
        return set()
    if is_dataclass(value):
        return set().union(*(every_text(getattr(value, field.name)) for field in fields(value)))
    return set().union(*(every_text(part) for part in value)) if isinstance(value, tuple) else set()


def test_texts_hold_every_text_of_a_paper_but_what_is_withheld() -> None:
    found = register({"1": logged(RED), "2": {"private": True, "text": HUSHED}})
    whole = paper(found, "2024-07-11")
    assert set(texts(whole)) == every_text(whole)
    assert {"Joint Audit Committee", "A report", "Do it.", "it is late", "late"} <= set(texts(whole))
    assert HUSHED not in set(texts(whole))


def test_no_part_of_a_paper_is_of_a_kind_that_texts_passes_over() -> None:
    def kinds(value: object) -> set[type]:
        if is_dataclass(value) and not isinstance(value, When | Withheld):
            return set().union(*(kinds(getattr(value, field.name)) for field in fields(value)))
        if isinstance(value, tuple):
            return set().union(*(kinds(part) for part in value))
        return {type(value)}

    whole: Paper = paper(register({"1": logged(RED)}), "2024-07-11")
    assert {dict, list, set, frozenset} & kinds(whole) == set()
    assert isinstance(whole.figures[0], Figure)
