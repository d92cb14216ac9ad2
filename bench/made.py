"""Made registers, kept between runs below `build/`, each under what it was made from."""

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from bench import findings, generate, history, inspections, lives, phrases, style
from bench.measure import ENVIRONMENT, run
from hmicfrs_cli.domain import forces, terms

CACHE = Path(__file__).resolve().parents[1] / "build" / "bench"
MAKERS = (findings, generate, history, inspections, lives, phrases, style, forces, terms)


@dataclass(frozen=True)
class Ground:
    """A repository with a register in it, as it was made."""

    folder: Path
    ids: tuple[str, ...]
    """Of its findings, in the order in which they were made."""
    busiest: str
    """The finding that most commits are about."""

    def git(self, *args: str) -> None:
        """Run git in it; raises CommandFailedError where it fails."""
        run(("git", *args), self.folder, ENVIRONMENT)

    def clean(self) -> None:
        """Take back whatever was changed in it, and what git can keep beside its commits."""
        self.git("reset", "-q", "--hard", "main")
        self.git("clean", "-q", "-ffdx")
        (self.folder / ".git" / "objects" / "info" / "commit-graph").unlink(missing_ok=True)

    def forget(self) -> None:
        """Delete what hmi keeps below the git directory, so that the next run is a cold one."""
        shutil.rmtree(self.folder / ".git" / "hmi", ignore_errors=True)

    def graph(self) -> None:
        """Let git keep which commits changed which paths, as a repository that is well kept does."""
        self.git("commit-graph", "write", "--reachable", "--changed-paths")

    def change(self, share: float = 0.01) -> None:
        """Add an entry to that share of the findings, spread over all of them."""
        for id_ in self.ids[:: round(1 / share)]:
            with (self.folder / "register" / "findings" / f"{id_}.yaml").open("a", encoding="utf-8") as file:
                file.write(f"- on: {generate.TODAY}\n  by: Bench\n  note: Seen by the board.\n")


def digest() -> str:
    """Return the generator's own digest: a register that another one made is not this one."""
    raw = b"".join(Path(module.__file__ or "").read_bytes() for module in MAKERS)
    return hashlib.sha256(raw).hexdigest()[:12]


def ground(count: int, cache: Path = CACHE, commits: int = history.COMMITS) -> Ground:
    """Return a clean repository with `count` findings, made now where it was not made before."""
    folder = cache / f"seed-{generate.SEED}-{count}-{commits}-{digest()}"
    listed = folder / ".git" / "made.json"
    if not listed.exists():
        for old in cache.glob(f"*seed-{generate.SEED}-{count}-{commits}-*"):
            shutil.rmtree(old)  # begun and not finished, or made by another generator
        told = history.repository(folder, count, ENVIRONMENT, commits)
        listed.write_text(json.dumps([told.busiest, *told.ids]))
    busiest, *ids = json.loads(listed.read_text())
    made = Ground(folder, tuple(ids), busiest)
    made.clean()
    made.forget()
    return made
