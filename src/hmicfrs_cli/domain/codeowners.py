"""Who must approve a change of which file, from the portfolios: the text of CODEOWNERS.

A host takes the last line that fits a file, so what is more particular stands further below.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from hmicfrs_cli.domain.near import nearest, quoted
from hmicfrs_cli.domain.register import View, path_of
from hmicfrs_cli.domain.settings import Portfolio, in_force
from hmicfrs_cli.errors import UsageError

_HANDLE = re.compile(r"@[\w-]+(?:[/.][\w-]+)*|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_CHECKERS = ("/.github/", "/.gitlab/", "/.gitlab-ci.yml", "/.hmi/")

_HEAD = """\
# Who must approve a change of which file. The host asks for it where the main branch is protected so.
# Written from the portfolios in register.yaml; with what they have now:
# {command}
"""
_NO_KEEPER = """\
# Whoever keeps the register approves everything else: put --keeper @HANDLE into the command above.
# * @HANDLE
"""


def handle(text: str) -> str:
    """Return a host's name for a person or team, or an e-mail address; UsageError for anything else."""
    if not _HANDLE.fullmatch(text):
        raise UsageError(f"{quoted(text)} names nobody at a host", "write @name, @group/team or an address")
    return text


def portfolio_handles(view: View, given: Sequence[str]) -> dict[str, str]:
    """Return handles by portfolio from words such as `crime=@force/crime`.

    Raises UsageError for words that are not so, and for a portfolio that there is not, naming the nearest.
    """
    known = [portfolio.id for portfolio in view.register.settings.portfolios]
    found = {}
    for words in given:
        id_, equals, owner = words.partition("=")
        if not equals or id_ not in known:
            near = nearest(id_, known)
            mend = f"did you mean “{near}”?" if near else f"portfolios are: {', '.join(known) or 'none yet'}"
            raise UsageError(f"--owner: {quoted(words)} is no PORTFOLIO=@HANDLE", mend)
        found[id_] = handle(owner)
    return found


def text(view: View, path: str, under: str, handles: Mapping[str, str], keeper: str | None) -> str:
    """Return what the file at `path` says; `under` is the register's place, with its slash at the end."""
    lines = [_HEAD.format(command=_command(path, handles, keeper)), f"* {keeper}\n" if keeper else _NO_KEEPER]
    for portfolio in view.register.settings.portfolios:
        lines += ["\n", *_of_portfolio(view, under, portfolio, handles.get(portfolio.id))]
    lines += ["\n# What decides for everybody: the settings, and what does the checking.\n"]
    owner = keeper or "@HANDLE"
    lines += [f"{'' if keeper else '# '}{path} {owner}\n" for path in (f"/{under}register.yaml", *_CHECKERS)]
    return "".join(lines)


def _command(path: str, handles: Mapping[str, str], keeper: str | None) -> str:
    """Return the command that writes the file anew, with the same handles."""
    owners = [f"--owner {id_}={owner}" for id_, owner in handles.items()]
    return " ".join(["hmi setup-git --overwrite", path, *([f"--keeper {keeper}"] if keeper else []), *owners])


def _of_portfolio(view: View, under: str, portfolio: Portfolio, owner: str | None) -> Iterator[str]:
    files = [f"/{under}{path_of(id_)}" for id_ in _findings(view, portfolio)]
    led = f", led by {lead}" if (lead := _lead(portfolio, view.lens.day)) else ""
    yield f"# {_line(portfolio.name)} ({portfolio.id}){led}\n"
    if not owner:
        yield f"# Files: {len(files)}. To name who approves them: --owner {portfolio.id}=@HANDLE\n"
        return
    yield from (f"{path} {owner}\n" for path in files)


def _findings(view: View, portfolio: Portfolio) -> list[str]:
    """Return the ids of the findings in a portfolio, which a record names by its id or its name."""
    names = {portfolio.id.casefold(), portfolio.name.casefold()}
    return [
        id_
        for id_, state in view.findings.items()
        if state.progress.portfolio and state.progress.portfolio.casefold() in names
    ]


def _lead(portfolio: Portfolio, day: date) -> str | None:
    lead = in_force(portfolio.leads, day)
    return _line(lead.lead) if lead else None


def _line(words: str) -> str:
    """Return words that stay on the comment's own line."""
    return "".join(char if char.isprintable() else " " for char in words)
