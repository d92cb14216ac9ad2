"""The texts of a register's first files: valid as they stand, with comments that say what to put in."""

import re

from hmicfrs_cli.domain.dates import When
from hmicfrs_cli.domain.forces import force_name
from hmicfrs_cli.domain.schema import MODELS, schema_text

_COMMITTEES = {
    "jac": "Joint Audit Committee",
    "jarap": "Joint Audit, Risk and Assurance Panel",
    "jiac": "Joint Independent Audit Committee",
    "arac": "Audit and Risk Assurance Committee",
    "jarac": "Joint Audit, Risk and Assurance Committee",
}
"""What audit committees of forces call themselves, by the short names they go by."""

FOLDERS = ("inspections", "findings")
"""Folders that begin empty."""

IGNORED = """\
# what a write leaves beside the register; an interrupted one is finished by the next hmi
.hmi-*
papers/
packs/
"""

_SETTINGS = """\
# yaml-language-server: $schema=schema/register.json
# The settings of this register. Every line can be changed; `hmi check` says what does not fit.
format: 1
force: {force}
names:
  force: {name}
  # local_policing_body: the Police and Crime Commissioner's office, as papers name it

# From this day on every finding that concerns the force is in the register. Papers print totals only for
# periods after it: a total that leaves findings out would be false. `none` prints no total at all.
coverage:
  complete_from: {complete}

marking:
- from: {first}
  marking: official

# What the force's RAG rates (delivery, or risk by a matrix), and the key that every paper prints.
# These words are only a start: replace them by your force's own key.
rag:
- from: {first}
  basis: delivery
  key:
    red: will not be done, or cannot be done by its date
    amber: under way, with some doubt about its date
    green: done, or on course to be done by its date
    white: not for the force alone, or waiting for another body

# Who leads what. `hmi update ID --portfolio crime` names a portfolio by its id.
# portfolios:
# - id: crime
#   name: Crime
#   leads:
#   - from: {first}
#     lead: Assistant Chief Constable (Crime)
#
# Boards that findings are taken to.
# boards:
# - id: assurance
#   name: Assurance Board
#
# For a RAG of risk (`basis: risk`): a matrix, each band up to a score of likelihood times impact.
# risk_matrix:
# - from: {first}
#   likelihood: 4
#   impact: 4
#   bands:
#   - {{to: 4, label: low, rag: green}}
#   - {{to: 8, label: medium, rag: amber}}
#   - {{to: 16, label: high, rag: red}}
"""

_COMMITTEE = """\
# yaml-language-server: $schema=../schema/committee.json
# A committee that papers go to. `hmi add-meeting {id}` adds its meetings.
name: {name}
short: {short}
"""

_README = """\
# The register of {name}

HMICFRS inspections and what they found, as plain files under Git.

- `register.yaml`: the settings. Put in your force's own RAG key before the first paper.
- `committees/`: the committees that papers go to, and their meetings.
- `inspections/`: one file each. `findings/<inspection>/`: one file for each finding.

Above `log:` stands what the inspectorate said, as first recorded; it is never edited. In `log:` stands what
happened and what the force did, with dates, and it only grows. Where something was recorded wrongly,
`hmi correct` says so beside it.

Begin with what is open today:

    hmi add-inspection --title "…" --kind peel --published 2022-05-12
    hmi add-recommendation INSPECTION --text "…" --number 1 --addressed-to "chief constables"
    hmi rag set INSPECTION/1 amber --why "…"
    hmi add-meeting {committee} DATE
    hmi report --committee {committee}

When everything that was open on {complete} is in, the first paper's totals are true. Until then set
`complete_from: none`. `hmi check` says what is wrong, and `hmi --help` what else there is.
"""


def files(
    force: str, committee: str, committee_name: str | None, complete: When | None, first: When
) -> dict[str, str]:
    """Return the first files of a force's register by their paths.

    `complete` is the day from which every finding is in it, if one can be named; settings hold from `first`.
    """
    id_ = committee_id(committee)
    texts = {
        "register.yaml": _SETTINGS.format(
            force=force, name=force_name(force), complete=complete or "none", first=first
        ),
        f"committees/{id_}.yaml": _COMMITTEE.format(
            id=id_, name=_quoted(committee_name or _COMMITTEES.get(id_, committee)), short=_quoted(committee)
        ),
        "README.md": _README.format(
            name=force_name(force), committee=committee, complete=complete or "a day that you can name"
        ),
        ".gitignore": IGNORED,
    }
    schemas = {f"schema/{name}.json": schema_text(name) for name in MODELS}
    return texts | schemas | {f"{folder}/.gitkeep": "" for folder in FOLDERS}


def committee_id(short: str) -> str:
    """Return a committee's id for its short name: small letters, with hyphens for all else."""
    return "-".join(re.findall(r"[a-z0-9]+", short.lower()))


def _quoted(text: str) -> str:
    """Return a name as YAML text: as it is where that is plain, else in quotation marks."""
    if re.fullmatch(r"[A-Za-z]+(?:,? [A-Za-z]+)*", text):
        return text
    return "'" + " ".join(text.split()).replace("'", "''") + "'"
