"""Values of records in words, and what of them is withheld."""

from collections.abc import Iterator, Mapping, Sequence
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


def record_differences(old: Record, new: Record) -> Iterator[str]:
    """Yield each thing that one of two records says otherwise than the other."""
    for name in type(new).model_fields:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield from (f"{named(name)}{text}" for text in _differing(before, after))


def _differing(old: object, new: object) -> Iterator[str]:
    """Yield how two values differ, item by item where they have any: each text follows what they are of."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys([*old, *new]):
            if old.get(key) != new.get(key):
                yield f" {_plain(key)}{_was_is(old.get(key), new.get(key))}"
    elif isinstance(old, tuple) and isinstance(new, tuple):
        yield from (f": {text}" for text in item_differences(old, new))
    else:
        yield _was_is(old, new)


def _was_is(old: object, new: object) -> str:
    if isinstance(old, str) and isinstance(new, str) and not isinstance(old, Term):
        was, now = apart(old, new)
        return f" was {was}, is {now}"
    return f" was {value(old)}, is {value(new)}" if old else f" is now {value(new)}"


def item_differences(old: Sequence[object], new: Sequence[object]) -> Iterator[str]:
    """Yield what was altered in a list, added to it, and taken out of it."""
    left = [one for one in old if one not in new]
    for item in new:
        if item in old:
            continue
        before = next((one for one in left if _key(one) == _key(item) is not None), None)
        if isinstance(before, Record) and isinstance(item, Record):
            left.remove(before)
            yield f"{_key(item)}: {'; '.join(record_differences(before, item))}"
        else:
            yield f"added: {value(item)}"
    yield from (f"taken out: {value(item)}" for item in left)


def _key(item: object) -> str | None:
    """Return what names an item of a list: its name, its words, its day, or since when it holds."""
    for field in ("name", "label", "on", "text", "since"):
        if said := getattr(item, field, None):
            return f"since {words.spoken(said)}" if field == "since" else _plain(said).strip("“”")
    return None


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
        said: dict[str, object] = {"private": False} | {
            name: WITHHELD for name in _PRIVATE if getattr(entry, name, None)
        }
        said |= {name: (WITHHELD,) for name in _PRIVATE_LISTS if getattr(entry, name, None)}
        if entry.authority:
            said["authority"] = Authority(kind=entry.authority.kind, ref=WITHHELD)
        if entry.to is not None:
            said["to"] = WITHHELD
        return entry.model_copy(update=said)
