"""The files around a register: where each goes in its repository, and what is filled in.

They are made from the texts below `templates/setup/`, in which only the place of the register and hmi's own
version are filled in. So nothing that a record says can get into a script.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from hmicfrs_cli import __version__
from hmicfrs_cli.domain.near import quoted
from hmicfrs_cli.domain.schema import MODELS, schema_text
from hmicfrs_cli.errors import HmiError


class Host(StrEnum):
    """Whose files are wanted."""

    GITHUB = "github"
    GITLAB = "gitlab"
    BOTH = "both"


COMMON: Final = {
    "@UNDER@.gitattributes": "gitattributes",
    "@UNDER@.editorconfig": "editorconfig",
    ".gitignore": "gitignore",
    ".vscode/settings.json": "vscode-settings.json",
    ".vscode/extensions.json": "vscode-extensions.json",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
    ".hmi/README.md": "tools.md",
    ".hmi/requirements.in": "requirements.in",
    "CONTRIBUTING.md": "contributing.md",
}
"""The files for every host by their places, each with the name of its text."""

HOSTED: Final = {
    Host.GITHUB: {
        ".github/workflows/register.yml": "github-register.yml",
        ".github/workflows/register-comment.yml": "github-comment.yml",
        ".github/ISSUE_TEMPLATE/update.yml": "issue-form.yml",
    },
    Host.GITLAB: {
        ".gitlab-ci.yml": "gitlab-ci.yml",
        ".gitlab/issue_templates/Update.md": "gitlab-issue.md",
    },
}
"""The same for one host."""

OWNERS: Final = {Host.GITHUB: ".github/CODEOWNERS", Host.GITLAB: ".gitlab/CODEOWNERS"}
"""Where each host looks for who must approve what."""

HOOK: Final = "pre-commit.sh"
"""The name of the text of git's hook."""
EARLIER_HOOKS: Final = ("pre-commit-1.sh",)
"""The names of those that earlier versions wrote, by which they are known again."""

DRIVER: Final = {
    "merge.hmi.name": "the register's records, by what they mean",
    # 1 is a conflict, told in the file. Where hmi is not to be found or fails, git would keep one side alone,
    # without a marker: merge by lines instead.
    "merge.hmi.driver": (
        "hmi merge-driver %O %A %B %P; code=$?; "
        "if test $code -gt 1; then git merge-file %A %O %B; else exit $code; fi"
    ),
}
"""What git's local configuration says of merging."""

_PLAIN_PLACE = re.compile(r"(?:[\w.][\w.-]*(?:/[\w.][\w.-]*)*)?", re.ASCII)


def hosts(host: Host) -> list[Host]:
    """Return the hosts that a choice means."""
    return list(HOSTED) if host is Host.BOTH else [host]


def sources(host: Host) -> dict[str, str]:
    """Return the files that a choice of hosts asks for: places to be filled in, and names of texts."""
    return COMMON | {path: name for one in hosts(host) for path, name in HOSTED[one].items()}


def schemas(place: str) -> dict[str, str]:
    """Return the schemas that editors read, by their paths."""
    return {filled(f"@UNDER@schema/{name}.json", place): schema_text(name) for name in MODELS}


def filled(text: str, place: str) -> str:
    """Return a text with the register's place in the repository filled in: forward slashes, "" for its top.

    Raises HmiError for a place that would have to be quoted in scripts and patterns.
    """
    if not _PLAIN_PLACE.fullmatch(place):
        raise HmiError(
            f"the register stands in {quoted(place)}, and no script should hold such a name",
            "rename the folders: letters, digits, full stops, hyphens and underscores",
        )
    under = f"{place}/" if place else ""
    marks = {"REGISTER": place or ".", "UNDER": under, "PATTERN": under.replace(".", r"\.")}
    return _replaced(text, marks | {"VERSION": __version__})


def _replaced(text: str, marks: Mapping[str, str]) -> str:
    return re.sub(r"@([A-Z]+)@", lambda found: marks[found[1]], text)
