"""What every change says: which record it is of, where in its file, and who may read its words."""

from dataclasses import dataclass

from hmicfrs_cli.domain.problems import Loc


@dataclass(frozen=True, slots=True)
class About:
    """The record that a change is of."""

    path: str
    """Where its file is now, or was last."""
    id: str
    noun: str
    """What it is: "recommendation 3", "inspection", "settings"."""
    title: str
    """The inspection's title, the committee's name; empty for the settings."""
    text: str = ""
    """What a finding says."""
    private: bool = False
    """Whether its words are not for the public."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is otherwise than it was."""

    about: About
    loc: Loc = ()
    """The way to its place in the new file, or to the nearest there is."""
    private: bool = False
    """Whether its own words are not for the public, whatever the record's are."""

    @property
    def withheld(self) -> bool:
        """Whether its words are not for the public."""
        return self.private or self.about.private


@dataclass(frozen=True, slots=True, kw_only=True)
class OfAction(Change):
    """A change that may be of one action of a finding."""

    action: str | None = None
