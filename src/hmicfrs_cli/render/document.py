"""What every format needs to know about a document beside its HTML."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time


@dataclass(frozen=True, slots=True)
class Document:
    """One rendered document, the source of every format.

    `html` is a whole page whose `<main>` is the document. `dated` is the only time that any
    format may write into its metadata, so that the same input gives the same bytes.
    """

    html: str
    title: str
    marking: str
    dated: date
    author: str = ""
    language: str = "en-GB"

    @property
    def moment(self) -> datetime:
        """Noon, in universal time, of the day on which the document is dated."""
        return datetime.combine(self.dated, time(12), UTC)
