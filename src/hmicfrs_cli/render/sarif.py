"""SARIF 2.1.0, the format in which code scanning takes results (OASIS standard, March 2020)."""

import inspect
import json
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from typing import Any, Final
from urllib.parse import quote

from hmicfrs_cli import __version__
from hmicfrs_cli.domain import rules
from hmicfrs_cli.domain.checked import Checked
from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.domain.rules.corrections import UNFIT
from hmicfrs_cli.domain.trust.codes import CODES
from hmicfrs_cli.render import words

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_HELP: Final = "`hmi check` says at each place how to mend it. docs/register.md has every rule."


def sarif(checked: Checked) -> str:
    """Return what a check found; what was there before is a result whose baseline is unchanged."""
    found = [*checked.problems, *checked.older]
    codes = list(dict.fromkeys(one.code for one in found))
    state = {"baselineState": "new"} if checked.against else {}
    seen: Counter[str] = Counter()
    results = [_result(one, codes, seen) | state for one in checked.problems]
    results += [_result(one, codes, seen) | {"baselineState": "unchanged"} for one in checked.older]
    driver = {"name": "hmi", "version": __version__, "semanticVersion": __version__}
    run = {
        "tool": {"driver": {**driver, "rules": _rules(codes, found)}},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _rules(codes: Iterable[str], found: Iterable[Problem]) -> list[dict[str, Any]]:
    known = meanings()
    levels = {one.code: one.severity for one in found}
    return [
        {
            "id": code,
            "name": "".join(map(str.capitalize, code.split("-"))),
            "shortDescription": {"text": known.get(code, f"{words.capital(code.replace('-', ' '))}.")},
            "help": {"text": _HELP},
            "defaultConfiguration": {"level": levels[code]},
        }
        for code in codes
    ]


def meanings() -> dict[str, str]:
    """Return what each rule of a register and of trust is about, by code, in a sentence."""
    tables = (rules.INSPECTION, rules.FINDING, rules.COMMITTEE, rules.SETTINGS)
    checks: dict[str, object] = {rule.code: rule.check for table in tables for rule in table}
    checks |= {one.__name__.replace("_", "-"): one for one in UNFIT}
    found = {code: (inspect.getdoc(one) or "").partition("\n")[0] for code, one in checks.items()}
    return found | {code: meaning for code, (_, meaning) in CODES.items()}


def _result(one: Problem, codes: list[str], seen: Counter[str]) -> dict[str, Any]:
    # Lines move when others are added above them, so the same problem keeps its fingerprint without them.
    said = f"{one.path}\0{one.code}\0{one.message}"
    seen[said] += 1
    mark = sha256(f"{said}\0{seen[said]}".encode()).hexdigest()
    text = f"{one.message}\n{words.capital(one.mend)}"
    place = {
        "artifactLocation": {"uri": quote(one.path, safe="/"), "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": one.line or 1, "startColumn": one.column or 1},
    }
    return {
        "ruleId": one.code,
        "ruleIndex": codes.index(one.code),
        "level": one.severity,
        "message": {"text": text},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"hmiProblem/v1": mark},
    }
