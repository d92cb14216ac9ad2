"""Words of the trust rules: what a record is called, what something was, and what it became."""

from collections.abc import Mapping
from typing import Final

from hmicfrs_cli.domain.dates import When, spoken
from hmicfrs_cli.domain.near import quoted
from hmicfrs_cli.domain.reading import AnyRecord, id_of
from hmicfrs_cli.domain.records import Entry, Finding, FindingEntry, Inspection, InspectionEntry, Record
from hmicfrs_cli.domain.register import Register
from hmicfrs_cli.domain.settings import Committee

_LABELS: Final = {
    "text": "words",
    "number": "number",
    "ref": "reference",
    "rag": "rating",
    "why": "reason",
    "by": "name of who says so",
    "on": "date",
    "when": "date of the event",
    "private": "mark as private",
    "to": "right value",
}
_SINGULAR: Final = {"status", "basis"}
_SHORT: Final = 60


def titled(path: str, record: AnyRecord, register: Register) -> str:
    """Return what a person calls a record: “recommendation 3 of “PEEL 2021/22””."""
    if isinstance(record, Inspection):
        return f"the inspection {quoted(record.title)}"
    if isinstance(record, Committee):
        return quoted(record.name)
    if not isinstance(record, Finding):
        return "the register's settings"
    id_ = id_of(path)
    inspection = register.inspections.get(id_.partition("/")[0])
    number = f" {record.number}" if record.number else f" {quoted(record.text)}"
    return f"{record.kind.label}{number} of {quoted(inspection.title) if inspection else id_}"


def label(name: str) -> str:
    """Return what a field is called in a sentence."""
    return _LABELS.get(name, name.replace("_", " "))


def is_plural(name: str) -> bool:
    """Say whether a field's label takes a plural verb."""
    return label(name).endswith("s") and label(name) not in _SINGULAR


def changed(name: str, old: object, new: object) -> str:
    """Return the end of a sentence on how a field changed: "were changed: “a” became “b”"."""
    verb = "were" if is_plural(name) else "was"
    if not as_text(old):
        return f"{verb} added: {quoted(as_text(new))}"
    if not as_text(new):
        return f"{verb} taken away: {quoted(as_text(old))}"
    before, after = _flat(old), _flat(new)
    parts = [
        f"{head}{_part(before.get(head, ''), after.get(head, ''))}"
        for head in dict.fromkeys([*before, *after])
        if before.get(head) != after.get(head)
    ]
    return f"{verb} changed: {'; '.join(parts)}"


def _part(old: str, new: str) -> str:
    if not old or not new:
        return f"{quoted(new or old)} was {'added' if new else 'taken away'}"
    return became(old, new)


def _flat(value: object, head: str = "") -> dict[str, str]:
    """Return the texts of a value, by what they are of: "date: ", "2, to: ", or nothing for a whole text."""
    named = _named(value)
    if not named:
        return {f"{head}: " if head else "": as_text(value)}
    before = f"{head}, " if head else ""
    return {key: text for name, one in named for key, text in _flat(one, f"{before}{name}").items() if text}


def _named(value: object) -> list[tuple[str, object]]:
    """Return the parts of a value that has some, by their names or by their numbers from 1."""
    if isinstance(value, Record):
        return [(name.replace("_", " "), getattr(value, name)) for name in type(value).model_fields]
    if isinstance(value, Mapping):
        return [(str(name), one) for name, one in value.items()]
    if isinstance(value, list | tuple) and any(isinstance(one, Record) for one in value):
        return [(str(number), one) for number, one in enumerate(value, 1)]
    return []


def became(old: str, new: str) -> str:
    """Return what became what: the whole of two short texts, else the words around the change."""
    before, after = old.split(), new.split()
    if before == after:
        return "blanks or line ends are others"
    if max(len(old), len(new)) > _SHORT:
        before, after = _middle(before, after)
    return f"{quoted(' '.join(before))} became {quoted(' '.join(after))}"


def _middle(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """Return the words that differ, with one before or after them that is the same."""
    least = min(len(old), len(new))
    start = next((at for at in range(least) if old[at] != new[at]), least)
    left = least - start
    end = next((at for at in range(left) if old[-1 - at] != new[-1 - at]), left)
    if start:
        start -= 1
    else:
        end -= 1
    return old[start : len(old) - end], new[start : len(new) - end]


def as_text(value: object) -> str:
    """Return a value as words; nothing for what is not there."""
    if isinstance(value, Record):
        named = ((name, getattr(value, name)) for name in type(value).model_fields)
        return ", ".join(f"{name.replace('_', ' ')} {as_text(one)}" for name, one in named if as_text(one))
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {as_text(one)}" for name, one in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(map(as_text, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, When):
        return spoken(value)
    return "" if value is None else str(value)


def entry(one: Entry) -> str:
    """Return what an entry says, briefly: its day and the first thing that matters in it."""
    return f"the entry of {spoken(one.on)}{_told(one)}"


def _told(one: Entry) -> str:
    if one.corrects:
        return f" (a correction of {label(one.corrects.field or 'event')})"
    if not isinstance(one, FindingEntry):
        return f" ({one.event.label})" if isinstance(one, InspectionEntry) and one.event else ""
    told = {
        "inspectorate": one.inspectorate and f"{one.inspectorate.label} by the inspectorate",
        "rag": one.rag and f"rated {one.rag.label}",
        "target": one.target and f"target {spoken(one.target)}",
        "status": one.status and one.status.label,
        "owner": one.owner and f"owner {one.owner}",
    }
    said = [words for words in told.values() if words]
    return f" ({', '.join(said[:2])})" if said else ""


def altered(old: Record, new: Record) -> str:
    """Return how two records of a kind differ, field by field."""
    names = [name for name in type(new).model_fields if getattr(old, name) != getattr(new, name)]
    return "; ".join(_altered(name, getattr(old, name), getattr(new, name)) for name in names)


def _altered(name: str, old: object, new: object) -> str:
    if name == "private":
        return f"it was made {private(now=bool(new))}"
    return f"the {label(name)} {changed(name, old, new)}"


def private(*, now: bool) -> str:
    """Return what a record or an entry was made that is withheld from the public, or no longer is."""
    return "private, so that no public paper shows what it says" if now else "public, though it was private"
