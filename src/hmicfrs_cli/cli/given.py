"""What `hmi import` was given, which each kind of file is then read with."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Given:
    """The command line of `hmi import`; an option that a kind does not have is refused before it is asked."""

    files: tuple[Path, ...]
    register: Path | None
    dry_run: bool = False
    on: str | None = None
    by: str | None = None
    output: Path | None = None
    """Where files to send back, or a proposed mapping, go."""
    take: tuple[str, ...] = ()
    """Of a returned pack: where both changed, what came back is right, as ID:FIELD."""
    keep: tuple[str, ...] = ()
    """Of a returned pack: where both changed, what the register says is right, as ID:FIELD."""
    restricted: bool = False
    """Of a returned pack: what is shown and sent back holds what is private too."""
    branch: str | None = None
    """Of a returned pack: the new branch that it is committed on."""
    map: bool = False
    """Of a tracker: propose a mapping, and write nothing else."""
    mapping: Path | None = None
    """Of a tracker: the mapping, as a person corrected it."""
    accept: str | None = None
    """Of a report: the numbers of the proposals that are taken over, or `all`."""
    inspection: str | None = None
    """Of a report: the id of the inspection it belongs to, where the one proposed is not right."""
