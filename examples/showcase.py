"""Write the showcase register of a made-up force from the plan beside it.

`python examples/showcase.py [DIR]` writes `examples/wrenshire/register`, or the same into DIR. The same plan
gives the same bytes: nothing depends on the day, the machine or the order of a folder.
"""

import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from house import in_order
from lives import PLAN_WORDS, log_of

from hmicfrs_cli.domain.dates import parse
from hmicfrs_cli.domain.deadlines import after, read_words
from hmicfrs_cli.domain.fold import Lens
from hmicfrs_cli.domain.records import Finding, Inspection
from hmicfrs_cli.domain.register import Register, View
from hmicfrs_cli.domain.settings import Settings
from hmicfrs_cli.domain.terms import SLUGS, FindingKind
from hmicfrs_cli.render.folders import read
from hmicfrs_cli.storage.compose import record

FORCE = "Wrenshire Police (fictional)"
HERE = Path(__file__).resolve().parent / "wrenshire"
Fields = dict[str, Any]
Files = dict[str, Fields]
_KINDS = {slug: str(kind.value) for kind, slug in SLUGS.items()}


def main(arguments: list[str]) -> None:
    """Write the register into the folder named, else where it is kept, and what git ignores beside it."""
    folder = Path(arguments[0]) if arguments else HERE / "register"
    write(folder, everything(HERE / "plan"))
    # As `hmi init` has it: papers can be made again, and what a write leaves is no record.
    (folder.parent / ".gitignore").write_bytes(read("setup/gitignore")[0])


def everything(plan: Path) -> Files:
    """Return every record of the register by its path."""
    letters = _read(plan / "letters.toml")
    files = {"register.yaml": _read(plan / "register.toml")}
    for path in sorted((plan / "inspections").glob("*.toml")):
        files |= inspection(path.stem, _read(path), letters)
    register = _register(files)
    for path in sorted((plan / "committees").glob("*.toml")):
        files[f"committees/{path.stem}.yaml"] = committee(_read(path), register)
    return files


def inspection(name: str, plan: Fields, letters: Files) -> Files:
    """Return an inspection and its findings by path."""
    facts = plan["inspection"]
    files = {f"inspections/{name}.yaml": facts}
    for planned in plan.get("finding", []):
        files[f"findings/{name}/{planned['id']}.yaml"] = finding(name, planned, _published(facts), letters)
    return files


def finding(inspection_id: str, plan: Fields, published: date, letters: Files) -> Fields:
    """Return one finding: its facts as planned, its log as it lived."""
    id_ = plan["id"]
    stem = id_.rpartition("-")[0]
    facts = {key: value for key, value in plan.items() if key not in PLAN_WORDS}
    facts.setdefault("kind", _KINDS.get(stem, str(FindingKind.RECOMMENDATION.value)))
    if not stem:
        facts.setdefault("number", id_)
    if facts["kind"] != FindingKind.PRACTICE:
        facts.setdefault("addressed_to", [FORCE])
    if "deadline" in plan:
        facts["deadline"] = deadline(plan["deadline"])
        plan = plan | due(facts["deadline"], published)
    log = log_of(plan, f"{inspection_id}/{id_}", published, letters)
    return facts | ({"log": log} if log else {})


def deadline(words: str) -> Fields:
    """Return what a deadline's words say, as a record holds it."""
    reading = read_words(words)
    said: Fields = {"text": words, "basis": str(reading.basis.value)}
    if reading.date is not None:
        said["date"] = reading.date.text
    if reading.within is not None:
        said["within"] = reading.within
    return said


def due(said: Fields, published: date) -> Fields:
    """Return the last day of a deadline, which is the force's first target unless the plan has another."""
    if "date" in said:
        return {"due": parse(said["date"]).last.isoformat()}
    return {"due": after(published, said["within"]).isoformat()} if "within" in said else {}


def committee(plan: Fields, register: Register) -> Fields:
    """Return a committee, with the figures of each paper that was issued."""
    for meeting in plan["meetings"]:
        if "issued" in meeting:
            since_closed = meeting["issued"].pop("since_closed", [])
            meeting["issued"]["figures"] = figures(register, meeting["cut_off"], since_closed)
    return plan


def figures(register: Register, cut_off: str, since_closed: list[str]) -> dict[str, list[str]]:
    """Return the ids that a paper counted as open; `since_closed` were closed later by a back-dated entry."""
    day = parse(cut_off).last
    kinds: dict[str, list[str]] = {}
    for id_, state in View(register, Lens(day, day)).findings.items():
        if state.counted and (state.is_open or id_ in since_closed):
            kinds.setdefault(state.facts.kind.value, []).append(id_)
    return kinds


def write(folder: Path, files: Files) -> None:
    """Write the files, and delete records of the folder that the plan no longer has."""
    for old in sorted(folder.rglob("*.yaml")):
        if old.relative_to(folder).as_posix() not in files:
            old.unlink()
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(record(in_order(data)))


def _register(files: Files) -> Register:
    return Register(
        Settings.model_validate(files["register.yaml"]),
        {_id(path): Inspection.model_validate(data) for path, data in files.items() if path[:4] == "insp"},
        {_id(path): Finding.model_validate(data) for path, data in files.items() if path[:4] == "find"},
    )


def _id(path: str) -> str:
    return path.partition("/")[2].removesuffix(".yaml")


def _published(facts: Fields) -> date:
    days = [parse(entry["on"]).last for entry in facts["log"] if entry.get("event") == "published"]
    return days[0] if days else parse(facts["log"][-1]["on"]).last


def _read(path: Path) -> Fields:
    return tomllib.loads(path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main(sys.argv[1:])
