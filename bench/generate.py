"""A made-up register of any size, the same for the same size and seed.

`python -m bench.generate DIR N` writes one with N findings into `DIR/register/`. Records are plain strings,
so that a register can be measured that this version of hmi could not have written.
"""

import argparse
import random
from datetime import date, timedelta
from pathlib import Path

TODAY = date(2026, 11, 23)
PER_INSPECTION = 20
SEED = 2022

SETTINGS = """\
format: 1
force: benchshire
fictional: true
names:
  force: Benchshire Police (fictional)
  local_policing_body: Benchshire Police and Crime Commissioner
coverage: {complete_from: 2019-01-01}
marking:
- {from: 2019-01-01, marking: official}
rag:
- from: 2019-01-01
  basis: delivery
  key: {red: cannot be delivered, amber: being delivered, green: delivered, white: not ours}
portfolios:
- {id: crime, name: Crime, leads: [{from: 2019-01-01, lead: ACC Crime}]}
- {id: local, name: Local Policing, leads: [{from: 2019-01-01, lead: ACC Local}]}
"""

COMMITTEE = """\
name: Joint Audit Committee
short: JAC
meetings:
- {on: 2026-06-22, since: 2026-03-23}
- {on: 2026-09-21}
- {on: 2026-12-14, cut_off: 2026-11-23}
"""

INSPECTION = """\
title: Made-up inspection number {number}
kind: {kind}
lead: hmicfrs
participation: fieldwork
log:
- on: {notified}
  event: notified
- on: {published}
  event: published
  source: the report
"""

FINDING = """\
kind: {kind}
number: "{number}"
text: >-
  {text}
addressed_to: [chief constables]
delivery: force
"""

DEADLINE = """\
deadline: {{text: By {deadline}, basis: date, date: {deadline}}}
"""

ENTRY = """\
- on: {on}
  by: Liaison Officer
  status: in-progress
  rag: {rag}
  portfolio: {portfolio}
  owner: {owner}
  why: {why}
  note: >-
    {note}
"""

CLOSED = """\
- on: {on}
  by: Liaison Officer
  inspectorate: closed
  authority: {{kind: letter, ref: HMI/{number}}}
"""

KINDS = ("national-thematic", "peel", "custody", "joint-targeted-area-inspection")
OWNERS = ("Head of Investigations", "Head of Custody", "Head of Training", "Head of Contact")
WORDS = """
the force should make sure that its officers record what victims say and act on it without delay
supervision training districts supply review evidence quality timeliness safeguarding decisions
""".split()


def words(chance: random.Random, count: int) -> str:
    """Return a sentence of that many words."""
    return " ".join(chance.choices(WORDS, k=count)).capitalize() + "."


def finding(chance: random.Random, number: int, published: date) -> str:
    """Return the file of one finding, with its history of updates and, for one in three, its closure."""
    kind = chance.choice(("recommendation", "area-for-improvement"))
    parts = [FINDING.format(kind=kind, number=number, text=words(chance, 60))]
    if kind == "recommendation":
        parts.append(DEADLINE.format(deadline=published + timedelta(days=chance.randrange(90, 720))))
    parts.append("log:\n")
    on = published
    for _ in range(chance.randrange(3, 8)):
        on = min(on + timedelta(days=chance.randrange(30, 100)), TODAY)
        parts.append(
            ENTRY.format(
                on=on,
                rag=chance.choice(("red", "amber", "amber", "green")),
                portfolio=chance.choice(("crime", "local")),
                owner=chance.choice(OWNERS),
                why=words(chance, 12),
                note=words(chance, 20),
            )
        )
    if chance.randrange(3) == 0:
        parts.append(CLOSED.format(on=on, number=number))
    return "".join(parts)


def generate(folder: Path, count: int) -> list[str]:
    """Write `folder/register/` with `count` findings and return their ids."""
    chance = random.Random(SEED)  # noqa: S311 - the same register each time is the point
    register = folder / "register"
    _write(register / "register.yaml", SETTINGS)
    _write(register / "committees" / "jac.yaml", COMMITTEE)
    ids: list[str] = []
    for at in range(0, count, PER_INSPECTION):
        name = f"made-up-{at // PER_INSPECTION + 1}"
        published = TODAY - timedelta(days=chance.randrange(200, 1800))
        inspection = INSPECTION.format(
            number=at // PER_INSPECTION + 1,
            kind=chance.choice(KINDS),
            notified=published - timedelta(days=150),
            published=published,
        )
        _write(register / "inspections" / f"{name}.yaml", inspection)
        for number in range(1, min(PER_INSPECTION, count - at) + 1):
            _write(register / "findings" / name / f"{number}.yaml", finding(chance, number, published))
            ids.append(f"{name}/{number}")
    return ids


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("findings", type=int)
    asked = parser.parse_args()
    print(f"{len(generate(asked.folder, asked.findings))} findings in {asked.folder / 'register'}")
