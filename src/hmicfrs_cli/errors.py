"""What stops a command: one tree of exceptions, each with its promised exit code."""

from typing import ClassVar


class HmiError(Exception):
    """hmi could not do what was asked. `mend` says what the reader can do about it."""

    exit_code: ClassVar[int] = 3

    def __init__(self, message: str, mend: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.mend = mend


class UsageError(HmiError):
    """The command line itself is wrong: an option, an id or a date that is none."""

    exit_code = 2


class NotFoundError(HmiError):
    """No register, or no record of that id."""


class UnreadableError(HmiError):
    """A record's file is there and says no record. `path` is from the register's folder."""

    def __init__(self, path: str, message: str, mend: str = "") -> None:
        super().__init__(message, mend)
        self.path = path


class ChangedMeanwhileError(HmiError):
    """A file is no longer the one that was read, so nothing was written."""


class RefusedError(HmiError):
    """The write would have brought an error into the register, so nothing was written."""


class RenderError(HmiError):
    """A document could not be made, or must not be given out."""
