"""The `hmi` command: the version at once, everything else through the command line's own module."""

import gc
import sys

from hmicfrs_cli import __version__

INTERRUPTED = 130


def main() -> int:
    """Run hmi on this process's arguments and return its exit code.

    The version is answered before Typer is imported, since scripts ask for it often and start-up is most
    of what they wait for.
    """
    argv = sys.argv[1:]
    if argv == ["--version"]:
        sys.stdout.write(f"hmi {__version__}\n")
        return 0
    # A run is short and keeps what it reads: the cyclic collector would walk it all again and again.
    gc.disable()
    try:
        from hmicfrs_cli.cli.app import main as run

        return run(argv)
    except KeyboardInterrupt:  # before the command line's own handler stands, or after it is done
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
