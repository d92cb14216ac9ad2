"""The types that fields of records take, each with an error that a person can act on."""

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, PlainValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

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


Date = Annotated[
    When,
    PlainValidator(_when),
    PlainSerializer(str, return_type=str),
    WithJsonSchema(
        {
            "type": ["string", "integer"],
            "pattern": r"^(/|\d{4}(-\d{2}(-\d{2})?|-W\d{2})?/?)(\d{4}(-\d{2}(-\d{2})?|-W\d{2})?)?$",
            "description": "ISO 8601: a day, a span, a week, a month, a year, or /date for not later than",
        }
    ),
]
"""An ISO 8601 date of any precision."""

Day = Annotated[
    When,
    PlainValidator(_day),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "format": "date"}),
]
"""A whole day."""

_ANY_SCALAR = {"type": ["string", "number", "boolean"]}
_ONE_OR_MORE = WithJsonSchema({"anyOf": [_ANY_SCALAR, {"type": "array", "items": _ANY_SCALAR}]})

Text = Annotated[str, PlainValidator(_text), WithJsonSchema(_ANY_SCALAR)]
"""Text as written, not empty."""

Texts = Annotated[tuple[Text, ...], BeforeValidator(_either_list), _ONE_OR_MORE]
"""Several texts; one text alone stands for a list of one."""

Flag = Annotated[bool, PlainValidator(_plain("true or false", bool)), WithJsonSchema({"type": "boolean"})]
"""Unquoted true or false."""

Count = Annotated[int, PlainValidator(_count), WithJsonSchema({"type": "integer", "minimum": 0})]
"""An unquoted whole number, 0 or more."""

Period = Annotated[Text, BeforeValidator(_period)]
"""An ISO 8601 period of days, weeks, months or years."""

Segment = Annotated[str, StringConstraints(pattern=rf"^{_ID}$")]
"""One segment of an id."""

Id = Annotated[str, StringConstraints(pattern=rf"^{_ID}(/{_ID})?$")]
"""An id: the path of a record below its folder, without the ending."""

Anything = Any
"""What a correction says instead: checked against the field it corrects when it is applied."""
