"""A numbered list that goes on past a line which only looked like a heading, such as a page's own head."""

import re
from dataclasses import dataclass
from typing import Final

from hmicfrs_cli.domain.published.labels import Label
from hmicfrs_cli.domain.published.wording import is_addressed

_NUMBERED: Final = re.compile(r"\(?(\d{1,2})[.)]", re.ASCII)


@dataclass(frozen=True, slots=True)
class Listed:
    """The last item of a numbered list of findings, and where that list stands."""

    number: str
    label: Label
    cause: int | None
    """The cause of concern that it stands under."""

    def goes_on(self, item: str, text: str) -> bool:
        """Say whether an item, and its text without the mark, is the next one of this list."""
        number = number_of(item)
        return number is not None and int(number) == int(self.number) + 1 and is_addressed(text)


def number_of(item: str) -> str | None:
    """Return the number that an item of a list begins with; None where it has none."""
    match = _NUMBERED.match(item)
    return match[1] if match else None
