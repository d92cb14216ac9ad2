"""Time commands in turn, so that what else the machine does falls on all of them alike."""

import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bench.generate import TODAY

LAUNCH = (sys.executable, "-I", "-S", str(Path(__file__).with_name("launch.py")))
MEBIBYTE_IN_KIB = 1024
PATIENCE = 600.0
"""Seconds after which a command is stopped, unless the caller says otherwise."""
PAUSE = 0.01
"""Seconds between two looks at the memory of a command's processes."""

ENVIRONMENT = {
    "HMI_TODAY": TODAY.isoformat(),
    "HMI_BY": "Bench",
    "PYTHONDONTWRITEBYTECODE": "",  # an installed hmi has byte code; without it a start is three times slower
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Bench",
    "GIT_AUTHOR_EMAIL": "bench@force.example",
    "GIT_COMMITTER_NAME": "Bench",
    "GIT_COMMITTER_EMAIL": "bench@force.example",
}


class CommandFailedError(Exception):
    """A command to be measured did not do its work, so its time would mean nothing."""


class TooLongError(CommandFailedError):
    """A command was stopped, because it took longer than there was time for."""


@dataclass(frozen=True)
class Run:
    """One run: wall time in seconds, peak memory in MiB (the greatest of the process and its children)."""

    seconds: float
    peak: float


@dataclass(frozen=True)
class Pair:
    """What a comparison gave: medians of the ratio, of both commands' seconds and of the memory."""

    ratio: float
    seconds: float
    floor: float
    """The seconds of the command beside it."""
    peak: float
    count: int
    """Of how many pairs these are medians."""


def run(
    command: Sequence[str],
    folder: Path,
    env: Mapping[str, str],
    *,
    patience: float = PATIENCE,
    allowed: Sequence[int] = (0,),
) -> Run:
    """Run a command to its end.

    Raises CommandFailedError with its last line where it ends with a code that is not allowed, TooLongError
    where it takes longer than `patience` seconds.
    """
    with _started((*LAUNCH, *command), folder, env) as process:
        try:
            told, said = process.communicate(timeout=patience)
        except subprocess.TimeoutExpired:
            _stop(process)
            message = f"stopped after {patience:.0f} s"
            raise TooLongError(message) from None
        except BaseException:
            _stop(process)
            raise
    seconds, peak, code = told.split() if process.returncode == 0 else ("0", "0", str(process.returncode))
    if int(code) not in allowed:
        last = (said.strip().splitlines() or ["it said nothing"])[-1]
        message = f"exit code {code}: {last}"
        raise CommandFailedError(message)
    return Run(float(seconds), int(peak) / MEBIBYTE_IN_KIB)


def _started(command: Sequence[str], folder: Path, env: Mapping[str, str]) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **env},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )


def _stop(process: "subprocess.Popen[str]") -> None:
    """End a command with everything that it started; they are a session of their own."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def compare(
    mine: Callable[[], Run],
    floor: Callable[[], Run],
    *,
    rounds: int,
    until: float,
) -> Pair:
    """Run two commands in turn and compare each run with the one beside it; the first pair warms up.

    No further pair is begun after the time `until` (of `time.monotonic`), but there is always one, and the
    first is only left out where there are others. Raises TooLongError where not even one was finished.
    """
    pairs: list[tuple[Run, Run]] = []
    while not pairs or (len(pairs) <= rounds and time.monotonic() < until):
        try:
            pairs.append((floor(), mine()))
        except TooLongError:
            if not pairs:
                raise
            break
    pairs = pairs[1:] or pairs
    return Pair(
        statistics.median(one.seconds / other.seconds for other, one in pairs),
        statistics.median(one.seconds for _, one in pairs),
        statistics.median(other.seconds for other, _ in pairs),
        statistics.median(one.peak for _, one in pairs),
        len(pairs),
    )


def together(
    command: Sequence[str], folder: Path, env: Mapping[str, str], patience: float = PATIENCE
) -> float | None:
    """Return the peak memory in MiB of a command and all its children at one time, in a run of its own.

    Shared pages are counted once. It is looked at every hundredth of a second, so a shorter peak is missed;
    None where there never were two processes, or the system does not tell.
    """
    peak, most, end = 0, 1, time.monotonic() + patience
    with _started(("sh", "-c", 'exec "$@" > /dev/null 2>&1', "sh", *command), folder, env) as process:
        while process.poll() is None and time.monotonic() < end:
            family = list(_family(process.pid))
            peak, most = max(peak, sum(map(_proportional, family))), max(most, len(family))
            time.sleep(PAUSE)
        _stop(process)
    return peak / MEBIBYTE_IN_KIB if peak and most > 1 else None


def _family(pid: int) -> Iterator[int]:
    yield pid
    with suppress(OSError):
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            yield from _family(int(child))


def _proportional(pid: int) -> int:
    """Return a process's share of memory in KiB, 0 where it is gone or the system does not tell."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
