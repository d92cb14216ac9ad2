"""The life of one made-up finding: allocated, worked on in turns of all kinds, and closed or not."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bench import phrases
from bench.style import Data

GAP = 4
"""Days between two entries, at least."""
PORTFOLIOS = ("crime", "local", "protecting", "justice", "standards", "people")
BOARDS = ("assurance", "vulnerability", "custody", "people")

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


def tell(story: Life, life: str) -> None:
    """Write a log for a finding whose life ends in one of the ways of `ENDS`."""
    _begin(story)
    last = ENDS[life]
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
ENDS: dict[str, Sequence[Turn]] = {
    "open": (_noted,),
    "closed": (_complete, _closed),
    "complete": (_complete,),
    "ended": (_ended,),
    "reopened": (_closed, _reopened, _rated),
}
