"""What readers may see of whatever is given out beside the paper: by the paper's own rules."""

from dataclasses import dataclass
from functools import cached_property

from hmicfrs_cli.domain.progress import Words
from hmicfrs_cli.domain.register import View
from hmicfrs_cli.domain.settings import in_force
from hmicfrs_cli.domain.state import FindingState
from hmicfrs_cli.domain.terms import Marking


@dataclass(frozen=True)
class Audience:
    """The public, or with `restricted` those who may read everything."""

    view: View
    restricted: bool = False

    @cached_property
    def public_marking(self) -> Marking:
        """The marking of what is public on the view's day; OFFICIAL unless the register says otherwise."""
        lens = self.view.lens
        found = in_force(self.view.register.settings.marking, lens.day, corrected=lens.corrected)
        return found.marking if found else Marking.OFFICIAL

    @property
    def marking(self) -> Marking:
        """The marking of what these readers are given."""
        return Marking.OFFICIAL_SENSITIVE if self.restricted else self.public_marking

    @property
    def marked(self) -> str:
        """What stands on each page, or above each text, that these readers are given."""
        said = [self.marking.label]
        said += ["not for publication"] * self.restricted
        said += ["fictional: an invented force"] * self.view.register.settings.fictional
        return " · ".join(said)

    def is_private(self, state: FindingState) -> bool:
        """Say whether a finding is not for the public: by itself, or with its inspection."""
        return state.private or self._above(state.facts.marking) or state.inspection in self._private

    def hides(self, state: FindingState) -> bool:
        """Say whether these readers may not see a finding: a private one, or one not published yet."""
        return not self.restricted and (self.is_private(state) or state.made_day is None)

    def hides_inspection(self, id_: str) -> bool:
        """Say whether these readers may not see an inspection."""
        return not self.restricted and id_ in self._private

    def words(self, words: Words | None) -> str | None:
        """Return words as these readers may see them: "withheld" where they are not for them."""
        return None if words is None else words.shown(restricted=self.restricted)

    @cached_property
    def _private(self) -> frozenset[str]:
        states = self.view.inspections.values()
        return frozenset(s.id for s in states if s.facts.private or self._above(s.facts.marking))

    def _above(self, marking: Marking | None) -> bool:
        return marking is not None and marking.rank > self.public_marking.rank
