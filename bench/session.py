"""One sitting of measuring: lines in turn, within a time."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from bench import measure
from bench.lines import HMI, Floor, Line
from bench.made import CACHE, Ground
from bench.measure import ENVIRONMENT, CommandFailedError, Pair, Run
from hmicfrs_cli.cli.commands import COMMANDS

LONGEST = 300.0
"""Seconds after which a single run is stopped."""
GRACE = 20.0
"""Seconds that a run may take even where it begins at the very end."""
PART = 0.5
"""Which part of the time that is left a single run may take, so that something is left for those after it."""
SHARE = 2.0
"""How much more than its equal part of the time that is left a line may take: most take less."""


@dataclass(frozen=True)
class Outcome:
    """What measuring a line gave: figures, or why there are none."""

    line: Line
    pair: Pair | None
    why_not: str = ""
    together: float | None = None
    """The peak of all its processes at one time, in MiB."""


@dataclass
class Session:
    """How long there is, and how often each pair is run."""

    rounds: int
    end: float
    """The time (of `time.monotonic`) after which nothing more is begun."""

    def measured(self, ground: Ground, lines: Sequence[Line]) -> list[Outcome]:
        """Measure lines, those with an aim first, and return what each gave, in the order given."""
        findings = len(ground.ids)
        in_turn = sorted(lines, key=lambda line: not any(aim.holds_at(findings) for aim in line.aims))
        found: dict[int, Outcome] = {}
        for at, line in enumerate(in_turn):
            left = self.end - time.monotonic()
            tell(f"{findings:,} findings, {left:.0f} s left: {line.shown} ({at + 1} of {len(lines)})")
            found[id(line)] = self._tried(ground, line, time.monotonic() + SHARE * left / (len(lines) - at))
        return [found[id(line)] for line in lines]

    def floors(self, ground: Ground, floors: Sequence[Floor]) -> Iterator[tuple[Floor, Run | None]]:
        """Run each floor by itself, and yield it with its medians; None where it is not installed."""
        ground.clean()
        for floor in floors:
            command = _installed(floor)
            if command is None:
                yield floor, None
                continue
            once = self._runner(ground, command, allowed=(0, 1))
            pair = measure.compare(once, once, rounds=self.rounds, until=self.end)
            yield floor, Run(pair.seconds, pair.peak)

    def _tried(self, ground: Ground, line: Line, until: float) -> Outcome:
        if missing := absent(line.args):
            return Outcome(line, None, f"not there: {missing}")
        if time.monotonic() > self.end:
            return Outcome(line, None, "not measured: the time was over")
        try:
            return self._outcome(ground, line, until)
        except CommandFailedError as failed:
            return Outcome(line, None, f"not measured: {failed}")

    def _outcome(self, ground: Ground, line: Line, until: float) -> Outcome:
        ground.clean()
        mine = self._runner(ground, (HMI, *line.args), line)
        if line.warm:
            mine()
        if line.prepare:
            line.prepare(ground)

        def prepared() -> Run:
            if line.before:
                line.before(ground)
            return mine()

        pair = measure.compare(
            prepared, self._runner(ground, line.floor.command), rounds=self.rounds, until=until
        )
        whole = None
        if line.family and time.monotonic() + pair.seconds < self.end:
            if line.before:
                line.before(ground)
            env = {**ENVIRONMENT, **line.env}
            whole = measure.together((HMI, *line.args), ground.folder, env, LONGEST)
        return Outcome(line, pair, together=whole)

    def _runner(
        self, ground: Ground, command: Sequence[str], line: Line | None = None, allowed: Sequence[int] = (0,)
    ) -> Callable[[], Run]:
        """Return what runs a command once, but no longer than there is time."""
        env = {**ENVIRONMENT, **(line.env if line else {})}

        def once() -> Run:
            patience = min(LONGEST, max(GRACE, PART * (self.end - time.monotonic())))
            return measure.run(command, ground.folder, env, patience=patience, allowed=allowed)

        return once


def tell(words: str) -> None:
    """Say on standard error what is being done."""
    print(f"bench: {words}", file=sys.stderr, flush=True)


def _installed(floor: Floor) -> tuple[str, ...] | None:
    """Return a floor's command with where its program is: on the path, or among the peers."""
    peers = os.pathsep.join((os.environ.get("PATH", ""), str(CACHE / "peers" / "bin")))
    found = shutil.which(floor.command[0], path=peers)
    return (found, *floor.command[1:]) if found else None


def absent(args: Sequence[str]) -> str:
    """Return the command or the option that this hmi does not have; empty where it has all of them."""
    if not args or args[0].startswith("-"):
        return ""
    if args[0] not in COMMANDS:
        return f"`hmi {args[0]}`"
    options = {word for word in args if word.startswith("--")}
    missing = sorted(option for option in options if option not in _help(args[0], args[1]))
    return f"`hmi {args[0]} {missing[0]}`" if missing else ""


@cache
def _help(command: str, sub: str) -> str:
    words = (command, sub) if command in {"rag", "template"} else (command,)
    done = subprocess.run((HMI, *words, "--help"), capture_output=True, encoding="utf-8", check=True)
    return done.stdout
