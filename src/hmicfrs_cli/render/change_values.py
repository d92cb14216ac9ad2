"""Values of records in words, and what of them is withheld."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from hmicfrs_cli.domain.dates import When
from hmicfrs_cli.domain.progress import Words
from hmicfrs_cli.domain.records import Authority, Entry, Record
from hmicfrs_cli.domain.terms import Term
from hmicfrs_cli.render import words

E = TypeVar("E", bound=Entry)

WITHHELD: Final = "withheld"
_ORDINALS: Final = ("", *"first second third fourth fifth sixth seventh eighth ninth tenth".split())
_PRIVATE: Final = ("note", "why", "effect", "accepted_risk", "text", "source")
_PRIVATE_LISTS: Final = ("evidence", "linked", "depends_on")
_AROUND: Final = 6
"""How many words are shown on each side of those that differ."""
_NAMES: Final = {
    "rag": "RAG",
    "since": "from",
    "complete_from": "complete from",
    "inspectorate": "inspectorate’s decision",
    "status": "force’s status",
}


def named(field: str) -> str:
    """Return a field's name as it is read."""
    return _NAMES.get(field, field.replace("_", " "))


def value(said: object) -> str:
    """Return a value in one line."""
    if isinstance(said, Record):
        fields = ((name, one) for name, one in said if one not in (None, (), False))
        return ", ".join(f"{named(name)} {value(one)}" for name, one in fields)
    if isinstance(said, Mapping):
        return ", ".join(f"{value(name)} {value(one)}" for name, one in said.items()) or words.NONE
    if isinstance(said, tuple | list):
        return words.listed(value(one) for one in said)
    return _plain(said)


def _plain(said: object) -> str:
    if isinstance(said, When):
        return words.spoken(said)
    if isinstance(said, Term):
        return said.label
    if said is None or isinstance(said, bool):
        return {None: words.NONE, True: "yes", False: "no"}[said]
    return f"“{said}”" if isinstance(said, str) else str(said)


def apart(old: str, new: str) -> tuple[str, str]:
    """Return two texts in quotation marks, cut to where they differ and a few words around."""
    before, after = old.split(), new.split()
    shorter = min(len(before), len(after))
    start = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    end = next((at for at in range(shorter - start) if before[-1 - at] != after[-1 - at]), shorter - start)
    return _cut(before, start, end), _cut(after, start, end)


def _cut(text: list[str], start: int, end: int) -> str:
    first, last = max(start - _AROUND, 0), min(len(text) - end + _AROUND, len(text))
    head, tail = "… " if first else "", " …" if last < len(text) else ""
    return f"“{head}{' '.join(text[first:last])}{tail}”"


def entry_differences(old: Record, new: Record) -> Iterator[str]:
    """Yield each thing that one of two records says otherwise than the other."""
    for name in type(new).model_fields:
        before, after = getattr(old, name, None), getattr(new, name, None)
        if before == after:
            continue
        if isinstance(before, str) and isinstance(after, str) and not isinstance(before, Term):
            before_text, after_text = apart(before, after)
        else:
            before_text, after_text = (value(one or None) for one in (before, after))
        yield f"{named(name)} was {before_text}, is {after_text}"


def ordinal(number: int) -> str:
    """Return which one: "first", "second", "11th"."""
    if number < len(_ORDINALS):
        return _ORDINALS[number]
    end = "th" if number // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{end}"


@dataclass(frozen=True)
class Reader:
    """Whom changes are told: of a private entry anybody may read the values, and few the words."""

    restricted: bool = False

    def why(self, reason: Words | None) -> str:
        """Return a reason in brackets, or nothing where there is none."""
        return f" (why: {reason.shown(restricted=self.restricted)})" if reason is not None else ""

    def entry(self, entry: E) -> E:
        """Return an entry as the reader may see it."""
        if self.restricted or not entry.private:
            return entry
        said: dict[str, object] = {name: WITHHELD for name in _PRIVATE if getattr(entry, name, None)}
        said |= {name: (WITHHELD,) for name in _PRIVATE_LISTS if getattr(entry, name, None)}
        if entry.authority:
            said["authority"] = Authority(kind=entry.authority.kind, ref=WITHHELD)
        if entry.to is not None:
            said["to"] = WITHHELD
        return entry.model_copy(update=said)
