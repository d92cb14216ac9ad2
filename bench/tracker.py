"""A force's own tracker, made to be read in: as many rows as a large force has kept in ten years."""

import csv
from pathlib import Path

ROWS = 2_000
FILE, MAPPING = "tracker.csv", "tracker.mapping.yaml"
HEAD = ("Inspection", "Ref", "Recommendation", "Owner", "Target date", "RAG", "Latest update")
COLOURS = ("Amber", "Green", "Amber", "White")
TOPICS = ("custody records", "disclosure", "missing people", "vetting", "call handling", "stop and search")
OWNERS = ("Head of Crime", "Head of Custody", "Head of Professional Standards", "Head of Contact")
ANSWERS = {"dates": "day-first", "kind_otherwise": "recommendation"}
A_REPORT = 40
"""How many rows speak of one report."""


def write(folder: Path) -> None:
    """Write a tracker."""
    with (folder / FILE).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows((HEAD, *map(row, range(ROWS))))


def answer(folder: Path) -> None:
    """Answer, as a person does once, what looking at the tracker could not tell."""
    text = (folder / MAPPING).read_text(encoding="utf-8")
    for question, said in ANSWERS.items():
        text = text.replace(f"\n{question}: ask\n", f"\n{question}: {said}\n")
    (folder / MAPPING).write_text(text, encoding="utf-8")


def row(index: int) -> tuple[str, ...]:
    """Return one row; no two have the same wording."""
    topic, owner = TOPICS[index % len(TOPICS)], OWNERS[index % len(OWNERS)]
    report, number = divmod(index, A_REPORT)
    return (
        f"Thematic inspection {report + 1}",
        str(number + 1),
        f"By 31 March 2024, chief constables should review how {topic} is supervised in area {index + 1}.",
        owner,
        f"{index % 28 + 1:02}/{index % 12 + 1:02}/2026",
        COLOURS[index % len(COLOURS)],
        f"Reviewed with the {owner}; dip sampling of {topic} has begun.",
    )
