"""The `hmi` command: the version at once, everything else through the command line's own module."""

import gc
import os
import sys

from hmicfrs_cli import __version__

INTERRUPTED = 130
_SEARCH = "pydantic.plugin._loader"


def main() -> int:
    """Run hmi on this process's arguments and return its exit code.

    The version and the shell's questions for ids are answered before Typer is imported, since scripts and
    hands at the keyboard ask for them often and start-up is most of what they wait for.
    """
    argv = sys.argv[1:]
    if argv == ["--version"]:
        sys.stdout.write(f"hmi {__version__}\n")
        return 0
    if "_HMI_COMPLETE" in os.environ:
        from hmicfrs_cli.cli.quick import answered

        code = answered(os.environ)
        if code is not None:
            return code
    # A run is short and keeps what it reads: the cyclic collector would walk it all again and again.
    gc.disable()
    _search_no_plugins()
    try:
        from hmicfrs_cli.cli.app import main as run

        return run(argv)
    except KeyboardInterrupt:  # before the command line's own handler stands, or after it is done
        return INTERRUPTED
    finally:
        # All memory goes back to the system at once: nothing is gained by looking through it for garbage.
        gc.freeze()


def _search_no_plugins() -> None:
    """Tell pydantic that it has no plugins.

    To find that out it would load all that reads the descriptions of installed packages, a twelfth of a
    start, and what somebody else installed has no part in reading a register. Anything else that a later
    pydantic wants of its search it still gets.
    """
    search = type(sys)(_SEARCH)
    search.__dict__.update(get_plugins=tuple, __getattr__=_of_the_real_search)
    sys.modules.setdefault(_SEARCH, search)


def _of_the_real_search(name: str) -> object:
    if name.startswith("__"):  # what the import system asks every module
        raise AttributeError(name)
    from importlib import import_module

    del sys.modules[_SEARCH]
    return getattr(import_module(_SEARCH), name)


if __name__ == "__main__":
    sys.exit(main())
