"""`python -m bench`: what hmi costs, each line beside its aim.

Registers of the sizes asked for are made once and kept below `build/bench`. `--sizes 100000 --lines list,due`
measures a part. With `--write` the figures are kept in `bench/results.json`, and tables of everything that is
known of this machine in `bench/RESULTS.md`. `--peers` installs other tools and runs them too, each once.
`--profile COMMAND…` tells what the start of one command is made of, such as `--profile rag set ID amber --why
Late`, where ID stands for a finding.
"""

import argparse
import sys
import time
from pathlib import Path

from bench import made, peers, results, startup
from bench.kept import Kept
from bench.lines import DIFF, EVERY_BYTE, LARGE, MIDDLE, PASS, SEARCH, SMALL, STATUS, Line, lines, log_of
from bench.session import Session, tell

RESULTS = Path(__file__).with_name("RESULTS.md")
SECONDS = 60
MINUTES = {SMALL: 2.0, MIDDLE: 7.0, LARGE: 30.0}
"""For each size, what is enough for several pairs of most lines; what must be read first is not counted."""


def main() -> None:
    """Read the arguments, measure, print the tables and, where asked, keep them in `bench/RESULTS.md`."""
    asked = _arguments(sys.argv[1:])
    if asked.profile is not None:
        print(startup.profile(asked.profile, made.ground(SMALL)), end="")
        return
    kept = Kept(RESULTS.with_name("results.json"), results.setting())
    if not asked.write:
        kept.file = made.CACHE / "results.json"
    for findings in asked.sizes:
        tell(f"making {findings:,} findings, where they were not made before")
        made.ground(findings)
    for findings in asked.sizes:
        _measure(kept, findings, asked)
    if asked.peers:
        peers.install()
        peers.compare(kept)
    text = "".join(results.document(kept))
    print(text, end="")
    if asked.write:
        RESULTS.write_text(text, encoding="utf-8", newline="\n")


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="*", default=[SMALL, MIDDLE], metavar="N")
    parser.add_argument("--lines", default="", metavar="NAME,…", help="only those that begin so: list,check")
    parser.add_argument("--rounds", type=int, default=7, help="pairs of each line, at most (default: 7)")
    parser.add_argument(
        "--minutes", type=float, help="for each size, after which no line is begun (default: 2, 7 and 30)"
    )
    parser.add_argument("--write", action="store_true", help="keep the tables in bench/RESULTS.md")
    parser.add_argument("--peers", action="store_true", help="run other tools too, each once")
    parser.add_argument(
        "--profile", nargs=argparse.REMAINDER, metavar="COMMAND", help="tell what a command imports"
    )
    return parser.parse_args(argv)


def _measure(kept: Kept, findings: int, asked: argparse.Namespace) -> None:
    """Measure what is asked for of one size, and keep it."""
    ground = made.ground(findings)
    minutes = MINUTES.get(findings, MINUTES[MIDDLE]) if asked.minutes is None else asked.minutes
    session = Session(asked.rounds, time.monotonic() + minutes * SECONDS)
    every = lines(findings, ground.ids[0], ground.busiest)
    for one in session.measured(ground, [line for line in every if _is_asked(line, asked.lines)]):
        kept.take(findings, one)
        kept.write()  # what is measured stays measured, whatever stops the rest
    if not asked.lines:
        floors = (PASS, EVERY_BYTE, STATUS, DIFF, log_of(ground.busiest), SEARCH)
        kept.take_floors(findings, session.floors(ground, floors))
    ground.clean()
    kept.write()


def _is_asked(line: Line, names: str) -> bool:
    return any(line.shown.strip("`").startswith(name) for name in names.split(","))


if __name__ == "__main__":
    main()
