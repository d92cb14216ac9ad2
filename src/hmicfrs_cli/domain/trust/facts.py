"""What the inspectorate said stands above the log as first recorded: a correction is an entry."""

from collections.abc import Iterator

from hmicfrs_cli.domain.comparison import Fact, sign
from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.domain.reading import id_of
from hmicfrs_cli.domain.records import Finding, Inspection
from hmicfrs_cli.domain.trust.codes import breach
from hmicfrs_cli.domain.trust.pairs import Pair, pairs
from hmicfrs_cli.domain.trust.proposal import Proposal, State
from hmicfrs_cli.domain.trust.words import changed, label, private, titled


def facts_kept(proposal: Proposal) -> Iterator[Problem]:
    """Report every field above a log that says something else than it did, or says more or less.

    What BASE says too is not this change's doing.
    """
    for then in proposal.origins:
        for pair in pairs(proposal, then):
            if isinstance(pair.old, Finding | Inspection) and pair.old is not pair.new:
                for fact in pair.difference.facts:
                    if not (_same_words(fact) or _of_base(proposal, pair, fact)):
                        yield from _edited(pair, fact, then)


def _same_words(fact: Fact) -> bool:
    """Say whether only blanks or line ends of a text differ, as where it is folded otherwise."""
    both = (fact.old, fact.new)
    return (
        all(isinstance(one, str) for one in both) and len({" ".join(str(one).split()) for one in both}) == 1
    )


def _of_base(proposal: Proposal, pair: Pair, fact: Fact) -> bool:
    records = proposal.base.records if proposal.base else {}
    there = records.get(pair.path) or records.get(pair.was)
    return there is not None and sign(getattr(there, fact.name)) == sign(fact.new)


def _edited(pair: Pair, fact: Fact, then: State) -> Iterator[Problem]:
    title = titled(pair.was, pair.old, then.register)
    if fact.name == "formerly":
        yield from _formerly(pair, title)
        return
    words = f"{title[:1].upper()}{title[1:]} was made {private(now=bool(fact.new))}"
    if fact.name != "private":
        words = f"The {label(fact.name)} of {title} {changed(fact.name, fact.old, fact.new)}"
    mend = (
        f"put it back as it was; if the register was wrong, `hmi correct {id_of(pair.path)} {fact.name} …`"
        " adds an entry; if the inspectorate changed its mind, an entry with `amends` does"
    )
    yield breach(pair.path, "fact-edited", words, mend, _loc(pair, fact.name))


def _formerly(pair: Pair, title: str) -> Iterator[Problem]:
    """Report former ids that are gone, and new ones but the id that the record had."""
    old, new = set(getattr(pair.old, "formerly", ())), set(getattr(pair.new, "formerly", ()))
    claimed = sorted(new - old - ({id_of(pair.was)} if pair.renamed else set()))
    if claimed:
        words = f"{title[:1].upper()}{title[1:]} says that it was {claimed[0]}, an id which it never had"
        mend = "take it out of `formerly`: only a record that is renamed names its former id"
        yield breach(pair.path, "former-id-claimed", words, mend, ("formerly",))
    if lost := sorted(old - new):
        words = f"The former id {lost[0]} of {title} was taken away, so nobody would find it by that"
        yield breach(pair.path, "fact-edited", words, "put it back: former ids stay", _loc(pair, "formerly"))


def _loc(pair: Pair, name: str) -> tuple[str, ...]:
    """Return where the field is; a field that is gone has no place of its own."""
    return (name,) if name in pair.new.model_fields_set else ()
