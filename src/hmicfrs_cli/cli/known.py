"""Which records there are, without reading them: for an id that no file has."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmicfrs_cli.domain.register import Register

_YES = ("1", "on", "t", "true", "y", "yes")
"""How a variable says yes, as it does for commands that have an option of that name."""


def known(root: Path) -> "Register | None":
    """Return every record with no more than its id and its links; None where only the files can tell."""
    from hmicfrs_cli.cli.opened import asked
    from hmicfrs_cli.storage import clock, kin

    if os.environ.get("HMI_NO_INDEX", "").strip().casefold() in _YES:
        return None
    found = asked(root, clock.today(), named=True)
    return kin.known(root, found.now) if found and found.now else None
