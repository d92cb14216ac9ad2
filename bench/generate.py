"""A made-up register of any size, the same for the same size and seed.

`python -m bench.generate DIR N` writes one with N findings into `DIR/register/`: all kinds of inspection and
finding, logs of 3 to 40 entries, long notes, letters beyond ASCII, corrections, amendments, actions and
withheld entries. `hmi check` finds nothing wrong with it on the day `TODAY`. A larger one begins like a
smaller one.
"""

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench import style
from bench.findings import finding, kind_of
from bench.inspections import Made, inspection
from bench.lives import Fields
from bench.style import Data
from hmicfrs_cli.domain.terms import FindingKind

TODAY = date(2026, 11, 23)
SEED = 2022

SETTINGS = """\
format: 1
force: benchshire
fictional: true
names:
  force: Benchshire Police (fictional)
  short: Benchshire
  local_policing_body: Benchshire Police and Crime Commissioner (fictional)
coverage: {complete_from: 2019-01-01}
marking:
- {from: 2019-01-01, marking: official}
rag:
- from: 2019-01-01
  basis: delivery
  key: {red: cannot be delivered, amber: being delivered, green: delivered, white: not ours}
risk_matrix:
- from: 2019-01-01
  likelihood: 5
  impact: 5
  bands:
  - {to: 5, label: low, rag: green}
  - {to: 12, label: medium, rag: amber}
  - {to: 25, label: high, rag: red}
portfolios:
- {id: crime, name: Crime, leads: [{from: 2019-01-01, lead: ACC Crime}]}
- {id: local, name: Local Policing, leads: [{from: 2019-01-01, lead: ACC Local}]}
- {id: protecting, name: Public Protection, leads: [{from: 2019-01-01, lead: ACC Crime}]}
- {id: justice, name: Custody and Justice, leads: [{from: 2019-01-01, lead: ACC Operations}]}
- {id: standards, name: Professional Standards, leads: [{from: 2019-01-01, lead: Deputy Chief Constable}]}
- {id: people, name: People, leads: [{from: 2019-01-01, lead: Director of People}]}
boards:
- {id: assurance, name: Force Assurance Board, chair: Deputy Chief Constable}
- {id: vulnerability, name: Vulnerability Board}
- {id: custody, name: Custody Improvement Group}
- {id: people, name: People Board}
monitoring:
- {from: 2022-09-01, phase: scan}
"""

COMMITTEE = """\
name: Joint Audit Committee
short: JAC
meetings:
- {on: 2026-06-22, since: 2026-03-23}
- {on: 2026-09-21}
- {on: 2026-12-14, cut_off: 2026-11-23}
"""


@dataclass(frozen=True)
class Record:
    """A file of a register: its path there, its text above the log, and the log's entries with their days."""

    path: str
    head: str
    entries: tuple[tuple[str, str], ...] = ()

    def text(self, entries: int | None = None) -> str:
        """Return the file as it was when the log had so many entries; without a number, as it is."""
        told = "".join(text for _, text in self.entries[:entries])
        return f"{self.head}log:\n{told}" if told else self.head

    @property
    def id(self) -> str:
        """The id of the record."""
        return self.path.partition("/")[2].removesuffix(".yaml")

    @property
    def is_finding(self) -> bool:
        """Whether it is a finding, and not an inspection or a setting."""
        return self.path.startswith("findings/")


def records(count: int, seed: int = SEED) -> Iterator[Record]:
    """Yield every file of a register with that many findings."""
    yield Record("register.yaml", SETTINGS)
    yield Record("committees/jac.yaml", COMMITTEE)
    made: list[Made] = []
    while count > 0:
        chance = random.Random(f"{seed}/{len(made)}")  # noqa: S311 - the same register each time is the point
        one = inspection(chance, len(made), TODAY, made[-200:])
        yield _record(f"inspections/{one.id}.yaml", one.data)
        for number, data in _findings(chance, one, made):
            if count > 0:
                yield _record(f"findings/{one.id}/{number}.yaml", data)
            count -= 1
        made.append(one)


def _findings(chance: random.Random, of: Made, earlier: list[Made]) -> Iterator[tuple[int, Fields]]:
    """Yield the findings of a published inspection; a recommendation follows each cause of concern."""
    under: str | None = None
    for number in range(1, of.findings + 1):
        kind = FindingKind.RECOMMENDATION if under else kind_of(chance)
        more: Fields = {"under": under} if under else {}
        under = f"{of.id}/{number}" if kind is FindingKind.CAUSE_OF_CONCERN else None
        if under and (number == of.findings or chance.random() < 0.2):  # noqa: PLR2004 - one in five
            more["recommendations"], under = "not-stated", None
        before = [one for one in earlier[-20:] if one.findings]
        if before and chance.random() < 0.04:  # noqa: PLR2004 - one in twenty-five
            more[chance.choice(("supersedes", "same_as"))] = [f"{chance.choice(before).id}/1"]
        if of.published:
            yield number, finding(chance, kind, number, of.published, TODAY, **more)


def _record(path: str, data: Fields) -> Record:
    log = data["log"]
    head = style.record({name: value for name, value in data.items() if name != "log"})
    return Record(path, head, tuple(_entries(log)))


def _entries(log: Data) -> Iterator[tuple[str, str]]:
    for one in log if isinstance(log, list) else []:
        yield str(one["on"]), style.entry(one)


def write(folder: Path, count: int, seed: int = SEED) -> list[str]:
    """Write `folder/register/` with `count` findings and return their ids."""
    ids: list[str] = []
    for record in records(count, seed):
        path = folder / "register" / record.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(record.text(), encoding="utf-8", newline="\n")
        ids += [record.id] if record.is_finding else []
    return ids


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("findings", type=int)
    asked = parser.parse_args()
    print(f"{len(write(asked.folder, asked.findings))} findings in {asked.folder / 'register'}")
