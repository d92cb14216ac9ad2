"""JSON Schemas of the records, so that an editor completes fields and marks what is wrong."""

import ast
import inspect
import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

from hmicfrs_cli.domain import records, settings
from hmicfrs_cli.domain.records import Finding, Inspection, Record
from hmicfrs_cli.domain.settings import Committee, Settings

MODELS: Final[dict[str, type[Record]]] = {
    "register": Settings,
    "committee": Committee,
    "inspection": Inspection,
    "finding": Finding,
}
"""The record that each schema is of, by the schema's name."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_text(name: str) -> str:
    """Return the text of one schema file, always in the same order."""
    model = MODELS[name]
    schema = model.model_json_schema()
    said = _said_under_fields()
    shapes = {**schema["$defs"], model.__name__: schema}
    for part in _models(Record):
        if part.__name__ in shapes:
            _describe(part, shapes[part.__name__]["properties"], said)
    return json.dumps({"$schema": _DIALECT, **_plain(schema)}, indent=2, ensure_ascii=False) + "\n"


def _models(base: type[Record]) -> Iterator[type[Record]]:
    for model in base.__subclasses__():
        yield model
        yield from _models(model)


def _describe(model: type[Record], properties: dict[str, Any], said: dict[str, dict[str, str]]) -> None:
    """Give each property the words that stand under its field, in the model or in one that it builds on."""
    for base in reversed(model.__mro__):
        for field, words in said.get(base.__name__, {}).items():
            name = model.model_fields[field].alias or field
            properties[name] = dict(sorted({**properties[name], "description": words}.items()))


def _said_under_fields() -> dict[str, dict[str, str]]:
    """Return the words under each field, by class; pydantic itself would read them at every start."""
    return {
        node.name: _under_fields(node)
        for module in (records, settings)
        for node in ast.parse(inspect.getsource(module)).body
        if isinstance(node, ast.ClassDef)
    }


def _under_fields(node: ast.ClassDef) -> dict[str, str]:
    """Return the texts that stand right under a field, by the field."""
    return {
        field.target.id: inspect.cleandoc(below.value.value)
        for field, below in pairwise(node.body)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)
        if isinstance(below.value.value, str)
    }


def _plain(node: Any) -> Any:  # noqa: ANN401 - a schema nests every kind of JSON value
    """Return a schema without what a register never holds (null) and without titles that repeat the name."""
    if isinstance(node, list):
        return [_plain(one) for one in node if one != {"type": "null"}]
    if not isinstance(node, dict):
        return node
    kept = {key: _plain(value) for key, value in node.items() if not _needless(key, value)}
    choices = kept.pop("anyOf", None)
    if choices is None:
        return kept
    return kept | ({"anyOf": choices} if len(choices) > 1 else choices[0])


def _needless(key: str, value: object) -> bool:
    return (key == "title" and isinstance(value, str)) or (key == "default" and value is None)
