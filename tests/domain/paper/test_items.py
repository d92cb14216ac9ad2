"""How a finding stands in print."""

import pytest

from hmicfrs_cli.domain.paper.finding_lines import Item
from tests.domain.paper.ground import BEFORE, IN, UNTIL, Facts, logged, paper, register, said

MEETING = "2024-07-11"


def item(facts: Facts, **more: object) -> Item:
    (found,) = paper(register({"1": facts}, **more), MEETING).open_items  # type: ignore[arg-type]  # settings
    return found


def rag(colour: str, on: str) -> dict[str, object]:
    return {"on": on, "rag": colour, "why": "so"}


@pytest.mark.parametrize(
    ("before", "now", "direction"),
    [
        (None, None, "none"),
        (None, "red", "new"),
        ("amber", None, "same"),
        ("amber", "amber", "same"),
        ("red", "amber", "better"),
        ("amber", "green", "better"),
        ("green", "amber", "worse"),
        ("green", "red", "worse"),
        ("white", "green", "changed"),
        ("red", "white", "changed"),
    ],
)
def test_direction_is_against_the_last_papers_rating(
    before: str | None, now: str | None, direction: str
) -> None:
    log = [rag(colour, on) for colour, on in ((before, BEFORE), (now, IN)) if colour]
    rating = item({"log": log}).rating
    assert (rating.direction, str(rating.before)) == (direction, str(before))


def test_a_rating_of_risk_takes_its_colour_from_the_matrix() -> None:
    matrix = [
        {
            "from": "2023-01-01",
            "likelihood": 5,
            "impact": 5,
            "bands": [{"to": 5, "label": "low", "rag": "green"}, {"to": 25, "label": "high", "rag": "red"}],
        }
    ]
    basis = [{"from": "2023-01-01", "basis": "risk"}]
    risk = {"on": IN, "risk": {"likelihood": 2, "impact": 4}}
    rating = item({"log": [risk]}, rag=basis, risk_matrix=matrix).rating
    assert (str(rating.colour), rating.risk, str(rating.on)) == ("red", (2, 4), IN)


def test_a_target_keeps_its_first_promise_and_each_move_stands_with_its_reason() -> None:
    log = [
        {"on": "2024-01-20", "target": "2024-09-01"},
        {"on": BEFORE, "target": "2024-10-31", "why": "a supplier was late"},
        {"on": IN, "target": "2024-12-31"},
    ]
    target = item({"log": log}).target
    assert (str(target.original), str(target.present), target.moved_since) == (
        "2024-09-01",
        "2024-12-31",
        True,
    )
    # 29 days of September and 31 of October; then 30 of November and 31 of December.
    assert [(move.days, str(move.on), move.why) for move in target.moves] == [
        (60, BEFORE, "a supplier was late"),
        (61, IN, None),
    ]


@pytest.mark.parametrize(
    ("owners", "now", "before"),
    [
        ([("A", BEFORE)], "A", None),
        ([("A", BEFORE), ("B", IN)], "B", "A"),
        ([("A", IN)], "A", None),
        ([("A", BEFORE), ("B", IN), ("A", UNTIL)], "A", None),
        ([], None, None),
    ],
)
def test_an_owner_who_changed_since_the_last_paper_is_named(
    owners: list[tuple[str, str]], now: str | None, before: str | None
) -> None:
    found = item({"log": [{"on": on, "owner": name} for name, on in owners]})
    assert (found.owner, found.owner_before) == (now, before)


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"inspectorate": "open", "why": "no"}, ("HMICFRS", None, "no")),
        (
            {
                "inspectorate": "open",
                "why": "no",
                "said_by": "ofsted",
                "authority": {"kind": "email", "ref": "X 1"},
            },
            ("Ofsted", "e-mail, X 1", "no"),
        ),
        (
            {
                "inspectorate": "open",
                "why": "no",
                "authority": {"kind": "letter", "ref": "HMI’s Letter of May"},
            },
            ("HMICFRS", "HMI’s Letter of May", "no"),
        ),
    ],
)
def test_a_decision_says_who_in_what_and_why(entry: Facts, words: tuple[str, str | None, str | None]) -> None:
    report = {
        "a": {
            "title": "R",
            "kind": "custody",
            "lead": "hmicfrs",
            "log": [{"on": "2024-01-15", "event": "published"}],
        }
    }
    found = register({"1": logged(said("closed", BEFORE), {"on": IN, **entry})}, report)
    (one,) = paper(found, MEETING).open_items
    assert one.decision is not None
    assert (one.decision.said_by, one.decision.authority, one.decision.why) == words
    assert item({}).decision is None


@pytest.mark.parametrize(
    ("agreed", "words"),
    [
        (None, None),
        ({"by": "The DCC"}, "The DCC"),
        ({"board": "Assurance Board", "on": "2024-05-01"}, "Assurance Board, 1 May 2024"),
        (
            {"by": "The DCC", "board": "Assurance Board", "on": "2024-05"},
            "The DCC for Assurance Board, May 2024",
        ),
        ({"on": "2024-05"}, "not stated, May 2024"),
        ({"board": "gold"}, "Gold Group"),
    ],
)
def test_who_agreed_that_it_is_complete(agreed: object, words: str | None) -> None:
    entry = {"on": IN, "status": "considered-complete", "evidence": ["seen"], "agreed": agreed}
    boards = [{"id": "gold", "name": "Gold Group"}]
    assert item({"log": [entry]}, boards=boards).agreed == words


def test_a_portfolio_is_printed_with_its_name_and_its_lead_of_the_day() -> None:
    leads = [{"from": "2023-01-01", "lead": "ACC One"}, {"from": "2024-07-01", "lead": "ACC Two"}]
    portfolios = [{"id": "crime", "name": "Crime", "leads": leads}, {"id": "it", "name": "IT"}]
    found = paper(
        register(
            {
                "1": logged({"on": IN, "portfolio": "crime"}),
                "2": logged({"on": IN, "portfolio": "it"}),
                "3": logged({"on": IN, "portfolio": "Elsewhere"}),
                "4": {},
            },
            portfolios=portfolios,
        ),
        MEETING,
    ).open_items
    assert [(one.portfolio, one.portfolio_lead) for one in found] == [
        ("Crime", "ACC One"),
        ("IT", None),
        ("Elsewhere", None),
        (None, None),
    ]


@pytest.mark.parametrize(
    ("deadline", "words", "date"),
    [
        (None, None, None),
        ({"text": "Immediately", "basis": "immediately"}, "Immediately", None),
        ({"text": "By June 2025", "basis": "date", "date": "2025-06"}, "By June 2025", "2025-06"),
        (
            {"text": "Within six months", "basis": "publication", "within": "P6M"},
            "Within six months",
            "2024-07-15",
        ),
    ],
)
def test_a_deadline_keeps_the_inspectorates_words(
    deadline: object, words: str | None, date: str | None
) -> None:
    line = item({"deadline": deadline}).deadline
    assert (line.words, line.date.text if line.date else None) == (words, date)


def test_actions_are_counted_and_the_next_date_is_the_nearest_that_is_not_done() -> None:
    log = [
        {"on": BEFORE, "target": "2024-12-31"},
        {"on": BEFORE, "action": "a10", "text": "Train", "owner": "Head", "target": "2024-08-01"},
        {"on": BEFORE, "action": "a2", "text": "Buy", "target": "2024-07-05"},
        {"on": IN, "action": "a2", "status": "considered-complete", "evidence": ["seen"]},
    ]
    found = item({"log": log})
    assert [(one.name, one.text, one.owner) for one in found.actions] == [
        ("a2", "Buy", None),
        ("a10", "Train", "Head"),
    ]
    assert (found.actions_done, str(found.next_date)) == (1, "2024-08-01")
    assert item({"log": [{"on": BEFORE, "target": UNTIL}]}).next_date is not None
    assert item({"log": [{"on": BEFORE, "target": "2024-06-29"}]}).next_date is None


def test_findings_come_in_the_order_that_people_count_in() -> None:
    found = paper(register({name: {} for name in ("10", "2", "7.1", "7")}), MEETING).open_items
    assert [one.id for one in found] == ["a/2", "a/7", "a/7.1", "a/10"]


def test_how_long_overdue_is_counted_from_the_earliest_missed_day() -> None:
    deadline = {"text": "By 20 June 2024", "basis": "date", "date": "2024-06-20"}
    found = item({"deadline": deadline, "log": [{"on": BEFORE, "target": "2024-06-10"}]})
    assert found.days_overdue == 20
    assert item({"deadline": deadline | {"date": "2024-06-30"}}).days_overdue == 0


def test_a_finding_another_body_is_to_deliver_is_listed_apart() -> None:
    found = paper(
        register({"1": {"delivery": "other-body", "addressed_to": "Home Office"}, "2": {}}), MEETING
    )
    assert [one.id for one in found.open_items] == ["a/2"]
    assert [(one.id, one.addressed_to) for one in found.not_ours] == [("a/1", ("Home Office",))]
