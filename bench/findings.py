"""One made-up finding of any kind: its facts, and the days of its log."""

import random
from datetime import date, timedelta

from bench import phrases
from bench.lives import GAP, Fields, Life, tell
from bench.style import Data
from hmicfrs_cli.domain.forces import FORCES
from hmicfrs_cli.domain.terms import FindingKind

LONGEST = 40
"""The most entries of a log."""
LIVES = {"closed": 42, "complete": 12, "open": 36, "reopened": 4, "ended": 6}
KINDS = {
    FindingKind.RECOMMENDATION: 48,
    FindingKind.AFI: 24,
    FindingKind.CAUSE_OF_CONCERN: 6,
    FindingKind.PRACTICE: 5,
    FindingKind.FINDING: 6,
    FindingKind.PRIORITY_ACTION: 6,
    FindingKind.ACTION: 5,
}
ADDRESSED = {FindingKind.RECOMMENDATION, FindingKind.PRIORITY_ACTION, FindingKind.ACTION}


def kind_of(chance: random.Random) -> FindingKind:
    """Return a kind of finding, the frequent ones more often."""
    return chance.choices(list(KINDS), list(KINDS.values()))[0]


def finding(
    chance: random.Random, kind: FindingKind, number: int, published: date, today: date, **more: Data
) -> Fields:
    """Return what stands in the file of a finding; `more` are facts that join it to others."""
    ours = not (kind is FindingKind.RECOMMENDATION and chance.random() < 0.1)  # noqa: PLR2004 - one in ten
    facts: Fields = {"kind": kind.value, "number": f"{number}", "text": phrases.text(chance, 2, 6)}
    if kind in ADDRESSED:
        facts["addressed_to"] = _addressed(chance, ours=ours)
    if chance.random() < 0.1 or not ours:  # noqa: PLR2004 - one in ten
        facts["delivery"] = "joint" if ours else "other-body"
    if kind is FindingKind.RECOMMENDATION and chance.random() < 0.85:  # noqa: PLR2004 - most of them
        facts["deadline"] = _deadline(chance, published)
    facts |= {**more, "theme": chance.choice(phrases.THEMES)}
    life = chance.choices(list(LIVES), list(LIVES.values()))[0]
    story = Life(chance, published, today, facts, _days(chance, published, today, life), ours)
    tell(story, life)
    if chance.random() < 0.01:  # noqa: PLR2004 - one in a hundred
        return {name: _secret(chance, value) for name, value in facts.items()} | {
            "private": True,
            "log": [{name: _secret(chance, value) for name, value in entry.items()} for entry in story.log],
        }
    return facts | {"log": story.log}


def _secret(chance: random.Random, value: Data) -> Data:
    """Return words for sentences that are found in no other record; anything else as it is."""
    if isinstance(value, list):
        return [_secret(chance, one) for one in value]
    return phrases.withheld(chance) if isinstance(value, str) and value.endswith(".") else value


def _addressed(chance: random.Random, *, ours: bool) -> Data:
    if not ours:
        return chance.sample(["Home Office", "NPCC", "College of Policing", "CPS"], 2)
    return chance.choice((["chief constables"], chance.sample(list(FORCES), 3), ["the force"]))


def _deadline(chance: random.Random, published: date) -> Fields:
    by = published + timedelta(days=chance.randrange(90, 720))
    if (said := chance.random()) < 0.65:  # noqa: PLR2004 - two in three
        return {"text": f"By {phrases.day_words(by)}", "basis": "date", "date": f"{by}"}
    if said < 0.85:  # noqa: PLR2004 - one in five
        return {"text": "Within six months", "basis": "publication", "within": "P6M"}
    return {"text": "Immediately", "basis": "immediately"}


def _days(chance: random.Random, published: date, today: date, life: str) -> list[date]:
    """Return the days of the entries: 3 to 40, and up to the present where the finding is still open."""
    count = min(LONGEST, 3 + int(chance.expovariate(0.15)))
    begin = published + timedelta(days=chance.randrange(3, 20))
    room = (today - begin).days - GAP * count
    recent = 150 if life not in {"closed", "ended"} else room
    end = today - timedelta(days=chance.randint(0, min(room, recent)))
    steps = sorted(chance.sample(range((end - begin).days // GAP), count - 1))
    return [*(begin + timedelta(days=GAP * step) for step in steps), end]
