"""What is measured: each line of the aims' table, what it is compared with, and how it is prepared."""

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bench import tracker
from bench.made import Ground
from bench.measure import ENVIRONMENT, run

HMI = str(Path(sys.executable).with_name("hmi"))
EVERY_SIZE = 0
SMALL, MIDDLE, LARGE = 500, 10_000, 100_000


@dataclass(frozen=True)
class Floor:
    """What any machine can run, beside which hmi is measured."""

    name: str
    command: tuple[str, ...]


PASS = Floor("`python -c pass`", (sys.executable, "-c", "pass"))
EVERY_BYTE = Floor(
    "reading every byte", ("sh", "-c", "find register -type f -print0 | xargs -0 cat > /dev/null")
)
STATUS = Floor("`git status`", ("git", "status", "--porcelain"))
DIFF = Floor("`git diff --stat`", ("git", "diff", "--stat"))
DIFF_OF_COMMITS = Floor("`git diff --stat`", (*DIFF.command, "HEAD~100..HEAD"))
EVERY_FINDING = Floor("`list --json --no-index`", (HMI, "list", "--json", "--no-index"))
SEARCH = Floor("`rg`", ("rg", "--count", "rag: red", "register"))


def log_of(id_: str) -> Floor:
    """Return the history of one file as git tells it."""
    return Floor("`git log --follow`", ("git", "log", "--follow", "--raw", f"register/findings/{id_}.yaml"))


@dataclass(frozen=True)
class Aim:
    """A most that is aimed at: so many times the floor (`×`), seconds (`s`) or `MiB`, at some sizes."""

    most: float
    unit: str = "×"
    least: int = EVERY_SIZE
    """The fewest findings for which it is an aim."""
    sizes: int = LARGE
    """The most findings for which it is one."""

    def holds_at(self, findings: int) -> bool:
        """Say whether it is an aim for a register of that size."""
        return self.least <= findings <= self.sizes


Prepare = Callable[[Ground], None]


@dataclass(frozen=True)
class Line:
    """One thing to measure."""

    args: tuple[str, ...]
    floor: Floor
    aims: tuple[Aim, ...] = ()
    name: str = ""
    """What the table says instead of the arguments."""
    env: Mapping[str, str] = field(default_factory=dict)
    warm: bool = False
    """Whether hmi has read everything once before."""
    prepare: Prepare | None = None
    """What is done once before it."""
    before: Prepare | None = None
    """What is done before each run."""
    largest: int = LARGE
    """The most findings with which it is run: some work grows with them and is for a person to read, and some
    is the same with any."""
    alike: bool = False
    """Whether it is to take no longer in a large register than in a small one."""
    family: bool = False
    """Whether it starts processes of its own, whose memory counts together."""

    @property
    def shown(self) -> str:
        """What the table calls it."""
        return self.name or f"`{' '.join(self.args)}`"


def lines(findings: int, first: str = "ID", busiest: str = "ID") -> list[Line]:
    """Return what is measured in a register of that size, in the order of the table.

    `first` is one of its findings, `busiest` the one that most commits are about.
    """
    every = (*_starts(first), *_questions(), *_checks(), *_history(busiest), *_papers(), *_exchange())
    return [line for line in every if findings <= line.largest]


def _starts(first: str) -> Iterator[Line]:
    """Yield what opens one record at most. What no size changes is run at the small ones only."""
    yield Line(("--version",), PASS, (Aim(1.5),), largest=SMALL)
    asked = {"_HMI_COMPLETE": "complete_bash", "COMP_WORDS": f"hmi rag set {first}", "COMP_CWORD": "3"}
    yield Line((), PASS, (Aim(1.5),), "completing an id in the shell", asked)
    yield Line(("--help",), PASS, (Aim(6),), largest=SMALL)
    rag = ("rag", "set", first, "amber", "--why", "Two of five.")
    yield Line(rag, PASS, (Aim(14),), "`rag set ID amber --why …`", alike=True)
    yield Line(("show", first), PASS, name="`show ID`", warm=True)


def _questions() -> Iterator[Line]:
    """Yield the lists, from what hmi keeps, without it, and when it must be made first."""
    listed = ("list", "--rag", "red", "--json")
    shown = f"`{' '.join(listed)}`"
    yield Line(listed, PASS, (Aim(9, sizes=SMALL),), f"{shown}, warm", warm=True)
    aims = (Aim(3, least=MIDDLE), Aim(250, "MiB", least=LARGE))
    yield Line(listed, STATUS, aims, f"{shown}, warm", warm=True, family=True)
    yield Line(listed, STATUS, (), f"{shown}, cold", before=Ground.forget, family=True)
    yield Line((*listed, "--no-index"), STATUS, family=True)
    due = ("due", "--json")
    yield Line(due, STATUS, (Aim(250, "MiB", least=LARGE),), "`due --json`, warm", warm=True, family=True)
    yield Line(due, STATUS, (), "`due --json`, cold", before=Ground.forget, family=True)
    yield Line((*due, "--no-index"), STATUS, family=True)


def _checks() -> Iterator[Line]:
    yield Line(
        ("check",), EVERY_BYTE, (Aim(12, least=MIDDLE),), "`check`, cold", before=Ground.forget, family=True
    )
    changed = "1 % changed"
    yield Line(
        ("check",),
        STATUS,
        (Aim(4, least=MIDDLE), Aim(250, "MiB", least=LARGE)),
        f"`check`, warm, {changed}",
        warm=True,
        prepare=Ground.change,
    )
    yield Line(("check", "--no-index"), EVERY_BYTE)
    yield Line(
        ("check", "--against", "HEAD"),
        STATUS,
        name=f"`check --against HEAD`, warm, {changed}",
        warm=True,
        prepare=Ground.change,
    )


def _history(busiest: str) -> Iterator[Line]:
    yield Line(
        ("diff",),
        DIFF,
        (Aim(4, least=MIDDLE),),
        "`diff`, warm, 1 % changed",
        warm=True,
        prepare=Ground.change,
    )
    aim = Aim(4, least=MIDDLE, sizes=MIDDLE)
    yield Line(("diff", "HEAD~100..HEAD"), DIFF_OF_COMMITS, (aim,), warm=True)
    told = ("history", busiest)
    floor = log_of(busiest)
    yield Line(told, floor, (), "`history ID`")
    yield Line(told, floor, (), "`history ID`, with a commit-graph", prepare=Ground.graph)


def _papers() -> Iterator[Line]:
    report = ("report", "--committee", "JAC", "--output", "papers")
    # In proportion: twenty times as many findings may take twenty times as long.
    html = (Aim(0.5, "s", sizes=SMALL), Aim(10, "s", least=MIDDLE, sizes=MIDDLE))
    yield Line((*report, "--format", "html"), PASS, html, "`report`, HTML", largest=MIDDLE)
    every = (
        Aim(3, "s", sizes=SMALL),
        Aim(400, "MiB", sizes=SMALL),
        Aim(60, "s", least=MIDDLE, sizes=MIDDLE),
    )
    yield Line(report, PASS, every, "`report`, all four formats", largest=MIDDLE, family=True)


def _exchange() -> Iterator[Line]:
    """Yield what goes out to people and programs without git, and what comes back."""
    aim = (Aim(4, least=MIDDLE, sizes=MIDDLE),)
    for name in ("csv", "json", "ndjson", "xlsx", "parquet"):
        asked = ("export", "--format", name, "--output", "export")
        yield Line(asked, EVERY_FINDING, aim, f"`export --format {name}`", largest=MIDDLE, family=True)
    yield Line(("pack", "--output", "packs"), EVERY_FINDING, name="`pack`", largest=MIDDLE, family=True)
    yield Line(
        ("import", tracker.FILE, "--mapping", tracker.MAPPING, "--by", "Bench"),
        PASS,
        (Aim(20, "s", sizes=MIDDLE),),
        f"`import`, a tracker of {tracker.ROWS:,} rows",
        before=_tracker,
        largest=MIDDLE,
        family=True,
    )


def _tracker(ground: Ground) -> None:
    """Write a tracker and its mapping into a register that has read none."""
    ground.clean()
    tracker.write(ground.folder)
    run((HMI, "import", "--map", tracker.FILE), ground.folder, ENVIRONMENT, allowed=(0, 1))
    tracker.answer(ground.folder)
