"""What a change must not do to a register: nothing that was said is unsaid, and nothing is slipped in late.

Every function of the table compares what is proposed with what was there, and yields problems in words for
somebody who reads no YAML.
"""

from collections.abc import Callable, Iterator
from typing import Final

from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.domain.trust.facts import facts_kept
from hmicfrs_cli.domain.trust.figures import figures_kept
from hmicfrs_cli.domain.trust.late import entries_in_time, settings_in_time
from hmicfrs_cli.domain.trust.logs import entries_kept, said_once
from hmicfrs_cli.domain.trust.meetings import meetings_kept
from hmicfrs_cli.domain.trust.pairs import records_kept
from hmicfrs_cli.domain.trust.proposal import Proposal
from hmicfrs_cli.domain.trust.settings import settings_kept

CHECKS: Final[tuple[Callable[[Proposal], Iterator[Problem]], ...]] = (
    records_kept,
    facts_kept,
    entries_kept,
    said_once,
    entries_in_time,
    figures_kept,
    settings_kept,
    settings_in_time,
    meetings_kept,
)

LATE: Final = frozenset({"late-entry", "late-setting", "changes-past-figures"})
"""Codes of problems that depend on when something was first committed."""
_SAYS_ALL: Final = frozenset({"entry-altered", "entry-twice", "setting-edited"})
"""Codes beside which it says nothing more that something is late."""


def breaches(proposal: Proposal) -> list[Problem]:
    """Return every breach of trust in a proposal, each once, in the order of the files' paths.

    Against no register at all there is none: a first import is all new.
    """
    if not proposal.origins:
        return []
    found = dict.fromkeys(problem for check in CHECKS for problem in check(proposal))
    told = {(one.path, one.loc) for one in found if one.code in _SAYS_ALL}
    kept = [one for one in found if one.code not in LATE or (one.path, one.loc) not in told]
    return sorted(kept, key=lambda one: one.path)
