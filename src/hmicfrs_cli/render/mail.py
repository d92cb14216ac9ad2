"""Reminders as drafts of e-mails: Outlook opens one ready to be looked at, addressed and sent by a person.

Nobody's address is known, so there is neither From nor To. A draft holds no clock's time and nothing random.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from markupsafe import Markup

from hmicfrs_cli.domain.ids import slug
from hmicfrs_cli.domain.packs import folded
from hmicfrs_cli.domain.reminding import Asked, Reminder, Reminders
from hmicfrs_cli.render import due_words, html, words

_DOMAIN: Final = "hmi.invalid"
"""The end of every message's name: nobody's, and nobody's ever (RFC 2606)."""
_LONGEST_SUBJECT: Final = 150
_LONGEST_NAME: Final = 60
_WORKBOOK: Final = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LINE: Final = 998  # characters, RFC 5322


def drafts(
    found: Reminders,
    folders: Sequence[Path] = (),
    packs: Mapping[str, bytes] | None = None,
    *,
    restricted: bool = False,
) -> Mapping[str, bytes]:
    """Return a draft for each reminder, by the name of its file.

    `folders` are where a register's own templates are; `packs` holds workbooks to fill in, by their owner
    as names are compared. The names of what is `restricted` say so. Raises RenderError as a template does.
    """
    made: dict[str, bytes] = {}
    end = "-restricted" * restricted
    for reminder in found.reminders:
        pack = (packs or {}).get(folded(reminder.owner))
        made[_free(reminder.owner, made)] = _draft(found, reminder, folders, pack, end)
    return {f"{name}{end}": content for name, content in made.items()}


def _draft(
    found: Reminders, reminder: Reminder, folders: Sequence[Path], pack: bytes | None, end: str
) -> bytes:
    data = {**_data(found, reminder), "pack": pack is not None}
    subject, _, text = Markup(html.render("reminder.txt.j2", data, folders)).unescape().partition("\n")  # noqa: S704 - plain text: its escapes are taken back
    page = html.render("reminder.html.j2", {**data, "subject": _one_line(subject)}, folders)
    digest = sha256(f"{found.day}\0{reminder.owner}\0{subject}\0{text}\0{page}".encode()).hexdigest()
    message = EmailMessage(policy=SMTP)
    _head(message, _one_line(subject))
    message["Date"] = format_datetime(datetime.combine(found.day, time(12), UTC))
    message["Message-ID"] = f"<{digest[:32]}@{_DOMAIN}>"
    message["X-Unsent"] = "1"
    message.set_content(f"{text.strip()}\n", cte="quoted-printable")
    message.add_alternative(page, subtype="html", cte="quoted-printable")
    message.set_boundary(f"part-{digest[32:]}")
    if pack is not None:
        name = f"return-{_stem(reminder.owner)}-{found.day}{end}.xlsx"
        message.add_attachment(pack, maintype="application", subtype=_WORKBOOK, filename=name)
        message.set_boundary(f"whole-{digest[32:]}")
    return message.as_bytes(policy=SMTP.clone(max_line_length=_LINE))


def _head(message: EmailMessage, subject: str) -> None:
    """Set the subject, coded whole where it has other letters than ASCII's.

    A policy would code it word by word and lose or double the spaces between them, and fold it right after
    its name, which is read as a space too.
    """
    if subject.isascii():
        message["Subject"] = subject
    else:
        message.set_raw("Subject", Header(subject, "utf-8", header_name="Subject").encode())


def _data(found: Reminders, reminder: Reminder) -> dict[str, object]:
    overdue = [one for one in reminder.asked if one.overdue]
    due = [one for one in reminder.asked if not one.overdue]
    return {
        "owner": _one_line(reminder.owner),
        "marking": found.marked,
        "day": words.day(found.day),
        "until": words.day(found.until),
        "overdue": [_asked(one) for one in overdue],
        "due": [_asked(one) for one in due],
        "summary": f"{len(overdue)} overdue, {len(due)} due by {words.day(found.until)}",
        "withheld": _withheld(reminder.withheld) if reminder.withheld else "",
    }


def _withheld(count: int) -> str:
    said = words.count_of(count, "more finding")
    return words.capital(f"{said} of yours {words.noun(count, 'is', 'are')} due")


def _asked(one: Asked) -> dict[str, object]:
    now, facts = one.state.progress, one.state.facts
    return {
        "id": one.state.id,
        "label": words.capital(due_words.label(one.state)),
        "inspection": one.inspection_title,
        "text": facts.text,
        "dates": [words.capital(due_words.due(due.item, due.action)) for due in one.dates],
        "status": words.term(now.status, "no status stated"),
        "rag": f"rated {now.rating.colour.label}" if now.rating else words.NOT_RATED,
        "updated": words.spoken(now.updated),
    }


def _one_line(text: str) -> str:
    """Return text as a header can hold it: one line, nothing unseen, of bearable length.

    Python's library would decode what looks like a coded word (`=?utf-8?q?…?=`), line ends in it too, and
    write them out as they are.
    """
    line = str(html.visible(" ".join(text.replace("=?", "= ?").split())))
    return line if len(line) <= _LONGEST_SUBJECT else f"{line[: _LONGEST_SUBJECT - 1]}…"


def _stem(owner: str) -> str:
    """Return an owner's name as the name of a file can hold it."""
    return slug(owner)[:_LONGEST_NAME].rstrip("-") or "owner"


def _free(owner: str, taken: Mapping[str, bytes]) -> str:
    """Return the name of a file for an owner, and none that another owner has."""
    stem = f"reminder-{_stem(owner)}"
    name, count = stem, 2
    while name in taken:
        name, count = f"{stem}-{count}", count + 1
    return name
