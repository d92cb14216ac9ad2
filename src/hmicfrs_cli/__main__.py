"""The `hmi` command: the version at once, everything else through the command line's own module."""

import sys

from hmicfrs_cli import __version__


def main() -> int:
    """Run hmi on this process's arguments and return its exit code.

    The version is answered before Typer is imported, since scripts ask for it often and start-up is most
    of what they wait for.
    """
    argv = sys.argv[1:]
    if argv == ["--version"]:
        sys.stdout.write(f"hmi {__version__}\n")
        return 0
    from hmicfrs_cli.cli.app import main as run

    return run(argv)


if __name__ == "__main__":
    sys.exit(main())
