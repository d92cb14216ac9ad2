"""What a merge says: which side says what, and what a person has to decide."""

from collections.abc import Mapping

from hmicfrs_cli.domain import dates
from hmicfrs_cli.domain.dates import on_words
from hmicfrs_cli.domain.merging import NotMerged, Reason
from hmicfrs_cli.domain.reading import id_of
from hmicfrs_cli.domain.weaving import Clash, Side
from hmicfrs_cli.render import terminal, words
from hmicfrs_cli.render.change_values import apart

_LONGEST = 90
_SAYS = {
    "rag": "rates it",
    "status": "gives its status as",
    "target": "sets its target to",
    "owner": "names its owner as",
    "lead_officer": "names its lead officer as",
    "portfolio": "puts it in the portfolio",
    "board": "puts it before the board",
    "agreed": "says it was agreed",
    "risk": "gives its risk as",
    "acceptance": "says of its acceptance",
    "inspectorate": "says the inspectorate has it as",
    "accepted_risk": "accepts the risk",
    "planned fieldwork": "plans its fieldwork for",
    "planned publication": "plans its publication for",
    "corrects": "corrects the same thing to",
    "amends": "has the inspectorate amend the same thing to",
    "meetings": "has the meeting as",
}
"""How a sentence says that a side gives a field a value."""
_HAPPENED = {
    "commissioned": "says it was commissioned",
    "notified": "says it was notified",
    "published": "says it was published",
    "report-received": "says its report was received",
}
"""How a sentence says when something happened."""


def name(path: str) -> str:
    """Return how a file of the register is spoken of: by its id, where it is a record."""
    return terminal.one_line(id_of(path) or path)


def clash(path: str, one: Clash) -> str:
    """Return a contradiction in a sentence that names both values."""
    of_action = f", action {terminal.one_line(one.action)}" if one.action else ""
    return f"{name(path)}{of_action}: {_told(one)}"


def _told(one: Clash) -> str:
    ours, theirs = _value(one.ours), _value(one.theirs)
    if one.two_records:
        what = f"both sides began this record, each with a {one.field.replace('_', ' ')} of its own"
        ours, theirs = _apart(one.ours, one.theirs)
        return f"{what}: ours says {ours}, theirs says {theirs}; give one of the two another id"
    if verb := _HAPPENED.get(one.field):
        return f"ours {verb} {_day(str(one.ours))}, theirs {_day(str(one.theirs))}"
    verb = _SAYS.get(one.field)
    if verb is None:
        verb = f"says “{terminal.one_line(one.field.replace('_', ' '))}” is"
        ours, theirs = _apart(one.ours, one.theirs)
    mine, yours = ("", "")
    if one.on:
        same = one.on[0] == one.on[1]
        mine, yours = (f" {_day(text)}" for text in one.on)
        yours = "" if same else yours
    said = f"ours {verb} {ours}{mine}, theirs {theirs}{yours}"
    if one.problem:
        return f"right on each side alone, wrong together: {terminal.one_line(one.problem.message)}; {said}"
    return said


def _day(text: str) -> str:
    try:
        return on_words(dates.parse(text))
    except ValueError:
        return f"on {terminal.cut(text, _LONGEST)}"


def _value(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, Mapping):
        return terminal.cut(", ".join(f"{key} {_value(part)}" for key, part in value.items()), _LONGEST)
    if isinstance(value, list | tuple):
        return terminal.cut(words.listed(_value(part) for part in value), _LONGEST)
    try:
        return dates.spoken(dates.parse(str(value)))
    except ValueError:
        return terminal.cut(str(value), _LONGEST)


def _apart(ours: object, theirs: object) -> tuple[str, str]:
    """Return two values as they are told; of two long texts what differs, which may stand far down."""
    if isinstance(ours, str) and isinstance(theirs, str) and max(len(ours), len(theirs)) > _LONGEST:
        one, other = apart(ours, theirs)
        return terminal.cut(one, 2 * _LONGEST), terminal.cut(other, 2 * _LONGEST)
    return _quoted(ours), _quoted(theirs)


def _quoted(value: object) -> str:
    """Return a value, with marks round words of several: their own full stops would end the sentence."""
    text = _value(value)
    return f"“{text}”" if isinstance(value, str) and " " in value else text


def not_merged(path: str, why: NotMerged) -> str:
    """Return why a file is left to git."""
    if why.reason is Reason.CROSSED and isinstance(why.item, list):
        first, second = (_value(one) for one in why.item)
        both = f"the order of ours puts {first} before {second}, theirs has them the other way round"
        return f"{name(path)}: {why.reason.value}: {both}; merged by lines, as git does"
    side = f" ({why.side.value})" if why.side else ""
    about = f": {terminal.one_line(why.problem.message)}" if why.problem else ""
    about = f": {_value(why.item)}" if why.item is not None else about
    return f"{name(path)}: {why.reason.value}{side}{about}; merged by lines, as git does"


def left(path: str, stages: set[int], now: str | None) -> str:
    """Return why a file has not two versions: a side removed or renamed it. `now` is the id it has now."""
    it = f"it is now {terminal.one_line(now)}" if now else "no record names it as a former id"
    gone = {
        frozenset({1, 2}): "theirs deleted or renamed it, ours changed it",
        frozenset({1, 3}): "ours deleted or renamed it, theirs changed it",
        frozenset({1}): "both sides deleted or renamed it",
    }.get(frozenset(stages))
    if gone is None:
        side = Side.OURS if stages == {2} else Side.THEIRS
        return f"{name(path)}: only {side.value} has it here; see that its folder is right, then `git add` it"
    return (
        f"{name(path)}: {gone}; {it}; put the change where it belongs, then `git add` or `git rm` this file"
    )


def merged(path: str, added: int) -> str:
    """Return that a file is merged, and how much of the other side came into it."""
    return f"{name(path)}: merged" + (
        f", with {words.count_of(added, 'addition')} of theirs" if added else ""
    )


def unmarked(path: str) -> str:
    """Return what to do with a file in which nothing is open any more."""
    return f"{name(path)}: carries no conflict markers; if it says what it should, `git add` it"


def unfit(path: str) -> str:
    """Return what to do with a file whose markers are not whole."""
    return f"{name(path)}: its conflict markers do not fit together; mend it in an editor, then `git add` it"


def by_hand(path: str) -> str:
    """Return what to do with a file that hmi does not merge."""
    return f"{terminal.one_line(path)}: no record that hmi can merge; decide by hand, then `git add` it"


def summary(done: int, still: int, *, added: bool) -> str:
    """Return how many files are merged and how many a person still has to decide on."""
    then = "" if added or not done else "; `git add` what is right"
    return f"{words.figure_of(done, 'file')} merged, {still:,} still open{then}."
