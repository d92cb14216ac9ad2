"""What does not fit a record's fields, in words for the person who wrote it."""

from collections.abc import Callable, Iterable
from typing import Any, Final, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from hmicfrs_cli.domain.deadlines import read_words
from hmicfrs_cli.domain.fields import DATE_MEND
from hmicfrs_cli.domain.near import nearest, quoted
from hmicfrs_cli.domain.problems import Loc, Problem
from hmicfrs_cli.domain.records import Record
from hmicfrs_cli.domain.terms import Term

CODES: Final = (
    "unknown-field",
    "missing-field",
    "wrong-type",
    "not-in-list",
    "not-a-date",
    "empty-value",
    "not-an-id",
)
"""The codes of everything that can be wrong with a single value."""

_FEW = 12
_MOST = 20
_MENDS = {
    "a date is expected here": DATE_MEND,
    "text is expected here": "write words, not a list and not `field: value` lines",
    "a whole day is needed here, such as 2022-04-04": "write it as 2022-04-04",
    "a whole number is expected here, without quotes": "write a number such as 3",
    "a whole number of 0 or more is expected here": "write a number such as 3",
    "true or false is expected here, without quotes": "write true or false",
    "a period is expected here, such as P6M": "write P28D, P6W, P6M or P1Y",
}

Words = tuple[str, str, str]
"""Code, message and mend."""


def misfits(error: ValidationError, model: type[Record], path: str, below: Loc = ()) -> list[Problem]:
    """Return what a validation found, each with its place; `below` is where the value stands.

    Of very many only the first are told, as of a file that is no YAML: mending those will show the rest.
    """
    found = []
    for details in error.errors(include_url=False)[:_MOST]:
        loc = tuple(step for step in details["loc"] if step != "[key]")
        code, message, mend = _WORDS.get(details["type"], _custom)(details, model)
        found.append(Problem(path, code, message, mend, loc=below + loc))
    return found


def field_names(model: type[Record]) -> list[str]:
    """Return a record's fields by the names that files use."""
    return [info.alias or name for name, info in model.model_fields.items()]


def _unknown(details: ErrorDetails, model: type[Record]) -> Words:
    *above, key = details["loc"]
    inner = _kind_at(model, above)
    names = field_names(inner) if inner is not None and issubclass(inner, Record) else []
    near = nearest(str(key), names)
    mend = f"did you mean “{near}”?" if near else f"delete it; {_choice(names, 'the fields here are')}"
    return "unknown-field", f"{quoted(key)} is no field that is known here", mend


def _missing(details: ErrorDetails, _model: type[Record]) -> Words:
    key = details["loc"][-1]
    return "missing-field", f"“{key}” is missing here", f"add a line `{key}: …`"


def _not_in_list(details: ErrorDetails, model: type[Record]) -> Words:
    kind = _kind_at(model, [step for step in details["loc"] if step != "[key]"])
    words = list(kind) if kind is not None and issubclass(kind, Term) else _expected(details)
    given = details["input"]
    if not isinstance(given, str):
        return "wrong-type", "one word is expected here", _choice(words, "write one of")
    near = nearest(given, words)
    mend = (
        f"did you mean “{near}”? {_choice(words, 'The list is')}" if near else _choice(words, "write one of")
    )
    return "not-in-list", f"{quoted(given)} is not in the list for this field", mend


def _expected(details: ErrorDetails) -> list[str]:
    return [word.strip("' ") for word in str(details.get("ctx", {}).get("expected", "")).split(" or ")]


def _choice(words: Iterable[str], what: str) -> str:
    listed = [str(word) for word in words]
    return f"{what}: {', '.join(listed)}" if listed else "see the schema for the fields"


def _no_record(details: ErrorDetails, model: type[Record]) -> Words:
    inner = _kind_at(model, details["loc"])
    names = field_names(inner) if inner is not None and issubclass(inner, Record) else []
    return "wrong-type", "`field: value` lines are expected here", _choice(names[:_FEW], "its fields are")


def _no_list(_details: ErrorDetails, _model: type[Record]) -> Words:
    return "wrong-type", "a list is expected here", "write each item on its own line after `- `"


def _no_names(_details: ErrorDetails, _model: type[Record]) -> Words:
    return "wrong-type", "`name: value` lines are expected here", "write each on its own line, with a colon"


def _no_id(details: ErrorDetails, _model: type[Record]) -> Words:
    mend = "use letters, digits, full stops and hyphens, such as `solihull-jtai-2022` or `rape-2022/1`"
    return "not-an-id", f"{quoted(details['input'])} cannot be an id", mend


def _custom(details: ErrorDetails, _model: type[Record]) -> Words:
    """Take the words of our own types; whatever else there may be is still told without a traceback."""
    code = details["type"].replace("_", "-")
    message = details["msg"] if code in CODES else "this value does not fit here"
    if code == "not-a-date":
        return code, message, _date_mend(message, details["input"])
    if code == "empty-value":
        return code, message, "write the words, or delete the line"
    return "wrong-type", message, _MENDS.get(message, "write a plain value here, as in the records beside it")


def _date_mend(message: str, given: object) -> str:
    """Return how to write a date; one written in words is written for the reader."""
    meant = read_words(given).date if isinstance(given, str) else None
    return f"write {meant}" if meant else _MENDS.get(message, DATE_MEND)


_WORDS: Final[dict[str, Callable[[ErrorDetails, type[Record]], Words]]] = {
    "extra_forbidden": _unknown,
    "missing": _missing,
    "enum": _not_in_list,
    "literal_error": _not_in_list,
    "model_type": _no_record,
    "tuple_type": _no_list,
    "dict_type": _no_names,
    "string_pattern_mismatch": _no_id,
    "string_type": _no_id,
}


def _kind_at(model: type[Record], loc: Iterable[str | int]) -> type[Any] | None:
    """Return the record or the closed list that stands at a place of a record."""
    kind: type[Any] | None = model
    for step in loc:
        if isinstance(step, int) or kind is None or not issubclass(kind, Record):
            continue
        fields = {info.alias or name: info for name, info in kind.model_fields.items()}
        kind = _inside(fields[step].annotation) if step in fields else None
    return kind


def _inside(annotation: object) -> type[Any] | None:
    if isinstance(annotation, type) and issubclass(annotation, Record | Term):
        return annotation
    return next((found for part in get_args(annotation) if (found := _inside(part)) is not None), None)
