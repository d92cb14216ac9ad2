"""Two branches of one register in real git: merged by the driver that git calls, or by `hmi resolve`."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.desk import FILES
from tests.conftest import Call, GitRepo

ONE = "findings/peel-2022/1.yaml"
PEEL = "inspections/peel-2022.yaml"
JAC = "committees/jac.yaml"
BASE = FILES[ONE]


@dataclass(frozen=True)
class Branches:
    """A register on two branches, of which `main` is ours and `other` theirs."""

    repo: GitRepo
    call: Call

    @property
    def root(self) -> Path:
        return self.repo.path / "register"

    def write(self, files: dict[str, str]) -> None:
        for name, text in files.items():
            self.repo.write(f"register/{name}", text)

    def part(self, ours: dict[str, str], theirs: dict[str, str]) -> None:
        """Commit what each side makes of the register."""
        self.repo.git("switch", "--quiet", "--create", "other")
        self.write(theirs)
        self.repo.commit("Theirs")
        self.repo.git("switch", "--quiet", "main")
        self.write(ours)
        self.repo.commit("Ours")

    def by_driver(self) -> None:
        command = f"{sys.executable} -m hmicfrs_cli merge-driver %O %A %B %P"
        self.repo.git("config", "merge.hmi.driver", command)
        self.repo.write(".gitattributes", "*.yaml merge=hmi\n")
        self.repo.commit("Merge by meaning")

    def merge(self, *options: str) -> tuple[bool, str]:
        """Merge theirs into ours; say whether git is content, and what was said."""
        done = subprocess.run(
            ["git", "merge", "--no-edit", *options, "other"],
            cwd=self.repo.path,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return done.returncode == 0, done.stdout + done.stderr

    def resolve(self, *args: str) -> tuple[int, str]:
        code, out, err = self.call("resolve", *args, "--register", str(self.root))
        return code, out + err

    def read(self, path: str) -> str:
        return (self.root / path).read_bytes().decode()

    def unmerged(self) -> str:
        return self.repo.git("diff", "--name-only", "--diff-filter=U")


@pytest.fixture
def branches(git_repo: GitRepo, call: Call) -> Branches:
    found = Branches(git_repo, call)
    found.write(FILES)
    git_repo.write("register/.gitignore", ".hmi-*\n")
    git_repo.commit("The register")
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


def entry(on: str, said: str) -> str:
    return f"- on: {on}\n  {said}\n"


AMBER = entry("2023-06-14", "rag: amber   # as the board heard")
NOTE = entry("2023-06-12", "note: 'Two of five'")


@BOTH
def test_what_both_add_follows_in_the_order_of_days(branches: Branches, merger: Merger) -> None:
    branches.part({ONE: BASE + AMBER}, {ONE: BASE + NOTE})
    code, said = merger(branches)
    assert code == 0, said
    assert branches.read(ONE) == BASE + NOTE + AMBER
