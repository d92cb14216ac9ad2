"""Pairs of registers in folders, `old` and `new` laid over a common base, and what differs between them."""

from collections.abc import Mapping
from pathlib import Path

from hmicfrs_cli.domain.changes.about import Change
from hmicfrs_cli.domain.changes.compare import State, compare
from hmicfrs_cli.domain.reading import SETTINGS_PATH, AnyRecord
from hmicfrs_cli.domain.register import Register, committee_path, path_of
from hmicfrs_cli.render.change_summary import summary
from hmicfrs_cli.render.changes import told
from hmicfrs_cli.storage.load import load_files
from hmicfrs_cli.storage.renames import renamed
from tests.conftest import ROOT

FOLDER = ROOT / "tests" / "changes"
NAMES = sorted(one.parent.name for one in FOLDER.glob("*/expected.txt"))


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")}


def pair(name: str) -> tuple[dict[str, bytes], dict[str, bytes]]:
    base = files(FOLDER / "base")
    return base | files(FOLDER / name / "old"), base | files(FOLDER / name / "new")


def records(register: Register) -> dict[str, AnyRecord]:
    found: dict[str, AnyRecord] = {SETTINGS_PATH: register.settings}
    found |= {committee_path(id_): one for id_, one in register.committees.items()}
    found |= {path_of(id_): one for id_, one in register.inspections.items()}
    return found | {path_of(id_): one for id_, one in register.findings.items()}


def state(held: Mapping[str, bytes]) -> State:
    """Return a side; one whose settings cannot be read is read with those of the base."""
    loaded = load_files(held)
    if loaded.register is None:
        again = load_files({**held, SETTINGS_PATH: files(FOLDER / "base")[SETTINGS_PATH]})
        assert again.register is not None
        known = records(again.register)
        del known[SETTINGS_PATH]
        return State(again.register, known, [*loaded.problems, *again.problems])
    return State(loaded.register, records(loaded.register), loaded.problems)


def changes(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> list[Change]:
    before, after = state(old), state(new)
    moved = renamed(
        {path: raw for path, raw in old.items() if path not in new},
        {path: raw for path, raw in new.items() if path not in old},
        after.records,
    )
    differing = {path for path in {*old, *new} if old.get(path) != new.get(path)} - set(moved.values())
    return compare(before, after, moved, differing)


def in_words(found: list[Change]) -> str:
    """Return the summary, and each change with its kind, its record and its words for the public."""
    lines = [summary(found)]
    for row in told(found, [0] * len(found), "", restricted=False):
        mark = "!" if row.serious else " "
        lines.append(f"{mark} {row.code} · {row.change.about.id or row.change.about.path} · {row.words}")
    return "\n".join(lines) + "\n"
