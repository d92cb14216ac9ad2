"""JSON Schemas of the records, so that an editor completes fields and marks what is wrong."""

import json
from typing import Any, Final

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
    schema = {"$schema": _DIALECT, **_plain(MODELS[name].model_json_schema())}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


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
