"""One finding on the terminal: the inspectorate's words first, then six things that are never mixed."""

from collections.abc import Iterator, Sequence

from hmicfrs_cli.domain.dates import days_between
from hmicfrs_cli.domain.progress import Move, Progress
from hmicfrs_cli.domain.records import Entry
from hmicfrs_cli.domain.state import FindingState
from hmicfrs_cli.domain.terms import ForceStatus
from hmicfrs_cli.render import log_words, terminal, words
from hmicfrs_cli.render.terminal import Cell, Part

Pair = tuple[str, Cell]


def page(
    state: FindingState, title: str, children: Sequence[FindingState], log: Sequence[Entry]
) -> list[Part]:
    """Return everything about a finding; `title` is its inspection's."""
    return [
        *_words(state, title),
        terminal.heading(f"Where it stands on {words.day(state.day)}"),
        terminal.facts(_axes(state)),
        terminal.heading("Dates"),
        terminal.facts(_dates(state)),
        terminal.heading("Who"),
        terminal.facts(_people(state.progress)),
        *_progress(state.progress),
        *_actions(state),
        *_under(children),
        *log_part(log),
    ]


def log_part(log: Sequence[Entry]) -> list[Part]:
    """Return a log, newest entry first."""
    if not log:
        return [terminal.heading("Log"), terminal.line("Nothing has been recorded.", 2)]
    rows = [(log_words.when(entry), log_words.said(entry)) for entry in log]
    return [terminal.heading("Log, newest first"), terminal.facts(rows)]


def _words(state: FindingState, title: str) -> Iterator[Part]:
    facts = state.facts
    number = facts.number or "unnumbered"
    private = ", private: withheld from the public" if state.private else ""
    yield terminal.title(f"{state.id}: {facts.kind.label} {number}{private}")
    yield terminal.line(title)
    if state.made_day is None:
        yield terminal.line("Its report is not yet published: in no public list and no count.")
    yield terminal.heading(words.capital(facts.wording.label))
    yield terminal.line(facts.text, 2)
    known: list[Pair] = [
        ("Addressed to", words.listed(facts.addressed_to, words.NOT_STATED)),
        ("To deliver", words.capital(facts.delivery.label)),
    ]
    for label, value in (("Place", facts.ref), ("Theme", facts.theme), ("Under", facts.under)):
        known += [(label, value)] if value else []
    for label, ids in (
        ("Supersedes", facts.supersedes),
        ("Same as", facts.same_as),
        ("Formerly", facts.formerly),
    ):
        known += [(label, words.listed(ids))] if ids else []
    yield terminal.facts(known)


def _axes(state: FindingState) -> list[Pair]:
    now = state.progress
    since = f" since {words.spoken(now.status_on)}" if now.status_on else ""
    return [
        ("Inspectorate", _inspectorate(state)),
        ("Force status", words.capital(words.term(now.status)) + since + _agreed(now)),
        ("RAG", _rag(now)),
        ("Risk", _risk(now)),
        ("Acceptance", words.capital(words.term(now.acceptance)) + _why(now.acceptance_why)),
        ("Overdue", _overdue(state)),
    ]


def _inspectorate(state: FindingState) -> str:
    if not state.said:
        return "Open"
    said = state.said[-1]
    whom = f" by {words.body(said.said_by)}" if said.said_by else ""
    stands = f" ({said.authority.kind.label} {said.authority.ref})" if said.authority else ""
    return f"{words.capital(said.status.label)}{whom}, {words.spoken(said.on)}{stands}{_why(said.why)}"


def _agreed(now: Progress) -> str:
    if now.agreed is None:
        return ""
    on = f" on {words.spoken(now.agreed.on)}" if now.agreed.on else ""
    return f", agreed by {now.agreed.by or now.agreed.board or words.NOT_STATED}{on}"


def _rag(now: Progress) -> Cell:
    if now.rating is None:
        return words.capital(words.NOT_RATED)
    by = f" by {now.rating.by}" if now.rating.by else ""
    rated = terminal.rag(now.rating.colour)
    return rated.append(terminal.clean(f", {words.spoken(now.rating.on)}{by}{_why(now.rating.why)}"))


def _risk(now: Progress) -> str:
    if now.risk is None:
        return words.capital(words.NOT_STATED)
    accepted = f"; accepted: {now.accepted_risk.text}" if now.accepted_risk else ""
    return f"Likelihood {now.risk.likelihood}, impact {now.risk.impact}{accepted}"


def _overdue(state: FindingState) -> Cell:
    if not state.overdue:
        return "No"
    passed = min((when.last for when in state.due() if when.last < state.day), default=state.day)
    return terminal.alarm(f"Yes, {words.days_left(days_between(state.day, passed))}")


def _dates(state: FindingState) -> list[Pair]:
    now, said = state.progress, state.facts.deadline
    rows: list[Pair] = [("Made", words.capital(words.spoken(state.made)))]
    rows.append(("Inspectorate's deadline", f"“{said.text}”{_day(state)}" if said else "None"))
    rows.append(("Force's target", words.capital(words.spoken(now.target))))
    if now.moves:
        rows.append(("Original target", words.spoken(now.original_target)))
        rows.append((f"Moved {words.times(len(now.moves))}", "\n".join(_moved(move) for move in now.moves)))
    return rows


def _moved(move: Move) -> str:
    where = f"from {words.spoken(move.old)} to {words.spoken(move.new)}"
    return f"{words.spoken(move.on)}: {where}{_why(move.why)}"


def _day(state: FindingState) -> str:
    if state.deadline:
        return f": {words.spoken(state.deadline)}"
    said = state.facts.deadline
    return ", counted from publication" if said and said.within else ""


def _people(now: Progress) -> list[Pair]:
    rows: list[Pair] = [("Owner", now.owner or words.capital(words.NOT_STATED))]
    if len(now.owners) > 1:
        rows.append(
            ("Owners so far", "\n".join(f"{owner}, from {words.spoken(on)}" for on, owner in now.owners))
        )
    rows.append(("Portfolio", now.portfolio or words.capital(words.NOT_STATED)))
    for label, value in (("Lead officer", now.lead_officer), ("Board", now.board)):
        rows += [(label, value)] if value else []
    for label, texts in (("Linked to", now.linked), ("Depends on", now.depends_on)):
        rows += [(label, words.listed(said.text for said in texts))] if texts else []
    return rows


def _progress(now: Progress) -> Iterator[Part]:
    rows: list[Pair] = [
        (label, said.text)
        for label, said in (
            ("Latest note", now.note),
            ("Effect", now.effect),
            ("Accepted risk", now.accepted_risk),
        )
        if said
    ]
    rows += [("Evidence", f"{said.text} ({words.brief(said.on)})") for said in now.evidence]
    if rows:
        yield terminal.heading("What the force says")
        yield terminal.facts(rows)


def _actions(state: FindingState) -> Iterator[Part]:
    if not state.actions:
        return
    done = sum(action.status is ForceStatus.CONSIDERED_COMPLETE for action in state.actions.values())
    yield terminal.heading(f"Actions: {done} of {len(state.actions)} done")
    rows: list[list[Cell]] = [
        [
            f"{name}. {action.text.text if action.text else words.NOT_STATED}",
            words.term(action.status),
            words.spoken(action.target),
            action.owner or words.NOT_STATED,
        ]
        for name, action in state.actions.items()
    ]
    yield terminal.table(["Action", "Status", "Target", "Owner"], rows, indent=2)


def _under(children: Sequence[FindingState]) -> Iterator[Part]:
    if not children:
        return
    yield terminal.heading(f"Under it: {words.count_of(len(children), 'finding')}")
    yield terminal.facts(
        [
            (child.id, f"{child.inspectorate.label}. {terminal.cut(child.facts.text, 200)}")
            for child in children
        ]
    )


def _why(why: object) -> str:
    text = getattr(why, "text", None)
    return f": {text}" if text else ""
