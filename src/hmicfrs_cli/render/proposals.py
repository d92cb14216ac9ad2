"""What a report is thought to say, shown for a person to confirm: the words, how sure each is, and why."""

from collections.abc import Iterator, Mapping, Sequence

from hmicfrs_cli.domain.dates import When
from hmicfrs_cli.domain.deadlines import after
from hmicfrs_cli.domain.published.proposals import Confidence, Proposal, ProposedInspection, Published, Reason
from hmicfrs_cli.domain.terms import Basis, FindingKind
from hmicfrs_cli.render import words
from hmicfrs_cli.render.terminal import Cell, Part, alarm, clean, cut, facts, heading, line

_CONFIDENCE = {
    Confidence.SURE: "sure",
    Confidence.LIKELY: "likely",
    Confidence.DOUBTFUL: "doubtful, look at the report",
}
REASONS = {
    Reason.NUMBERED: "it stands below a heading with its number",
    Reason.HEADED: "it stands below a heading of its own",
    Reason.LISTED: "it stands in a list below a heading for several",
    Reason.TABLED: "it is a row of a table",
    Reason.SPLIT: "it is one item of a list whose opening words belong to each",
    Reason.WORDS_ALONE: "no heading says so, only its own words",
    Reason.NO_ADDRESSEE: "to whom it is addressed was not read",
    Reason.ADDRESSEE_FROM_HEADING: "its heading or its row says to whom, not its own words",
    Reason.DEADLINE_UNREAD: "its deadline states no date that hmi understands",
    Reason.DEADLINE_AT_END: "its deadline stands at the end, and may belong to something else",
    Reason.PLACES_DIFFER: "it stands in several places in different words; the longest are taken",
    Reason.KIND_GUESSED: "its title does not say of what kind it is",
    Reason.NO_DATE: "no day of publication was read",
    Reason.NO_TITLE: "no title was read",
}
_PASSAGE = 400
_NONE = "No finding was read in this report. Where it has some, add them with `hmi add-recommendation`."


def screen(
    published: Published, known: Mapping[int, str], inspection: str | None, force: str
) -> Iterator[Part]:
    """Yield the proposals, numbered as they are accepted.

    `known` are those that the register has already; `inspection` is the id of the one that was named.
    """
    if inspection is None:
        yield from _inspection(published.inspection)
    if not published.findings:
        yield heading("Findings")
        yield line(_NONE, 2)
    for index, one in enumerate(published.findings):
        yield heading(f"{index + 1}  {_name(one)}")
        yield facts(_facts(one, known.get(index), force, published.inspection.published))


def _inspection(one: ProposedInspection) -> Iterator[Part]:
    yield heading("The inspection")
    pairs: list[tuple[str, Cell]] = [
        ("Title", one.title),
        ("Kind", words.term(one.kind)),
        ("Lead", words.body(one.lead)),
        ("Published", words.spoken(one.published)),
    ]
    if one.url:
        pairs.append(("Address", one.url))
    yield facts([*pairs, _sure(one.confidence, one.reasons)])


def _name(one: Proposal) -> str:
    return f"{words.capital(words.term(one.kind))}{f' {one.number}' if one.number else ', unnumbered'}"


def _facts(one: Proposal, known: str | None, force: str, published: When | None) -> list[tuple[str, Cell]]:
    pairs: list[tuple[str, Cell]] = []
    if known:
        pairs.append(("In register", alarm(f"already, as {known}")))
    pairs += [("Wording", one.text), *([("About", one.title)] if one.title else [])]
    if one.kind not in {FindingKind.CAUSE_OF_CONCERN, FindingKind.PRACTICE}:
        pairs += [
            ("Addressed to", words.listed(one.whom, words.NOT_STATED)),
            ("Delivery", words.term(one.delivery(force))),
        ]
        pairs.append(("Deadline", _deadline(one, published)))
    if one.under is not None:
        pairs.append(("Under", f"proposal {one.under + 1}"))
    pairs.append(("Where", words.listed(one.places)))
    return [*pairs, _sure(one.confidence, one.reasons), ("Passage", cut(clean(one.passage), _PASSAGE))]


def _deadline(one: Proposal, published: When | None) -> str:
    if one.deadline is None:
        return words.NONE
    reading, said = one.deadline.reading, f"“{one.deadline.words}”"
    match reading.basis:
        case Basis.DATE if reading.date:
            return f"{said}: {words.spoken(reading.date)}"
        case Basis.PUBLICATION if reading.within and published:
            return f"{said}: {words.day(after(published.last, reading.within))}, counted from publication"
        case Basis.PUBLICATION:
            return f"{said}: counted from publication"
        case Basis.IMMEDIATELY:
            return f"{said}: at once, no date"
        case _:
            return f"{said}: no date is read from it"


def _sure(confidence: Confidence, reasons: Sequence[Reason]) -> tuple[str, Cell]:
    why = "; ".join(REASONS[reason] for reason in reasons)
    return "How sure", f"{_CONFIDENCE[confidence]}{f': {why}' if why else ''}"
