"""A folder's files as a register: what cannot be read becomes problems, and never hides the next file."""

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple, cast

from hmicfrs_cli.domain.each import Each
from hmicfrs_cli.domain.near import nearest, quoted
from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.domain.reading import SETTINGS_PATH, AnyRecord, id_of, read_record
from hmicfrs_cli.domain.records import Finding, Inspection
from hmicfrs_cli.domain.register import Register, committee_path, path_of
from hmicfrs_cli.domain.settings import FORMAT, Committee, Settings
from hmicfrs_cli.errors import HmiError, NotFoundError, UnreadableError, UsageError
from hmicfrs_cli.storage import names, yaml
from hmicfrs_cli.storage.places import places, shown_at
from hmicfrs_cli.storage.scalars import Plain
from hmicfrs_cli.storage.tree import read_bytes, record_files

_ID_MEND: Final = (
    "an id is letters, digits, full stops and hyphens, such as solihull-jtai-2022 or rape-2022/1"
)
_FIRST_COMMITTEE: Final = "begin its file, such as committees/jac.yaml, with `name:` and `short:`"
_AT_THE_KEY: Final = {"unknown-field"}
"""Codes of problems whose fault is the field's name rather than its value."""


Files = Mapping[str, bytes | Problem]
"""Bytes of records by their paths in the register's folder, or why there are none."""

_Data = dict[str, Any] | list[Problem]
"""What a file says, or why it says nothing."""
_Said = tuple[str, _Data]
_RawOf = Callable[[str], bytes | Problem]

_NO_SETTINGS: Final = Problem(
    SETTINGS_PATH,
    "unreadable",
    "this cannot be read: no such file or directory",
    "see that it exists and may be read",
    line=1,
    column=1,
)


class Loaded(NamedTuple):
    """A register as far as it could be read."""

    register: Register | None
    """None only where `register.yaml` itself could not be read."""
    problems: list[Problem]
    """What is wrong with the files that were not read, with line and column."""
    unread: list[str]
    """The paths of those files."""


class One(NamedTuple):
    """One record and the bytes that say it: enough, with the settings, for a command on one record."""

    id: str
    path: str
    record: AnyRecord
    raw: bytes


def load(root: Path, each: Each = map) -> Loaded:
    """Read the whole register in a folder.

    Raises HmiError where its format is newer than this hmi knows, before anything else is read.
    """
    found = [one for one in record_files(root) if one != SETTINGS_PATH]

    def said(one: str | Problem) -> _Said:
        return (one.path, [one]) if isinstance(one, Problem) else (one, _data(one, read_bytes(root, one)))

    return _loaded(read_bytes(root, SETTINGS_PATH), each(said, found), lambda path: read_bytes(root, path))


def load_files(files: Files, each: Each = map) -> Loaded:
    """Read the whole register from its files' bytes, wherever those come from; raises as `load`."""
    found = [path for path in files if path != SETTINGS_PATH]
    first = files.get(SETTINGS_PATH, _NO_SETTINGS)
    return _loaded(first, each(lambda path: (path, _data(path, files[path])), found), files.__getitem__)


def _loaded(first: bytes | Problem, said: Iterable[_Said], raw_of: _RawOf) -> Loaded:
    settings = record_of(SETTINGS_PATH, first)
    problems = list(settings) if isinstance(settings, list) else []
    records: dict[type[AnyRecord], dict[str, Any]] = {Inspection: {}, Finding: {}, Committee: {}}
    for path, data in said:
        record = _judged(path, data, raw_of)
        if isinstance(record, list):
            problems += record
        else:
            records[type(record)][id_of(path)] = record
    unread = list(dict.fromkeys(problem.path for problem in problems))
    # Only the settings' own model is read at this path.
    if not isinstance(settings, Settings):
        return Loaded(None, problems, unread)
    register = Register(settings, records[Inspection], records[Finding], records[Committee])
    return Loaded(register, problems, unread)


def load_one(root: Path, id_: str) -> One:
    """Read one inspection or finding, and no other file unless no file has that id.

    An id in other capital letters or a former id is then looked for in the whole register. Raises
    NotFoundError with the nearest id, UsageError for what cannot be an id, UnreadableError with file and line
    for a file that cannot be read.
    """
    if "/" in id_.partition("/")[2]:
        raise UsageError(f"{quoted(id_)} is not an id", _ID_MEND)
    path = path_of(id_)
    raw = read_bytes(root, path)
    if isinstance(raw, Problem) and raw.code == "bad-name":
        raise UsageError(f"{quoted(id_)} is not an id", _ID_MEND)
    if isinstance(raw, Problem) and not os.path.lexists(root / path):
        path = path_of(_present_id(root, id_))
        raw = read_bytes(root, path)
    return _one(path, raw)


def load_settings(root: Path) -> Settings:
    """Read `register.yaml` alone; raises UnreadableError, with line and column, where it cannot be read."""
    settings = _settings(root)
    if isinstance(settings, list):
        raise _unreadable(settings)
    return settings


def load_committee(root: Path, name: str) -> One:
    """Read one committee, in whatever capital letters it is named; raises as `load_one`."""
    known_ids = names.committees(root)
    for known in known_ids:
        if known.casefold() == name.casefold():
            path = committee_path(known)
            return _one(path, read_bytes(root, path))
    near = nearest(name, known_ids)
    listed = f"the committees are: {', '.join(known_ids)}" if known_ids else _FIRST_COMMITTEE
    raise NotFoundError(
        f"there is no committee {quoted(name)}", f"did you mean “{near}”?" if near else listed
    )


def located(root: Path, problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems with line and column, having read again only the files that they are in."""
    return _located(problems, lambda path: read_bytes(root, path))


def located_in(files: Files, problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems with line and column in the files' bytes."""
    return _located(problems, files.get)


def _located(problems: Iterable[Problem], raw_of: Callable[[str], bytes | Problem | None]) -> list[Problem]:
    found = list(problems)
    # What is said of a whole file stands at its beginning: only a place within one has to be looked for.
    raws = {path: raw_of(path) for path in {one.path for one in found if one.loc and not one.line}}
    spans = {path: places(raw) for path, raw in raws.items() if isinstance(raw, bytes)}
    return [
        one.at(*shown_at(spans.get(one.path, {}), one.loc, key=one.code in _AT_THE_KEY))
        if not one.line
        else one
        for one in found
    ]


def _one(path: str, raw: bytes | Problem) -> One:
    if isinstance(raw, Problem):
        raise _unreadable([raw])
    record = record_of(path, raw)
    if isinstance(record, list):
        raise _unreadable(record)
    return One(id_of(path), path, record, raw)


def _present_id(root: Path, id_: str) -> str:
    """Return the id of the record that is meant by an id that no file has."""
    register = load(root).register or Register(load_settings(root))
    present = register.present_id(id_)
    if present is None:
        near = nearest(id_, [*register.inspections, *register.findings])
        mend = f"did you mean “{near}”?" if near else "`hmi list` shows the ids there are"
        raise NotFoundError(f"there is no record {quoted(id_)}", mend)
    return present


def _unreadable(problems: list[Problem]) -> UnreadableError:
    first = problems[0]
    more = f" (and {len(problems) - 1} more; `hmi check` lists them)" if len(problems) > 1 else ""
    message = f"{first.path}:{first.line}:{first.column}: {first.message}{more}"
    return UnreadableError(first.path, message, first.mend)


def _settings(root: Path) -> Settings | list[Problem]:
    record = record_of(SETTINGS_PATH, read_bytes(root, SETTINGS_PATH))
    # Only the settings' own model is read at this path.
    return cast("Settings | list[Problem]", record)


def record_of(path: str, raw: bytes | Problem) -> AnyRecord | list[Problem]:
    """Return the record that a file's bytes say, or all that is wrong with them; raises as `load`."""
    return _judged(path, _data(path, raw), lambda _path: raw)


def _data(path: str, raw: bytes | Problem) -> _Data:
    return [raw] if isinstance(raw, Problem) else yaml.read(raw, path)


def _judged(path: str, data: _Data, raw_of: _RawOf) -> AnyRecord | list[Problem]:
    """Return the record that a file says, or what is wrong with it; its bytes are asked for only then."""
    if isinstance(data, list):
        return data
    if path == SETTINGS_PATH:
        _refuse_newer(data.get("format"))
    record = read_record(path, data)
    if not isinstance(record, list):
        return record
    raw = raw_of(path)
    spans = places(raw) if isinstance(raw, bytes) else {}
    return [one.at(*shown_at(spans, one.loc, key=one.code in _AT_THE_KEY)) for one in record]


def refuse_newer(root: Path) -> None:
    """Raise HmiError where a register's format is newer than this hmi knows; read nothing else."""
    raw = read_bytes(root, SETTINGS_PATH)
    data = yaml.read(raw, SETTINGS_PATH) if isinstance(raw, bytes) else []
    if isinstance(data, dict):
        _refuse_newer(data.get("format"))


def _refuse_newer(said: object) -> None:
    number = said.value if isinstance(said, Plain) else None
    if isinstance(number, int) and number > FORMAT:
        raise HmiError(
            f"this register has format {number}, and this hmi knows formats up to {FORMAT}",
            "install a newer hmi; nothing was read",
        )
