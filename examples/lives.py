"""Tell a finding's life: from a few planned steps to a dated log.

The plan says what happened and why; the days between are drawn from the finding's own id, so that a
finding added to the plan moves no other one.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hmicfrs_cli.domain.dates import month_end

Fields = dict[str, Any]

TODAY = date(2026, 11, 20)
"""The last day that the story tells of: the cut-off of its last paper."""

LIAISON = "Liaison Officer"
PLAN_WORDS = (
    *("id", "life", "owner", "lead_officer", "portfolio", "board", "risk", "target", "due"),
    *("steps", "later", "until", "done", "proved", "evidence", "agreed", "effect", "closed"),
)
"""What the plan says of a finding beside its facts; the README explains each."""

_SATURDAY = 5


@dataclass(frozen=True)
class Draw:
    """Draws whole numbers that depend on a name alone, on every machine and every version."""

    name: str

    def between(self, low: int, high: int, what: str) -> int:
        """Return a number from low to high, both included; `what` tells one draw from another."""
        digest = hashlib.sha256(f"{self.name} {what}".encode()).digest()
        return low + int.from_bytes(digest[:8], "big") % (high - low + 1)

    def one_of(self, choices: tuple[str, ...], what: str) -> str:
        """Return one of the choices."""
        return choices[self.between(0, len(choices) - 1, what)]


def log_of(plan: Fields, id_: str, published: date, letters: dict[str, Fields]) -> list[Fields]:
    """Return a finding's log.

    A life is `force` (the usual), `watched` (another body delivers) or `told` (nothing but dated steps).
    """
    draw = Draw(id_)
    match plan.get("life", "force"):
        case "told":
            entries = [dict(step) for step in plan.get("steps", [])]
        case "watched":
            entries = _steps(plan, draw, _weekday(published, 10))
        case _:
            entries = _force(plan, draw, published)
    entries += [dict(entry) for entry in plan.get("later", [])] + _closing(plan, letters)
    now = [entry for entry in entries if not entry.pop("late", False)]
    return sorted(now, key=lambda entry: str(entry["on"])) + [e for e in entries if e not in now]


def _force(plan: Fields, draw: Draw, published: date) -> list[Fields]:
    allocated = _weekday(published, draw.between(3, 11, "allocated"))
    taken_on = _weekday(allocated, draw.between(9, 27, "taken on"))
    first: Fields = {"on": _iso(allocated), "by": LIAISON, "status": "awaiting-allocation"}
    first |= _some(plan, "portfolio")
    if "owner" not in plan:
        return [first, *_steps(plan, draw, allocated)]
    steps = _steps(plan, draw, taken_on)
    second: Fields = {"on": _iso(taken_on), "by": LIAISON, "status": "in-progress", "acceptance": "accepted"}
    second |= _some(plan, "owner", "lead_officer", "board") | _first_target(plan, steps)
    if "risk" in plan:
        second["risk"] = _risk(plan["risk"])
    return [first, second, *steps, *_completion(plan, draw)]


def _steps(plan: Fields, draw: Draw, start: date) -> list[Fields]:
    steps = plan.get("steps", [])
    free = [step for step in steps if "on" not in step]
    days = iter(_spread(len(free), start, _end(plan), draw))
    return [_step(step, _day(step["on"]) if "on" in step else next(days), draw) for step in steps]


def _end(plan: Fields) -> date:
    if "until" in plan:
        return _day(plan["until"])
    if "done" in plan:
        return _weekday(_day(plan["done"]), -40)
    return _weekday(_day(plan["closed"]), -30) if "closed" in plan else _weekday(TODAY, -9)


def _spread(count: int, start: date, end: date, draw: Draw) -> list[date]:
    """Return days from about six weeks after the start to the end; one alone stands in the middle."""
    length = max((end - start).days, 1)
    first = length // 2 if count == 1 else min(45, length // (count + 1))
    gap = (length - first) / max(count - 1, 1)
    early = [round(gap * draw.between(0, 25, f"step {i}") / 100) if i else 0 for i in range(count)]
    return [_weekday(start, first + round(gap * i) - early[i]) for i in range(count)]


def _step(step: Fields, day: date, draw: Draw) -> Fields:
    entry: Fields = {"on": _iso(day), "by": draw.one_of((LIAISON, "Inspection Coordinator"), _iso(day))}
    entry |= {key: value for key, value in step.items() if key != "move"}
    if "move" in step:
        entry["target"] = _iso(_months(day, step["move"]))
    if "risk" in step:
        entry["risk"] = _risk(step["risk"])
    if "corrects" in step or "amends" in step:
        del entry["by"]
    return entry


def _first_target(plan: Fields, steps: list[Fields]) -> Fields:
    if "target" in plan:
        return {} if plan["target"] == "none" else {"target": plan["target"]}
    moves = [entry for entry in steps if "target" in entry and "action" not in entry]
    natural = [_months(_day(moves[0]["on"]), 0)] if moves else []
    if "done" in plan and not moves:
        natural = [_months(_day(plan["done"]), 0)]
    days = [*map(_iso, natural), *([plan["due"]] if "due" in plan else [])]
    return {"target": min(days)} if days else {}


def _completion(plan: Fields, draw: Draw) -> list[Fields]:
    if "done" not in plan:
        return []
    done = _day(plan["done"])
    asked = _weekday(done, -draw.between(9, 24, "sign-off"))
    agreed = plan.get("agreed", {"board": plan.get("board", "assurance")})
    last: Fields = {"on": _iso(done), "by": LIAISON, "status": "considered-complete", "rag": "green"}
    last |= {"agreed": {**agreed, "on": _iso(done)}} if agreed else {}
    last |= {"why": plan["proved"]} | _some(plan, "effect", "evidence")
    return [{"on": _iso(asked), "by": plan["owner"], "status": "pending-sign-off"}, last]


def _closing(plan: Fields, letters: dict[str, Fields]) -> list[Fields]:
    if "closed" not in plan:
        return []
    return [{"on": plan["closed"], "by": LIAISON, "inspectorate": "closed", **letters[plan["closed"]]}]


def _some(plan: Fields, *names: str) -> Fields:
    return {name: plan[name] for name in names if name in plan}


def _risk(pair: list[int]) -> Fields:
    likelihood, impact = pair
    return {"likelihood": likelihood, "impact": impact}


def _weekday(start: date, days: int) -> date:
    day = start + timedelta(days=days)
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= _SATURDAY else day


def _months(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return month_end(year, month + 1)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _iso(day: date) -> str:
    return day.isoformat()
