"""Columns of exported tables: their names are promised, and each says what it means."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Generic, TypeVar

from hmicfrs_cli.domain.dates import When

R = TypeVar("R")

Value = str | date | int | bool | list[str] | None
"""What a cell holds; None where there is nothing to say."""


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    DAY = "day"
    NUMBER = "number"
    FLAG = "true or false"
    TEXTS = "list of texts"


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column of a table of rows of one sort."""

    name: str
    kind: Kind
    meaning: str
    value: Callable[[R], Value]


@dataclass(frozen=True, slots=True)
class Table:
    """One table, as every format writes it."""

    name: str
    columns: "tuple[Column[Any], ...]"
    of: Sequence[Any]
    """The things that have a row each."""

    def rows(self) -> Iterator[tuple[Value, ...]]:
        """Yield the rows, made one by one: all of a large register's would be larger than the register."""
        getters = [column.value for column in self.columns]
        return (tuple([get(one) for get in getters]) for one in self.of)


def text(name: str, meaning: str, value: Callable[[R], str | None]) -> Column[R]:
    """Return a column of text."""
    return Column(name, Kind.TEXT, meaning, value)


def texts(name: str, meaning: str, value: Callable[[R], Iterable[str]]) -> Column[R]:
    """Return a column of several texts."""
    return Column(name, Kind.TEXTS, meaning, lambda row: list(value(row)))


def number(name: str, meaning: str, value: Callable[[R], int | None]) -> Column[R]:
    """Return a column of whole numbers."""
    return Column(name, Kind.NUMBER, meaning, value)


def flag(name: str, meaning: str, value: Callable[[R], bool | None]) -> Column[R]:
    """Return a column of true and false."""
    return Column(name, Kind.FLAG, meaning, value)


def dated(name: str, meaning: str, value: Callable[[R], When | None]) -> tuple[Column[R], Column[R]]:
    """Return two columns of a date: as written, no sharper than it is, and its last possible day."""

    def written(row: R) -> str | None:
        when = value(row)
        return when.text if when else None

    def last(row: R) -> date | None:
        when = value(row)
        return when.last if when else None

    return (
        text(name, f"{meaning}, as written: a day, week, month, year or span", written),
        Column(f"{name}_last_day", Kind.DAY, f"The last possible day of `{name}`", last),
    )
