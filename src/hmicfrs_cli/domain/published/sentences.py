"""Where the sentences of a paragraph end."""

import re

_SENTENCE = re.compile(r"(?<=[.!?])[’”\"]?\s+(?=[A-Z“\u2018\"(])")
_SHORTENED = re.compile(r"\b(?:[A-Z]|No|Mr|Mrs|Dr|St|e\.g|i\.e|cf|para|pp?|vs|etc)\.$")


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph; never none."""
    parts: list[str] = []
    for part in _SENTENCE.split(text):
        if parts and _SHORTENED.search(parts[-1]):
            parts[-1] += f" {part}"
        else:
            parts.append(part)
    return parts
