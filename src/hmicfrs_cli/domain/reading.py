"""From what a file says to a record, or to everything that is wrong with it."""

from collections.abc import Mapping

from pydantic import ValidationError

from hmicfrs_cli.domain.misfits import misfits
from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.domain.records import Finding, Inspection
from hmicfrs_cli.domain.rules.corrections import unfit_corrections
from hmicfrs_cli.domain.settings import Committee, Settings

AnyRecord = Inspection | Finding | Committee | Settings

SETTINGS_PATH = "register.yaml"
_FOLDERS: dict[str, type[Inspection | Finding | Committee]] = {
    "inspections": Inspection,
    "findings": Finding,
    "committees": Committee,
}


def kind_of(path: str) -> type[AnyRecord] | None:
    """Return the kind of record that belongs at a path in the register's folder, if any does."""
    return Settings if path == SETTINGS_PATH else _FOLDERS.get(path.partition("/")[0])


def id_of(path: str) -> str:
    """Return the id that a path is: the path below its folder, without the ending."""
    return path.partition("/")[2].removesuffix(".yaml")


def read_record(path: str, data: Mapping[str, object]) -> AnyRecord | list[Problem]:
    """Return the record that belongs at the path, or all that is wrong with what the file says.

    A record whose corrections match nothing has no meaning on any day, so it is not read either.
    """
    model = kind_of(path)
    if model is None:
        mend = "put it in inspections, findings or committees, or move it out of the register"
        return [Problem(path, "not-a-record-file", "this file is no record", mend)]
    try:
        record = model.model_validate(data)
    except ValidationError as error:
        return misfits(error, model, path)
    if isinstance(record, Inspection | Finding):
        return unfit_corrections(path, record) or record
    return record
