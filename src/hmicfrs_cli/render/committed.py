"""What is said of commits: who made them, when, how they are signed, and what a clone lacks of them."""

from collections.abc import Iterator

from hmicfrs_cli.domain import dates
from hmicfrs_cli.domain.committed import Commit
from hmicfrs_cli.render import data, terminal, words
from hmicfrs_cli.render.terminal import Part

_SIGNATURES = {
    "G": "signed",
    "U": "signed, by a key nobody here vouches for",
    "X": "signed, the signature has expired",
    "Y": "signed, by a key that has expired",
    "R": "signed, by a key that was revoked",
    "E": "signed, cannot be checked here",
    "B": "its signature is FALSE",
}
NOT_COMMITTED = "not committed"
_NOT_SIGNED = "not signed"
_SHALLOW = "This clone lacks the older history; `git fetch --unshallow` fetches it."
_NO_REPOSITORY = "This register is in no git repository: nobody can tell who wrote it when."
SHORT = 12


def signature(commit: Commit) -> str:
    """Return whether a commit is signed, in words, and by whom where git knows."""
    said = _SIGNATURES.get(commit.signature, _NOT_SIGNED)
    return f"{said} by {commit.signer}" if commit.signature == "G" and commit.signer else said


def lacking(*, repository: bool, shallow: bool) -> Iterator[Part]:
    """Return what must be said where git does not know everything."""
    if shallow:
        yield terminal.line(_SHALLOW)
    if not repository:
        yield terminal.line(_NO_REPOSITORY)


def in_git(commit: Commit | None) -> str:
    """Return when and by whom something was committed, in which commit, signed or not."""
    if commit is None:
        return NOT_COMMITTED
    day = words.brief(dates.day(commit.day))
    if commit.oldest:
        return f"committed by {day}: when and by whom is not in this clone"
    return f"committed {day} by {people(commit)}, {commit.id[:SHORT]}, {signature(commit)}"


def people(commit: Commit) -> str:
    """Return the author and, where somebody else put the commit in, who did."""
    author, committer = terminal.one_line(commit.author), terminal.one_line(commit.committer)
    return author if author == committer else f"{author} ({committer})"


def commit_data(commit: Commit | None) -> data.Data | None:
    """Return a commit for other programs."""
    if commit is None:
        return None
    return {
        "id": commit.id,
        "author": commit.author,
        "committer": commit.committer,
        "day": commit.day.isoformat(),
        "signature": signature(commit),
        "signer": commit.signer or None,
        "oldest_here": commit.oldest,
    }
