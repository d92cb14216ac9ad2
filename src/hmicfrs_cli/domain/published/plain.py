"""Plain text as lines on pages: a form feed ends a page, blank lines part paragraphs."""

from hmicfrs_cli.domain.published.blocks import Line
from hmicfrs_cli.domain.published.tidy import characters


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text, measured in characters and lines."""
    found: list[Line] = []
    for page, part in enumerate(text.split("\f"), 1):
        for number, raw in enumerate(part.splitlines(), 1):
            broken = raw.rstrip().endswith("\xad")
            if shown := characters(raw):
                left = float(len(raw.expandtabs()) - len(raw.expandtabs().lstrip()))
                text_ = shown + "\xad" if broken else shown
                found.append(Line(page, text_, left, left + len(shown), float(number)))
    return found
