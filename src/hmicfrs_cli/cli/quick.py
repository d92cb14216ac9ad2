"""Completion of an id before Typer is loaded, which takes four times as long as all the rest of it.

Only what is asked for most is answered: the first words of a command that takes ids, written plainly. For
all else Typer answers, and where this does, a test holds that it says what Typer would.
"""

import os
import sys
from collections.abc import Mapping

from hmicfrs_cli.cli import candidates
from hmicfrs_cli.storage.names import nearest_register

VARIABLE = "_HMI_COMPLETE"
"""Where the shell says that it asks, and which shell it is."""

IDS: dict[str, candidates.Candidates] = {
    "add-recommendation": candidates.inspections,
    "add-meeting": candidates.committees,
    "event": candidates.inspections,
    "rag set": candidates.findings,
    "update": candidates.findings,
    "close": candidates.findings,
    "reopen": candidates.findings,
    "correct": candidates.records,
    "edit": candidates.records,
    "history": candidates.records,
    "blame": candidates.records,
    "show": candidates.records,
}
"""What the first argument of a command is the id of."""

SEVERAL = ("rag set",)
"""The commands of which every argument is such an id."""

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-/")


def answered(asked: Mapping[str, str]) -> int | None:
    """Answer the shell and return the exit code; None where Typer has to answer."""
    shell = asked[VARIABLE].removeprefix("complete_")
    if shell not in {"bash", "zsh", "fish"}:
        return None
    words = _words(asked, shell)
    found = _ids(words, asked.get("HMI_REGISTER")) if words and all(map(_is_plain, words)) else None
    if found is None or not all(map(_is_plain, found)):
        return None
    if shell == "fish" and asked.get("_TYPER_COMPLETE_FISH_ACTION") != "get-args":
        return None if asked.get("_TYPER_COMPLETE_FISH_ACTION") != "is-args" else int(not found)
    sys.stdout.write(f"{_told(found, shell)}\n")
    return 0


def _words(asked: Mapping[str, str], shell: str) -> list[str]:
    """Return the words after `hmi` up to the one that is being written, which may be empty."""
    if shell == "bash":
        words, count = asked.get("COMP_WORDS", "").split(), asked.get("COMP_CWORD", "")
        return [*words, ""][1 : int(count) + 1] if count.isdecimal() and int(count) <= len(words) else []
    line = asked.get("_TYPER_COMPLETE_ARGS", "")
    return [*line.split()[1:], *([""] if line.endswith(" ") else [])]


def _is_plain(word: str) -> bool:
    """Whether no shell reads more into a word than its letters, and it is no option."""
    return _PLAIN.issuperset(word) and not word.startswith("-")


def _ids(words: list[str], register: str | None) -> list[str] | None:
    """Return the ids that the last word may become; None where it is none that this knows to answer."""
    *before, begun = words
    name = " ".join(before[:2]) if before[:1] == ["rag"] else "".join(before[:1])
    given = len(before) - 1 - name.count(" ")
    if name not in IDS or (given and name not in SEVERAL):
        return None
    try:
        root = nearest_register(register or os.curdir)
    except OSError:  # the folder that we are in is gone
        return []
    # Typer keeps only what the shell can put in the word's place.
    return [id_ for id_ in IDS[name](root, begun) if id_.startswith(begun)] if root else []


def _told(found: list[str], shell: str) -> str:
    """Return the ids as the script that Typer gave the shell takes them."""
    if shell != "zsh":
        return "\n".join(found)
    listed = "\n".join(f'"{id_}"' for id_ in found)
    return f"_arguments '*: :(({listed}))'" if found else "_files"
