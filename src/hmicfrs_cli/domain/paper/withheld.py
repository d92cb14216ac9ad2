"""What a public paper leaves out: listed for the officer, and looked for in what was rendered."""

from collections.abc import Iterator

from hmicfrs_cli.domain.events import InspectionState
from hmicfrs_cli.domain.fold import Lens, private_entries
from hmicfrs_cli.domain.paper.inspections import NOT_TOLD
from hmicfrs_cli.domain.paper.model import Withheld
from hmicfrs_cli.domain.paper.scope import Scope
from hmicfrs_cli.domain.records import Entry, Finding, Inspection, Record
from hmicfrs_cli.domain.state import FindingState


def withheld(scope: Scope) -> tuple[Withheld, ...]:
    """Return every record and entry whose words this paper must not hold; none in a restricted one."""
    return () if scope.restricted else tuple(_found(scope))


def _found(scope: Scope) -> Iterator[Withheld]:
    lens = scope.view.lens
    now = scope.view.register.seen(Lens(lens.known, lens.known))
    for id_, inspection in scope.view.register.inspections.items():
        heard_of = scope.view.inspections[id_].heard_of
        if scope.hides_inspection(id_):
            yield Withheld(id_, "inspection", tuple(_words(inspection)), heard_of)
        else:
            yield from _unpublished(now.inspections[id_], heard_of=heard_of)
            yield from _entries(id_, inspection, lens)
    for id_, state in scope.view.findings.items():
        record = scope.view.register.findings[id_]
        if what := _why_not(scope, state, published=now.findings[id_].made_day is not None):
            heard_of = scope.view.inspections[state.inspection].heard_of
            yield Withheld(id_, what, tuple(_words(record)), heard_of)
        else:
            yield from _entries(id_, record, lens)


def _unpublished(state: InspectionState, *, heard_of: bool) -> Iterator[Withheld]:
    """Yield what an inspection found, while its report is not published."""
    found = tuple(word for name in NOT_TOLD for word in _words(getattr(state.facts, name)))
    if found and state.published is None:
        yield Withheld(state.id, "what a report that is not published found", found, heard_of)


def _why_not(scope: Scope, state: FindingState, *, published: bool) -> str | None:
    if scope.hides(state):
        return "finding"
    return None if published else "finding of a report that is not published"


def _entries(id_: str, record: Inspection | Finding, lens: Lens) -> Iterator[Withheld]:
    private = private_entries(record.log)
    for index, entry in enumerate(record.log):
        if index in private:
            yield Withheld(id_, f"entry of {entry.on}", tuple(_words(entry)), lens.counts(entry))


def _words(value: object) -> Iterator[str]:
    """Return the texts of a record or of a part of it; dates and closed lists are no words."""
    if type(value) is str:
        yield value
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            if not isinstance(value, Entry) or name not in {"by", "source"}:
                yield from _words(getattr(value, name))
    elif isinstance(value, dict):
        for part in value.values():
            yield from _words(part)
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _words(part)
