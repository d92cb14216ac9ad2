"""`docs/register.md` says everything that a register can hold, and nothing that is not so."""

import re
from collections.abc import Iterator
from inspect import getmembers, isclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

import pytest

from hmicfrs_cli.domain import misfits, records, rules, settings, terms
from hmicfrs_cli.domain.records import Entry, Record
from hmicfrs_cli.domain.trust import codes as trust
from hmicfrs_cli.storage import faults, tree
from tests.conftest import ROOT

if TYPE_CHECKING:
    from hmicfrs_cli.domain.rules.case import Rule

PAGE = ROOT / "docs" / "register.md"
TEXT = PAGE.read_text(encoding="utf-8")
PACKAGE = ROOT / "src" / "hmicfrs_cli"
BAD = ROOT / "tests" / "examples" / "bad"

SECTIONS: dict[str, tuple[type[Record], ...]] = {
    "An inspection": (records.Inspection,),
    "A finding": (records.Finding,),
    "An entry of a log": (records.InspectionEntry, records.FindingEntry),
    "Settings and committees": (settings.Settings, settings.Committee),
}
"""Where the fields of which records stand; an entry's stand in its own section alone."""


def section(title: str) -> str:
    """Return the text of one section of the page."""
    return TEXT.split(f"\n## {title}\n")[1].split("\n## ")[0]


def ticked(text: str) -> set[str]:
    """Return everything that stands in backquotes; `from:` as `from`."""
    return {found.removesuffix(":") for found in re.findall(r"`([^`\n]+)`", text)}


def inside(annotation: Any) -> Iterator[Any]:  # noqa: ANN401 - a field's annotation is of any shape
    """Yield the classes and literals that a field's annotation is made of."""
    if get_origin(annotation) is Literal or isclass(annotation):
        yield annotation
    for part in get_args(annotation):
        yield from inside(part)


def parts(model: type[Record]) -> Iterator[type[Record]]:
    """Yield a record and the records that it holds, entries of a log left out."""
    yield model
    for info in model.model_fields.values():
        for kind in inside(info.annotation):
            if isclass(kind) and issubclass(kind, Record) and not issubclass(kind, Entry):
                yield from parts(kind)


def models() -> set[type[Record]]:
    """Return every record that the two modules define."""
    found = [one for module in (records, settings) for _, one in getmembers(module, isclass)]
    return {one for one in found if issubclass(one, Record)} - {Record, Entry, settings.Dated}


def severities() -> dict[str, str]:
    """Return every code that there is with its severity: of the rules, of reading, of the bad examples."""
    table: list[Rule[Any]] = [*rules.INSPECTION, *rules.FINDING, *rules.COMMITTEE, *rules.SETTINGS]
    about_files = re.findall(r'\bfault\("([a-z-]+)"', Path(tree.__file__).read_text(encoding="utf-8"))
    found = dict.fromkeys([*misfits.CODES, *faults._WORDS, *about_files], "error")  # noqa: SLF001 - the table
    found |= {rule.code: rule.severity for rule in table}
    found |= {code: severity for code, (severity, _) in trust.CODES.items()}
    for example in BAD.iterdir():
        lines = (example / "expected.txt").read_text(encoding="utf-8").splitlines()
        found |= {code: severity for severity, code in (line.split(": ")[1].split() for line in lines)}
    return found


def test_every_record_has_its_section() -> None:
    placed = {part for of in SECTIONS.values() for model in of for part in parts(model)}
    assert placed == models()


@pytest.mark.parametrize("title", SECTIONS)
def test_every_field_stands_in_its_section(title: str) -> None:
    said = ticked(section(title))
    wanted = {
        name for model in SECTIONS[title] for part in parts(model) for name in misfits.field_names(part)
    }
    assert sorted(wanted - said) == []


def test_every_word_of_a_closed_list_is_on_the_page() -> None:
    lists = [one for _, one in getmembers(terms, isclass) if issubclass(one, terms.Term)]
    words = {str(member.value) for one in lists for member in one}
    words |= {
        *terms.SCALES,
        *terms.INSPECTORATES,
        *(grade for scale in terms.SCALES.values() for grade in scale),
    }
    fixed = [
        kind for model in models() for info in model.model_fields.values() for kind in inside(info.annotation)
    ]
    words |= {word for kind in fixed if get_origin(kind) is Literal for word in get_args(kind)}
    assert len(words) > len(lists)
    assert sorted(words - ticked(TEXT)) == []


def test_the_tables_of_rules_hold_every_code_once_with_its_severity() -> None:
    rows = re.findall(r"^\| `([a-z0-9-]+)` \| (\w+) \| (.+) \|$", section("Rules"), re.MULTILINE)
    assert {code: severity for code, severity, _ in rows} == severities()
    assert len(rows) == len({code for code, _, _ in rows}) == len({words for _, _, words in rows})
    assert [code for code, _, words in rows if not re.fullmatch(r"[A-Z`<].*\.", words)] == []


def test_kinds_and_events_are_listed_in_their_own_order() -> None:
    said = section("An inspection")
    for name, kind in (("Kinds", terms.InspectionKind), ("Events", terms.Event)):
        listed = re.findall(r"`([^`]+)`", said.split(f"\n{name}: ")[1].split("\n\n")[0])
        assert listed == [member.value for member in kind]


def test_every_path_on_the_page_is_there() -> None:
    paths = {
        one for one in ticked(TEXT) if re.fullmatch(r"(?:cli|domain|render|storage|tests)/[\w./-]*", one)
    }
    assert len(paths) > 20
    assert sorted(one for one in paths if not any((top / one).exists() for top in (PACKAGE, ROOT))) == []


def test_every_name_beside_a_module_is_in_it() -> None:
    pairs = re.findall(r"`((?:cli|domain|storage)/[\w/]+\.py)` `(\w+)`", TEXT)
    assert len(pairs) > 8
    for path, name in pairs:
        source = (PACKAGE / path).read_text(encoding="utf-8")
        assert re.search(rf"^\s*(?:def|class) {name}\b", source, re.MULTILINE), (path, name)


def test_every_link_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", TEXT)
    assert links
    assert [one for one in links if not (PAGE.parent / one).exists()] == []
