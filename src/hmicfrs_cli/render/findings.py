"""What a check found, in every format: text for people, JSON, and what repository hosts and tools read.

A new format is one module and one line of the table.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from hmicfrs_cli.domain.checked import Against, Checked
from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.errors import UsageError
from hmicfrs_cli.render import annotations, data, words
from hmicfrs_cli.render.annotations import Note
from hmicfrs_cli.render.plain import clean, one_line

_WITHHELD: Final = "what this is about is private, and withheld here"
_SEE: Final = "run `hmi check` where the register is"
_SHORT: Final = 12
"""Characters of a commit's id that people are shown."""


def text(checked: Checked) -> str:
    """Return each problem as editors read it, with its mend; of older ones how many, and how to see them."""
    lines = _problems(checked.problems, checked.files)
    if not checked.older:
        return "\n".join(lines)
    count = words.figure_of(len(checked.older), "older problem")
    older = f"{count}, there before this change, to see with `hmi check` alone"
    return "\n".join([*lines[:-1], older, lines[-1]])


def _problems(found: Sequence[Problem], checked: int) -> list[str]:
    """Return problems as editors read them, each with its mend, and a closing line with counts."""
    lines: list[str] = []
    for one in found:
        kind = "" if one.severity == "error" else "warning: "
        place = f"{clean(one.path)}:{one.line or 1}:{one.column or 1}"
        lines.append(f"{place}: {one.code} {kind}{one_line(one.message)}")
        lines.append(f"    {one_line(one.mend)}")
    errors = sum(one.severity == "error" for one in found)
    files = words.figure_of(checked, "file")
    counted = f"{words.figure_of(errors, 'error')}, {words.figure_of(len(found) - errors, 'warning')}"
    return [*lines, f"{files} checked: {counted}"]


def json(checked: Checked) -> str:
    """Return everything for other programs."""
    against = {"against": _against(checked.against)} if checked.against else {}
    older = {"older": [data.problem(one) for one in checked.older]} if checked.against else {}
    return data.text(
        "hmi.check/1",
        checked.today,
        **data.of_commit(checked.commit),
        **against,
        checked=checked.files,
        problems=[data.problem(one) for one in checked.problems],
        **older,
    )


def _against(one: Against) -> dict[str, object]:
    return {
        "base": one.asked,
        "commit": one.commit,
        "merge_bases": list(one.origins),
        "behind": one.behind,
        "register_at_base": not one.empty,
    }


def github(checked: Checked) -> str:
    """Return workflow commands for what is wrong, errors first, so that none is dropped for a warning."""
    return annotations.github(notes(sorted(checked.problems, key=lambda one: one.severity)))


def gitlab(checked: Checked) -> str:
    """Return a code quality report: of what is wrong, and of what was there before."""
    return annotations.gitlab(notes([*checked.problems, *checked.older]))


def junit(checked: Checked) -> str:
    """Return what a check found as XML, as continuous integration reads test results."""
    from hmicfrs_cli.render import junit as made  # noqa: PLC0415 - it loads XML, which a text does not need

    return made.junit(checked)


def sarif(checked: Checked) -> str:
    """Return SARIF, with the rules that there are."""
    from hmicfrs_cli.render import sarif as made  # noqa: PLC0415 - it loads every rule, a text needs none

    return made.sarif(checked)


FORMATS: Final[Mapping[str, Callable[[Checked], str]]] = {
    "text": text,
    "json": json,
    "github": github,
    "gitlab": gitlab,
    "junit": junit,
    "sarif": sarif,
}
"""Every format of `hmi check`."""

FROM_THE_TOP: Final = frozenset({"github", "gitlab", "sarif"})
"""Formats whose readers take paths from the repository's top, wherever hmi was started."""


FOR_HOSTS: Final = frozenset({"github", "gitlab", "junit", "sarif"})
"""Formats that a host may show to anybody: as in a comment, private words are withheld, not the path."""


def known(name: str) -> str:
    """Return the name of a format; UsageError where there is none of that name."""
    if name not in FORMATS:
        raise UsageError(f"--format: “{one_line(name)}” is no format", f"choose from {', '.join(FORMATS)}")
    return name


def make(name: str, checked: Checked) -> str:
    """Return what a check found in one format; no character of a record or a file's name steers a reader."""
    shown = replace(checked, problems=_clean(checked.problems), older=_clean(checked.older))
    if name in FOR_HOSTS:
        shown = replace(shown, problems=_public(shown.problems, checked), older=_public(shown.older, checked))
    return FORMATS[name](checked if name == "json" else shown)


def _clean(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(
        replace(
            one,
            path=clean(one.path).replace("\n", "\ufffd"),
            message=one_line(one.message),
            mend=one_line(one.mend),
        )
        for one in problems
    )


def _public(problems: Iterable[Problem], checked: Checked) -> tuple[Problem, ...]:
    return tuple(
        replace(one, message=_WITHHELD, mend=_SEE) if one.path in checked.private else one for one in problems
    )


def notes(problems: Sequence[Problem]) -> list[Note]:
    """Return problems as notes on lines; a note has the mend in it, since a host shows nothing else."""
    return [
        Note(one.path, one.line or 1, one.severity, one.code, _title(one), _sentences(one), one.column or 1)
        for one in problems
    ]


def _title(one: Problem) -> str:
    return words.capital(one.code.replace("-", " "))


def _sentences(one: Problem) -> str:
    return f"{words.capital(one.message.removesuffix('.'))}. To mend it: {one.mend}"


def compared(one: Against) -> list[str]:
    """Return in words what a register was compared with, one thing on a line."""
    base = f"“{one_line(one.asked)}”, commit {one.commit[:_SHORT]}"
    if one.empty:
        return [f"{base} holds no register here: everything in this one is new"]
    if not one.origins:
        return [f"compared with {base}, which shares no history with this: all that it holds must be here"]
    began = words.listed(origin[:_SHORT] for origin in one.origins)
    at = "" if one.origins == (one.commit,) else f", and with {began}, where this branched off"
    lines = [f"compared with {base}{at}"]
    if one.behind:
        count = words.figure_of(one.behind, "commit")
        lines.append(
            f"{count} of it not here yet; nothing of that is missed: merge it to check both together"
        )
    return lines
