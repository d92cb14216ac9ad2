"""Every folder here that holds a report is a case: the report, and what a careful reader finds in it.

`report.html`, `report.txt`, `report.pdf` and `report.docx` are read as they are. `report.typ` is set as a PDF
by Typst, `report.print.html` printed to PDF by Chromium, and `report.docx.html` turned into a Word file by
pandoc: what is kept is what a person can read. All wording is made up.
"""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypandoc
import typst
import yaml

from hmicfrs_cli.domain.published.proposals import Proposal, Published
from hmicfrs_cli.domain.published.reading import read
from hmicfrs_cli.storage.reports import read_report

HERE = Path(__file__).parent
READ_AS_THEY_ARE = ("report.html", "report.txt", "report.pdf", "report.docx")
Data = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """A report and what is in it."""

    name: str
    folder: Path
    inspection: Data
    findings: list[Data]


def cases() -> list[Case]:
    """Return every case, in the order of their names."""
    folders = sorted(path.parent for path in HERE.glob("*/expected.yaml"))
    return [_case(folder) for folder in folders]


def _case(folder: Path) -> Case:
    said = yaml.safe_load((folder / "expected.yaml").read_text(encoding="utf-8")) or {}
    return Case(folder.name, folder, said.get("inspection") or {}, said.get("findings") or [])


def report_of(folder: Path, made: Path) -> Path:
    """Return a case's report, set in `made` where what is kept is its source."""
    for name in READ_AS_THEY_ARE:
        if (folder / name).exists():
            return folder / name
    if (source := folder / "report.typ").exists():
        typst.compile(source, output=made / "report.pdf")
        return made / "report.pdf"
    if (source := folder / "report.print.html").exists():
        _print(source, made / "report.pdf", made)
        return made / "report.pdf"
    pypandoc.convert_file(folder / "report.docx.html", "docx", format="html", outputfile=made / "report.docx")
    return made / "report.docx"


def _print(source: Path, target: Path, made: Path) -> None:
    chromium = shutil.which("chromium")
    assert chromium, "these tests need chromium"
    profile = f"--user-data-dir={made / 'profile'}"
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", profile]
    subprocess.run(
        [chromium, *options, f"--print-to-pdf={target}", source.as_uri()],
        check=True,
        capture_output=True,
        timeout=120,
    )


def read_case(case: Case, made: Path) -> Published:
    """Return what hmi reads in a case's report."""
    return read(read_report(report_of(case.folder, made)))


def shown(proposal: Proposal) -> Data:
    """Return a proposal as the expected one is written."""
    deadline: Data | None = None
    if proposal.deadline:
        reading = proposal.deadline.reading
        deadline = {"text": proposal.deadline.words, "basis": reading.basis.value}
        if reading.date:
            deadline["date"] = reading.date.text
        if reading.within:
            deadline["within"] = reading.within
    return {
        "kind": proposal.kind.value,
        "number": proposal.number,
        "text": proposal.text,
        "to": list(proposal.whom),
        "deadline": deadline,
        "under": proposal.under,
        "delivery": proposal.delivery("essex").value,
        "places": list(proposal.places),
    }


@dataclass(frozen=True)
class Score:
    """How one report was read: right in words and deadline, right in everything, missed, invented."""

    expected: int
    exact: int
    whole: int
    missed: list[str]
    invented: list[str]
    wrong: list[str]


def score(case: Case, published: Published) -> Score:
    """Return how a report was read."""
    found = [shown(one) for one in published.findings]
    left = list(found)
    exact = whole = 0
    missed, wrong = [], []
    for wanted in case.findings:
        same = [
            one for one in left if all(one[key] == wanted.get(key) for key in ("kind", "text", "deadline"))
        ]
        if not same:
            missed.append(str(wanted["text"]))
            continue
        left.remove(same[0])
        exact += 1
        if differs := [key for key in wanted if not _fits(key, wanted, same[0], case.findings, found)]:
            wrong += [f"{key}: {same[0][key]!r}, not {wanted[key]!r}" for key in differs]
        else:
            whole += 1
    return Score(len(case.findings), exact, whole, missed, [str(one["text"]) for one in left], wrong)


def _fits(key: str, wanted: Data, one: Data, all_wanted: list[Data], found: list[Data]) -> bool:
    if key != "under" or wanted[key] is None:
        return bool(one[key] == wanted[key])
    return one["under"] is not None and bool(
        found[one["under"]]["text"] == all_wanted[wanted["under"]]["text"]
    )
