"""The index: whatever is amiss with it, with git or with the disk, the answer is that of the files."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from hmicfrs_cli.domain.fold import Lens
from hmicfrs_cli.domain.lines import Line, line_of
from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.domain.register import View
from hmicfrs_cli.domain.rules import check
from hmicfrs_cli.storage import (
    attributes,
    folders,
    freshness,
    git,
    index,
    judging,
    listed,
    mark,
    overlay,
    parsed,
    tree,
    warm,
)
from hmicfrs_cli.storage import load as load_module
from hmicfrs_cli.storage.kept import PLAINLY, Judging, Near, Now, UncertainError, Wanted, blob_id, code
from hmicfrs_cli.storage.load import load
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hmicfrs_cli.domain.reading import AnyRecord
    from tests.conftest import GitRepo

BASE = ROOT / "tests" / "examples" / "good" / "base"
TODAY = date(2026, 11, 23)
FINDING = "findings/fraud-2026/1.yaml"
INSPECTION = "inspections/fraud-2026.yaml"


@pytest.fixture
def root(git_repo: GitRepo) -> Path:
    shutil.copytree(BASE, git_repo.path / "register")
    git_repo.commit("The register")
    return git_repo.path / "register"


def cold(root: Path, day: date = TODAY) -> list[Line]:
    register = load(root).register
    assert register is not None
    return [line_of(state) for state in View(register, Lens(day, day)).findings.values()]


def asked(root: Path, day: date = TODAY) -> warm.Warm | None:
    """Return the index's answer, which must be that of the files where there is one."""
    found = warm.ask(root, day, Wanted(), judge=True)
    assert found is None or found.lines == cold(root, day)
    assert found is None or in_order(found.problems) == in_order(wrong(root, day))
    return found


def wrong(root: Path, day: date) -> list[Problem]:
    """Return what is wrong with the files, all of which are held at once."""
    loaded = load(root)
    assert loaded.register is not None
    return [*loaded.problems, *check(loaded.register, day, loaded.unread)]


def in_order(problems: list[Problem]) -> list[Problem]:
    placed = [replace(one, line=0, column=0) for one in problems]
    return sorted(placed, key=lambda one: (one.path, one.code, str(one.loc)))


def file_of(root: Path) -> Path:
    (found,) = (root.parent / ".git" / "hmi").glob("*.sqlite")
    return found


def changed(root: Path, statement: str) -> None:
    """Change what is kept, and take it as left so by hmi."""
    with sqlite3.connect(file_of(root)) as db:
        db.execute(statement)
    db.close()
    mark.leave(file_of(root))


def read_again(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that collects which records are parsed from now on, besides the settings."""
    paths: list[str] = []
    record_of = load_module.record_of

    def noted(path: str, raw: bytes) -> AnyRecord | list[Problem]:
        paths.extend([path] if path != tree.SETTINGS else [])
        return record_of(path, raw)

    for module in (parsed, judging):
        monkeypatch.setattr(module, "record_of", noted)
    return paths


def test_what_was_read_once_is_not_read_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = read_again(monkeypatch)
    assert asked(root) is not None
    every = [one for one in tree.record_files(root) if isinstance(one, str) and one != tree.SETTINGS]
    assert sorted(paths) == sorted(every)
    paths.clear()
    assert asked(root) is not None
    assert paths == []


def test_an_edit_reads_one_file_and_an_undone_one_none(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(root)
    paths = read_again(monkeypatch)
    before = (root / FINDING).read_text()
    (root / FINDING).write_text(before + "# a comment\n")
    assert asked(root) is not None
    assert asked(root) is not None
    assert {*paths} == {FINDING}
    (root / FINDING).write_text(before)
    assert asked(root) is not None
    assert {*paths} == {FINDING}


def test_another_commit_reads_only_what_it_changed(
    root: Path, git_repo: GitRepo, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(root)
    paths = read_again(monkeypatch)
    (root / FINDING).write_text((root / FINDING).read_text() + "# a comment\n")
    git_repo.commit("A comment")
    assert asked(root) is not None
    git_repo.git("checkout", "--quiet", "HEAD~1")
    assert asked(root) is not None
    assert {*paths} == {FINDING}


def forged(root: Path, raw: bytes) -> None:
    """Replace a file's bytes by as many others and set its time back."""
    about = (root / FINDING).stat()
    with (root / FINDING).open("r+b") as file:
        file.write(raw)
    os.utime(root / FINDING, ns=(about.st_atime_ns, about.st_mtime_ns))


@pytest.mark.parametrize("settings", [[], ["core.trustctime=false", "core.checkStat=minimal"]])
def test_the_same_size_with_the_old_time_is_noticed(
    root: Path, git_repo: GitRepo, settings: list[str]
) -> None:
    for setting in settings:
        git_repo.git("config", *setting.split("="))
    os.utime(root / FINDING, (1_000_000_000, 1_000_000_000))
    git_repo.git("update-index", "--refresh")
    raw = (root / FINDING).read_bytes()
    assert b"kind: recommendation" in raw
    # Within the second in which git noted the file, when git itself does not see it.
    for _ in range(3):
        assert asked(root) is not None
        raw = raw[::-1].replace(b":", b"!", 1)[::-1] if b":" in raw else raw
        forged(root, raw)
        found = warm.ask(root, TODAY, Wanted())
        assert found is None or found.unread == load(root).unread


def copied(root: Path, *names: str) -> list[object]:
    return [shutil.copy(root / FINDING, (root / FINDING).with_name(name)) for name in names]


def linked(root: Path) -> Path:
    kept = (root / FINDING).rename((root / FINDING).with_name(".#kept"))
    (root / FINDING).symlink_to(".#kept")
    return kept


def begun_anew(repo: GitRepo) -> None:
    shutil.rmtree(repo.path / ".git")
    repo.git("init", "--quiet")
    repo.git("add", "--all")


def without_folder(root: Path) -> None:
    shutil.rmtree(root / "findings")
    (root / "findings").write_text("")


SPOILED: dict[str, Callable[[GitRepo, Path], object]] = {
    "skip-worktree": lambda repo, root: repo.git("update-index", "--skip-worktree", str(root / FINDING)),
    "assume-unchanged": lambda repo, root: repo.git(
        "update-index", "--assume-unchanged", str(root / FINDING)
    ),
    "sparse": lambda repo, _: repo.git("sparse-checkout", "set", "register/inspections"),
    "attributes": lambda repo, _: repo.write(".gitattributes", "*.yaml text\n"),
    "own attributes": lambda repo, _: repo.write(".git/info/attributes", "*.yaml text\n"),
    "attributes that git's index alone has": lambda repo, root: [
        repo.write("register/.gitattributes", "1.yaml working-tree-encoding=UTF-16LE\n"),
        repo.git("add", "register/.gitattributes"),
        (root / ".gitattributes").rename(repo.path / "kept"),
    ],
    "a link to attributes": lambda _, root: (root / ".gitattributes").symlink_to(root / FINDING),
    "a folder of attributes": lambda _, root: (root / ".gitattributes").mkdir(),
    "autocrlf": lambda repo, root: [
        repo.git("config", "core.autocrlf", "input"),
        copied(root, "9.yaml"),
        repo.commit("One more"),
    ],
    "global attributes": lambda repo, root: [
        repo.git("config", "core.attributesFile", "/dev/null"),
        copied(root, "9.yaml"),
        repo.commit("One more"),
    ],
    "link": lambda _, root: linked(root),
    "committed link": lambda repo, root: [linked(root), repo.commit("A link")],
    "stray": lambda repo, _: repo.write("register/findings/stray.txt", "Not a record.\n"),
    "committed stray": lambda repo, _: [
        repo.write("register/findings/stray.txt", "Not a record.\n"),
        repo.commit("A stray"),
    ],
    "empty folder": lambda _, root: (root / "findings" / "no id").mkdir(),
    "folder of the same name": lambda _, root: (root / "findings" / "FRAUD-2026").mkdir(),
    "same name": lambda _, root: copied(root, "X.yaml", "x.yaml"),
    "same name as one committed": lambda repo, root: [
        copied(root, "X.yaml"),
        repo.commit("X"),
        copied(root, "x.yaml"),
    ],
    "two of a name committed": lambda repo, root: [copied(root, "X.yaml", "x.yaml"), repo.commit("Both")],
    "no settings": lambda _, root: (root / "register.yaml").unlink(),
    "broken settings": lambda _, root: (root / "register.yaml").write_text("format: ["),
    "no commit": lambda repo, _: begun_anew(repo),
    "no repository": lambda repo, _: shutil.rmtree(repo.path / ".git"),
    "no git index": lambda repo, _: (repo.path / ".git" / "index").unlink(),
    "findings no folder": lambda _, root: without_folder(root),
}
"""States in which git's view is blind, or in which there is more than records to see."""


@pytest.mark.parametrize("name", SPOILED)
def test_where_git_is_blind_the_files_are_read(root: Path, git_repo: GitRepo, name: str) -> None:
    assert warm.ask(root, TODAY, Wanted()) is not None
    SPOILED[name](git_repo, root)
    assert warm.ask(root, TODAY, Wanted()) is None
    assert warm.ask(root, TODAY, None, judge=True) is None


@pytest.mark.parametrize("name", ["findings/.gitkeep", "findings/fraud-2026/1.yaml~", "committees/.a.swp"])
def test_leftovers_are_passed_over_as_ever(root: Path, git_repo: GitRepo, name: str) -> None:
    git_repo.write(f"register/{name}", "left\n")
    assert asked(root) is not None
    git_repo.commit("Kept")
    assert asked(root) is not None


def test_a_register_without_findings_is_answered(root: Path, git_repo: GitRepo) -> None:
    shutil.rmtree(root / "findings")
    shutil.rmtree(root / "committees")
    git_repo.commit("None")
    found = asked(root)
    assert found is not None
    assert found.lines == []


def test_ignored_and_untracked_files_are_seen(root: Path, git_repo: GitRepo) -> None:
    git_repo.write(".gitignore", "8.yaml\n")
    git_repo.git("config", "status.showUntrackedFiles", "no")
    for name in ("8.yaml", "9.yaml"):
        shutil.copy(root / FINDING, (root / FINDING).with_name(name))
    found = asked(root)
    assert found is not None
    assert {"fraud-2026/8", "fraud-2026/9"} <= {line.id for line in found.lines}


def test_days_before_the_last_entry_are_told_from_the_files(root: Path) -> None:
    assert asked(root) is not None
    for day in (date(2024, 1, 1), date(2025, 6, 30), date(2026, 9, 1), date(2027, 1, 1)):
        assert asked(root, day) is not None


def test_a_colour_that_the_matrix_gives_is_told_from_the_file(root: Path, git_repo: GitRepo) -> None:
    settings = (root / "register.yaml").read_text()
    (root / "register.yaml").write_text(settings.replace("basis: delivery", "basis: risk"))
    entry = "- on: 2026-01-01\n  risk: {likelihood: 5, impact: 5}\n"
    text = "kind: recommendation\ntext: Do it.\naddressed_to: [forces]\nlog:\n"
    (root / "findings" / "fraud-2026" / "9.yaml").write_text(text + entry)
    git_repo.commit("By risk")
    found = asked(root)
    assert found is not None
    assert {line.id: line.rag for line in found.lines}["fraud-2026/9"] == "red"


@pytest.mark.parametrize("bases", [("delivery", "risk"), ("risk", "delivery")])
def test_settings_that_are_not_committed_decide_whether_the_matrix_is_asked(
    root: Path, git_repo: GitRepo, bases: tuple[str, str]
) -> None:
    entry = "- on: 2026-01-01\n  risk: {likelihood: 5, impact: 5}\n"
    text = "kind: recommendation\ntext: Do it.\naddressed_to: [forces]\nlog:\n"
    (root / "findings" / "fraud-2026" / "9.yaml").write_text(text + entry)
    settings = (root / "register.yaml").read_text()
    committed, changed_to = (settings.replace("basis: delivery", f"basis: {basis}") for basis in bases)
    (root / "register.yaml").write_text(committed)
    git_repo.commit("Settings")
    red = {}
    for basis, said in zip(bases, (committed, changed_to), strict=True):
        (root / "register.yaml").write_text(said)
        found = warm.ask(root, TODAY, Wanted(rag={"red"}))
        assert found is not None
        red[basis] = [line.id for line in found.lines if line.rag == "red"]
    assert red == {"delivery": [], "risk": ["fraud-2026/9"]}


DAMAGED: dict[str, Callable[[Path], object]] = {
    "empty": lambda file: file.write_bytes(b""),
    "no database": lambda file: file.write_bytes(b"no database, and long enough to be one" * 99),
    "half": lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
    "gone": lambda file: file.unlink(),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_index_is_made_anew(root: Path, name: str) -> None:
    asked(root)
    DAMAGED[name](file_of(root))
    asked(root)
    assert asked(root) is not None


def test_what_hmi_did_not_write_is_not_believed(root: Path) -> None:
    """A database that decodes well and lies: a restored copy, or a page that a bad disk gave back."""
    asked(root)
    with sqlite3.connect(file_of(root)) as db:
        db.execute("UPDATE finding SET rag = 'white', text = 'Nothing of the kind.'")
        db.execute("DELETE FROM place WHERE kind = 'f'")
    db.close()
    assert asked(root) is not None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE finding SET kind = 'no such kind'",
        "UPDATE finding SET latest = NULL",
        "UPDATE finding SET target = 'no date'",
        "UPDATE finding SET actions = 'no JSON'",
        "UPDATE inspection SET published = 'no date'",
        "UPDATE verdict SET found = '[[1]]'",
        "UPDATE verdict SET found = '{'",
        "DROP TABLE finding",
        "DROP TABLE verdict",
        "ALTER TABLE place DROP COLUMN id",
        "UPDATE meta SET value = 'another version' WHERE name = 'code'",
        "DELETE FROM meta",
        "DELETE FROM plain",
    ],
)
def test_what_cannot_be_a_row_is_thrown_away(root: Path, statement: str) -> None:
    asked(root)
    changed(root, statement)
    asked(root)
    assert asked(root) is not None


def test_nothing_in_an_index_is_run(root: Path, tmp_path: Path) -> None:
    asked(root)
    hostile = f"__import__('os').mkdir({str(tmp_path / 'run')!r})"
    for table, column in (("finding", "actions"), ("finding", "kind"), ("verdict", "found")):
        said = hostile.replace("'", "''")
        changed(root, f"UPDATE {table} SET {column} = '{said}'")  # noqa: S608 - hostile on purpose
    asked(root)
    assert not (tmp_path / "run").exists()


def test_an_index_held_by_another_is_not_waited_for_long(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(root)
    (root / FINDING).write_text((root / FINDING).read_text() + "# a comment\n")
    monkeypatch.setattr(index, "_PATIENCE", 0.01)
    other = sqlite3.connect(file_of(root), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert asked(root) is None
    other.execute("ROLLBACK")
    other.close()
    assert asked(root) is not None


def test_a_full_disk_or_a_folder_that_takes_nothing_changes_no_answer(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    asked(root)
    (root / FINDING).write_text((root / FINDING).read_text() + "# a comment\n")
    with monkeypatch.context() as patch:
        patch.setattr(index.Index, "keep", full)
        assert asked(root) is None
    assert file_of(root).exists()
    shutil.rmtree(root.parent / ".git" / "hmi")
    (root.parent / ".git" / "hmi").write_text("no folder")
    assert asked(root) is None


def test_two_at_once_and_one_killed_as_it_writes(root: Path) -> None:
    """Many processes begin together on an index that is not there; half of them are killed on the way."""
    run = (
        "import sys; from datetime import date; from pathlib import Path;"
        "from hmicfrs_cli.storage import warm;"
        "from hmicfrs_cli.storage.kept import Wanted;"
        "warm.ask(Path(sys.argv[1]), date(2026, 11, 23), Wanted(), judge=True)"
    )
    for wait in (0.15, 0.25, 0.35):
        others = [subprocess.Popen([sys.executable, "-c", run, str(root)]) for _ in range(4)]
        for other in others[:2]:
            try:
                other.wait(timeout=wait)
            except subprocess.TimeoutExpired:
                other.send_signal(signal.SIGKILL)
        for other in others:
            other.wait(timeout=60)
        assert [other.returncode for other in others[2:]] == [0, 0]
        asked(root)
    assert asked(root) is not None


def test_a_file_that_changes_after_git_has_looked_is_read(
    root: Path, git_repo: GitRepo, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = freshness.Question.seen
    (root / FINDING).write_bytes((root / FINDING).read_bytes() + b"# of today\n")
    git_repo.commit("Today")

    def late(self: freshness.Question, where: freshness.Where) -> freshness.Seen | None:
        seen = said(self, where)
        (root / FINDING).write_text("kind: other\ntext: Said otherwise\n")
        return seen

    monkeypatch.setattr(freshness.Question, "seen", late)
    assert warm.ask(root, TODAY, Wanted()) is None


def test_what_changes_while_it_is_asked_is_no_answer(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look that found a file as it was and the one that reads it, anything can happen to it."""
    late = date(2024, 1, 1)
    assert asked(root, late) is not None
    with monkeypatch.context() as patch:
        patch.setattr(parsed, "folded", lambda *_: None)
        assert warm.ask(root, late, Wanted()) is None
    assert parsed.folded(root, ["fraud-2026/no-such"], late) is None
    with pytest.raises(UncertainError):
        parsed.unread_problems(root, [FINDING])
    nothing = Judging(TODAY, dict)
    now = Now({tree.SETTINGS: b"", FINDING: b""}, {}, [], TODAY, 40)
    with pytest.raises(UncertainError):
        judging.judged(root, now, [FINDING], nothing, PLAINLY)
    broken = b"format: ["
    (root / "register.yaml").write_bytes(broken)
    raw = (root / FINDING).read_bytes()
    now = Now({tree.SETTINGS: blob_id(broken, 40), FINDING: blob_id(raw, 40)}, {}, [], TODAY, 40)
    with pytest.raises(UncertainError):
        judging.judged(root, now, [FINDING], nothing, PLAINLY)
    assert parsed.folded(root, ["fraud-2026/1"], late) is None


def test_without_settings_that_can_be_read_there_is_no_first_answer(root: Path) -> None:
    (root / "register.yaml").write_text("format: [")
    assert asked(root) is None


def test_an_inspection_that_is_one_no_longer_is_no_answer(root: Path) -> None:
    raws = {path: (root / path).read_bytes() for path in (tree.SETTINGS, FINDING, INSPECTION)}
    raws[INSPECTION] = b"title: no more\n"
    (root / INSPECTION).write_bytes(raws[INSPECTION])
    now = Now({path: blob_id(raw, 40) for path, raw in raws.items()}, {}, [], TODAY, 40)
    unknown = Judging(TODAY, lambda: {"fraud-2026": None})
    with pytest.raises(UncertainError):
        judging.judged(root, now, [FINDING], unknown, PLAINLY)


def test_what_was_judged_by_other_settings_is_judged_again(root: Path) -> None:
    raws = {path: (root / path).read_bytes() for path in (tree.SETTINGS, FINDING)}
    now = Now({path: blob_id(raw, 40) for path, raw in raws.items()}, {}, [], TODAY, 40)
    wrong = Near([Problem(FINDING, "not-so", "", "")])
    found = [
        judging.judged(root, now, [FINDING], Judging(TODAY, dict, by, {FINDING: wrong}), PLAINLY)
        for by in (now.blobs[tree.SETTINGS], b"others")
    ]
    assert ["not-so" in {one.code for one in some} for some in found] == [True, False]


def test_what_git_says_otherwise_is_not_guessed() -> None:
    assert freshness._understood(b"# branch.oid abc\0X unknown\0", b"") is None  # noqa: SLF001
    assert freshness._understood(b"# branch.oid abc\0? elsewhere/1.yaml\0", b"register/") is None  # noqa: SLF001


def settled(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at a register when its folders have not changed for long."""
    with monkeypatch.context() as patch:
        patch.setattr(time, "time_ns", lambda: 2**62)
        assert asked(root) is not None


UNSEEN: dict[str, Callable[[Path], object]] = {"pipe": os.mkfifo, "empty folder": os.mkdir}


@pytest.mark.parametrize("kind", UNSEEN)
@pytest.mark.parametrize(
    "path", ["findings/fraud-2026/9.yaml", "inspections/a.yaml", "committees/b", FINDING]
)
def test_what_git_does_not_see_is_seen(
    root: Path, monkeypatch: pytest.MonkeyPatch, kind: str, path: str
) -> None:
    settled(root, monkeypatch)
    (root / path).unlink(missing_ok=True)
    UNSEEN[kind](root / path)
    assert asked(root) is None


def test_a_folder_that_is_as_it_was_is_not_looked_into(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settled(root, monkeypatch)
    assert folders.looked_into(root, {}) is not None
    kept = index.Index(file_of(root))
    noted = kept.folders()
    kept.leave()
    assert set(noted) == {"committees", "inspections", "findings/fraud-2026"}
    monkeypatch.setattr(folders, "_unseen", lambda _entry: True)
    assert folders.looked_into(root, {}) is None
    assert folders.looked_into(root, noted) == {}


def test_what_is_no_folder_of_findings_is_not_plain(root: Path) -> None:
    without_folder(root)
    assert not folders.are_plain(root, set())


def test_a_commit_laid_by_another_meanwhile_is_no_answer(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    renewed = overlay.renewed

    def other(root: Path, kept: index.Index, *rest: Any, **more: Any) -> bool:  # noqa: ANN401 - passed on
        new = renewed(root, kept, *rest, **more)
        kept.lay("another", [])
        return new

    monkeypatch.setattr(overlay, "renewed", other)
    assert warm.ask(root, TODAY, Wanted()) is None


def test_old_rows_are_dropped(root: Path, git_repo: GitRepo) -> None:
    asked(root)
    raw = (root / FINDING).read_bytes()
    row = parsed.kept(FINDING, raw)
    kept = index.Index(file_of(root))
    kept.keep(("f", bytes([n // 256, n % 256]), row) for n in range(10200))
    (root / FINDING).write_bytes(raw + b"# a comment\n")
    git_repo.commit("Another")
    assert asked(root) is not None
    with sqlite3.connect(file_of(root)) as db:
        (count,) = db.execute("SELECT count(*) FROM finding").fetchone()
    db.close()
    kept.leave()
    assert count < 100


def test_ids_of_blobs_are_those_of_git(root: Path, git_repo: GitRepo) -> None:
    raw = (root / FINDING).read_bytes()
    assert blob_id(raw, 40).hex() == git_repo.git("hash-object", str(root / FINDING)).strip()
    assert len(blob_id(raw, 64)) == 32


def test_a_repository_with_long_ids_is_answered(git_repo: GitRepo) -> None:
    shutil.rmtree(git_repo.path / ".git")
    git_repo.git("init", "--quiet", "--object-format=sha256")
    shutil.copytree(BASE, git_repo.path / "register")
    git_repo.commit("The register")
    assert asked(git_repo.path / "register") is not None


def test_a_worktree_has_an_index_of_its_own(root: Path, git_repo: GitRepo, tmp_path: Path) -> None:
    git_repo.git("worktree", "add", "--quiet", str(tmp_path / "other"), "-b", "other")
    assert asked(tmp_path / "other" / "register") is not None
    assert asked(root) is not None
    assert list((git_repo.path / ".git" / "worktrees" / "other" / "hmi").glob("*.sqlite"))


def test_another_version_is_another_code(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = code()
    (tmp_path / "pydantic-9.dist-info").mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    assert code() != before


def test_without_git_there_is_no_answer(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert warm.ask(root, TODAY, Wanted()) is None


def test_a_git_that_hangs_is_left(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git, "_PATIENCE", 0)
    asking = git.Asked(root, "cat-file", "--batch-all-objects", "--batch-check")
    assert asking.answer() is None
    assert asking.answer() is None


def test_an_index_with_other_columns_is_made_anew(root: Path) -> None:
    asked(root)
    for statement in (
        "ALTER TABLE inspection ADD COLUMN more",
        "UPDATE meta SET value = 'another version' WHERE name = 'code'",
    ):
        changed(root, statement)
    assert asked(root) is not None


def test_inspections_of_which_anything_can_be_due_are_told(root: Path, git_repo: GitRepo) -> None:
    """By what is committed, by what is laid over it, and by what is known only later."""

    def due(day: date) -> list[str]:
        found = warm.ask(root, day, Wanted())
        assert found is not None
        return found.due

    path = root / "inspections" / "fraud-2026.yaml"
    text = "title: Fraud\nkind: national-thematic\nlead: hmicfrs\n"
    published = "log:\n- {on: 2024-01-08, event: published}\n"
    path.write_text(text + published)
    for _ in ("laid over", "committed"):
        assert (due(date(2024, 1, 7)), due(date(2024, 1, 8))) == (["fraud-2026"], [])
        git_repo.commit("Published")
    path.write_text(f"{text}next_steps: [{{what: Write, due: 2024-03}}]\n{published}")
    for _ in ("laid over", "committed"):
        assert (due(date(2024, 3, 31)), due(date(2024, 4, 1))) == (["fraud-2026"], [])
        git_repo.commit("A step")


@pytest.mark.parametrize(
    "text",
    [
        "*.yaml -text merge=hmi\n",
        "# text\n\n  # filter=x\n*.png binary diff=image -linguist-detectable\n",
        "*.yaml\n* whitespace=tab-in-indent export-ignore !text",
    ],
)
def test_attributes_that_convert_nothing_are_no_obstacle(root: Path, git_repo: GitRepo, text: str) -> None:
    git_repo.write("register/.gitattributes", text)
    git_repo.write(".gitattributes", text)
    assert asked(root) is not None
    git_repo.commit("Attributes")
    (root / ".gitattributes").unlink()
    assert asked(root) is not None


@pytest.mark.parametrize(
    "text",
    [
        *("* text", "* text=auto", "* eol=lf", "* crlf", "*.yaml filter=x", "*.yaml ident", "* -text text"),
        *(
            "*.yaml working-tree-encoding=UTF-16",
            "[attr]merge text",
            "* merge=a\rtext",
            "* other",
            '"a b" -text',
        ),
    ],
)
def test_attributes_that_may_convert_are_told(tmp_path: Path, text: str) -> None:
    (tmp_path / ".gitattributes").write_bytes(text.encode())
    assert attributes.convert_in_files([tmp_path / "no-such", tmp_path / ".gitattributes"])


def test_what_cannot_be_told_of_attributes_may_convert(
    root: Path, git_repo: GitRepo, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not attributes.convert_in_index(root)
    for number in range(21):
        git_repo.write(f"{number}/.gitattributes", "")
    git_repo.git("add", "--all")
    assert attributes.convert_in_index(root)
    monkeypatch.setenv("PATH", "")
    assert attributes.convert_in_index(root)
    assert attributes.convert_in_files([root / "findings"])
    monkeypatch.setattr(type(root), "read_bytes", lambda _: (_ for _ in ()).throw(OSError))
    assert attributes.convert_in_files([root / FINDING])


def test_what_is_settled_by_a_copy_of_it_is_listed(root: Path, git_repo: GitRepo) -> None:
    """A record edited when its commit was first looked at, put back, and copied to another name."""
    path = root / FINDING
    raw = path.read_bytes()
    path.write_bytes(raw + b"# a comment\n")
    assert asked(root) is not None
    git_repo.git("checkout", "--", str(path))
    path.with_name("3.yaml").write_bytes(raw)
    found = asked(root)
    assert found is not None
    assert {"fraud-2026/1", "fraud-2026/3"} <= {line.id for line in found.lines}


def test_names_that_git_was_told_to_take_for_one_are_two(root: Path, git_repo: GitRepo) -> None:
    git_repo.git("config", "core.ignorecase", "true")
    assert asked(root) is not None
    path = (root / FINDING).with_name("coc-1.yaml")
    path.rename(path.with_name("COC-1.yaml"))
    asked(root)
    (root / FINDING).with_name("coc-1.yaml").write_bytes((root / FINDING).read_bytes())
    assert asked(root) is None


def test_a_name_staged_in_other_letters_is_counted_once(root: Path, git_repo: GitRepo) -> None:
    asked(root)
    path = (root / FINDING).with_name("coc-1.yaml")
    git_repo.git("mv", str(path), str(path.with_name("COC-1.yaml")))
    path.with_name("COC-1.yaml").rename(path)
    found = asked(root)
    assert found is not None
    assert found.files == sum(1 for _ in root.rglob("*.yaml"))


def test_an_index_made_anew_by_another_version_takes_nothing(root: Path) -> None:
    asked(root)
    kept = index.Index(file_of(root))
    kept.make("this version")
    other = index.Index(file_of(root))
    other.make("another version")
    with pytest.raises(UncertainError):
        kept.keep([("f", b"", 0)])
    with pytest.raises(UncertainError), kept.reading():
        pass
    other.keep([("f", b"", 0)])
    kept.leave()
    other.leave()


def test_a_file_that_is_saved_while_rules_are_asked_costs_no_index(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert asked(root) is not None
    before = file_of(root).stat().st_ino

    def other(*_: object) -> list[Problem]:
        raise UncertainError

    monkeypatch.setattr(judging, "judged", other)
    assert warm.ask(root, date(2026, 11, 24), None, judge=True) is None
    assert file_of(root).stat().st_ino == before


def test_inspections_of_another_commit_are_not_taken(root: Path) -> None:
    asked(root)
    kept = index.Index(file_of(root))
    with pytest.raises(UncertainError):
        listed.known_besides(kept, overlay.Over(), "2026-11-23", "another")
    kept.leave()
