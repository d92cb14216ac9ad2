"""Two branches of one register in a real repository, and git's merge of them."""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import Call, GitRepo


@dataclass(frozen=True)
class Branches:
    """A register on two branches, of which `main` is ours and `other` theirs."""

    repo: GitRepo
    call: Call

    @property
    def root(self) -> Path:
        """The register's folder."""
        return self.repo.path / "register"

    def write(self, files: Mapping[str, str | bytes | None]) -> None:
        """Write files of the register; None removes one."""
        for name, text in files.items():
            path = self.root / name
            if text is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode() if isinstance(text, str) else text)

    def begin(self, files: Mapping[str, str | bytes | None]) -> None:
        """Commit what both sides begin with; git changes no line ends."""
        self.repo.git("config", "core.autocrlf", "false")
        self.repo.git("config", "gc.auto", "0")
        self.write(files)
        self.repo.write("register/.gitignore", ".hmi-*\n")
        self.repo.commit("The register")

    def part(self, ours: Mapping[str, str | bytes | None], theirs: Mapping[str, str | bytes | None]) -> None:
        """Commit what each side makes of the register."""
        self.repo.git("switch", "--quiet", "--create", "other")
        self.write(theirs)
        self.repo.commit("Theirs")
        self.repo.git("switch", "--quiet", "main")
        self.write(ours)
        self.repo.commit("Ours")

    def by_driver(self) -> None:
        """Let git call hmi for each record that both sides changed."""
        command = f"{sys.executable} -m hmicfrs_cli merge-driver %O %A %B %P"
        self.repo.git("config", "merge.hmi.driver", command)
        self.repo.write(".git/info/attributes", "*.yaml merge=hmi\n")

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
        """Call `hmi resolve`; return its exit code and what it said."""
        code, out, err = self.call("resolve", *args, "--register", str(self.root))
        return code, out + err

    def read(self, path: str) -> str:
        """Return a file of the register as it stands."""
        return (self.root / path).read_bytes().decode()

    def unmerged(self) -> list[str]:
        """Return the files that git has as open, relative to the register's folder."""
        names = self.repo.git("diff", "--name-only", "--diff-filter=U").splitlines()
        return [name.removeprefix("register/") for name in names]
