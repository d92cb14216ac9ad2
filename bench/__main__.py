"""`python -m bench [--findings N…] [--rounds N] [--write]`: what hmi costs, each line beside its aim."""

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from bench.generate import TODAY, generate
from bench.measure import CommandFailedError, compare, run

HMI = str(Path(sys.executable).with_name("hmi"))
PASS: tuple[str, ...] = (sys.executable, "-c", "pass")
EVERY_BYTE: tuple[str, ...] = ("sh", "-c", "find register -type f -print0 | xargs -0 cat > /dev/null")
RESULTS = Path(__file__).with_name("RESULTS.md")
ENVIRONMENT = {
    "HMI_TODAY": TODAY.isoformat(),
    "HMI_BY": "Bench",
    "PYTHONDONTWRITEBYTECODE": "",  # an installed hmi has byte code; without it a start is three times slower
    "GIT_AUTHOR_NAME": "Bench",
    "GIT_AUTHOR_EMAIL": "bench@force.example",
    "GIT_COMMITTER_NAME": "Bench",
    "GIT_COMMITTER_EMAIL": "bench@force.example",
}


LIBRARIES = ("pydantic", "typer", "PyYAML", "Jinja2", "pypandoc-binary", "typst")

INTRODUCTION = """\
# What hmi costs

Made by `python -m bench --write` on {day}: {system} on {cores} processors of {machine} and {memory:.0f} GiB,
shared with other work; Python {python}; {libraries}.

Each line is run in turn with the command beside it. The ratio is the median of the ratios of such pairs,
which means something on any machine; the seconds (of wall time) are this one's. The memory is the peak of the
greatest process. An aim holds at the number of findings that it names. There is no index yet: lists, checks
and papers read every record.
"""

HEAD = """\
| `hmi …` | ratio | beside | seconds | MiB | aim: at most |
|---|--:|---|--:|--:|---|
"""


@dataclass(frozen=True)
class Line:
    """One thing to measure: hmi's arguments, what it is compared with, the aim in words."""

    args: tuple[str, ...]
    peer: tuple[str, ...]
    aim: str
    env: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    """What the table says instead of the arguments."""

    @property
    def shown(self) -> str:
        """What the table calls it."""
        return self.name or f"`{' '.join(self.args)}`"

    @property
    def peer_name(self) -> str:
        """How the peer is called in the table."""
        names = {PASS: "`python -c pass`", EVERY_BYTE: "reading every byte"}
        return names.get(self.peer, f"`{' '.join(self.peer)}`")


def lines(first_id: str) -> Iterator[Line]:
    """Yield what is measured, cheapest first."""
    yield Line(("--version",), PASS, "1.5 ×")
    asked = {"_HMI_COMPLETE": "complete_bash", "COMP_WORDS": f"hmi rag set {first_id}", "COMP_CWORD": "3"}
    yield Line((), PASS, "1.5 ×", asked, "completing an id in the shell")
    yield Line(("--help",), PASS, "6 ×")
    yield Line(("rag", "set", first_id, "amber", "--why", "Two of five."), PASS, "14 ×")
    listed = ("list", "--rag", "red", "--json")
    yield Line(listed, PASS, "9 ×, at 500 findings")
    yield Line(listed, ("git", "status", "--porcelain"), "3 ×, from 10,000 findings")
    yield Line(("check",), EVERY_BYTE, "12 ×, at 10,000 findings")
    report = ("report", "--committee", "JAC", "--output", "papers")
    yield Line((*report, "--format", "html"), PASS, "0.5 s, at 500 findings")
    yield Line(report, PASS, "3 s and 400 MiB, at 500 findings")


def table(findings: int, rounds: int) -> Iterator[str]:
    """Generate a register in a folder that is gone afterwards, and yield a line for each thing measured."""
    yield f"\n## {findings:,} findings, medians of {rounds} paired runs\n\n{HEAD}"
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        ids = generate(folder, findings)
        for command in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "The register")):
            run(("git", *command), folder, ENVIRONMENT)
        for line in lines(ids[0]):
            try:
                pair = compare((HMI, *line.args), line.peer, folder, {**ENVIRONMENT, **line.env}, rounds)
            except CommandFailedError as failed:
                yield f"| {line.shown} | not measured: {failed} | | | | {line.aim} |\n"
                continue
            cells = f"{pair.ratio:.1f} | {line.peer_name} | {pair.seconds:.2f} | {pair.peak:.0f}"
            yield f"| {line.shown} | {cells} | {line.aim} |\n"


def introduction() -> str:
    """Return the day, the machine in general words, and the versions that the figures are of."""
    day = datetime.now().astimezone()
    return INTRODUCTION.format(
        day=f"{day.day} {day:%B %Y}",
        cores=os.cpu_count(),
        machine=platform.machine(),
        memory=os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30,
        system=platform.system(),
        python=platform.python_version(),
        libraries=", ".join(f"{name} {version(name)}" for name in LIBRARIES),
    )


def main() -> None:
    """Read the arguments, measure, print the tables and, where asked, keep them in `bench/RESULTS.md`."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--findings", type=int, nargs="+", default=[500])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--write", action="store_true", help="keep the tables in bench/RESULTS.md")
    asked = parser.parse_args()
    kept = [introduction()]
    print(kept[0], end="")
    for findings in asked.findings:
        for text in table(findings, asked.rounds):
            print(text, end="", flush=True)
            kept.append(text)
    if asked.write:
        RESULTS.write_text("".join(kept), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
