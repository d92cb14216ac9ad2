"""What was measured, kept as data: a run may measure a part, and the tables show all that is known.

Figures of another machine, or of other versions of what hmi stands on, are no part of one table: with the
first run under another setting all earlier ones are forgotten.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.lines import Floor, Line, lines
from bench.measure import Pair, Run
from bench.session import Outcome


@dataclass(frozen=True)
class Beside:
    """Another tool's seconds, which are measured once, and hmi's at the same work."""

    version: str
    theirs: float | None
    mine: float | None = None
    runs: int = 0
    """Of how many runs hmi's seconds are the median."""
    why_not: str = ""


class Kept:
    """All figures of one setting. Whatever could not be measured leaves what was known as it was."""

    def __init__(self, file: Path, setting: str) -> None:
        self.file = file
        self.setting = setting
        told = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        known = told if told.get("setting") == setting else {}
        self._lines: dict[str, dict[str, Any]] = known.get("lines", {})
        self._floors: dict[str, dict[str, Any]] = known.get("floors", {})
        self._peers: dict[str, dict[str, Any]] = known.get("peers", {})

    def write(self) -> None:
        """Write everything to the file."""
        told = {
            "setting": self.setting,
            "lines": self._lines,
            "floors": self._floors,
            "peers": self._peers,
        }
        text = json.dumps(told, indent=1, sort_keys=True, ensure_ascii=False)
        self.file.write_text(f"{text}\n", encoding="utf-8", newline="\n")

    @property
    def sizes(self) -> list[int]:
        """The sizes of which anything is known, the smallest first."""
        return sorted({int(key.partition(" ")[0]) for key in self._lines})

    def take(self, findings: int, one: Outcome) -> None:
        """Keep what a line gave."""
        key = _key(findings, one.line)
        if one.pair or not self._lines.get(key, {}).get("pair"):
            pair = asdict(one.pair) if one.pair else None
            self._lines[key] = {
                "pair": pair,
                "why_not": one.why_not,
                "together": one.together,
                "day": one.day,
            }

    def outcomes(self, findings: int) -> list[Outcome]:
        """Return what each line gave, in the order of the table."""
        return [self._outcome(findings, line) for line in lines(findings)]

    def _outcome(self, findings: int, line: Line) -> Outcome:
        told = self._lines.get(_key(findings, line))
        if told is None:
            return Outcome(line, None, "not measured yet")
        pair = Pair(**told["pair"]) if told["pair"] else None
        return Outcome(line, pair, told["why_not"], told["together"], told["day"])

    def take_floors(self, findings: int, measured: Iterable[tuple[Floor, Run | None]]) -> None:
        """Keep what stands beside hmi, by itself."""
        for floor, ran in measured:
            self._floors[f"{findings} {floor.name}"] = asdict(ran) if ran else {}

    def floors(self, findings: int) -> list[tuple[str, Run | None]]:
        """Return the names of what stands beside hmi, with its figures; None where it is not installed."""
        head = f"{findings} "
        known = [(key.removeprefix(head), told) for key, told in self._floors.items() if key.startswith(head)]
        return [(name, Run(**told) if told else None) for name, told in known]

    def beside(self, name: str, findings: int) -> Beside | None:
        """Return what is known of another tool's work on so many findings."""
        told = self._peers.get(f"{findings} {name}")
        return Beside(**told) if told else None

    def take_beside(self, name: str, findings: int, one: Beside) -> None:
        """Keep that."""
        self._peers[f"{findings} {name}"] = asdict(one)


def _key(findings: int, line: Line) -> str:
    return f"{findings} {line.shown} beside {line.floor.name}"
