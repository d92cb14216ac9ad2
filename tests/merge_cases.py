"""Random pairs of changes of one record, each made by the functions that the writing commands use."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from hmicfrs_cli.domain import dates, entries, new
from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.domain.reading import id_of, read_record
from hmicfrs_cli.domain.rules import check_record
from hmicfrs_cli.domain.settings import Settings
from hmicfrs_cli.storage.compose import record
from hmicfrs_cli.storage.edit import append_entry
from hmicfrs_cli.storage.yaml import read
from tests.cli.desk import FILES
from tests.conftest import TODAY

Data = dict[str, Any]

DAYS = ("2026-11-05", "2026-11-12", "2026-11-12", "2026-10", "2026-11-14", "2026-11-20", "2026-W46")
"""Days on which the entries of a case are known: within a month of the commits."""
WORDS = (
    "Two of five districts are done.",
    "7.10",
    "no",
    '# not a comment: it\'s "quoted"',
    "Training dates are booked " * 9,
    "First line\nsecond line",
    "ends in blank lines\n\n",
    "– Zoë’s",
)
STYLES = ("plain", "crlf", "bom", "commented", "indented", "brackets", "no log", "open end", "kept blanks")


@dataclass(frozen=True)
class Case:
    """One record at the beginning, None where there was none, and as each side leaves it."""

    path: str
    base: bytes | None
    ours: bytes
    theirs: bytes


SETTINGS = read_record("register.yaml", read(FILES["register.yaml"].encode(), "register.yaml"))  # type: ignore[arg-type]  # it is read whole


@dataclass(frozen=True)
class _Desk:
    """What the two sides of a case write of: few days and few things, so that they meet."""

    random: Random
    path: str

    @property
    def list(self) -> str:
        return "meetings" if self.path.startswith("committees/") else "log"

    def writer(self) -> Callable[[], Data]:
        """Return what says the next thing to write down."""
        sorts = {"findings": _progress, "inspections": _events, "committees": _meetings}
        said = sorts[self.path.partition("/")[0]]
        days = self.random.choices(DAYS, k=self.random.choice((1, 2, 6)))
        several = len(said(self.random))
        chosen = self.random.choices(range(several), k=self.random.choice((2, 3, 20)))

        def write() -> Data:
            fields = said(self.random)[self.random.choice(chosen)]
            if self.list == "meetings":
                day = dates.parse(f"2027-0{self.random.randint(1, 9)}-15")
                return new.meeting(day, **fields)
            return entries.entry(dates.parse(self.random.choice(days)), fields, fields.get("when"))

        return write

    def changed(self, raw: bytes, write: Callable[[], Data], given: Sequence[Data] = ()) -> bytes:
        """Return the text with what a few commands add to it; none twice, and none that brings an error."""
        for _ in range(self.random.randrange(5)):
            again = given and self.random.random() < 0.4
            item = self.random.choice(given) if again else write()
            longer = append_entry(raw, (self.list,), item)
            said = items(self.path, longer)
            if said[-1] not in said[:-1] and not errors(self.path, longer):
                raw = longer
        return raw


def case(random: Random, number: int) -> Case:
    """Return a random case; its record is a finding mostly, else an inspection or a committee."""
    what = random.choices(("finding", "inspection", "committee", "new"), (16, 3, 2, 1))[0]
    path, like = {
        "finding": (f"findings/peel-2022/{number}.yaml", "findings/peel-2022/1.yaml"),
        "new": (f"findings/peel-2022/{number}.yaml", ""),
        "inspection": (f"inspections/peel-{number}.yaml", "inspections/peel-2022.yaml"),
        "committee": (f"committees/jac-{number}.yaml", "committees/jac.yaml"),
    }[what]
    desk = _Desk(random, path)
    if what == "new":
        return Case(path, None, *(desk.changed(_begun(random), desk.writer()) for _ in range(2)))
    base = desk.changed(_styled(random, FILES[like], desk.list), desk.writer())
    write = desk.writer()
    ours = desk.changed(base, write)
    heard = items(path, ours)[len(items(path, base)) :] if random.random() < 0.3 else []
    return Case(path, base, ours, desk.changed(base, write, heard))


def _begun(random: Random) -> bytes:
    text = random.choice(("The force should record every call.", "The force should answer every call."))
    facts: Data = {
        "kind": "recommendation",
        "number": "7",
        "text": text,
        "addressed_to": ["chief constables"],
    }
    return record(new.finding(facts, []))


def _styled(random: Random, text: str, name: str) -> bytes:
    style = random.choice(STYLES)
    head, _, tail = text.partition(f"{name}:\n")
    text = {
        "commented": f"# as given to us\n{text}# the end\n",
        "indented": f"{head}{name}:\n" + "".join(f"  {line}\n" for line in tail.splitlines()),
        "brackets": f"{head}{name}: []\n" if name == "log" else text,
        "no log": head if name == "log" else text,
        "open end": text.rstrip("\n"),
        "kept blanks": f"{text}  note: |+\n    kept\n\n\n" if name == "log" else text,
    }.get(style, text)
    raw = text.replace("\n", "\r\n").encode() if style == "crlf" else text.encode()
    return b"\xef\xbb\xbf" + raw if style == "bom" else raw


def errors(path: str, raw: bytes) -> list[Problem]:
    """Return the errors of a record."""
    data = read(raw, path)
    found = data if isinstance(data, list) else read_record(path, data)
    assert isinstance(SETTINGS, Settings)
    if not isinstance(found, list):
        found = check_record(SETTINGS, id_of(path), found, date.fromisoformat(TODAY))
    return [problem for problem in found if problem.severity == "error"]


def items(path: str, raw: bytes) -> list[Data]:
    """Return what a record's log, or a committee's list of meetings, says."""
    data = read(raw, path)
    assert isinstance(data, dict), (path, raw)
    return list(data.get("meetings" if path.startswith("committees/") else "log", []))


def counted(found: list[Data]) -> Counter[str]:
    """Return how often each entry stands in a log."""
    return Counter(json.dumps(one, sort_keys=True) for one in found)


def _progress(random: Random) -> list[Data]:
    why = random.choice(WORDS)
    return [
        {"rag": random.choice(("red", "amber", "green")), "why": why},
        {"risk": {"likelihood": random.randint(1, 4), "impact": random.randint(1, 4)}},
        {"status": random.choice(("in-progress", "pending-sign-off"))},
        {"status": "considered-complete", "evidence": [why], "agreed": {"board": "gold"}},
        {"target": random.choice(("2023-12-31", "2024-03-31")), "why": why},
        {"target": random.choice(("2023-12-31", "2024-03-31"))},
        {"owner": random.choice(("Head of Crime", "Head of Contact"))},
        {"note": why, "private": random.random() < 0.5},
        {"action": random.choice(("a1", "a2")), "text": why},
        {"action": "a1", "status": "in-progress", "owner": random.choice(("Ash", "Birch"))},
        {"inspectorate": "closed", "authority": {"kind": "letter", "ref": why}},
        {"inspectorate": "open", "why": why},
        {"acceptance": random.choice(("accepted", "not-accepted")), "why": why},
        {"corrects": {"field": "text"}, "to": random.choice(WORDS[:3]), "source": "the report"},
        {"corrects": {"field": "owner", "when": "2022-06-01"}, "to": "Ash", "source": "the minutes"},
    ]


def _events(random: Random) -> list[Data]:
    when = dates.parse(random.choice(("2023-05-02", "2023-05")))
    to = {"to": random.choice(("2022-05-11", "2022-05-13")), "source": "the website"}
    return [
        {"event": random.choice(("fieldwork", "hot-debrief", "revisit")), "when": when},
        {"event": random.choice(("report-received", "notified")), "when": when},
        {"event": "rescheduled", "planned": {"fieldwork": random.choice(("2023-10", "2023-W40"))}},
        {"note": random.choice(WORDS)},
        {"corrects": {"event": "published"}, **to},
    ]


def _meetings(random: Random) -> list[Data]:
    return [{"item": random.choice(("", "7", "8")), "author": random.choice(("", "Zoë Ash"))}]
