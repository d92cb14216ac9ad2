"""How work on many things is gone through: one after the other, unless somebody has a quicker way."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Each(Protocol):
    """What does the work on each thing, such as `map`."""

    def __call__(self, work: Callable[[T], R], things: Sequence[T], /) -> Iterable[R]:
        """Yield what the work makes of each, in their order."""
