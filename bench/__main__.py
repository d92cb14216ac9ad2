"""`python -m bench`: what hmi costs, each line beside its aim.

Registers of the sizes asked for are made once and kept below `build/bench`. `--peers` installs other tools
there and runs them too; `--profile COMMAND…` tells what the start of one command is made of, such as
`--profile rag set ID amber --why Late`, where ID stands for a finding.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench import made, peers, results, startup
from bench.lines import DIFF, EVERY_BYTE, LARGE, MIDDLE, PASS, SEARCH, SMALL, STATUS, lines, log_of
from bench.session import Outcome, Session, tell

RESULTS = Path(__file__).with_name("RESULTS.md")
SECONDS = 60
PEERS = 8 * SECONDS
"""After which no other tool is begun; the slowest takes minutes."""


def main() -> None:
    """Read the arguments, measure, print the tables and, where asked, keep them in `bench/RESULTS.md`."""
    asked = _arguments(sys.argv[1:])
    if asked.profile is not None:
        print(startup.profile(asked.profile, made.ground(SMALL)), end="")
        return
    if asked.peers:
        peers.install()
    for findings in asked.findings:
        tell(f"making {findings:,} findings, where they were not made before")
        made.ground(findings)
    kept: list[str] = []
    for text in _everything(asked):
        print(text, end="", flush=True)
        kept.append(text)
    if asked.write:
        RESULTS.write_text("".join(kept), encoding="utf-8", newline="\n")


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--findings", type=int, nargs="+", default=[SMALL, MIDDLE, LARGE], metavar="N")
    parser.add_argument("--rounds", type=int, default=7, help="pairs of each line, at most (default: 7)")
    parser.add_argument(
        "--minutes", type=float, default=12, help="after which no line of hmi is begun (default: 12)"
    )
    parser.add_argument("--write", action="store_true", help="keep the tables in bench/RESULTS.md")
    parser.add_argument("--peers", action="store_true", help="run other tools too, for 8 minutes or so")
    parser.add_argument(
        "--profile", nargs=argparse.REMAINDER, metavar="COMMAND", help="tell what a command imports"
    )
    return parser.parse_args(argv)


def _everything(asked: argparse.Namespace) -> Iterator[str]:
    """Yield the whole text, as it is measured; the larger a register, the more of the time it gets."""
    yield results.introduction()
    outcomes: list[tuple[int, Outcome]] = []
    start, span = time.monotonic(), asked.minutes * SECONDS
    for at, findings in enumerate(asked.findings, 1):
        session = Session(asked.rounds, start + span * _share(at, len(asked.findings)))
        yield from _size(session, findings, outcomes)
    if asked.peers:
        found = list(peers.compared(peers.SIZES, time.monotonic() + PEERS))
        yield from peers.table(found)
    yield results.summary(outcomes)


def _share(at: int, count: int) -> float:
    """Return which part of the time is for the first so many registers of all."""
    return at * (at + 1) / (count * (count + 1))


def _size(session: Session, findings: int, outcomes: list[tuple[int, Outcome]]) -> Iterator[str]:
    ground = made.ground(findings)
    floors = (PASS, EVERY_BYTE, STATUS, DIFF, log_of(ground.busiest), SEARCH)
    found = session.measured(ground, lines(ground, first=not outcomes))
    outcomes += [(findings, one) for one in found]
    yield from results.table(findings, found)
    yield from results.floors(findings, session.floors(ground, floors))
    ground.clean()


if __name__ == "__main__":
    main()
