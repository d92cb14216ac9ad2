"""From a parser's events to plain data, without recursion; what is wrong is noted on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hmicfrs_cli.storage.faults import Place, problem, shown
from hmicfrs_cli.storage.scalars import resolve
from hmicfrs_cli.storage.text import STRANGE, strange

if TYPE_CHECKING:
    from yaml.events import CollectionStartEvent, Event, ScalarEvent

    from hmicfrs_cli.domain.problems import Loc, Problem

DEEPEST: Final = 50
"""How deep lists and fields may be nested."""

_MOST_PROBLEMS: Final = 20

Node = dict[str, Any] | list[Any]


class StopReading(Exception):  # noqa: N818 -- no error: the problem is noted, and no more can be understood
    """Reading ends here."""


class Builder:
    """The data read so far, and the place in it where the next event belongs."""

    __slots__ = ("data", "documents", "key", "node", "path", "problems", "stack")

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.data: Any = None
        self.documents = 0
        self.node: Node | None = None
        self.key: str | None = None
        self.stack: list[tuple[Node | None, str | None]] = []

    def loc(self) -> Loc:
        """Return the way to the node that comes next."""
        steps = [*self.stack, (self.node, self.key)]
        keys = [len(node) if type(node) is list else key for node, key in steps]
        return tuple(key for key in keys if key is not None)

    def document(self, event: Event) -> None:
        """Start the one document."""
        self.documents += 1
        if self.documents > 1:
            self.stop("second-document", event)

    def scalar(self, event: ScalarEvent) -> None:
        """Take a field's name or a value."""
        if event.anchor or event.tag:
            self.note("anchor" if event.anchor else "tag", event)
        if event.style == '"' and (found := STRANGE.search(event.value)):
            self.keep(strange(found[0], self.path, at(event), self.loc()))
        if self.key is None and type(self.node) is dict:
            self.name(event, self.node)
        else:
            self.value(event)

    def name(self, event: ScalarEvent, node: dict[str, Any]) -> None:
        """Take a field's name, as written."""
        self.key = key = event.value
        if not key:
            self.stop("complex-key", event)
        if key == "<<" and not event.style:
            self.note("merge-key", event)
        elif key in node:
            self.note("duplicate-key", event, shown(key))

    def value(self, event: ScalarEvent) -> None:
        """Take a scalar: only an unquoted one can be a boolean, a number or nothing."""
        value = event.value if event.style else resolve(event.value)
        if value is None and self.node is not None:
            self.note("empty-value", event, shown(self.key) if self.key else "an item of the list")
        self.add(value)

    def add(self, value: Any) -> None:  # noqa: ANN401 -- data is of any shape
        """Put a finished value where it belongs."""
        node = self.node
        if type(node) is list:
            node.append(value)
        elif type(node) is dict and self.key is not None:
            node[self.key] = value
            self.key = None
        else:
            self.data = value

    def open_mapping(self, event: CollectionStartEvent) -> None:
        """Enter a mapping."""
        self.enter(event, {})

    def open_sequence(self, event: CollectionStartEvent) -> None:
        """Enter a sequence."""
        self.enter(event, [])

    def enter(self, event: CollectionStartEvent, node: Node) -> None:
        """Enter a mapping or a sequence, which cannot be a name."""
        if event.anchor or event.tag:
            self.note("anchor" if event.anchor else "tag", event)
        if self.key is None and type(self.node) is dict:
            self.stop("complex-key", event)
        if len(self.stack) >= DEEPEST:
            self.stop("too-deep", event)
        self.stack.append((self.node, self.key))
        self.node, self.key = node, None

    def close(self, _event: Event) -> None:
        """Leave a mapping or a sequence."""
        done = self.node
        self.node, self.key = self.stack.pop()
        self.add(done)

    def alias(self, event: Event) -> None:
        """Refuse an alias: what it stands for is not what is written here."""
        self.stop("alias", event)

    def pass_over(self, _event: Event) -> None:
        """Take an event that says nothing."""

    def note(self, code: str, event: Event, name: str = "") -> None:
        """Keep a problem at an event."""
        self.keep(problem(code, self.path, *at(event), loc=self.loc(), name=name))

    def stop(self, code: str, event: Event) -> None:
        """Keep a problem after which nothing can be understood."""
        self.note(code, event)
        raise StopReading

    def keep(self, found: Problem) -> None:
        """Keep a problem; very many of them end the reading."""
        self.problems.append(found)
        if len(self.problems) >= _MOST_PROBLEMS:
            raise StopReading


def at(event: Event) -> Place:
    """Return where an event starts."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
