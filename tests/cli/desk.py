"""A small register in a real repository, and what a liaison officer does at it."""

import os
import pty
import select
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import GitRepo, Hmi

FILES = {
    "register.yaml": """\
format: 1
force: essex
names: {force: Essex Police}
coverage: {complete_from: 2022-01-01}
rag:
- from: 2020-01-01
  basis: delivery
  key: {red: will not be done, amber: under way, green: done}
- from: 2025-01-01
  basis: risk
risk_matrix:
- from: 2020-01-01
  likelihood: 4
  impact: 4
  bands:
  - {to: 4, label: low, rag: green}
  - {to: 8, label: medium, rag: amber}
  - {to: 16, label: high, rag: red}
portfolios:
- {id: crime, name: Crime and Justice}
boards:
- {id: gold, name: Gold Group}
""",
    "committees/jac.yaml": """\
name: Joint Audit Committee
short: JAC
meetings:
- on: 2022-06-27
  since: 2022-03-31
""",
    "inspections/peel-2022.yaml": """\
title: PEEL 2021/22   # the cycle, not a date
kind: peel
lead: hmicfrs
log:
- on: 2022-05-12
  event: published
""",
    "findings/peel-2022/coc-1.yaml": """\
kind: cause-of-concern
text: The force does not find the risk.
log: []
""",
    "findings/peel-2022/1.yaml": """\
kind: recommendation
number: "1"
text: By 31 March 2023, the force should record every call.
addressed_to: [chief constables]
deadline: {text: By 31 March 2023, basis: date, date: 2023-03-31}
under: peel-2022/coc-1
log:
# allocated at the weekly meeting
- on: 2022-06-01
  by: 'Liaison Officer'
  owner:   Head of Contact
  target: 2022-12-31
""",
    "findings/peel-2022/2.yaml": """\
kind: area-for-improvement
text: The force should tell victims what happens next.
log:
- on: 2022-06-01
  owner: Head of Crime
- on: 2022-09-01
  inspectorate: closed
  authority: {kind: letter, ref: HMI/22/9}
""",
}


@dataclass(frozen=True)
class Desk:
    """A register in a repository of its own, in which everything is committed."""

    repo: GitRepo
    hmi: Hmi

    @property
    def root(self) -> Path:
        """The register's folder."""
        return self.repo.path / "register"

    def run(self, *args: str, today: str = "2023-06-14", **env: str) -> tuple[int, str, str]:
        """Return what a process of its own answers: exit code, standard output, standard error."""
        done = self.hmi(*args, cwd=self.repo.path, env={"HMI_TODAY": today, **env})
        return done.returncode, done.stdout, done.stderr

    def read(self, path: str) -> str:
        return (self.root / path).read_bytes().decode()

    def added(self, path: str) -> str:
        """Return the lines that git says were added to a file; nothing else may have changed anywhere."""
        numbers = [line.split("\t") for line in self.repo.git("diff", "--numstat").splitlines()]
        assert [(gone, name) for _, gone, name in numbers] == [("0", f"register/{path}")]
        lines = self.repo.git("diff", "--unified=0").splitlines(keepends=True)
        return "".join(line[1:] for line in lines if line[0] == "+" and not line.startswith("+++"))

    def untouched(self) -> bool:
        """Say whether nothing was written, nor left lying about."""
        return not self.repo.git("status", "--porcelain")


def new_desk(repo: GitRepo, hmi: Hmi) -> Desk:
    for name, text in FILES.items():
        repo.write(f"register/{name}", text)
    repo.write("register/.gitignore", ".hmi-*\n")
    repo.commit("The register")
    return Desk(repo, hmi)


def talk(args: Sequence[str], folder: Path, answers: Sequence[tuple[str, str]]) -> tuple[int, str]:
    """Run hmi on a real terminal, answer each question once it is seen; return exit code and screen."""
    child, screen = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.execv(sys.executable, [sys.executable, "-m", "hmicfrs_cli", *args])  # noqa: S606 - hmi itself
    seen, asked = "", 0
    waiting = list(answers)
    while chunk := _chunk(screen):
        seen += chunk
        if waiting and waiting[0][0] in seen[asked:]:
            os.write(screen, f"{waiting.pop(0)[1]}\n".encode())
            asked = len(seen)
    os.close(screen)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert not waiting, f"not asked: {waiting[0][0]}\n{seen}"
    return code, seen.replace("\r\n", "\n")


def _chunk(screen: int) -> str:
    """Return what the screen shows next; nothing once the process is gone."""
    ready, _, _ = select.select([screen], [], [], 60)
    assert ready, "hmi waits for an answer that the test does not have"
    try:
        return os.read(screen, 4096).decode()
    except OSError:
        return ""
