"""Time commands in turn, so that what else the machine does falls on all of them alike."""

import os
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

MEBIBYTE_IN_KIB = 1024


class CommandFailedError(Exception):
    """A command to be measured did not do its work, so its time would mean nothing."""


@dataclass(frozen=True)
class Run:
    """One run: wall time in seconds, peak memory in MiB (the greatest of the process and its children)."""

    seconds: float
    peak: float


def run(command: Sequence[str], folder: Path, env: Mapping[str, str]) -> Run:
    """Run a command to its end; raise CommandFailedError with its last line where it fails."""
    start = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **env},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        said = process.stderr.read() if process.stderr else ""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if process.returncode != 0:
        last = (said.strip().splitlines() or ["it said nothing"])[-1]
        message = f"exit code {process.returncode}: {last}"
        raise CommandFailedError(message)
    return Run(seconds, usage.ru_maxrss / MEBIBYTE_IN_KIB)


@dataclass(frozen=True)
class Pair:
    """What a comparison gave: medians of the ratio, of the command's own seconds and of its memory."""

    ratio: float
    seconds: float
    peak: float


def compare(
    command: Sequence[str], peer: Sequence[str], folder: Path, env: Mapping[str, str], rounds: int
) -> Pair:
    """Run command and peer in turn and compare each run with the peer's run beside it; one round warms up."""
    pairs = [(run(peer, folder, env), run(command, folder, env)) for _ in range(rounds + 1)][1:]
    return Pair(
        statistics.median(mine.seconds / other.seconds for other, mine in pairs),
        statistics.median(mine.seconds for _, mine in pairs),
        statistics.median(mine.peak for _, mine in pairs),
    )
