"""The index: whatever is amiss with it, with git or with the disk, the answer is that of the files."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from hmicfrs_cli.domain.fold import Lens
from hmicfrs_cli.domain.lines import Line, line_of
from hmicfrs_cli.domain.register import View
from hmicfrs_cli.storage import folders, freshness, git, index, mark, overlay, parsed, tree, warm
from hmicfrs_cli.storage.kept import PLAINLY, Now, Wanted, blob_id, code
from hmicfrs_cli.storage.load import load
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hmicfrs_cli.storage.kept import Row
    from tests.conftest import GitRepo

BASE = ROOT / "tests" / "examples" / "good" / "base"
TODAY = date(2026, 11, 23)
FINDING = "findings/fraud-2026/1.yaml"


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
    return found


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
    """Return a list that collects which files are parsed from now on."""
    paths: list[str] = []
    kept = parsed.kept

    def noted(path: str, raw: bytes) -> Row | int:
        paths.append(path)
        return kept(path, raw)

    monkeypatch.setattr(parsed, "kept", noted)
    return paths


def test_what_was_read_once_is_not_read_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = read_again(monkeypatch)
    assert asked(root) is not None
    assert sorted(paths) == sorted(one for one in tree.record_files(root) if isinstance(one, str))
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
    assert paths == [FINDING]
    (root / FINDING).write_text(before)
    assert asked(root) is not None
    assert paths == [FINDING]


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
    assert paths == [FINDING]


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
    with pytest.raises(ValueError, match="fraud-2026/1"):
        parsed.unread_problems(root, [FINDING])
    now = Now({tree.SETTINGS: b"", FINDING: b""}, {}, [], TODAY, 40)
    with pytest.raises(ValueError, match="yaml"):
        parsed.judged(root, now, [FINDING], PLAINLY)
    broken = b"format: ["
    (root / "register.yaml").write_bytes(broken)
    raw = (root / FINDING).read_bytes()
    now = Now({tree.SETTINGS: blob_id(broken, 40), FINDING: blob_id(raw, 40)}, {}, [], TODAY, 40)
    with pytest.raises(ValueError, match=r"register\.yaml"):
        parsed.judged(root, now, [FINDING], PLAINLY)
    assert parsed.folded(root, ["fraud-2026/1"], late) is None


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

    def other(root: Path, kept: index.Index, *rest: Any) -> bool:  # noqa: ANN401 - passed on
        new = renewed(root, kept, *rest)
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
