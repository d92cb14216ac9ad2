"""What was measured, in words and tables."""

import os
import platform
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from importlib.metadata import version

from bench.lines import Aim, Floor
from bench.measure import Pair, Run
from bench.session import Outcome

LIBRARIES = ("pydantic", "typer", "PyYAML", "Jinja2", "pypandoc-binary", "typst")
FEW = 3
"""Pairs below which a median says little, which is pointed out."""

INTRODUCTION = """\
# What hmi costs

Made by `python -m bench --write` on {day}: {system} on {cores} processors of {machine} and {memory:.0f} GiB,
shared with other work; Python {python}, {git}; {libraries}.

Each line is run in turn with the command beside it. The ratio is the median of the ratios of such pairs,
which means something on any machine; the seconds (of wall time) are this one's, and “pairs” says of how
many. The memory is the peak of the greatest process; “together” that of all processes of a command that has
several, at one time, looked at every hundredth of a second: it can be the lower one, since it counts what
processes share once. “Warm” is a run after hmi has read everything once; “cold” is one for which everything
that it keeps below the git directory was deleted (the system's own cache of files is warm in both).
`--no-index` lets it keep and use nothing. The registers are made up, with 10,000 commits each. What no size
changes is run at the first one only, and papers, which people read, to 10,000 findings.
"""

HEAD = """\
| `hmi …` | ratio | beside | seconds | MiB | together | pairs | aim |
|---|--:|---|--:|--:|--:|--:|---|
"""

FLOORS = """\
| beside | seconds | MiB |
|---|--:|--:|
"""


def introduction() -> str:
    """Return the day, the machine in general words, and the versions that the figures are of."""
    day = datetime.now().astimezone()
    return INTRODUCTION.format(
        day=f"{day.day} {day:%B %Y}",
        cores=os.cpu_count(),
        machine=platform.machine(),
        memory=os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30,
        system=platform.system(),
        python=platform.python_version(),
        git=subprocess.check_output(("git", "--version"), encoding="utf-8").strip(),
        libraries=", ".join(f"{name} {version(name)}" for name in LIBRARIES),
    )


def table(findings: int, outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Yield the table of one size."""
    yield f"\n## {findings:,} findings\n\n{HEAD}"
    for one in outcomes:
        yield row(findings, one)


def row(findings: int, one: Outcome) -> str:
    """Return what measuring one line gave."""
    if one.pair is None:
        return f"| {one.line.shown} | {one.why_not} | | | | | | {aims(findings, one)} |\n"
    together = f"{one.together:.0f}" if one.together else ""
    figures = f"{one.pair.seconds:.2f} | {one.pair.peak:.0f} | {together} | {one.pair.count}"
    return (
        f"| {one.line.shown} | {one.pair.ratio:.1f} | {one.line.floor.name} | {figures} "
        f"| {aims(findings, one)} |\n"
    )


def aims(findings: int, one: Outcome) -> str:
    """Return the aims that a line has at a size, and whether each is met."""
    held = [aim for aim in one.line.aims if aim.holds_at(findings)]
    if one.pair is None:
        return ", ".join(f"{worded(aim)}: not known" for aim in held)
    return ", ".join(f"{worded(aim)}: {verdict(aim, one.pair)}" for aim in held)


def worded(aim: Aim) -> str:
    """Return an aim in words."""
    return f"at most {aim.most:g} {aim.unit}"


def verdict(aim: Aim, pair: Pair) -> str:
    """Say whether an aim is met, and by how much not."""
    value = found(aim, pair)
    few = " (few pairs)" if pair.count < FEW else ""
    return f"met{few}" if value <= aim.most else f"**not met**, {_over(value / aim.most)}{few}"


def _over(times: float) -> str:
    """Return how much over an aim a figure is, so that a little is not rounded to nothing."""
    return f"{times:.1f} times that" if times >= 2 else f"{max(1, (times - 1) * 100):.0f} % over"  # noqa: PLR2004


def found(aim: Aim, pair: Pair) -> float:
    """Return the figure that an aim is about."""
    return {"×": pair.ratio, "s": pair.seconds, "MiB": pair.peak}[aim.unit]


def floors(findings: int, measured: Iterable[tuple[Floor, Run | None]]) -> Iterator[str]:
    """Yield the table of what stands beside hmi, by itself."""
    yield f"\nBeside it, at {findings:,} findings:\n\n{FLOORS}"
    for floor, ran in measured:
        figures = f"{ran.seconds:.3f} | {ran.peak:.0f}" if ran else "not installed | "
        yield f"| {floor.name} | {figures} |\n"


def summary(outcomes: Sequence[tuple[int, Outcome]]) -> str:
    """Return in plain words how many aims are met, and name those that are not, and what is not known."""
    met, missed, unknown = 0, list[str](), list[str]()
    for findings, one in outcomes:
        for aim in one.line.aims:
            if not aim.holds_at(findings):
                continue
            where = f"{one.line.shown} at {findings:,} findings"
            if one.pair is None:
                unknown.append(f"- {where}, {worded(aim)}: {one.why_not}\n")
            elif found(aim, one.pair) <= aim.most:
                met += 1
            else:
                missed.append(f"- {where}: {found(aim, one.pair):.4g} {aim.unit}, {worded(aim)} aimed at\n")
    words = f"\n## Aims\n\nOf {met + len(missed) + len(unknown)} aims {met} are met.\n"
    words += "".join(_growth(outcomes))
    words += f"\nNot met:\n\n{''.join(missed)}" if missed else ""
    return words + (f"\nNot known:\n\n{''.join(unknown)}" if unknown else "")


def _growth(outcomes: Sequence[tuple[int, Outcome]]) -> Iterator[str]:
    """Yield how what should not depend on the size does, from the smallest register to the largest."""
    for name in dict.fromkeys(one.line.shown for _, one in outcomes if one.line.alike):
        known = [(size, one.pair) for size, one in outcomes if one.line.shown == name and one.pair]
        if len(known) > 1:
            (small, first), (large, last) = known[0], known[-1]
            times = f"{last.ratio / first.ratio:.2f} times as long as at {small:,}"
            yield f"\n{name} takes at {large:,} findings {times}; the same is aimed at.\n"
