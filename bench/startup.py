"""What a command's start is made of: the time that each module takes to import."""

import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.made import Ground
from bench.measure import ENVIRONMENT, CommandFailedError

RUNS = 5
"""Of each module the fastest of so many is told: what is slower was waiting for something else."""
SHOWN = 25
LINE = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \| (\s*)(\S+)")


@dataclass(frozen=True)
class Import:
    """One module's import, in microseconds: its own, and with all that it imports itself."""

    name: str
    own: int
    whole: int

    @property
    def package(self) -> str:
        """What it belongs to: this package's modules by themselves, a library's or Python's together."""
        head = self.name.partition(".")[0]
        if head in sys.stdlib_module_names or head.startswith("_"):
            return "Python's own"
        return head


def profile(command: Sequence[str], ground: Ground) -> str:
    """Return two tables for the imports of an `hmi` command: by package, and the slowest modules.

    It is run in a made register, where the word `ID` stands for a finding, so that it may well be one that
    writes. Raises CommandFailedError where it fails.
    """
    words = [ground.ids[0] if word == "ID" else word for word in command]
    runs = [list(imports(_run(words, ground))) for _ in range(RUNS + 1)][1:]
    ground.clean()
    fastest: dict[str, Import] = {}
    for one in (one for run in runs for one in run):
        known = fastest.get(one.name, one)
        fastest[one.name] = Import(one.name, min(one.own, known.own), min(one.whole, known.whole))
    return "".join(_tables(list(fastest.values()), command))


def imports(told: str) -> Iterator[Import]:
    """Read what Python's `-X importtime` writes."""
    for match in LINE.finditer(told):
        yield Import(match[4], int(match[1]), int(match[2]))


def _run(command: Sequence[str], ground: Ground) -> str:
    words = (sys.executable, "-X", "importtime", "-m", "hmicfrs_cli", *command)
    env = {**os.environ, **ENVIRONMENT}
    done = subprocess.run(
        words, cwd=ground.folder, env=env, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        said = "\n".join(line for line in done.stderr.splitlines() if not line.startswith("import time:"))
        message = f"exit code {done.returncode}: {said}"
        raise CommandFailedError(message)
    return done.stderr


def _tables(found: Sequence[Import], command: Sequence[str]) -> Iterator[str]:
    total = sum(one.own for one in found)
    words = f"`hmi {' '.join(command)}`"
    yield f"{words} imports {len(found)} modules in {total / 1000:.1f} ms, each the fastest of {RUNS}.\n"
    yield "\n| package | modules | ms |\n|---|--:|--:|\n"
    packages: dict[str, list[int]] = defaultdict(list)
    for one in found:
        packages[one.package].append(one.own)
    for name, times in sorted(packages.items(), key=lambda item: -sum(item[1])):
        yield f"| {name} | {len(times)} | {sum(times) / 1000:.1f} |\n"
    yield "\n| module | its own ms | with what it imports |\n|---|--:|--:|\n"
    for one in sorted(found, key=lambda one: -one.own)[:SHOWN]:
        yield f"| {one.name} | {one.own / 1000:.1f} | {one.whole / 1000:.1f} |\n"
