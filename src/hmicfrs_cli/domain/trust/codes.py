"""The codes of the trust rules, with severity and meaning: one table for problems, documents and tools."""

from typing import Final

from hmicfrs_cli.domain.problems import Loc, Problem, Severity

CODES: Final[dict[str, tuple[Severity, str]]] = {
    "fact-edited": ("error", "Something that stands above the log was edited."),
    "entry-altered": ("error", "An entry of a log says something else than it did."),
    "entry-removed": ("error", "An entry of a log is gone."),
    "entries-reordered": ("error", "Entries of one day stand in another order, so that another one counts."),
    "entry-twice": ("error", "An added entry says once more what an entry of its log says already."),
    "late-entry": (
        "error",
        "An added entry counts from a day before a cut-off that had passed, or long before it was committed.",
    ),
    "late-with-source": ("warning", "Such an entry names a source, or corrects: read it."),
    "unproved-date": ("warning", "An entry is in time only by the date of its commit, which can be forged."),
    "changes-past-figures": (
        "warning",
        "A new finding was made before the cut-off of a past paper, whose totals it would change.",
    ),
    "record-removed": ("error", "A record is gone."),
    "renamed-without-formerly": ("error", "A record has another id and does not name its former one."),
    "former-id-claimed": ("error", "A record says that it had an id which it never had."),
    "no-longer-readable": ("error", "A file that could be read can no longer be read."),
    "not-comparable": ("warning", "A file could not be read before, so nothing in it could be compared."),
    "register-moved": ("error", "The register that was there is gone, or hidden by another one that is new."),
    "setting-edited": ("error", "A setting that changes what others mean was edited, not added by date."),
    "late-setting": ("error", "An added setting holds from long before it was committed, without a source."),
    "setting-loosened": ("warning", "A limit of the checks was raised; it counts from the next change on."),
    "meeting-edited": ("error", "The day or period of a past meeting, or what was issued or asked, changed."),
}
"""Each code's severity and what it means."""


def breach(path: str, code: str, message: str, mend: str, loc: Loc = ()) -> Problem:
    """Return a breach of trust as a problem; a whole file's is shown at its beginning."""
    line = 0 if loc else 1
    return Problem(path, code, message, mend, CODES[code][0], loc, line, line)
