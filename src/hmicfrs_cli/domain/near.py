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


def suggestion(word: str, known: Iterable[str], plural: str) -> str:
    """Return a mend: the nearest known word, else the first of them; `plural` says what they are."""
    words = list(known)
    if not words:
        return f"there are no {plural} yet: add it there first"
    near = nearest(word, words)
    if near is not None:
        return f"did you mean “{near}”?"
    return f"the {plural} are: {', '.join(words[:_FEW])}" + (" …" if len(words) > _FEW else "")


def quoted(text: object) -> str:
    """Return a value in quotation marks, cut to what a message can bear."""
    words = " ".join(str(text).split())
    return f"“{words if len(words) <= _LONGEST else words[: _LONGEST - 1] + '…'}”"
