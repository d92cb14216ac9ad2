"""`hmi blame`: who set what a finding is now, when and why."""

import json

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.cli.desk import Desk, new_desk
from tests.conftest import Call, GitRepo, Hmi

ID, FIRST = "peel-2022/1", "findings/peel-2022/1.yaml"
ENTRIES = """\
- on: 2022-07-01
  by: Ash
  status: in-progress
  rag: amber
  why: Begun.
- on: 2022-10-01
  by: Bea
  owner: Head of Contact
  rag: amber
  why: Still under way.
- on: 2023-01-01
  by: Cai
  target: 2023-06-30
  why: The supplier is late.
- on: 2023-02-01
  by: Dee
  private: true
  action: a1
  text: Buy it.
  owner: Head of Estates
  rag: red
  why: None of this is the finding's own.
- on: 2023-02-02
  corrects: {field: why, when: 2022-10-01}
  to: Well under way.
  source: Ash's e-mail
"""


@pytest.fixture
def desk(git_repo: GitRepo, hmi: Hmi, monkeypatch: pytest.MonkeyPatch) -> Desk:
    found = new_desk(git_repo, hmi)
    monkeypatch.chdir(git_repo.path)
    found.repo.write(f"register/{FIRST}", found.read(FIRST) + ENTRIES)
    found.repo.commit("Progress", "2023-02-03")
    return found


def blame(call: Call, id_: str = ID) -> dict[str, dict[str, object]]:
    code, out, _ = call("blame", id_, "--json")
    assert code == 0
    found: dict[str, dict[str, object]] = json.loads(out)
    return found


def test_who_set_what(desk: Desk, call: Call) -> None:
    found = blame(call)
    said = {axis: (found[axis]["value"], found[axis]["on"], found[axis]["by"]) for axis in ("rag", "status")}
    said |= {
        axis: (found[axis]["value"], found[axis]["on"], found[axis]["by"]) for axis in ("target", "owner")
    }
    # A rating said again is the later one's; an owner named again is still the first entry's.
    assert said == {
        "rag": ("amber", "2022-10-01", "Bea"),
        "status": ("in-progress", "2022-07-01", "Ash"),
        "target": ("2023-06-30", "2023-01-01", "Cai"),
        "owner": ("Head of Contact", "2022-06-01", "Liaison Officer"),
    }
    assert found["inspectorate"] is None
    assert (found["rag"]["why"], found["rag"]["corrected"]) == ("Well under way.", True)
    head = desk.repo.git("rev-parse", "HEAD").strip()
    assert found["rag"]["commit"] == {
        "id": head,
        "author": "Alex Officer",
        "committer": "Alex Officer",
        "day": "2023-02-03",
        "signature": "not signed",
        "signer": None,
        "oldest_here": False,
    }


def test_a_page(desk: Desk, call: Call, txt_snapshot: SnapshotAssertion) -> None:
    more = (
        "- on: 2026-11-20\n  private: true\n  inspectorate: closed\n  authority: {kind: letter, ref: HMI/9}\n"
    )
    desk.repo.write(f"register/{FIRST}", desk.read(FIRST) + more)
    code, out, err = call("blame", ID)
    assert (code, err) == (0, "")
    assert max(map(len, out.splitlines())) <= 80
    for id_ in desk.repo.git("log", "--format=%H").split():
        out = out.replace(id_[:12], "<a commit>  ")
    assert out == txt_snapshot


def test_a_colour_that_the_matrix_gives_is_of_who_gave_the_risk(desk: Desk, call: Call) -> None:
    more = "- on: 2026-11-20\n  by: Eli\n  risk: {likelihood: 4, impact: 4}\n"
    desk.repo.write(f"register/{FIRST}", desk.read(FIRST) + more)
    rag = blame(call)["rag"]
    assert (rag["value"], rag["by"], rag["commit"]) == ("red", "Eli", None)


def test_nothing_said_is_nobodys(desk: Desk, call: Call) -> None:
    found = blame(call, "peel-2022/coc-1")
    assert [found[axis] for axis in ("rag", "status", "target", "owner", "inspectorate")] == [None] * 5
    assert "Not rated" in call("blame", "peel-2022/coc-1")[1]
    assert desk.untouched()


def test_an_inspection_has_nobody_to_blame(desk: Desk, call: Call) -> None:
    code, out, err = call("blame", "peel-2022")
    assert (code, out) == (2, "")
    assert "peel-2022 is no finding" in err
    assert desk.untouched()


CORRECTION = """\
- on: 2023-03-01
  by: Fay
  corrects: {field: rag, when: 2022-10-01}
  to: green
  source: Minutes of the board
"""


def test_a_colour_that_was_corrected_is_of_who_corrected_it(desk: Desk, call: Call) -> None:
    desk.repo.write(f"register/{FIRST}", desk.read(FIRST) + CORRECTION)
    rag = blame(call)["rag"]
    assert (rag["value"], rag["corrected"]) == ("green", True)
    assert rag["correction"] == {
        "was": "amber",
        "on": "2023-03-01",
        "by": "Fay",
        "source": "Minutes of the board",
        "commit": None,
    }
    said = " ".join(call("blame", ID)[1].split())
    assert (
        "Green, corrected 1 Mar 2023 by Fay (source: Minutes of the board); "
        "it said amber, set 1 Oct 2022 by Bea Not committed"
    ) in said
    # What Bea said of amber is no reason for green.
    assert "Well under way" not in said


def test_what_was_corrected_twice_is_of_the_last(desk: Desk, call: Call) -> None:
    again = CORRECTION.replace("Fay", "Gus").replace("2023-03-01", "2023-04-01").replace("green", "red")
    desk.repo.write(f"register/{FIRST}", desk.read(FIRST) + again + CORRECTION)
    rag = blame(call)["rag"]
    correction = rag["correction"]
    assert isinstance(correction, dict)
    assert (rag["value"], correction["by"], correction["was"]) == ("red", "Gus", "amber")


def test_a_correction_without_a_source_names_none(desk: Desk, call: Call) -> None:
    lines = [line for line in CORRECTION.splitlines(keepends=True) if "source" not in line]
    desk.repo.write(f"register/{FIRST}", desk.read(FIRST) + "".join(lines))
    said = " ".join(call("blame", ID)[1].split())
    assert "Green, corrected 1 Mar 2023 by Fay; it said amber, set 1 Oct 2022 by Bea" in said
