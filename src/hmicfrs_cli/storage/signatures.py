"""Whether commits are signed, checked by the user's programs against the keys that the user trusts.

A repository's own settings could name any program as the one that checks, and anybody as a trusted signer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hmicfrs_cli.storage import git

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_CHECKERS: Final = {
    "gpg.program": "gpg",
    "gpg.x509.program": "gpgsm",
    "gpg.ssh.program": "ssh-keygen",
    "gpg.ssh.defaultkeycommand": "",
    "gpg.ssh.allowedsignersfile": "",
    "gpg.ssh.revocationfile": "",
    "gpg.mintrustlevel": "undefined",
}
"""The settings that decide how signatures are checked, and git's own choice for each."""
_SAME: Final = {"gpg.openpgp.program": "gpg.program"}
_OF_THE_USER: Final = {"system", "global", "command"}
_NONE, _FALSE, _UNCHECKED = "N", "B", "E"


def trusting(folder: Path) -> list[str]:
    """Return the options by which git checks signatures as the user says, whatever the repository says."""
    said = dict(_CHECKERS)
    _, output = git.answer(folder, "config", "--show-scope", "-z", "--get-regexp", r"^gpg\.")
    parts = output.decode("utf-8", "surrogateescape").split("\0")
    for scope, setting in zip(parts[::2], parts[1::2], strict=False):
        name, _, value = setting.partition("\n")
        name = _SAME.get(name, name)
        if name in said and scope in _OF_THE_USER:
            said[name] = value
    return [part for name, value in said.items() for part in ("-c", f"{name}={value}")]


def letter(answer: str, checked: str, headers: Sequence[bytes]) -> str:
    """Return git's letter for a commit's signature, after its `answer`: N only where there is none.

    `checked` is what the program said that checks. Where it is not there git says that there is no signature,
    or a false one; a signature that nobody looked at is neither.
    """
    if answer == _NONE:
        return _UNCHECKED if any(line.startswith(b"gpgsig") for line in headers) else _NONE
    return _UNCHECKED if answer == _FALSE and not checked.strip() else answer
