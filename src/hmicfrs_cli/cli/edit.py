"""A record in the editor: a copy is changed, checked, and only then written over the record."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hmicfrs_cli.cli import ask, complete, options
from hmicfrs_cli.errors import HmiError

if TYPE_CHECKING:
    from hmicfrs_cli.cli.written import Desk, Draft

_HISTORY = (
    "this changes what was recorded before; `hmi correct` keeps that, so that issued papers stay explained"
)


def edit(
    id_: Annotated[
        str | None,
        typer.Argument(
            metavar="ID",
            help="A record, a committee, or `register` for the settings.",
            autocompletion=complete.records,
        ),
    ] = None,
    register: options.Register = None,
) -> None:
    """Open a record in your editor ($VISUAL or $EDITOR), and write it back once it has no new error."""
    from hmicfrs_cli.cli import written

    at = written.desk(register)
    path, old = _file(at, ask.need(id_, "ID", "Which record (its id)?", ask.words("ID")))
    copy = Path(tempfile.mkdtemp(prefix="hmi-edit-")) / path.replace("/", "-")
    copy.write_bytes(old)
    try:
        draft = _edited(at, copy, path, old)
        if draft is not None:
            _write(at, draft)
    except HmiError as error:
        if copy.is_file() and copy.read_bytes() != old:
            raise type(error)(error.message, f"{error.mend}\n  your text is kept in {copy}") from error
        _discard(copy)
        raise
    _discard(copy)
    typer.echo(f"{path}: {'written as edited' if draft else 'nothing changed'}")


def _discard(copy: Path) -> None:
    from shutil import rmtree

    rmtree(copy.parent)


def _file(at: "Desk", id_: str) -> tuple[str, bytes]:
    """Return a file's path and bytes, also of one with errors: the editor is where to mend them."""
    from hmicfrs_cli.cli.known import known
    from hmicfrs_cli.domain.register import committee_path, path_of
    from hmicfrs_cli.storage.load import load_one
    from hmicfrs_cli.storage.tree import read_bytes

    settings = ["register.yaml"] if id_ == "register" else []
    for path in [*settings, path_of(id_), committee_path(id_.lower())]:
        if isinstance(raw := read_bytes(at.root, path), bytes):
            return path, raw
    one = load_one(at.root, id_, known)
    return one.path, one.raw


def _edited(at: "Desk", copy: Path, path: str, old: bytes) -> "Draft | None":
    """Return the text once it brings in no error; None where nothing was changed."""
    from hmicfrs_cli.cli import written
    from hmicfrs_cli.storage import editor

    while True:
        draft = written.Draft(path, editor.edit(copy), old)
        if draft.new == old:
            return None
        errors = [problem for problem in written.brings(at, draft) if problem.severity == "error"]
        if not errors:
            return draft
        refused = written.refusal(errors)
        if not ask.on_terminal():
            raise refused
        typer.echo(f"{refused.message}\n  {refused.mend}", err=True)
        if not typer.confirm("Edit again?", default=True, err=True):
            raise refused


def _write(at: "Desk", draft: "Draft") -> None:
    from hmicfrs_cli.cli import written

    if _rewrites(draft):
        typer.echo(f"hmi: {draft.path}: {_HISTORY}", err=True)
    written.keep(at, [draft])


def _rewrites(draft: "Draft") -> bool:
    """Say whether a fact or an entry that was in the record already says something else now."""
    from hmicfrs_cli.storage import yaml

    old, new = yaml.read(draft.old or b"", draft.path), yaml.read(draft.new, draft.path)
    logged = draft.path.startswith(("inspections/", "findings/"))
    if isinstance(old, list) or isinstance(new, list) or not logged:
        return False
    before, after = old.pop("log", []), new.pop("log", [])
    return after[: len(before)] != before or any(new.get(name) != value for name, value in old.items())
