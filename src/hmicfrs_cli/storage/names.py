"""The ids that a register has, by the names of its files alone: no file is opened.

The shell asks while a person waits at the key, so this needs no library that takes time to load.
"""

import os

SETTINGS = "register.yaml"
"""The file that makes a folder a register."""

Folder = str | os.PathLike[str]


def nearest_register(start: Folder) -> str | None:
    """Return the folder that holds `register.yaml`: the nearest upwards, or `register` beside the way."""
    place = os.path.abspath(start)  # noqa: PTH100 -- pathlib takes time to load, and leaves the path as seen
    while True:
        for root in (os.path.join(place, "register"), place):  # noqa: PTH118 -- as above
            if os.path.isfile(os.path.join(root, SETTINGS)):  # noqa: PTH113, PTH118 -- as above
                return root
        above = os.path.dirname(place)  # noqa: PTH120 -- as above
        if above == place:
            return None
        place = above


def inspections(root: Folder) -> list[str]:
    """Return the ids of all inspections."""
    return _records(root, "inspections")


def findings(root: Folder, inspection: str) -> list[str]:
    """Return the last parts of the ids of an inspection's findings."""
    return _records(root, "findings", inspection)


def with_findings(root: Folder) -> list[str]:
    """Return the ids of all inspections that have a folder for findings."""
    return sorted(name for name in _names(root, "findings") if name[0] != ".")


def committees(root: Folder) -> list[str]:
    """Return the ids of all committees."""
    return _records(root, "committees")


def _records(root: Folder, *folders: str) -> list[str]:
    found = (name for name in _names(root, *folders) if name.endswith(".yaml") and name[0] != ".")
    return sorted(name.removesuffix(".yaml") for name in found)


def _names(root: Folder, *folders: str) -> list[str]:
    try:
        return os.listdir(os.path.join(root, *folders))  # noqa: PTH118, PTH208 -- as above
    except (OSError, ValueError):  # a name with a NUL in it, say
        return []
