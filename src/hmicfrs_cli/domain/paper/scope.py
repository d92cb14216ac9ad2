"""What a paper looks at: two days, one committee's meeting, and what its readers may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from hmicfrs_cli.domain import terms
from hmicfrs_cli.domain.movement import Period
from hmicfrs_cli.domain.paper.finding_lines import Item
from hmicfrs_cli.domain.paper.model import Figure
from hmicfrs_cli.domain.progress import Words
from hmicfrs_cli.domain.register import View
from hmicfrs_cli.domain.settings import Committee, Meeting, in_force
from hmicfrs_cli.domain.state import FindingState


@dataclass(frozen=True)
class Scope:
    """The ground on which every part of a paper is built."""

    view: View
    """The register at the paper's cut-off."""
    committee: Committee
    meeting: Meeting
    earlier: tuple[Meeting, ...]
    """The committee's earlier meetings, oldest first."""
    restricted: bool = False

    @cached_property
    def since(self) -> date:
        """The day after which the paper's period begins: the last cut-off, else the day given."""
        if self.meeting.since is not None:
            return self.meeting.since.last
        return self.earlier[-1].ends() if self.earlier else date.min

    @cached_property
    def period(self) -> Period:
        """The paper's period."""
        return Period(self.since, self.view.lens.day)

    @cached_property
    def before(self) -> View:
        """The register at the last paper's cut-off, as it is known now."""
        return self.view.at(self.since)

    @cached_property
    def marking(self) -> terms.Marking:
        """The marking of a public paper on that day; OFFICIAL unless the register says otherwise."""
        found = in_force(
            self.view.register.settings.marking, self.view.lens.day, corrected=self.view.lens.corrected
        )
        return found.marking if found else terms.Marking.OFFICIAL

    def above(self, marking: terms.Marking | None) -> bool:
        """Say whether a record's marking is above the paper's."""
        return marking is not None and marking.rank > self.marking.rank

    def is_private(self, state: FindingState) -> bool:
        """Say whether a finding is not for the public: by itself, or with its inspection."""
        inspection = self.view.inspections.get(state.inspection)
        marked = self.above(state.facts.marking) or (
            inspection is not None and self.above(inspection.facts.marking)
        )
        return state.private or marked

    def hides(self, state: FindingState) -> bool:
        """Say whether this paper leaves a finding out."""
        return not self.restricted and self.is_private(state)

    def hides_inspection(self, id_: str) -> bool:
        """Say whether this paper leaves an inspection out."""
        facts = self.view.inspections[id_].facts
        return not self.restricted and (facts.private or self.above(facts.marking))

    def words(self, words: Words | None) -> str | None:
        """Return words as this paper may print them."""
        return None if words is None else words.shown(restricted=self.restricted)

    def figure(self, label: str, ids: Iterable[str]) -> Figure:
        """Return a figure with the records behind it."""
        ids = list(ids)
        shown = tuple(id_ for id_ in ids if not self.hides(self.view.findings[id_]))
        return Figure(label, len(ids), shown, len(ids) - len(shown))

    @cached_property
    def printed(self) -> dict[str, Item]:
        """The findings that are in print so far, by id."""
        return {}

    @cached_property
    def tracked(self) -> list[FindingState]:
        """The findings made by the cut-off, practices left out."""
        return [s for s in self.view.made() if s.facts.kind is not terms.FindingKind.PRACTICE]
