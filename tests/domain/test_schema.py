"""The schemas that editors read are those that the records have."""

import json

import pytest

from hmicfrs_cli.domain import terms
from hmicfrs_cli.domain.misfits import field_names
from hmicfrs_cli.domain.schema import MODELS, schema_text
from tests.conftest import ROOT


@pytest.mark.parametrize("name", MODELS)
def test_the_schema_file_is_what_the_records_give(name: str) -> None:
    written = (ROOT / "register" / "schema" / f"{name}.json").read_text(encoding="utf-8")
    assert written == schema_text(name), "write it anew with `python docs/make_schemas.py`"


@pytest.mark.parametrize("name", MODELS)
def test_an_editor_can_complete_every_field_and_refuse_others(name: str) -> None:
    schema = json.loads(schema_text(name))
    assert list(schema["properties"]) == field_names(MODELS[name])
    assert schema["additionalProperties"] is False
    assert schema["description"]


def test_an_editor_can_complete_the_words_of_a_closed_list() -> None:
    schema = json.loads(schema_text("finding"))
    assert schema["$defs"]["Rag"]["enum"] == ["red", "amber", "green", "white"]
    assert schema["properties"]["kind"] == {"$ref": "#/$defs/FindingKind"}
    assert schema["$defs"]["FindingKind"]["enum"] == [kind.value for kind in terms.FindingKind]


def test_an_editor_allows_what_the_reader_allows() -> None:
    """A register holds no null; one text stands for a list of one; text may look like a number."""
    finding, settings = json.loads(schema_text("finding")), json.loads(schema_text("register"))
    assert '"null"' not in schema_text("finding") + schema_text("register")
    assert finding["properties"]["number"]["type"] == ["string", "number", "boolean"]
    assert [one["type"] for one in finding["properties"]["addressed_to"]["anyOf"]] == [
        ["string", "number", "boolean"],
        "array",
    ]
    assert "from" in settings["$defs"]["RagFrom"]["properties"]
