"""What was probably meant by a word that is not known."""

from collections.abc import Iterable
from difflib import get_close_matches

_LONGEST = 60
_FEW = 8


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is most like another, ignoring case; None where nothing is near."""
    folded = {one.casefold(): one for one in known}
    found = get_close_matches(word.casefold()[:_LONGEST], folded, n=1)
    return folded[found[0]] if found else None


def suggestion(word: str, known: Iterable[str], what: str) -> str:
    """Return a mend: the nearest known word, else all of them where they are few."""
    words = list(known)
    near = nearest(word, words)
    if near is not None:
        return f"did you mean “{near}”?"
    if 0 < len(words) <= _FEW:
        return f"{what}: {', '.join(words)}"
    return f"{what} is needed here" if words else f"there is none yet: add {what} first"


def quoted(text: object) -> str:
    """Return a value in quotation marks, cut to what a message can bear."""
    words = " ".join(str(text).split())
    return f"“{words if len(words) <= _LONGEST else words[: _LONGEST - 1] + '…'}”"
