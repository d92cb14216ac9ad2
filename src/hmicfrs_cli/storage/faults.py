"""The words for what is wrong with a YAML file: a code, what it is, and how to mend it."""

import re
from typing import Final

from hmicfrs_cli.domain.problems import Loc, Problem

Place = tuple[int, int]
"""A line and a column, both from 1."""

_LONGEST_NAME: Final = 60

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "too-large": (
        "the file is larger than 1 MiB",
        "split the record, or keep documents outside the register",
    ),
    "conflict-marker": (
        "a merge left its conflict marker here",
        "keep the lines that are right and delete the markers, then commit the merge",
    ),
    "not-utf-8": (
        "the file is not UTF-8 text from here on",
        "save it in your editor with the encoding UTF-8",
    ),
    "null-character": ("there is a null character in the text", "delete it, or save the file as UTF-8 text"),
    "line-separator": ("{name} is pasted in here", "replace it by a space or an ordinary line break"),
    "control-character": ("{name} is a character that no text needs", "delete it"),
    "directive": ("a line that starts with % is a YAML directive", "delete the line"),
    "second-document": (
        "a second document starts here",
        "delete the line ---, or move what follows to its own file",
    ),
    "empty-file": ("the file says nothing", "write the record, or delete the file"),
    "not-a-mapping": (
        "the file is not a record of `field: value` lines",
        "start each line with a field's name",
    ),
    "empty-value": ("{name} has no value", "delete the line or give a value"),
    "duplicate-key": ("{name} stands here for the second time", "keep one of the two"),
    "complex-key": ("the name of a field must be one word or text", "write `field: value`"),
    "merge-key": ("<< is a merge key, which hmi does not follow", "write the fields out in this record"),
    "alias": ("text that starts with * is a YAML alias", "put the text in quotes, or write the value out"),
    "anchor": ("text that starts with & is a YAML anchor", "put the text in quotes, or delete the anchor"),
    "tag": ("text that starts with ! is a YAML tag", "put the text in quotes, or delete the tag"),
    "too-deep": ("lists and fields are nested more than 50 deep", "write the record flatter"),
    "tab": ("the line is indented with a tab", "use spaces"),
    "yaml-syntax": ("{name}", "{mend}"),
}

_UNREADABLE: Final = (
    "this cannot be read as YAML",
    "compare the indentation and colons with the lines above",
)

# The two parsers say the same things in different words, each as "context problem".
_SYNTAX: Final[tuple[tuple[str, bool, str, str], ...]] = (
    (
        "quoted scalar.*(end of stream|document)",
        True,
        "a quotation mark is opened here and never closed",
        "close it",
    ),
    ("escape|hexdec", True, "the backslash here is not a known escape", "use single quotes, or write \\\\"),
    (
        "mapping values are not allowed|':' is not allowed",
        False,
        "a second colon makes this text look like a field",
        "put the whole text in quotes, or align the line with its neighbours",
    ),
    (
        "flow (sequence|mapping)|plain scalar.*':'",
        True,
        "a bracket is opened here and not properly closed",
        "close it, and put a comma between the items",
    ),
    (
        "could not find expected ':'",
        True,
        "this line is not `field: value`",
        "add the colon, or indent the text",
    ),
    (
        "sequence entries are not allowed",
        False,
        "a list cannot start here",
        "start the list on the next line",
    ),
    ("block scalar", False, "a text block (| or >) is badly started or indented", "indent its lines alike"),
    (
        "cannot start any token",
        False,
        "text cannot start with this character",
        "put the text in quotes",
    ),
    (
        "block (mapping|collection|sequence|end)|document start",
        False,
        "the line does not fit the indentation above it",
        "align it with its neighbours, or put a text that starts with a quotation mark in quotes as a whole",
    ),
)


def problem(  # noqa: PLR0913 -- a problem simply has this many parts
    code: str, path: str, line: int, column: int, *, loc: Loc = (), name: str = "", mend: str = ""
) -> Problem:
    """Return the problem with this code in its own words; `name` is what the words are about."""
    message, remedy = _WORDS[code]
    return Problem(
        path, code, message.format(name=name), remedy.format(mend=mend), loc=loc, line=line, column=column
    )


def shown(name: str) -> str:
    """Return a name from a file in backquotes, cut to what a message can bear."""
    text = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
    return f"`{text}`"


def explain(said: str, text: str, path: str, start: Place | None, at: Place | None) -> Problem:
    """Say in plain words what the parser could not read.

    `said` is its context and problem; `start` is where what it was reading begins, `at` where it gave up.
    """
    from_start, words, mend = _syntax(said)
    line, column = (start if from_start else at) or at or start or (1, 1)
    if code := _special(said, text, (at or (line, column))[0]):
        return problem(code, path, line, column)
    return problem("yaml-syntax", path, line, column, name=words, mend=mend)


def _syntax(said: str) -> tuple[bool, str, str]:
    for pattern, from_start, words, mend in _SYNTAX:
        if re.search(pattern, said):
            return from_start, words, mend
    return False, *_UNREADABLE


def _special(said: str, text: str, line: int) -> str | None:
    """Return the code of a syntax error that has a better name, after what the author wrote."""
    for code in ("alias", "anchor", "tag"):
        if re.search(rf"scanning an? {code}|{code} handle", said):
            return code
    lines = re.split(r"\r\n|\r|\n", text)
    return "tab" if re.match(r" *\t", lines[min(line, len(lines)) - 1]) else None
