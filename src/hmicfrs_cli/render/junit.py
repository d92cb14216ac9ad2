"""JUnit's XML: a test case for each file that has a problem, and one for all the others."""

import re
from collections.abc import Sequence
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from hmicfrs_cli.domain.checked import Checked
from hmicfrs_cli.domain.problems import Problem

_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document can hold, not even escaped."""


def junit(checked: Checked) -> str:
    """Return what a check found as XML: errors are failures; warnings and older problems are told beside."""
    by_file: dict[str, list[Problem]] = {}
    for one in checked.problems:
        by_file.setdefault(one.path, []).append(one)
    failed = sum(any(one.severity == "error" for one in group) for group in by_file.values())
    counts = {"tests": str(len(by_file) + 1), "failures": str(failed), "errors": "0", "skipped": "0"}
    suites = Element("testsuites", {"name": "hmi check", **counts})
    suite = SubElement(suites, "testsuite", {"name": "hmi check", **counts})
    for path, group in by_file.items():
        _case(suite, path, group)
    rest = SubElement(suite, "testcase", {"classname": "register", "name": "every other file"})
    if checked.older:
        _out(rest, ["These were there before:", *map(_line, checked.older)])
    indent(suites)
    body = tostring(suites, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}'


def _case(suite: Element, path: str, group: Sequence[Problem]) -> None:
    case = SubElement(suite, "testcase", {"classname": "register", "name": _xml(path), "file": _xml(path)})
    errors = [one for one in group if one.severity == "error"]
    if errors:
        first = errors[0]
        failure = SubElement(case, "failure", {"message": _xml(first.message), "type": first.code})
        failure.text = _xml("\n".join(map(_line, errors)))
    if warnings := [one for one in group if one.severity == "warning"]:
        _out(case, [_line(one) for one in warnings])


def _out(case: Element, lines: Sequence[str]) -> None:
    SubElement(case, "system-out").text = _xml("\n".join(lines))


def _line(one: Problem) -> str:
    kind = "" if one.severity == "error" else "warning: "
    place = f"{one.path}:{one.line or 1}:{one.column or 1}"
    return f"{place}: {one.code} {kind}{one.message} ({one.mend})"


def _xml(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
