"""What a command writes is plain data, in one order, with nothing that says nothing."""

from hmicfrs_cli.domain import dates, terms
from hmicfrs_cli.domain.correcting import aim, names
from hmicfrs_cli.domain.entries import ORDER, entry, plain
from hmicfrs_cli.domain.new import Known, begun, deadline, finding, first_entries, is_unread
from hmicfrs_cli.domain.records import Finding, FindingEntry, Inspection, InspectionEntry

JUNE = dates.parse("2023-06-14")


def test_every_field_of_an_entry_has_its_place() -> None:
    assert set(ORDER) == set(FindingEntry.model_fields) | set(InspectionEntry.model_fields)
    assert len(ORDER) == len(set(ORDER))


def test_an_entry_holds_data_only_and_in_order() -> None:
    said = {
        "evidence": ["a", ""],
        "rag": terms.Rag.RED,
        "target": dates.parse("2023-09"),
        "why": "",
        "note": None,
    }
    assert list(entry(JUNE, {**said, "to": False}).items()) == [
        ("on", "2023-06-14"),
        ("to", False),
        ("rag", "red"),
        ("target", "2023-09"),
        ("evidence", ["a"]),
    ]


def test_when_is_left_out_where_it_says_no_more_than_on() -> None:
    assert entry(JUNE, {}, dates.parse("2023-06-14")) == {"on": "2023-06-14"}
    assert entry(JUNE, {}, dates.parse("2023-06")) == {"on": "2023-06-14", "when": "2023-06"}


def test_a_group_in_which_nothing_is_said_is_nothing() -> None:
    assert plain({"by": None, "board": ""}) is None
    assert plain([None, ""]) is None
    assert plain({"likelihood": 0}) == {"likelihood": 0}


def test_what_is_ahead_is_planned_and_what_has_begun_is_an_event() -> None:
    march = dates.parse("2022-03")
    known = Known(march, notified=dates.parse("2022-02-01"), fieldwork=dates.parse("2022-W14"), by="A")
    assert first_entries(known) == [
        {
            "on": "2022-03",
            "when": "2022-02-01",
            "by": "A",
            "event": "notified",
            "planned": {"fieldwork": "2022-W14"},
        }
    ]
    begun_already = Known(
        march, fieldwork=dates.parse("2022-03-28/2022-04-08"), published=dates.parse("2022")
    )
    assert [one["event"] for one in first_entries(begun_already)] == ["fieldwork", "published"]
    expected = Known(march, published=dates.parse("2022-01-05"), expected=dates.parse("2023"))
    assert [one.get("planned") for one in first_entries(expected)] == [{"publication": "2023"}, None]
    assert first_entries(Known(march)) == []


def test_a_deadline_keeps_its_words() -> None:
    assert deadline(None) is None
    assert deadline("Immediately") == {"text": "Immediately", "basis": "immediately"}
    assert deadline("Within six months") == {
        "text": "Within six months",
        "basis": "publication",
        "within": "P6M",
    }
    assert [is_unread(deadline(words)) for words in ("in due course", "By May 2024")] == [True, False]
    assert not is_unread(None)


def test_a_findings_log_begins_only_where_something_is_said() -> None:
    asked: list[str] = []

    def writer() -> str:
        asked.append("asked")
        return "A"

    assert begun(JUNE, by=writer, source="p. 1", owner=None) == []
    assert asked == []
    log = begun(JUNE, by=writer, source="p. 1", owner="B")
    assert log == [{"on": "2023-06-14", "by": "A", "source": "p. 1", "owner": "B"}]
    assert finding({"kind": terms.FindingKind.AFI, "text": "x"}, []) == {
        "kind": "area-for-improvement",
        "text": "x",
    }


def test_a_correction_names_a_fact_an_event_or_an_entrys_field() -> None:
    log = [{"on": "2022-03", "event": "published"}, {"on": "2022-04", "event": "other"}]
    twice = Inspection.model_validate({"title": "x", "kind": "peel", "log": [*log, log[1]]})
    may = dates.parse("2022-05")
    assert aim(twice, "title", None) == {"field": "title"}
    assert aim(twice, "published", None) == {"event": "published", "when": "2022-03"}
    assert aim(twice, "event:published", may) == {"event": "published", "when": "2022-05"}
    assert aim(twice, "other", None) == {"event": "other"}
    assert aim(twice, "note", may) == {"field": "note", "when": "2022-05"}
    one = Finding.model_validate({"kind": "finding", "text": "x"})
    assert aim(one, "published", None) == {"field": "published"}
    assert ("published" in names(twice), "published" in names(one)) == (True, False)
    assert "log" not in names(one)
