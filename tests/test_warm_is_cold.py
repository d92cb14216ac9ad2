"""Whatever happens to a register, an answer from the index is the one that reading every file gives.

`HMI_OPERATIONS` is how many operations are tried (200 by default), `HMI_SEED` what they are drawn from.
"""

from __future__ import annotations

import os
import random
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest

from hmicfrs_cli.storage import warm
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Call, GitRepo

OPERATIONS = int(os.environ.get("HMI_OPERATIONS", "200"))
SEED = int(os.environ.get("HMI_SEED", "2022"))
BASE = ROOT / "tests" / "examples" / "good" / "base"
ENTRY = "- on: {on}\n  rag: {colour}\n  why: {why}\n  by: Somebody\n  {more}\n"
MORE = (
    *("note: One.", "status: in-progress", "target: 2026-12-31", "target: 2024-05", "owner: A. Person"),
    *("private: true", "status: considered-complete\n  evidence: [Seen]", "inspectorate: closed"),
    *("risk: {likelihood: 2, impact: 3}", "when: 2025-01-01", "acceptance: accepted", "portfolio: crime"),
    *("action: one\n  text: Do it\n  target: 2026-01-31", "wrong: field", "inspectorate: open"),
)
FACTS = (
    *("private: true\n", "made: 2025-03\n", "delivery: other-body\n", "formerly: [older/1]\n", "theme: A\n"),
    *("deadline: {text: By May 2024, basis: date, date: 2024-05}\n", "marking: official-sensitive\n"),
    "deadline: {text: Within six months, basis: publication, within: P6M}\n",
)
CORRECTIONS = (
    "- on: 2026-03-01\n  source: A letter\n  corrects: {field: text}\n  to: Said otherwise\n",
    "- on: 2026-03-02\n  authority: {kind: letter, ref: A}\n  amends: {field: kind}\n  to: other\n",
)
ODD = (
    *("findings/loose.yaml", "findings/fraud-2026/notes.txt", "findings/bad name/1.yaml", "notes.md"),
    *("inspections/.a.swp", "findings/fraud-2026/deep/1.yaml", "committees/x.yaml~", "findings/.gitkeep"),
)
ATTRIBUTES = (
    *("*.yaml text eol=lf\n", "*.yaml -text merge=hmi\n"),
    "1.yaml working-tree-encoding=UTF-16LE\n",
)
RECORDS = (
    *("fraud-2026", "fraud-2026/1", "fraud-2026/2", "fraud-2026/coc-1", "FRAUD-2026/COC-1", "jac", "JAC"),
    *("older/1", "fraud-2026/a", "fraud-2026/07", "7", "fraud-2026/99", "no such", "fraud-2025", "7/1"),
)
SIGHTS = (
    ("list", "--json"),
    ("list", "--rag", "red", "--rag", "none", "--json"),
    ("list", "--overdue", "--open"),
    ("list", "--unpublished", "--kind", "recommendation", "--status", "none"),
    ("list", "inspections", "--json"),
    ("due", "--json"),
    ("check", "--json"),
    ("check",),
    ("--json",),
    (),
    ("show", "{record}"),
    ("show", "{record}", "--json", "--as-of", "2025-06-30"),
    ("report", "--format", "md", "--output", "{out}", "--force"),
)


class World:
    """A register in a repository, and what can happen to it."""

    def __init__(self, repo: GitRepo, call: Call, chance: random.Random) -> None:
        self.repo, self.call, self.chance = repo, call, chance
        self.root = repo.path / "register"
        self.days = 0

    def file(self, folder: str = "findings") -> Path | None:
        files = sorted(path for path in (self.root / folder).rglob("*.yaml") if path.is_file())
        return self.chance.choice(files) if files else None

    def git(self, *args: str) -> None:
        with suppress(AssertionError):  # what git refuses now has not happened
            self.repo.git(*args)

    def edit_by_hmi(self) -> None:
        if path := self.file():
            id_ = path.relative_to(self.root / "findings").with_suffix("").as_posix()
            self.call("rag", "set", id_, self.chance.choice(["red", "amber", "green"]), "--why", "Because.")

    def add_entry(self) -> None:
        if path := self.file():
            on = self.chance.choice(["2024-04", "2025-06-01", "2026-11-23", "2026-12-24"])
            colour = self.chance.choice(["red", "amber", "green", "white"])
            entry = ENTRY.format(on=on, colour=colour, why="So.", more=self.chance.choice(MORE))
            self.append(path, entry)

    def append(self, path: Path, entry: str) -> None:
        text = path.read_text(encoding="utf-8", errors="replace")
        path.write_text(text + ("" if "\nlog:" in text else "log:\n") + entry, encoding="utf-8", newline="")

    def add_correction(self) -> None:
        if path := self.file():
            self.append(path, self.chance.choice(CORRECTIONS))

    def add_fact(self) -> None:
        if path := self.file(self.chance.choice(["findings", "findings", "inspections"])):
            text = path.read_text(encoding="utf-8", errors="replace")
            path.write_text(self.chance.choice(FACTS) + text, encoding="utf-8", newline="")

    def same_size(self, *, forged: bool = False) -> None:
        if path := self.file():
            about, raw = path.stat(), path.read_bytes()
            old, new = self.chance.choice([(b"amber", b"green"), (b"green", b"amber"), (b"So.", b"No.")])
            with path.open("r+b") as file:
                file.write(raw.replace(old, new))
            if forged:
                os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))

    def same_size_forged(self) -> None:
        self.same_size(forged=True)

    def replaced_and_forged(self) -> None:
        if path := self.file():
            about, other = path.stat(), path.with_name(".hmi-other")
            other.write_bytes(path.read_bytes().replace(b"red", b"tan"))
            os.utime(other, ns=(about.st_atime_ns, about.st_mtime_ns))
            other.replace(path)

    def old_time(self) -> None:
        if path := self.file():
            os.utime(path, (1_000_000_000, self.chance.choice([1_000_000_000, 1_900_000_000])))

    def forged_twice(self) -> None:
        """Change a file with an old time, record it, and change it again within the second."""
        self.old_time()
        self.git("add", "--all")
        for _ in range(4):
            self.same_size_forged()

    def touch(self) -> None:
        if path := self.file():
            path.touch()

    def rename(self) -> None:
        if path := self.file(self.chance.choice(["findings", "inspections"])):
            path.rename(path.with_name(f"{self.chance.choice(['7', '07', 'a', 'A', '7.1'])}.yaml"))

    def delete(self) -> None:
        if path := self.file(self.chance.choice(["findings", "findings", "inspections", "committees"])):
            path.unlink()

    def copy(self) -> None:
        if path := self.file():
            shutil.copy2(path, path.with_name(f"{self.chance.randrange(30)}.yaml"))

    def copy_committed(self) -> None:
        """Give another name the bytes that the commit has, whatever the file has now."""
        if path := self.file():
            name = path.relative_to(self.repo.path).as_posix()
            with suppress(AssertionError):
                text = self.repo.git("show", f"HEAD:{name}")
                path.with_name(f"{self.chance.randrange(30)}.yaml").write_text(
                    text, encoding="utf-8", newline=""
                )

    def rename_in_other_letters(self) -> None:
        """Stage a name in capital letters or none, and at times take it back on disk alone."""
        if path := self.file(self.chance.choice(["findings", "inspections"])):
            other = path.with_name(f"{path.stem.swapcase()}.yaml")
            self.git("mv", str(path), str(other))
            if self.chance.random() < 0.5 and other.exists():
                other.rename(path)

    def broken(self) -> None:
        if path := self.file(self.chance.choice(["findings", "inspections", "."])):
            path.write_bytes(self.chance.choice([b"", b"a: [", b"\xff", b"<<<<<<< A\n", b"kind: no\n"]))

    def odd(self) -> None:
        name = self.chance.choice(ODD)
        path = self.root / name
        if path.exists():
            path.unlink()
        else:
            self.repo.write(f"register/{name}", "kind: recommendation\n")

    def pipe(self) -> None:
        if path := self.file(self.chance.choice(["findings", "inspections"])):
            path = self.chance.choice([path, path.with_name("pipe.yaml"), path.with_name("pipe")])
            path.unlink(missing_ok=True)
            os.mkfifo(path)

    def folder(self) -> None:
        path = self.root / self.chance.choice(["findings", "findings", "findings/fraud-2026", "inspections"])
        path /= self.chance.choice(["empty", "bad name", "FRAUD-2026", "con", "no.yaml"])
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.mkdir(parents=True)

    def link(self) -> None:
        if path := self.file():
            raw = path.read_bytes()
            target = self.root / self.chance.choice(["findings/.hmi-kept", "../outside"])
            target.write_bytes(raw)
            path.unlink()
            path.symlink_to(target)

    def settings(self) -> None:
        path = self.root / "register.yaml"
        text = path.read_text(encoding="utf-8", errors="replace")
        old, new = self.chance.choice([("delivery", "risk"), ("risk", "delivery")])
        path.write_text(text.replace(f"basis: {old}", f"basis: {new}"), encoding="utf-8", newline="")

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "x")

    def stage(self) -> None:
        self.git("add", "--all")

    def checkout(self) -> None:
        self.git(*self.chance.choice([("checkout", "-q", "HEAD~1"), ("checkout", "-q", "main"), ("stash",)]))

    def reset(self) -> None:
        """Begin again from where a user began, with nothing set and nothing overlooked."""
        self.git("sparse-checkout", "disable")
        for name in ("trustctime", "checkStat", "autocrlf", "ignoreStat", "untrackedCache", "ignorecase"):
            self.git("config", "--unset-all", f"core.{name}")
        listed = self.repo.git("ls-files", "-z").split("\0")
        for mark in ("--no-skip-worktree", "--no-assume-unchanged"):
            self.git("update-index", mark, "--", *filter(None, listed))
        (self.repo.path / ".git" / "info" / "exclude").write_text("")
        for end in ("merge", "rebase"):
            self.git(end, "--abort")
        shutil.rmtree(self.root, ignore_errors=True)  # git leaves alone what it does not see
        self.git("reset", "--quiet", "--hard", self.chance.choice(["start", "HEAD"]))
        self.git("checkout", "--quiet", "-B", "main", self.chance.choice(["start", "start", "HEAD"]))
        self.git("clean", "-fdxq")

    def restore(self) -> None:
        self.git("checkout", "--", "register")

    def merge(self) -> None:
        self.git("checkout", "--quiet", "-B", "other", "start")
        self.same_size()
        self.commit()
        self.git("checkout", "--quiet", "main")
        self.git("merge", "--quiet", "other")

    def end_merge(self) -> None:
        self.git("merge", "--abort")

    def rebase(self) -> None:
        self.git("rebase", "--quiet", "other")

    def ignore(self) -> None:
        path = self.repo.path / self.chance.choice([".gitignore", ".git/info/exclude"])
        path.write_text(self.chance.choice(["", "7.yaml\n", "register/\n", "*.yaml\n", "findings\n"]))

    def overlook(self) -> None:
        if path := self.file():
            mark = self.chance.choice(["--skip-worktree", "--assume-unchanged"])
            self.git("update-index", mark, str(path))
            self.same_size()
            if self.chance.random() < 0.8:
                self.git("update-index", mark.replace("--", "--no-"), str(path))

    def sparse(self) -> None:
        self.git("sparse-checkout", *self.chance.choice([("set", "register/inspections"), ("disable",)]))

    def attributes(self) -> None:
        path = self.repo.path / self.chance.choice([".gitattributes", "register/.gitattributes"])
        if path.exists():
            path.unlink()
        else:
            said = [
                "*.yaml text eol=lf\n",
                "*.yaml -text merge=hmi\n",
                "1.yaml working-tree-encoding=UTF-16LE\n",
            ]
            path.write_text(self.chance.choice(said))
            if self.chance.random() < 0.3:
                self.git("add", str(path))
                path.unlink()

    def line_ends(self) -> None:
        if path := self.file():
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    def configured(self) -> None:
        name, values = self.chance.choice(
            [
                ("core.trustctime", "false true"),
                ("core.checkStat", "minimal default"),
                ("core.autocrlf", "input false true"),
                ("status.showUntrackedFiles", "no all"),
                ("core.ignoreStat", "true false"),
                ("core.untrackedCache", "true false"),
                ("core.ignorecase", "true false"),
            ]
        )
        self.git("config", name, self.chance.choice(values.split()))

    def index_lost(self) -> None:
        shutil.rmtree(self.repo.path / ".git" / "hmi", ignore_errors=True)

    def index_damaged(self) -> None:
        for path in sorted((self.repo.path / ".git").glob("hmi/*")):
            raw = bytearray(path.read_bytes())
            if raw:
                at = self.chance.randrange(len(raw))
                size = self.chance.choice([0, 16, 4096, len(raw)])
                raw[at : at + size] = bytes(len(raw[at : at + size])) if self.chance.random() < 0.5 else b""
                path.write_bytes(raw)

    def day(self) -> None:
        os.environ["HMI_TODAY"] = self.chance.choice(["2026-11-23", "2026-12-25", "2025-01-01", "2026-11-24"])


WORLD = [name for name in vars(World) if name[0] != "_" and name not in {"file", "git", "append"}]
OFTEN = ["edit_by_hmi", "add_entry", "same_size", "same_size_forged", "commit", "reset", "reset", "restore"]


@pytest.fixture
def world(git_repo: GitRepo, call: Call, monkeypatch: pytest.MonkeyPatch) -> World:
    shutil.copytree(BASE, git_repo.path / "register")
    git_repo.commit("The register")
    git_repo.git("tag", "start")
    monkeypatch.chdir(git_repo.path)
    monkeypatch.setenv("HMI_TODAY", os.environ["HMI_TODAY"])
    return World(git_repo, call, random.Random(SEED))  # noqa: S311 - the same tests each time is the point


def seen(call: Call, sight: tuple[str, ...], record: str, out: Path) -> tuple[object, ...]:
    """Return what a command says, and the papers that it writes."""
    answer = call(*(part.format(out=out, record=record) for part in sight))
    papers = sorted(path.read_bytes() for path in out.glob("*.md"))
    shutil.rmtree(out, ignore_errors=True)
    return (*answer, *papers)


def test_warm_is_cold(world: World, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    answers: list[bool] = []
    ask = warm.ask

    def counted(*asked: Any, **more: Any) -> warm.Warm | None:  # noqa: ANN401 - passed on
        found = ask(*asked, **more)
        answers.append(found is not None)
        return found

    monkeypatch.setattr(warm, "ask", counted)
    for _ in range(OPERATIONS):
        done.append(world.chance.choice(WORLD + OFTEN * 2))
        with suppress(OSError):  # what links and folders in a file's place do not let happen
            getattr(world, done[-1])()
        record = world.chance.choice(RECORDS)
        seldom = SIGHTS[-1] if world.chance.random() < 0.02 else world.chance.choice(SIGHTS[2:-1])
        for sight in [SIGHTS[0], SIGHTS[1], seldom]:
            monkeypatch.delenv("HMI_NO_INDEX", raising=False)
            quick = seen(call, sight, record, tmp_path / "papers")
            monkeypatch.setenv("HMI_NO_INDEX", "1")
            cold = seen(call, sight, record, tmp_path / "papers")
            assert quick == cold, (sight, record, done[-12:])
        monkeypatch.delenv("HMI_NO_INDEX")
    # What is compared must have come from the index often enough.
    assert sum(answers) > len(answers) / 4
