"""The types that fields of records take, each with an error that a person can act on."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError, core_schema

from hmicfrs_cli.domain import dates, deadlines
from hmicfrs_cli.domain.dates import When

_ID = r"[A-Za-z0-9][A-Za-z0-9.-]{0,79}"
DATE_MEND = "write 2022-04-04, 2022-01-10/2022-01-14, 2022-W14, 2022-04, 2022 or /2022-03 (not later than)"


def _when(value: object) -> When:
    if isinstance(value, When):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("wrong_type", "a date is expected here")
    try:
        return dates.parse(str(value))
    except ValueError as error:
        raise PydanticCustomError("not_a_date", "{words}", {"words": str(error)}) from None


def _day(value: object) -> When:
    when = _when(value)
    if when.precision is not dates.Precision.DAY:
        raise PydanticCustomError("not_a_date", "a whole day is needed here, such as 2022-04-04")
    return when


def _text(value: object) -> str:
    """Take a scalar as written: `7.10`, `0123`, `no` stay exactly that."""
    if not isinstance(value, str):
        raise PydanticCustomError("wrong_type", "text is expected here")
    if not value.strip():
        raise PydanticCustomError("empty_value", "there is no text here")
    return str(value)


def _plain(name: str, kind: type) -> Callable[[object], object]:
    """Take only an unquoted scalar that YAML itself reads as that kind."""

    def take(value: object) -> object:
        value = getattr(value, "value", value)
        if type(value) is not kind:
            raise PydanticCustomError("wrong_type", "{name} is expected here, without quotes", {"name": name})
        return value

    return take


def _period(value: object) -> str:
    if not isinstance(value, str) or not deadlines.is_period(value):
        raise PydanticCustomError("wrong_type", "a period is expected here, such as P6M")
    return value


def _count(value: object) -> object:
    """Take a whole number; nothing that a register counts is below nothing."""
    number = _plain("a whole number", int)(value)
    if isinstance(number, int) and number < 0:
        raise PydanticCustomError("wrong_type", "a whole number of 0 or more is expected here")
    return number


def _either_list(value: object) -> object:
    """Take one text where a list of texts is meant."""
    return [value] if isinstance(value, str) else value


class Taken:
    """A type of field that one function of ours reads, known to pydantic without looking into the type.

    pydantic would build a schema of the type beneath for every field that has it, which no one ever asks.
    """

    def __init__(
        self, take: Callable[[Any], object], said: Mapping[str, Any], *, as_text: bool = False
    ) -> None:
        written = _AS_TEXT if as_text else None
        self._schema = core_schema.no_info_plain_validator_function(take, serialization=written)
        self._said = said

    def __get_pydantic_core_schema__(self, _source: object, _handler: object) -> core_schema.CoreSchema:
        """Return how pydantic reads and writes such a field."""
        return self._schema

    def __get_pydantic_json_schema__(self, _schema: object, _handler: object) -> dict[str, Any]:
        """Return what editors are told of it."""
        return dict(self._said)


_AS_TEXT = core_schema.plain_serializer_function_ser_schema(str, return_schema=core_schema.str_schema())

Date = Annotated[
    When,
    Taken(
        _when,
        {
            "type": ["string", "integer"],
            "pattern": r"^(/|\d{4}(-\d{2}(-\d{2})?|-W\d{2})?/?)(\d{4}(-\d{2}(-\d{2})?|-W\d{2})?)?$",
            "description": "ISO 8601: a day, a span, a week, a month, a year, or /date for not later than",
        },
        as_text=True,
    ),
]
"""An ISO 8601 date of any precision."""

Day = Annotated[When, Taken(_day, {"type": "string", "format": "date"}, as_text=True)]
"""A whole day."""

_ANY_SCALAR = {"type": ["string", "number", "boolean"]}
_ONE_OR_MORE = WithJsonSchema({"anyOf": [_ANY_SCALAR, {"type": "array", "items": _ANY_SCALAR}]})

Text = Annotated[str, Taken(_text, _ANY_SCALAR)]
"""Text as written, not empty."""

Texts = Annotated[tuple[Text, ...], BeforeValidator(_either_list), _ONE_OR_MORE]
"""Several texts; one text alone stands for a list of one."""

Flag = Annotated[bool, Taken(_plain("true or false", bool), {"type": "boolean"})]
"""Unquoted true or false."""

Count = Annotated[int, Taken(_count, {"type": "integer", "minimum": 0})]
"""An unquoted whole number, 0 or more."""

Period = Annotated[Text, BeforeValidator(_period)]
"""An ISO 8601 period of days, weeks, months or years."""

Segment = Annotated[str, StringConstraints(pattern=rf"^{_ID}$")]
"""One segment of an id."""

Id = Annotated[str, StringConstraints(pattern=rf"^{_ID}(/{_ID})?$")]
"""An id: the path of a record below its folder, without the ending."""

Anything = Any
"""What a correction says instead: checked against the field it corrects when it is applied."""
