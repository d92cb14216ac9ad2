"""Words for made-up records: enough that no two long texts are the same, with letters of all kinds."""

import random
from datetime import date


def _listed(words: str) -> list[str]:
    return words.strip().replace("\n", "|").split("|")


WHO = _listed("""\
the force|chief constables|supervisors|investigators in Gwent|neighbourhood teams|the Heddlu Gwynedd unit
custody sergeants|the crime registrar|call handlers|detectives in Brontë House|the vetting unit
officers who attend|the Pwllheli station|the vulnerability hub|partners in Bro Morgannwg|analysts
the professional standards department|the Zoë Œuvre review team|response officers
the force’s leaders""")
DOES = _listed("""\
record|review|should improve|do not always recognise|now assess|have begun to audit|understand|supervise
should publish|act on|share with partners|explain|measure|no longer delay|have trained staff in|test
should make sure of|rarely document|dip sample|have agreed on""")
WHAT = _listed("""\
the risk to victims|the quality of investigations|outcomes by ethnicity|“no further action” decisions
safeguarding referrals|the backlog of digital devices – 1,240 of them|bail conditions
intelligence on offenders|crime that is reported online|stop and search grounds
the wellbeing of officers and staff|vetting renewals|victims’ needs assessments
body-worn video|response times at night|the £2.4m improvement plan|custody records
evidence-led prosecutions|the naïve use of risk scores|family liaison""")
HOW = _listed("""\
without delay|in all five districts|at the first opportunity|and keep a record of it
before the next inspection|within 24 hours|as the façade of the old process comes down
with the local authority|every month|so that children are heard|and tell the victim why
to a consistent standard|in more than 80% of cases|by the end of each shift|with a named lead
and report it to the board|using the national template|when demand is high (≥ 90%)
across the border with Sir Gâr|in line with the code of practice""")

OWNERS = _listed("""\
Head of Investigations|Head of Custody|Head of Training|Head of Contact|Head of Public Protection
Force Crime Registrar|Head of Vetting|Superintendent Siân Prŷs-Jones|Head of Digital Forensics
Head of Offender Management""")
OFFICERS = ["DCI Müller", "DI O’Brien", "Ch Insp Adébáyò", "DS Nguyễn", "PC Łukasz Kowal", "Ms Ní Dhomhnaill"]
THEMES = ["victims", "children", "leadership", "custody", "digital", "wellbeing", "vetting", "response"]
MONTHS = """
January February March April May June July August September October November December
""".split()


def day_words(day: date) -> str:
    """Return a day as a report writes it."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def sentence(chance: random.Random) -> str:
    """Return a sentence of about fifteen words."""
    pick = chance.choice
    text = f"{pick(WHO)} {pick(DOES)} {pick(WHAT)} {pick(HOW)}."
    return text[0].upper() + text[1:]


def text(chance: random.Random, least: int, most: int) -> str:
    """Return between so many sentences."""
    return " ".join(sentence(chance) for _ in range(chance.randint(least, most)))


def withheld(chance: random.Random) -> str:
    """Return words that stand nowhere else, not even in part, so that a paper can be searched for them."""
    numbers = (f"file {chance.randrange(10**9)} names {chance.randrange(10**9)}" for _ in range(4))
    return f"Withheld – {', '.join(numbers)}."


def paragraphs(chance: random.Random) -> str:
    """Return a long note."""
    return "\n".join(text(chance, 3, 6) for _ in range(chance.randint(2, 4)))
