"""Commands are loaded when they are used, and the list of them is true without loading any."""

import subprocess
import sys

import pytest

from hmicfrs_cli.cli.commands import COMMANDS
from tests.conftest import Call


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_can_be_loaded_and_is_listed(call: Call, name: str) -> None:
    code, out, _ = call(name, "--help")
    assert (code, out.split("\n")[0].startswith(f"Usage: hmi {name} ")) == (0, True)
    assert "--install-completion" not in out
    listed = call("--help")[1].partition("Commands:\n")[2]
    assert f"  {name} " in listed


def test_the_list_of_commands_loads_none() -> None:
    code = (
        "import contextlib, io, sys\n"
        "from hmicfrs_cli.cli.app import main\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n"
        "    main(['--help'])\n"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    modules = {place.partition(":")[0] for place, _ in COMMANDS.values()}
    assert not {f"hmicfrs_cli.cli.{module}" for module in modules} & set(done.stdout.split())


def test_a_misspelt_command_is_answered_with_the_nearest(call: Call) -> None:
    code, _, err = call("updte")
    assert (code, "Did you mean 'update'?" in err) == (2, True)
