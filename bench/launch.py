"""Start one command from a process that is itself small; print its seconds, peak memory and exit code.

A child's peak counts the memory of the process that started it until the command takes its place, so what
measures must be smaller than what is measured.
"""

import os
import sys
import time


def main(command: list[str]) -> str:
    """Run a command without input and output; its errors go where this process's go."""
    null = os.open(os.devnull, os.O_RDWR)
    start = time.perf_counter()
    pid = os.posix_spawnp(
        command[0],
        command,
        os.environ,
        file_actions=[(os.POSIX_SPAWN_DUP2, null, 0), (os.POSIX_SPAWN_DUP2, null, 1)],
    )
    _, status, usage = os.wait4(pid, 0)
    seconds = time.perf_counter() - start
    return f"{seconds} {usage.ru_maxrss} {os.waitstatus_to_exitcode(status)}"


if __name__ == "__main__":
    print(main(sys.argv[1:]))
