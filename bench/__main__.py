"""`python -m bench [--findings N] [--rounds N]`: what hmi costs, each line beside its aim."""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.generate import TODAY, generate
from bench.measure import CommandFailedError, Pair, compare, run

HMI = str(Path(sys.executable).with_name("hmi"))
PASS: tuple[str, ...] = (sys.executable, "-c", "pass")
EVERY_BYTE: tuple[str, ...] = ("sh", "-c", "find register -type f -print0 | xargs -0 cat > /dev/null")
WIDTH = 46
ENVIRONMENT = {
    "HMI_TODAY": TODAY.isoformat(),
    "HMI_BY": "Bench",
    "GIT_AUTHOR_NAME": "Bench",
    "GIT_AUTHOR_EMAIL": "bench@force.example",
    "GIT_COMMITTER_NAME": "Bench",
    "GIT_COMMITTER_EMAIL": "bench@force.example",
}


@dataclass(frozen=True)
class Line:
    """One thing to measure: hmi's arguments, what it is compared with, the aim in words."""

    args: tuple[str, ...]
    peer: tuple[str, ...]
    aim: str

    @property
    def peer_name(self) -> str:
        """How the peer is called in the table."""
        names = {PASS: "python -c pass", EVERY_BYTE: "reading every byte"}
        return names.get(self.peer, " ".join(self.peer))


def lines(first_id: str) -> Iterator[Line]:
    """Yield what is measured, cheapest first."""
    yield Line(("--version",), PASS, "1.5 x")
    yield Line(("--help",), PASS, "6 x")
    yield Line(("rag", "set", first_id, "amber", "--why", "two of five districts are done"), PASS, "14 x")
    yield Line(("list", "--rag", "red", "--json"), PASS, "9 x, at 500 findings")
    yield Line(
        ("list", "--rag", "red", "--json"), ("git", "status", "--porcelain"), "3 x, from 10,000 findings"
    )
    yield Line(("check",), EVERY_BYTE, "12 x, at 10,000 findings")
    report = ("report", "--committee", "JAC", "--output", "papers")
    yield Line((*report, "--format", "html"), PASS, "0.5 s, at 500 findings")
    yield Line(report, PASS, "3 s and 400 MiB, at 500 findings")


def measure(folder: Path, findings: int, rounds: int) -> None:
    """Generate a register in the folder, commit it, and print a line for each thing measured."""
    ids = generate(folder, findings)
    for command in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "The register")):
        run(("git", *command), folder, ENVIRONMENT)
    print(f"{findings} findings, medians of {rounds} paired runs")
    print(f"{'hmi …':<{WIDTH}} {'ratio':>7} {'seconds':>8} {'MiB':>6}  {'beside':<24} aim: at most")
    for line in lines(ids[0]):
        shown = " ".join(line.args)
        shown = shown if len(shown) <= WIDTH else shown[: WIDTH - 1] + "…"
        try:
            cells = _cells(compare((HMI, *line.args), line.peer, folder, ENVIRONMENT, rounds))
        except CommandFailedError as failed:
            cells = f"not measured: {failed}"
        print(f"{shown:<{WIDTH}} {cells}  {line.peer_name:<24} {line.aim}", flush=True)


def _cells(pair: Pair) -> str:
    return f"{pair.ratio:>7.1f} {pair.seconds:>8.3f} {pair.peak:>6.0f}"


def main() -> None:
    """Read the arguments and measure in a folder that is gone afterwards."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--findings", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), asked.findings, asked.rounds)


if __name__ == "__main__":
    main()
