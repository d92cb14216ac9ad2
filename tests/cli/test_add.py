"""`hmi add-inspection` and `hmi add-recommendation`: one new file each."""

import shlex
import subprocess
import sys

import pytest

from tests.cli.desk import Desk, new_desk, talk
from tests.conftest import Call, GitRepo, Hmi


@pytest.fixture
def desk(git_repo: GitRepo, hmi: Hmi) -> Desk:
    return new_desk(git_repo, hmi)


def only_new(desk: Desk) -> str:
    """Return the text of the only file that is new; no other may have changed."""
    desk.repo.git("add", "--all", "--intent-to-add")
    changes = [line.split("\t")[2] for line in desk.repo.git("diff", "--numstat").splitlines()]
    (path,) = changes
    return desk.read(path.removeprefix("register/"))


@pytest.mark.parametrize(
    ("args", "path", "text"),
    [
        (
            """
            --title 'Thematic inspection of digital forensics' --kind national-thematic --lead hmicfrs
            --notified 2023-05-02 --fieldwork 2023-W30 --expected-publication 2024
            --participation fieldwork --other-force 'Kent Police' --other-force 'Police Scotland'
            --section-55 not-known --section-55-why 'no source says'
            """,
            "inspections/digital-forensics-2023.yaml",
            """\
title: Thematic inspection of digital forensics
kind: national-thematic
lead: hmicfrs
participation: fieldwork
other_forces:
- force: kent
- force: Police Scotland
section_55: {applies: not-known, why: no source says}
log:
- on: 2023-06-14
  when: 2023-05-02
  by: Alex Officer
  event: notified
  planned: {fieldwork: 2023-W30, publication: '2024'}
""",
        ),
        (
            """
            --title 'PEEL 2023/25' --kind peel --fieldwork 2023-04-03/2023-04-21 --published 2023-06-14
            --on 2023-06-14 --source 'The report' --partner cqc --private
            """,
            "inspections/peel-2023-25.yaml",
            """\
title: PEEL 2023/25
kind: peel
partners: [cqc]
private: true
log:
- on: 2023-06-14
  when: 2023-04-03/2023-04-21
  by: Alex Officer
  source: The report
  event: fieldwork
- on: 2023-06-14
  by: Alex Officer
  source: The report
  event: published
""",
        ),
        (
            "--title Custody --kind custody --fieldwork 2022-04-04 --on 2022-03 --id Cust-1",
            "inspections/Cust-1.yaml",
            """\
title: Custody
kind: custody
log:
- on: 2022-03
  by: Alex Officer
  event: notified
  planned: {fieldwork: 2022-04-04}
""",
        ),
        (
            "--title 'Ymweliad â’r ddalfa' --kind custody",
            "inspections/ymweliad-ar-ddalfa-2023.yaml",
            "title: Ymweliad â’r ddalfa\nkind: custody\n",
        ),
    ],
    ids=["planned", "happened", "planned as seen then", "nothing known"],
)
def test_an_inspection_is_one_new_file(desk: Desk, args: str, path: str, text: str) -> None:
    code, out, _ = desk.run("add-inspection", *shlex.split(args))
    assert (code, out.split(":")[0]) == (0, path)
    assert only_new(desk) == text


def test_ids_that_are_proposed_are_free(desk: Desk) -> None:
    args = ["add-inspection", "--title", "PEEL", "--kind", "peel", "--published", "2022-05"]
    assert desk.run(*args)[1].startswith("inspections/peel-2022-2.yaml: ")


@pytest.mark.parametrize(
    ("args", "path", "text"),
    [
        (
            """
            --text 'Within six months, forces should: stop #1 '"'"'now'"'"'.' --number 7.10
            --addressed-to 'chief constables' --addressed-to NPCC --deadline 'Within six months'
            --delivery joint --under coc-1 --wording summary --ref 'p. 4' --theme calls
            """,
            "findings/peel-2022/7.10.yaml",
            """\
kind: recommendation
number: '7.10'
ref: p. 4
text: 'Within six months, forces should: stop #1 ''now''.'
wording: summary
addressed_to: [chief constables, NPCC]
delivery: joint
deadline: {text: Within six months, basis: publication, within: P6M}
under: peel-2022/coc-1
theme: calls
""",
        ),
        (
            """
            --text 'The force should listen.' --kind area-for-improvement --owner 'Head of Crime'
            --portfolio crime --target 2023-12 --status in-progress --on 2023-06-01
            """,
            "findings/peel-2022/afi-1.yaml",
            """\
kind: area-for-improvement
text: The force should listen.
log:
- on: 2023-06-01
  by: Alex Officer
  status: in-progress
  target: 2023-12
  owner: Head of Crime
  portfolio: crime
""",
        ),
        (
            "--text 'Another cause.' --kind cause-of-concern --private",
            "findings/peel-2022/coc-2.yaml",
            "kind: cause-of-concern\ntext: Another cause.\nprivate: true\n",
        ),
        (
            "--text x --number 'Recommendation 4' --addressed-to a --deadline 'By January 2024'",
            "findings/peel-2022/recommendation-4.yaml",
            """\
kind: recommendation
number: Recommendation 4
text: x
addressed_to: [a]
deadline: {text: By January 2024, basis: date, date: 2024-01}
""",
        ),
    ],
    ids=["recommendation", "area for improvement", "cause of concern", "number that is no id"],
)
def test_a_finding_is_one_new_file(desk: Desk, args: str, path: str, text: str) -> None:
    code, out, err = desk.run("add-recommendation", "peel-2022", *shlex.split(args))
    assert (code, out.split(":")[0], err) == (0, path, "")
    assert only_new(desk) == text


def test_a_deadline_in_other_words_is_kept_and_told(desk: Desk) -> None:
    args = ["--text", "x", "--addressed-to", "a", "--deadline", "in due course"]
    code, out, err = desk.run("add-recommendation", "peel-2022", *args)
    assert (code, out) == (0, "findings/peel-2022/rec-1.yaml: added recommendation, unnumbered\n")
    assert "no date is read from them" in err
    assert "deadline: {text: in due course, basis: none}\n" in only_new(desk)


def test_long_text_comes_from_standard_input(desk: Desk) -> None:
    text = "The force should act. " * 20
    args = ["add-recommendation", "peel-2022", "--text", "-", "--kind", "area-for-improvement"]
    done = desk.hmi(*args, cwd=desk.repo.path, input=f"{text}\n")
    assert done.returncode == 0, done.stderr
    assert " ".join(only_new(desk).partition("text: >-")[2].split()) == text.strip()


@pytest.mark.parametrize(
    ("raw", "code", "words"),
    [
        (b"\xef\xbb\xbfOne.\r\n\r\nTwo.\r\n", 0, ""),
        (b"a\xffb", 2, "standard input is not UTF-8 text"),
        (b"a" * (2 << 20), 2, "longer than 1 MiB"),
        (b" \n", 2, "--text has no text"),
    ],
    ids=["Windows", "not UTF-8", "too long", "empty"],
)
def test_standard_input_is_taken_as_text_or_refused(desk: Desk, raw: bytes, code: int, words: str) -> None:
    command = [sys.executable, "-m", "hmicfrs_cli", "add-recommendation", "peel-2022", "--text", "-"]
    kind = ["--kind", "area-for-improvement"]
    done = subprocess.run([*command, *kind], cwd=desk.repo.path, input=raw, capture_output=True, check=False)
    assert (done.returncode, words in done.stderr.decode()) == (code, True)
    if code:
        assert desk.untouched()
    else:
        from hmicfrs_cli.storage import yaml

        data = yaml.read(only_new(desk).encode(), "")
        assert isinstance(data, dict)
        assert data["text"] == "One.\n\nTwo."


REFUSED = [
    (["add-inspection", "--kind", "peel"], 2, "--title is missing", "title"),
    (["add-inspection", "--title", "x"], 2, "--kind is missing", "super-complaint"),
    (["add-inspection", "--title", "x", "--kind", "pele"], 2, "--kind: “pele”", "“peel”"),
    (["add-inspection", "--title", "x", "--kind", "peel", "--id", "a/b"], 2, "--id: “a/b”", "letters"),
    (["add-inspection", "--title", "x", "--kind", "peel", "--id", "NUL"], 2, "--id: “NUL”", "letters"),
    (
        ["add-inspection", "--title", "x", "--kind", "peel", "--id", "Peel-2022"],
        3,
        "Peel-2022 already",
        "another id",
    ),
    (
        ["add-inspection", "--title", "x", "--kind", "peel", "--notified", "2027"],
        2,
        "--notified: 2027",
        "leave",
    ),
    (
        [
            "add-inspection",
            "--title",
            "x",
            "--kind",
            "peel",
            "--published",
            "2027",
            "--expected-publication",
            "2027",
        ],
        2,
        "--published and --expected-publication",
        "one of the two",
    ),
    (
        ["add-inspection", "--title", "x", "--kind", "peel", "--fieldwork", "soon"],
        2,
        "--fieldwork: “soon”",
        "W14",
    ),
    (
        ["add-inspection", "--title", "x", "--kind", "peel", "--other-force", "kentt"],
        3,
        "no force “kentt”",
        "“kent”",
    ),
    (["add-recommendation"], 2, "INSPECTION is missing", "id"),
    (["add-recommendation", "peel-2022"], 2, "--text is missing", "say"),
    (["add-recommendation", "peel-2023", "--text", "x"], 3, "no record “peel-2023”", "“peel-2022”"),
    (["add-recommendation", "peel-2022", "--text", "x"], 2, "--addressed-to is missing", "own words"),
    (["add-recommendation", "peel-2022", "--text", " "], 2, "--text has no text", "words"),
    (
        ["add-recommendation", "peel-2022", "--text", "x", "--number", "1"],
        3,
        "a finding peel-2022/1 already",
        "show",
    ),
    (
        ["add-recommendation", "peel-2022", "--text", "x", "--under", "coc-7"],
        3,
        "no record “peel-2022/coc-7”",
        "mean",
    ),
    (
        ["add-recommendation", "peel-2022", "--text", "x", "--kind", "afi"],
        2,
        "--kind: “afi”",
        "area-for-improvement",
    ),
]


@pytest.mark.parametrize(("args", "code", "message", "mend"), REFUSED, ids=[" ".join(r[0]) for r in REFUSED])
def test_what_may_not_stand_is_refused(
    desk: Desk, call: Call, args: list[str], code: int, message: str, mend: str
) -> None:
    found, out, err = call(*args, "--register", str(desk.root))
    assert (found, out) == (code, "")
    assert message in err
    assert mend in err.partition(message)[2]
    assert desk.untouched()


def test_what_is_missing_is_asked_for_on_a_terminal(desk: Desk) -> None:
    answers = [("What is its title?", "Vetting"), ("Of what kind", "vetting"), ("Of what kind", "peel")]
    code, screen = talk(["add-inspection"], desk.repo.path, answers)
    assert code == 0, screen
    assert only_new(desk) == "title: Vetting\nkind: peel\n"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ("--section-55 no", "--section-55-why is missing"),
        ("--section-55-why 'no source says'", "--section-55-why without --section-55"),
        ("--section-55 perhaps --section-55-why x", "perhaps"),
    ],
)
def test_whether_section_55_applies_is_said_with_its_reason(desk: Desk, args: str, said: str) -> None:
    code, out, err = desk.run("add-inspection", "--title", "x", "--kind", "peel", *shlex.split(args))
    assert (code, out) == (2, "")
    assert said in err
