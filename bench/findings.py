"""One made-up finding of any kind, with the log of its life: allocated, worked on, and closed or not."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bench import phrases
from bench.style import Data
from hmicfrs_cli.domain.forces import FORCES
from hmicfrs_cli.domain.terms import FindingKind

LONGEST = 40
"""The most entries of a log."""
GAP = 4
"""Days between two entries, at least."""
PORTFOLIOS = ("crime", "local", "protecting", "justice", "standards", "people")
BOARDS = ("assurance", "vulnerability", "custody", "people")
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

Fields = dict[str, Data]


@dataclass
class Life:
    """A finding while it is made: what is known of it so far."""

    chance: random.Random
    published: date
    today: date
    facts: Fields
    days: list[date]
    ours: bool
    log: list[Fields] = field(default_factory=list)
    target: date | None = None
    moved: bool = False
    actions: int = 0

    def say(self, **said: Data) -> None:
        """Add an entry on the next of the days."""
        on = self.days[len(self.log)]
        self.log.append({"on": f"{on}", "by": self.chance.choice(phrases.OFFICERS), **said})

    @property
    def left(self) -> int:
        """How many entries are still to come."""
        return len(self.days) - len(self.log)


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
    _tell(story, life)
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


def _tell(story: Life, life: str) -> None:
    _begin(story)
    last = _ENDS[life]
    while story.left > len(last):
        story.chance.choice(_TURNS if story.ours else _OTHERS)(story)
    for end in last[len(last) - story.left :]:
        end(story)


def _begin(story: Life) -> None:
    portfolio = story.chance.choice(PORTFOLIOS)
    if not story.ours:
        story.say(rag="white", why="For others to deliver.", portfolio=portfolio)
        return
    story.say(status="awaiting-allocation", portfolio=portfolio)
    story.target = story.days[1] + timedelta(days=story.chance.randrange(60, 700))
    story.say(
        status="in-progress",
        owner=story.chance.choice(phrases.OWNERS),
        lead_officer=story.chance.choice(phrases.OFFICERS),
        board=story.chance.choice(BOARDS),
        target=f"{story.target}",
        acceptance=story.chance.choice(("accepted", "accepted", "partly-accepted")),
        why=phrases.sentence(story.chance),
    )


def _rated(story: Life) -> None:
    rag = story.chance.choice(("red", "amber", "amber", "green"))
    story.say(rag=rag, why=phrases.text(story.chance, 1, 3), effect=phrases.sentence(story.chance))


def _risked(story: Life) -> None:
    story.say(
        risk={"likelihood": story.chance.randint(1, 5), "impact": story.chance.randint(1, 5)},
        accepted_risk=phrases.sentence(story.chance),
    )


def _noted(story: Life) -> None:
    story.say(note=phrases.text(story.chance, 1, 3), linked=[phrases.sentence(story.chance)])


def _noted_at_length(story: Life) -> None:
    story.say(note=phrases.paragraphs(story.chance))


def _learned_late(story: Life) -> None:
    on = story.days[len(story.log)]
    story.say(
        when=f"{on - timedelta(days=story.chance.randint(1, GAP - 1))}", note=phrases.sentence(story.chance)
    )


def _withheld(story: Life) -> None:
    story.say(private=True, note=phrases.withheld(story.chance))


def _waits(story: Life) -> None:
    story.say(depends_on=story.chance.sample(["Home Office", "CPS", "NPCC", "Welsh Government"], 2))


def _evidenced(story: Life) -> None:
    story.say(evidence=[phrases.sentence(story.chance) for _ in range(story.chance.randint(1, 3))])


def _moved(story: Life) -> None:
    if story.moved or story.target is None:
        return _handed_over(story)
    story.moved = True
    story.target += timedelta(days=story.chance.randrange(30, 200))
    return story.say(target=f"{story.target}", why=phrases.sentence(story.chance))


def _handed_over(story: Life) -> None:
    story.say(owner=story.chance.choice(phrases.OWNERS), note=phrases.sentence(story.chance))


def _acted(story: Life) -> None:
    """Begin an action, or complete the last one begun."""
    if story.actions and story.chance.random() < 0.5:  # noqa: PLR2004 - every second time
        story.say(
            action=f"a{story.actions}",
            status="considered-complete",
            evidence=[phrases.sentence(story.chance)],
        )
        return
    story.actions += 1
    day = story.days[len(story.log)] + timedelta(days=90)
    story.say(
        action=f"a{story.actions}",
        text=phrases.sentence(story.chance),
        owner=story.chance.choice(phrases.OWNERS),
        status="in-progress",
        target=f"{day}",
    )


def _corrected(story: Life) -> None:
    """Correct the colour of an earlier entry, or else the theme."""
    rated = [entry for entry in story.log if "rag" in entry and "corrects" not in entry]
    if not rated or not story.ours:
        story.say(corrects={"field": "theme"}, to="leadership", source="The report, page 12")
        return
    on = story.chance.choice(rated)["on"]
    story.say(corrects={"field": "rag", "when": on}, to="amber", source="Minutes of the board")


def _amended(story: Life) -> None:
    """Let the inspectorate move its deadline, where it has set one."""
    if "deadline" not in story.facts or any("amends" in entry for entry in story.log):
        return _noted(story)
    by = story.published + timedelta(days=story.chance.randrange(400, 900))
    said = {"text": f"By {phrases.day_words(by)}", "basis": "date", "date": f"{by}"}
    letter = {"kind": "letter", "ref": f"HMI/{by.year}/{by.day}"}
    return story.say(amends={"field": "deadline"}, to=said, authority=letter)


def _complete(story: Life) -> None:
    if not story.ours:
        return _noted(story)
    on = story.days[len(story.log)]
    return story.say(
        status="considered-complete",
        evidence=[phrases.sentence(story.chance), phrases.sentence(story.chance)],
        agreed={"by": "Deputy Chief Constable", "board": "assurance", "on": f"{on}"},
    )


def _said_by_inspectorate(story: Life, status: str) -> None:
    authority = {"kind": story.chance.choice(("letter", "report", "email", "system")), "ref": "HMI/2026/17"}
    story.say(inspectorate=status, authority=authority)


def _closed(story: Life) -> None:
    _said_by_inspectorate(story, "closed")


def _ended(story: Life) -> None:
    _said_by_inspectorate(story, story.chance.choice(("superseded", "no-further-action", "withdrawn")))


def _reopened(story: Life) -> None:
    story.say(inspectorate="open", why=phrases.sentence(story.chance), status="in-progress")


Turn = Callable[[Life], None]
_OTHERS: Sequence[Turn] = (_noted, _noted, _learned_late, _withheld, _waits, _corrected, _amended)
_TURNS: Sequence[Turn] = (
    *(_rated, _rated, _rated, _noted, _noted, _noted_at_length, _evidenced, _acted, _acted, _moved),
    *(_risked, _learned_late, _withheld, _waits, _handed_over, _corrected, _amended),
)
_ENDS: dict[str, Sequence[Turn]] = {
    "open": (_noted,),
    "closed": (_complete, _closed),
    "complete": (_complete,),
    "ended": (_ended,),
    "reopened": (_closed, _reopened, _rated),
}
