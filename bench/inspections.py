"""One made-up inspection of any kind, with its course from notice to the duties after its report."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bench import phrases
from bench.style import Data
from hmicfrs_cli.domain.forces import FORCES
from hmicfrs_cli.domain.terms import INSPECTORATES, SCALES, InspectionKind, Participation

NAMES = {force: name for force, (name, _) in FORCES.items()}
TOPICS = """\
digital forensics|custody|serious violence|rape and serious sexual offences|vetting|child protection
fraud|race and policing|neighbourhood policing|stalking|firearms licensing|missing children|leadership
crime recording|the Traeth Lafan corridor|contact management|counter-corruption|homicide prevention
naïveté in online safety|modern slavery""".replace("\n", "|").split("|")
QUESTIONS = "preventing crime|investigating crime|protecting vulnerable people|managing offenders".split("|")


@dataclass(frozen=True)
class Made:
    """An inspection: its id, what stands in its file, when it was published and how many findings it made."""

    id: str
    data: dict[str, Data]
    published: date | None
    findings: int


def inspection(chance: random.Random, index: int, today: date, earlier: Sequence[Made]) -> Made:
    """Return the inspection of that index, whose kind goes round all kinds; one in nine is not published."""
    kind = list(InspectionKind)[index % len(InspectionKind)]
    published = today - timedelta(days=chance.randrange(200, 2500)) if index % 9 != 8 else None  # noqa: PLR2004 - the last of nine
    topic = chance.choice(phrases.THEMES if kind is InspectionKind.OTHER else TOPICS)
    year = (published or today).year
    data: dict[str, Data] = {
        "title": f"{kind.label[0].upper()}{kind.label[1:]} of {topic} {year}/{index + 1}",
        "kind": kind.value,
        "lead": "iopc" if kind is InspectionKind.SUPER_COMPLAINT else "hmicfrs",
    }
    data |= _of_kind(chance, kind)
    data["participation"] = chance.choice(list(Participation)).value
    if "national" in kind or "joint" in kind:
        others = chance.sample(list(NAMES), chance.choice((3, 5, 8, len(NAMES))))
        data["other_forces"] = [{"force": force, "note": NAMES[force]} for force in others]
    if earlier and chance.random() < 0.3:  # noqa: PLR2004 - three in ten
        before = chance.choice(earlier)
        data["phase_of" if kind is InspectionKind.REVISIT else "related"] = (
            before.id if kind is InspectionKind.REVISIT else [before.id]
        )
    data["summary"] = [phrases.text(chance, 2, 4) for _ in range(chance.randint(1, 3))]
    data["themes"] = chance.sample(phrases.THEMES, 2)
    if published:
        data |= _of_report(chance, published)
    data["log"] = _log(chance, published, today, title=str(data["title"]))
    count = min(45, 2 + int(chance.expovariate(1 / 12))) if published else 0
    slug = f"{kind.value[:20].rstrip('-')}-{year}-{index + 1}"
    return Made(slug, data, published, count)


def _of_kind(chance: random.Random, kind: InspectionKind) -> dict[str, Data]:
    """Return what only inspections of some kinds have."""
    if kind is InspectionKind.PEEL:
        grades = [
            {"question": question, "grade": chance.choice(SCALES["five-grade"])} for question in QUESTIONS
        ]
        return {"grades": grades}
    if kind is InspectionKind.SUPER_COMPLAINT:
        return {"made_by": "A designated body (fictional)"}
    if kind in {InspectionKind.JTAI, InspectionKind.JOINT_THEMATIC, InspectionKind.CUSTODY}:
        return {"partners": chance.sample([body for body in INSPECTORATES if body != "hmicfrs"], 3)}
    return {}


def _of_report(chance: random.Random, published: date) -> dict[str, Data]:
    """Return what a published report says, and the duties that it brings."""
    applies = chance.choice(("yes", "yes", "no"))
    section: dict[str, Data] = {"applies": applies}
    if applies == "no":
        section["why"] = "The report makes no recommendation to the force."
    return {
        "findings": [{"text": phrases.text(chance, 1, 3)} for _ in range(chance.randint(1, 4))],
        "force_response": [phrases.text(chance, 1, 4)],
        "next_steps": [{"what": phrases.sentence(chance), "whose": chance.choice(phrases.OWNERS)}],
        "section_55": section,
        "report": {"title": f"Report of {phrases.day_words(published)}", "url": "https://report.example/"},
    }


def _log(chance: random.Random, published: date | None, today: date, *, title: str) -> list[Data]:
    """Return the course of an inspection, with a correction now and then."""
    end = published or today + timedelta(days=120)
    visit = end - timedelta(days=200)
    dates = f"{visit}/{visit + timedelta(days=4)}"
    log: list[Data] = [
        {
            "on": f"{end - timedelta(days=300)}",
            "event": "notified",
            "planned": {"fieldwork": f"{visit - timedelta(days=30)}"},
            "source": "Letter to the chief constable",
        },
        {
            "on": f"{end - timedelta(days=260)}",
            "event": "rescheduled",
            "planned": {"fieldwork": dates},
            "note": phrases.text(chance, 1, 3),
        },
        {"on": f"{visit + timedelta(days=5)}", "when": dates, "event": "fieldwork"},
        {"on": f"{visit + timedelta(days=9)}", "event": "hot-debrief", "note": phrases.paragraphs(chance)},
    ]
    if published is None:
        return log
    log += [
        {"on": f"{published - timedelta(days=60)}", "event": "draft-received", "private": True},
        {"on": f"{published}", "event": "published", "source": "The inspectorate’s website"},
        {"on": f"{published + timedelta(days=40)}", "event": "comments-supplied"},
        {
            "on": f"{published + timedelta(days=54)}",
            "when": f"{published + timedelta(days=50)}",
            "event": "comments-published",
            "source": "The local policing body’s website",
        },
    ]
    if chance.random() < 0.2:  # noqa: PLR2004 - one in five
        log.append(
            {
                "on": f"{published + timedelta(days=90)}",
                "corrects": {"field": "title"},
                "to": f"{title} (Cymru)",
                "source": "The report’s title page",
            }
        )
    return log
