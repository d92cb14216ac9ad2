"""From the words of filter options to filters; a word that is none is told with the nearest one."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, TypeVar

from hmicfrs_cli.domain import terms
from hmicfrs_cli.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from datetime import date

    from hmicfrs_cli.domain.register import Register, View

Many = list[str] | None
T = TypeVar("T", bound=terms.Term)
_DEEPEST = 2
"""A finding's id has two parts: its inspection's, and its own."""
NOTHING = ("none", "not-rated", "not-stated")
"""How to ask for findings without a rating or a force status."""


def term(name: str, text: str, kind: type[T]) -> T:
    """Return a word of a closed list, in any case and with spaces or hyphens; UsageError for any other."""
    from hmicfrs_cli.cli import ask

    return ask.term(kind, name)(text)


def terms_of(name: str, texts: Many, kind: type[T]) -> frozenset[T]:
    """Return the words of a closed list that were given."""
    return frozenset(term(name, text, kind) for text in texts or ())


def terms_or_none(name: str, texts: Many, kind: type[T]) -> frozenset[T | None]:
    """Return the words of a closed list that were given, with None for "none"."""
    return frozenset(
        None if text.casefold().replace(" ", "-") in NOTHING else term(name, text, kind)
        for text in texts or ()
    )


def words(texts: Many) -> frozenset[str]:
    """Return words of an open list as given."""
    return frozenset(texts or ())


def people(view: "View", texts: Many) -> list[str]:
    """Return names as given; NotFoundError with the nearest one where nothing is anybody's of that name."""
    from hmicfrs_cli.domain import agenda
    from hmicfrs_cli.domain.near import nearest, quoted
    from hmicfrs_cli.domain.packs import folded

    for text in texts or ():
        known = {folded(name): name for name in agenda.people(view)}
        if folded(text) not in known:
            near = nearest(text, known.values())
            mend = f"did you mean “{near}”?" if near else "`hmi due` shows what is due, and whose it is"
            raise NotFoundError(f"nothing in the register is {quoted(text)}'s", mend)
    return list(texts or ())


def inspections(register: "Register", texts: Many) -> frozenset[str]:
    """Return the present ids of inspections; NotFoundError with the nearest one where there is none."""
    return frozenset(record_id(register, an_id(text), register.inspections) for text in texts or ())


def an_id(text: str) -> str:
    """Return words that can be an id; UsageError for any other."""
    from hmicfrs_cli.domain.ids import is_segment
    from hmicfrs_cli.domain.near import quoted

    parts = text.strip().split("/")
    if len(parts) > _DEEPEST or not all(is_segment(part) for part in parts):
        mend = "an id is letters, digits, full stops and hyphens, such as solihull-jtai-2022 or rape-2022/1"
        raise UsageError(f"{quoted(text)} is not an id", mend)
    return text.strip()


def record_id(register: "Register", text: str, among: Collection[str]) -> str:
    """Return the present id of one of some records; NotFoundError with the nearest id where it is none."""
    from hmicfrs_cli.domain.near import nearest, quoted

    folded = {id_.casefold(): id_ for id_ in among}
    present = register.present_id(text) or folded.get(text.casefold())
    if present in among:
        return str(present)
    near = nearest(text, among)
    raise NotFoundError(
        f"there is no record {quoted(text)}",
        f"did you mean “{near}”?" if near else "`hmi list` and `hmi list inspections` show the ids there are",
    )


def every_id(register: "Register") -> list[str]:
    """Return the ids of all records that can be shown."""
    return [*register.inspections, *register.findings, *register.committees]


def period(name: str, text: str | None) -> str | None:
    """Return a typed period such as 90d in ISO 8601; UsageError where it is none."""
    from hmicfrs_cli.domain import periods

    return None if text is None else _read(name, text, periods.typed, "write 90d, 6w, 3m or 2y")


def before(name: str, text: str | None) -> "date | None":
    """Return the first possible day of a date; UsageError where it is none."""
    from hmicfrs_cli.cli import ask

    return None if text is None else ask.date(name)(text).first


def _read(name: str, text: str, reader: Callable[[str], str], mend: str) -> str:
    try:
        return reader(text)
    except ValueError as error:
        raise UsageError(f"{name}: {error}", mend) from None
