"""Whatever is given out beside the paper: nothing private in any of it, and what is restricted says so."""

import io
import re
import zipfile
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import polars as pl
import pytest

from hmicfrs_cli.render.exports import FORMATS
from tests.cli.desk import Desk, new_desk
from tests.conftest import GitRepo, Hmi

# Of what is withheld whole: a private finding, one marked above the register, one of a private inspection.
FINDING = """\
kind: recommendation
text: {0}wording
addressed_to: [{0}addressee]
ref: {0}ref
theme: {0}theme
{1}deadline: {{text: By 1 September 2023 as {0}said, basis: date, date: 2023-09-01}}
log:
- {{on: 2023-01-09, by: {0}author, owner: {2}, lead_officer: {0}officer, target: 2023-07-01, note: {0}note}}
- {{on: 2023-02-01, action: {0}step, text: {0}action, target: 2023-07-02, owner: {2}}}
- {{on: 2023-03-01, target: 2023-07-03, why: {0}move, effect: {0}effect, evidence: {0}evidence}}
"""
OF_FINDING = (
    *("wording", "addressee", "ref", "theme", "said", "author", "officer", "note", "step", "action", "move"),
    *("effect", "evidence"),
)
INSPECTION = """\
title: secrettitle
kind: national-thematic
lead: hmicfrs
private: true
next_steps:
- {what: secretnext, whose: secretwhose, due: 2023-07-04}
log:
- {on: 2022-05-12, event: published, note: secretevent}
"""
OF_INSPECTION = ("title", "next", "whose", "event")
# Of a public finding's private entries only the words are withheld: what they say still counts.
ENTRIES = """\
- {on: 2023-01-09, private: true, owner: Head of Contact, note: entrynote, effect: entryeffect}
- {on: 2023-01-10, private: true, evidence: entryevidence, linked: [entrylinked], depends_on: [entrybody]}
- {on: 2023-01-11, private: true, action: a1, text: entryaction, target: 2023-07-05, owner: Head of Contact}
- {on: 2023-01-12, private: true, target: 2023-07-06, why: entrymove, source: entrysource}
- {on: 2023-01-13, private: true, rag: red, why: entrywhy, risk: {likelihood: 4, impact: 4}}
"""
OF_ENTRIES = ("note", "effect", "evidence", "linked", "body", "action", "move", "source", "why")
SECRETS = {
    *(f"{of}{part}" for of in ("hidden", "above", "inside") for part in OF_FINDING),
    *(f"secret{part}" for part in OF_INSPECTION),
    *(f"entry{part}" for part in OF_ENTRIES),
    *("2023-09-01", "2023-07-01", "2023-07-02", "2023-07-03"),
    *("20230901", "20230702", "20230703", "20230704"),
    *("1 September 2023", "2 July 2023", "3 July 2023", "4 July 2023"),
    *("hiddenowner", "peel-2022/8", "peel-2022/9", "peel-2022/10", "victims-2022"),
}
COMMANDS = {
    "pack": ("pack", "--output", "given"),
    **{f"export {name}": ("export", "--format", name, "--output", "given") for name in FORMATS},
    "remind": ("remind", "--within", "1y", "--output", "given"),
    "remind with packs": ("remind", "--within", "1y", "--attach-pack", "--output", "given"),
    "calendar": ("calendar",),
}


@pytest.fixture
def desk(git_repo: GitRepo, hmi: Hmi) -> Desk:
    found = new_desk(git_repo, hmi)
    contact, nobody = "Head of Contact", "hiddenowner"
    for path, text in {
        "findings/peel-2022/8": FINDING.format("hidden", "private: true\n", contact),
        "findings/peel-2022/9": FINDING.format("above", "marking: official-sensitive\n", contact),
        "findings/victims-2022/1": FINDING.format("inside", "", contact),
        "findings/peel-2022/10": FINDING.format("hidden", "private: true\n", nobody),
        "findings/peel-2022/1": found.read("findings/peel-2022/1.yaml") + ENTRIES,
        "inspections/victims-2022": INSPECTION,
    }.items():
        git_repo.write(f"register/{path}.yaml", text)
    git_repo.commit("What is not for the public")
    return found


def given(desk: Desk, command: str, *options: str) -> tuple[dict[str, str], str]:
    """Return all text of each file that a command makes, by its name, and what it says on the screen."""
    code, said, told = desk.run(*COMMANDS[command], *options)
    assert code == 0, told
    files = {Path(line.partition(": ")[0]) for line in said.splitlines()}
    return {
        path.name: "\n".join(texts(path.name, (desk.repo.path / path).read_bytes())) for path in files
    }, told


def texts(name: str, content: bytes) -> Iterator[str]:
    """Yield every text of a file: hidden sheets, properties, headers and what is attached too."""
    yield name
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            yield from (parts.read(part).decode() for part in parts.namelist())
    elif name.endswith(".parquet"):
        yield from (
            repr(pl.read_parquet(io.BytesIO(content)).rows()),
            repr(pl.read_parquet_metadata(io.BytesIO(content))),
        )
    elif name.endswith(".eml"):
        message = message_from_bytes(content, policy=policy.default)
        yield repr(message.items())
        for part in message.walk():
            if (attached := part.get_filename()) is not None:
                yield from texts(attached, part.get_content())
            elif not part.is_multipart():
                yield part.get_content()
    else:
        yield content.decode().replace("\r\n ", "")  # a calendar's folded lines


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_private_is_in_what_anyone_may_see(desk: Desk, command: str) -> None:
    files, told = given(desk, command)
    # An owner of nothing else is told that there is something, and not what.
    owners_own = files.pop("reminder-hiddenowner.eml", "")
    assert files
    assert "withheld" in told or "private" in told
    said = "\n".join([*files.values(), told])
    assert {secret for secret in SECRETS if secret in said} == set()
    assert {secret for secret in SECRETS if secret in owners_own} <= {"hiddenowner"}
    assert "restricted" not in "".join(files)
    assert "OFFICIAL-SENSITIVE" not in said


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_restricted_says_so_in_its_name_and_in_itself(desk: Desk, command: str) -> None:
    files, told = given(desk, command, "--restricted")
    assert all(Path(name).stem.endswith("-restricted") for name in files)
    assert "withheld" not in told
    room = {name for name in files if not name.endswith((".csv", ".ndjson"))}  # rows have none for a marking
    assert {name for name in room if "OFFICIAL-SENSITIVE" not in files[name]} == set()
    shown = "\n".join(files.values())
    assert {"hiddenwording", "abovewording", "insidewording", "entryaction"} <= {
        one for one in SECRETS if one in shown
    }


def test_every_secret_that_is_looked_for_is_in_something(desk: Desk) -> None:
    shown = "\n".join(
        text for command in COMMANDS for text in given(desk, command, "--restricted")[0].values()
    )
    assert {secret for secret in SECRETS if secret not in shown} == set()


BECAME_PRIVATE = "- {{on: 2023-05-01, source: A letter, corrects: {{{0}}}, to: true}}\n"


@pytest.mark.parametrize("options", [(), ("--as-of", "2023-04-01")])
def test_what_became_private_is_private_in_what_is_told_of_the_past(
    desk: Desk, options: tuple[str, ...]
) -> None:
    whole = FINDING.format("lateword", "", "Head of Contact") + BECAME_PRIVATE.format("field: private")
    part = (
        desk.read("findings/peel-2022/1.yaml")
        + "- {on: 2023-01-20, private: false, note: latenote, effect: lateeffect}\n"
    )
    desk.repo.write("register/findings/peel-2022/11.yaml", whole)
    entry = BECAME_PRIVATE.format("field: private, when: 2023-01-20")
    desk.repo.write("register/findings/peel-2022/1.yaml", part + entry)
    export = ("export", "--format", "json", "--output", "given", *options)
    paper = ("report", "--committee", "JAC", "--format", "md", "--output", "given", *options)
    for command in (export, paper):
        assert desk.run(*command)[0] == 0, desk.run(*command)
    public = "".join(path.read_text() for path in (desk.repo.path / "given").iterdir())
    assert "The force does not find the risk." in public
    assert re.findall("late[a-z]+", public) == []
    assert desk.run(*export, "--restricted")[0] == 0
    restricted = "".join(path.read_text() for path in (desk.repo.path / "given").iterdir())
    assert {"latewordwording", "latenote", "lateeffect"} <= {*re.findall("late[a-z]+", restricted)}
