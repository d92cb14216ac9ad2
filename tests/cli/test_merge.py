"""Two branches of one register in real git: merged by the driver that git calls, or by `hmi resolve`."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.branches import Branches
from tests.cli.desk import FILES
from tests.conftest import Call, GitRepo

ONE = "findings/peel-2022/1.yaml"
PEEL = "inspections/peel-2022.yaml"
JAC = "committees/jac.yaml"
TWO = "findings/peel-2022/2.yaml"
BASE = FILES[ONE]


@pytest.fixture
def branches(git_repo: GitRepo, call: Call) -> Branches:
    found = Branches(git_repo, call)
    found.begin(FILES)
    return found


Merger = Callable[[Branches], tuple[int, str]]


def driven(branches: Branches) -> tuple[int, str]:
    branches.by_driver()
    done, said = branches.merge()
    return (0 if done else 1), said


def resolved(branches: Branches) -> tuple[int, str]:
    done, _ = branches.merge()
    assert not done
    return branches.resolve()


BOTH = pytest.mark.parametrize("merger", [driven, resolved])


def entry(on: str, *said: str) -> str:
    return "".join([f"- on: {on}\n", *(f"  {line}\n" for line in said)])


AMBER = entry("2023-06-14", "rag: amber   # as the board heard")
RED = entry("2023-06-14", "rag: red", "why: Nobody is trained.")
NOTE = entry("2023-06-12", "note: 'Two of five'")


@BOTH
def test_what_both_add_follows_in_the_order_of_days(branches: Branches, merger: Merger) -> None:
    branches.part({ONE: BASE + AMBER}, {ONE: BASE + NOTE})
    code, said = merger(branches)
    assert code == 0, said
    assert branches.read(ONE) == BASE + NOTE + AMBER


@BOTH
def test_two_ratings_of_one_day_are_left_to_a_person(branches: Branches, merger: Merger) -> None:
    branches.part({ONE: BASE + RED}, {ONE: BASE + NOTE + AMBER})
    code, said = merger(branches)
    assert code == 1
    assert "peel-2022/1: ours rates it red on 14 June 2023, theirs amber\n" in said
    marked = f"<<<<<<< ours\n{RED}=======\n{AMBER}>>>>>>> theirs\n"
    assert branches.read(ONE) == BASE + NOTE + marked
    assert branches.unmerged() == [ONE]
    assert branches.resolve()[0] == 1
    assert branches.read(ONE) == BASE + NOTE + marked, "a second time changes nothing"


DAY = entry("2023-06-14", "owner: Ash")
PLANS = "  event: rescheduled\n  planned: {fieldwork: "
CONTRADICTIONS = [
    (
        ONE,
        DAY,
        entry("2023-06-14", "owner: Birch"),
        "ours names its owner as Ash on 14 June 2023, theirs Birch",
    ),
    (
        ONE,
        entry("2023-06", "target: 2023-12-31", "why: a"),
        entry("2023-06-30", "target: 2024-03", "why: b"),
        "ours sets its target to 31 December 2023 in June 2023, theirs March 2024 on 30 June 2023",
    ),
    (
        ONE,
        entry("2023-06-14", "status: in-progress"),
        entry("2023-06-14", "status: pending-sign-off"),
        "ours gives its status as in-progress on 14 June 2023, theirs pending-sign-off",
    ),
    (
        ONE,
        entry("2023-06-14", "risk: {likelihood: 1, impact: 2}"),
        entry("2023-06-14", "risk: {likelihood: 2, impact: 2}"),
        "ours gives its risk as likelihood 1, impact 2 on 14 June 2023, theirs likelihood 2, impact 2",
    ),
    (
        ONE,
        entry("2023-06-14", "linked: [crime/1, crime/2]"),
        entry("2023-06-14", "linked: [crime/1]"),
        "ours says “linked” is crime/1 and crime/2 on 14 June 2023, theirs crime/1",
    ),
    (
        ONE,
        entry("2023-06-14", "corrects: {field: text}", "to: One", "source: the report"),
        entry("2023-06-14", "corrects: {field: text}", "to: Two", "source: the report"),
        "ours corrects the same thing to One on 14 June 2023, theirs Two",
    ),
    (
        TWO,
        entry("2023-06-12", "target: 2023-10-31"),
        entry("2023-06-14", "target: 2023-11-30"),
        (
            "right on each side alone, wrong together: the target moved from 31 October 2023 to 30 November "
            "2023 without a reason; ours sets its target to 31 October 2023 on 12 June 2023, theirs 30 "
            "November 2023 on 14 June 2023"
        ),
    ),
    (
        PEEL,
        entry("2023-06-14", "event: report-received"),
        entry("2023-06-20", "when: 2023-06-10", "event: report-received"),
        "ours says its report was received on 14 June 2023, theirs on 10 June 2023",
    ),
    (
        PEEL,
        f"- on: 2023-06-14\n{PLANS}2023-10}}\n",
        f"- on: 2023-06-14\n{PLANS}2023-W40}}\n",
        "ours plans its fieldwork for October 2023 on 14 June 2023, theirs week commencing 2 October 2023",
    ),
    (
        JAC,
        "- on: 2023-03-27\n  item: '7'\n",
        "- on: 2023-03-27\n  item: '8'\n",
        "ours has the meeting as on 27 March 2023, item 7 on 27 March 2023, theirs on 27 March 2023, item 8",
    ),
]


def test_each_contradiction_names_both_values(branches: Branches) -> None:
    numbered = [
        (
            path.replace("/1.", f"/{n}.")
            .replace("/2.", f"/{n}.")
            .replace("peel-2022.y", f"peel-{n}.y")
            .replace("jac", f"jac-{n}"),
            *rest,
        )
        for n, (path, *rest) in enumerate(CONTRADICTIONS, 10)
    ]
    base = {path: FILES[like] for (path, *_), (like, *_) in zip(numbered, CONTRADICTIONS, strict=True)}
    branches.write(base)
    branches.repo.commit("More")
    ours = {path: base[path] + mine for path, mine, _, _ in numbered}
    theirs = {path: base[path] + yours for path, _, yours, _ in numbered}
    branches.part(ours, theirs)
    branches.merge()
    code, said = branches.resolve()
    assert code == 1
    for path, mine, yours, words in numbered:
        name = path.partition("/")[2].removesuffix(".yaml")
        begun = f"{name}: {words}"
        assert any(line.startswith(begun) for line in said.splitlines()), (begun, said)
        assert branches.read(path) == base[path] + f"<<<<<<< ours\n{mine}=======\n{yours}>>>>>>> theirs\n"
    assert said.endswith(f"0 files merged, {len(numbered)} still open.\n")


KEPT_APART = [
    (entry("2023-06-14", "action: a1", "text: Train", "owner: Ash"), entry("2023-06-14", "owner: Birch")),
    (entry("2023-06-14", "rag: amber"), entry("2023-06-15", "rag: green")),
    (entry("2023-06-14", "rag: amber", "note: a"), entry("2023-06-14", "rag: amber", "note: b")),
    (entry("2023-06-14", "rag: amber") + NOTE, entry("2023-06-14", "rag: amber")),
]


@pytest.mark.parametrize(("mine", "yours"), KEPT_APART)
def test_what_does_not_contradict_is_merged(branches: Branches, mine: str, yours: str) -> None:
    branches.part({ONE: BASE + mine}, {ONE: BASE + yours})
    branches.merge()
    code, said = branches.resolve("--add")
    assert code == 0, said
    assert branches.unmerged() == []
    new = branches.read(ONE)
    assert all(line in new for line in (mine + yours).splitlines())
    assert branches.call("check", "--register", str(branches.root))[0] == 0


@BOTH
def test_the_same_fact_stands_once(branches: Branches, merger: Merger) -> None:
    branches.part({ONE: BASE + AMBER + NOTE}, {ONE: BASE + entry("2023-06-14", "rag: 'amber'")})
    code, said = merger(branches)
    assert code == 0, said
    assert branches.read(ONE) == BASE + AMBER + NOTE


def test_facts_above_the_log_are_taken_from_the_side_that_changed_them(branches: Branches) -> None:
    ours = BASE.replace("every call", "each call")
    theirs = BASE.replace('number: "1"', 'number: "1"\nref: p. 4   # of the PDF')
    branches.part({ONE: ours + AMBER}, {ONE: theirs + NOTE})
    branches.merge()
    assert branches.resolve()[0] == 0
    expected = theirs.replace("every call", "each call")
    assert branches.read(ONE) == expected + NOTE + AMBER


@BOTH
def test_a_fact_that_both_changed_is_open(branches: Branches, merger: Merger) -> None:
    ours, theirs = (BASE.replace("every call", what) for what in ("each call", "all calls"))
    branches.part({ONE: ours + AMBER}, {ONE: theirs + NOTE})
    code, said = merger(branches)
    assert code == 1
    assert (
        "peel-2022/1: ours says “text” is “By 31 March 2023, the force should record each call.”, "
        "theirs “By 31 March 2023, the force should record all calls.”\n"
    ) in said
    opened = branches.read(ONE)
    assert opened.count("<<<<<<<") == 1
    assert opened.endswith(NOTE + AMBER)


@BOTH
def test_two_records_at_one_path_are_not_woven_together(branches: Branches, merger: Merger) -> None:
    new = "findings/peel-2022/3.yaml"
    ours, theirs = (
        f'kind: recommendation\nnumber: "3"\ntext: {text}\naddressed_to: [chief constables]\n'
        for text in ("Record calls.", "Answer calls.")
    )
    branches.part({new: ours}, {new: theirs + "log:\n" + NOTE})
    code, said = merger(branches)
    assert code == 1
    assert (
        "peel-2022/3: both sides began this record, each with a text of its own: "
        "ours says “Record calls.”, theirs says “Answer calls.”; give one of the two another id\n"
    ) in said
    assert branches.read(new) == f"<<<<<<< ours\n{ours}=======\n{theirs}log:\n{NOTE}>>>>>>> theirs\n"


@BOTH
def test_the_same_record_begun_on_both_sides_is_one(branches: Branches, merger: Merger) -> None:
    new = "findings/peel-2022/3.yaml"
    text = 'kind: recommendation\nnumber: "3"\ntext: Record calls.\naddressed_to: [chief constables]\nlog:\n'
    branches.part({new: text + AMBER}, {new: text + NOTE})
    code, said = merger(branches)
    assert code == 0, said
    assert branches.read(new) == text + NOTE + AMBER


def renamed(branches: Branches, *, similar: bool) -> tuple[int, str]:
    """Let theirs rename the inspection with its findings, while ours writes on."""
    files = {path: text for path, text in FILES.items() if "peel-2022" in path}
    moved = {path.replace("peel-2022", "peel-2021"): text for path, text in files.items()}
    named = FILES[PEEL].replace("log:\n", "formerly: [peel-2022]\nlog:\n")
    if not similar:
        named = (
            'title: "PEEL"\nkind: peel\nformerly: [peel-2022]\nlead: not-stated\nsummary: [Long, longer.]\n'
        )
    moved["inspections/peel-2021.yaml"] = named
    moved = {path: text.replace("under: peel-2022", "under: peel-2021") for path, text in moved.items()}
    gone = dict.fromkeys(files)
    later = entry("2023-06-14", "event: comments-published")
    new = "findings/peel-2022/3.yaml"
    branches.part({PEEL: FILES[PEEL] + later, new: FILES["findings/peel-2022/2.yaml"]}, {**gone, **moved})
    branches.merge()
    return branches.resolve()


def test_a_record_renamed_by_them_and_written_by_us_is_named(branches: Branches) -> None:
    code, said = renamed(branches, similar=False)
    assert code == 1
    assert (
        "peel-2022: theirs deleted or renamed it, ours changed it; it is now peel-2021; put the change where "
        "it belongs, then `git add` or `git rm` this file\n"
    ) in said
    assert "comments-published" in branches.read(PEEL), "nothing is dropped"
    assert "peel-2021/3: only ours has it here; see that its folder is right, then `git add` it\n" in said


def test_a_rename_that_git_follows_brings_our_entry_along(branches: Branches) -> None:
    code, said = renamed(branches, similar=True)
    assert "comments-published" in branches.read("inspections/peel-2021.yaml")
    assert code == 1
    assert said.startswith("peel-2021/3: only ours has it here")


def test_a_record_that_we_removed_and_they_changed_is_named(branches: Branches) -> None:
    branches.part({ONE: None}, {ONE: BASE + NOTE})
    branches.merge()
    code, said = branches.resolve()
    assert code == 1
    assert (
        "peel-2022/1: ours deleted or renamed it, theirs changed it; no record names it as a former" in said
    )


SETTINGS = FILES["register.yaml"]


@BOTH
def test_settings_are_merged_item_by_item(branches: Branches, merger: Merger) -> None:
    ours = SETTINGS.replace("boards:\n", "boards:\n- {id: ours, name: Ours}\n")
    theirs = SETTINGS.replace("boards:\n", "boards:\n- {id: theirs, name: Theirs}\n")
    branches.part({"register.yaml": ours}, {"register.yaml": theirs})
    code, said = merger(branches)
    assert code == 0, said
    expected = theirs.replace("- {id: theirs", "- {id: ours, name: Ours}\n- {id: theirs")
    assert branches.read("register.yaml") == expected


# What hmi cannot merge by meaning stays as git left it, and why is said.
LEFT = [
    (
        BASE.replace("target: 2022", "target: 2023") + AMBER,
        BASE + NOTE,
        "is altered or gone on one side (ours)",
    ),
    ("a: b: c\n", BASE + NOTE, "one side cannot be read (ours)"),
    (BASE + NOTE, BASE.replace("log:", "log: {") + "}\n", "one side cannot be read (theirs)"),
    (
        BASE.replace("weekly", "monthly") + AMBER,
        BASE.replace("weekly", "daily") + NOTE,
        "both sides changed the same comment, or the same quotation marks",
    ),
]


@BOTH
@pytest.mark.parametrize(("ours", "theirs", "why"), LEFT)
def test_what_cannot_be_merged_by_meaning_is_as_git_has_it(
    branches: Branches, merger: Merger, ours: str, theirs: str, why: str
) -> None:
    branches.part({ONE: ours}, {ONE: theirs})
    branches.merge()
    by_git = branches.read(ONE)
    branches.repo.git("merge", "--abort")
    code, said = merger(branches)
    assert code == 1
    assert why in said
    assert branches.read(ONE).replace(">>>>>>> other", ">>>>>>> theirs").replace(
        "HEAD", "ours"
    ) == by_git.replace(">>>>>>> other", ">>>>>>> theirs").replace("HEAD", "ours")


@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
def test_markers_alone_are_enough(branches: Branches, style: str) -> None:
    branches.repo.git("config", "merge.conflictStyle", style)
    branches.part({ONE: BASE + AMBER}, {ONE: BASE + NOTE})
    branches.merge()
    branches.repo.commit("With markers, as it should not be")
    code, said = branches.resolve()
    assert code == 0
    assert said.splitlines() == [
        "peel-2022/1: merged, with one addition of theirs",
        "1 file merged, 0 still open; `git add` what is right.",
    ]
    assert branches.read(ONE) == BASE + NOTE + AMBER


def test_what_a_person_decided_in_the_file_stands(branches: Branches) -> None:
    ours, theirs = (BASE.replace("every call", what) for what in ("each call", "all calls"))
    branches.part({ONE: ours + AMBER}, {ONE: theirs + NOTE})
    branches.merge()
    text = branches.read(ONE)
    start, middle, end = text.index("<<<<<<<"), text.index("======="), text.index(">>>>>>>")
    chosen = text[:start] + text[start:middle].partition("\n")[2] + text[end:].partition("\n")[2]
    (branches.root / ONE).write_text(chosen)
    code, said = branches.resolve()
    assert code == 0, said
    assert branches.read(ONE) == ours + NOTE + AMBER


def test_only_what_is_named_is_merged(branches: Branches) -> None:
    other = FILES[TWO]
    branches.part({ONE: BASE + AMBER, TWO: other + AMBER}, {ONE: BASE + NOTE, TWO: other + NOTE})
    branches.merge()
    assert branches.resolve("peel-2022/1", "--add")[1].endswith("1 file merged, 0 still open.\n")
    assert branches.unmerged() == [TWO]
    assert branches.resolve(str(branches.root / "findings"))[0] == 0
    assert branches.read(TWO) == other + NOTE + AMBER
    assert branches.resolve(str(branches.repo.path))[1].startswith(
        "peel-2022/2: carries no conflict markers;"
    )
    code, said = branches.resolve("peel-2022/9")
    assert (code, said.splitlines()[0]) == (
        3,
        "hmi: there is no file or record “peel-2022/9” in this register",
    )


def test_there_may_be_nothing_to_do(branches: Branches) -> None:
    assert branches.resolve() == (0, "No file of the register is left open by a merge.\n")


def test_a_register_in_no_repository_can_carry_markers(tmp_path: Path, call: Call) -> None:
    for name, text in FILES.items():
        path = tmp_path / "register" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    text = BASE + f"<<<<<<< ours\n{AMBER}=======\n{NOTE}>>>>>>> theirs\n"
    (tmp_path / "register" / ONE).write_text(text)
    (tmp_path / "register" / PEEL).write_text(FILES[PEEL] + "<<<<<<< ours\n")
    code, out, _ = call("resolve", "--register", str(tmp_path))
    assert code == 1
    assert "peel-2022: its conflict markers do not fit together; mend it in an editor" in out
    assert (tmp_path / "register" / ONE).read_text() == BASE + NOTE + AMBER


def test_a_file_that_is_no_record_is_left_to_a_person(branches: Branches) -> None:
    branches.write({"templates/note.txt": "a\n"})
    branches.repo.commit("A template")
    branches.part({"templates/note.txt": "b\n"}, {"templates/note.txt": "c\n"})
    branches.merge()
    code, said = branches.resolve()
    assert code == 1
    assert said.startswith(
        "templates/note.txt: no record that hmi can merge; decide by hand, then `git add` it"
    )


def test_settings_in_the_midst_of_the_merge_stop_no_other_file(branches: Branches) -> None:
    ours, theirs = (SETTINGS.replace("Gold Group", name) for name in ("Gold", "Silver"))
    branches.part({ONE: BASE + AMBER, "register.yaml": ours}, {ONE: BASE + NOTE, "register.yaml": theirs})
    branches.merge()
    code, said = branches.resolve()
    assert code == 1
    assert "peel-2022/1: merged" in said
    assert branches.read(ONE) == BASE + NOTE + AMBER


def driver(folder: Path, versions: tuple[str, str, str], path: str) -> tuple[int, str, bytes]:
    """Call the driver as git does, in a process of its own; return its result too."""
    for name, text in zip("OAB", versions, strict=True):
        (folder / name).write_bytes(text.encode())
    done = subprocess.run(
        [sys.executable, "-m", "hmicfrs_cli", "merge-driver", "O", "A", "B", path],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stderr, (folder / "A").read_bytes()


def test_the_driver_leaves_other_files_to_git(tmp_path: Path) -> None:
    versions = ("a\nb\nc\nd\ne\n", "A\nb\nc\nd\ne\n", "a\nb\nc\nd\nE\n")
    assert driver(tmp_path, versions, "docs/notes.yaml") == (0, "", b"A\nb\nc\nd\nE\n")
    assert driver(tmp_path, ("a\n", "b\n", "c\n"), "docs/notes.yaml")[0] == 1


def test_what_lines_can_merge_but_meaning_cannot_is_as_git_has_it(tmp_path: Path) -> None:
    altered = BASE.replace("target: 2022", "target: 2023")
    theirs = BASE.replace("addressed_to", "ref: p. 4\naddressed_to")
    code, said, new = driver(tmp_path, (BASE, altered, theirs), f"register/{ONE}")
    assert (code, new.decode()) == (0, altered.replace("addressed_to", "ref: p. 4\naddressed_to"))
    assert said.startswith(
        "hmi: peel-2022/1: an item that both began with is altered or gone on one side (ours)"
    )


def test_a_driver_that_git_did_not_call_says_how(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hmicfrs_cli", "merge-driver", "O", "A", "B", ONE],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 3
    assert done.stderr.splitlines()[0] == "hmi: cannot read O: no such file or directory"


# By path and versions: exit code, what is said, and what is in the file.
CALLS: list[tuple[str, tuple[str, str, str], int, str, str | None]] = [
    ("notes.yaml", ("a\n", "b\n", "c\n"), 1, "", "<<<<<<< ours\nb\n=======\nc\n>>>>>>> theirs\n"),
    ("notes.yaml", ("a\n", "a\n", "c\n"), 0, "", "c\n"),
    (ONE, (BASE, BASE + AMBER, BASE + NOTE), 0, "", BASE + NOTE + AMBER),
    (f"deep/register/{ONE}", (BASE, BASE + AMBER, BASE + NOTE), 0, "", BASE + NOTE + AMBER),
    (ONE, (BASE, BASE + RED, BASE + AMBER), 1, "peel-2022/1: ours rates it red on", None),
    (ONE, ("", BASE + AMBER, BASE + NOTE), 0, "", BASE + NOTE + AMBER),
    (ONE, (BASE, BASE, "a: [\n"), 0, "hmi: peel-2022/1: one side cannot be read (theirs): ", "a: [\n"),
]


@pytest.mark.parametrize("row", CALLS, ids=range(len(CALLS)))
def test_what_git_gets_back(
    tmp_path: Path, call: Call, row: tuple[str, tuple[str, str, str], int, str, str | None]
) -> None:
    path, versions, code, said, expected = row
    files = handed_over(tmp_path, *versions)
    found, out, err = call("merge-driver", *map(str, files), path)
    assert (found, out) == (code, "")
    assert err.startswith(said)
    assert bool(err) is bool(said)
    assert expected is None or files[1].read_bytes().decode() == expected


def handed_over(folder: Path, *versions: str) -> list[Path]:
    files = [folder / name for name in "OAB"]
    for file, text in zip(files, versions, strict=True):
        file.write_bytes(text.encode())
    return files


def test_right_alone_and_wrong_together_is_never_let_through(
    branches: Branches, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(branches.repo.path)
    base = "kind: action\nwording: summary\ntext: Act.\nref: p. 4\ntheme: calls\naddressed_to: [all]\n"
    ours, theirs = base.replace("addressed_to: [all]\n", ""), base.replace("summary", "verbatim")
    files = handed_over(tmp_path, base, ours, theirs)
    code, _, err = branches.call("merge-driver", *map(str, files), f"register/{ONE}")
    assert code == 1
    assert err.startswith("hmi: peel-2022/1: each side is right by itself, but not both together: ")
    assert files[1].read_text() == ours.replace("summary", "verbatim")
