"""A reminder as a draft: what its headers can hold, both wordings, and a register's own."""

from collections.abc import Mapping
from datetime import date
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmicfrs_cli.domain.audience import Audience
from hmicfrs_cli.domain.reminding import reminders
from hmicfrs_cli.errors import RenderError
from hmicfrs_cli.render import mail
from tests.domain.views import view

DAY = "2026-11-23"
HEADERS = {"Content-Type", "Date", "MIME-Version", "Message-ID", "Subject", "X-Unsent"}


def drafts(
    owner: str = "Head of Crime", *, text: str = "Do it", folders: tuple[Path, ...] = (), private: int = 0
) -> Mapping[str, bytes]:
    log = [
        {"on": "2025-02-03", "owner": owner, "target": "2026-11-22"},
        {"on": "2025-03-03", "action": "a1", "text": "Train", "target": "2026-12-01"},
    ]
    facts = {
        f"report/{place}": {"text": text, "log": log, "private": place <= private} for place in (1, 2, 3)
    }
    due = {"report/4": {"number": "4", "log": [{"on": "2025-02-03", "owner": owner, "target": "2026-12"}]}}
    found = reminders(Audience(view(DAY, {**facts, **due})), date(2026, 12, 31))
    return mail.drafts(found, folders)


def read(content: bytes) -> EmailMessage:
    found = message_from_bytes(content, policy=policy.default)
    assert isinstance(found, EmailMessage)
    assert found.defects == []
    return found


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def test_a_draft_is_unsent_and_has_nobodys_address() -> None:
    ((name, content),) = drafts().items()
    message = read(content)
    assert name == "reminder-head-of-crime"
    assert set(message.keys()) == HEADERS
    assert message["X-Unsent"] == "1"
    assert message["Date"] == "Mon, 23 Nov 2026 12:00:00 +0000"
    assert message["Subject"] == "Inspection findings: 3 overdue, 1 due by 31 December 2026 (Head of Crime)"
    assert message["Message-ID"].endswith("@hmi.invalid>")
    assert message.get_content_type() == "multipart/alternative"
    assert b"\r\n" in content
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_the_same_register_gives_the_same_draft() -> None:
    assert drafts() == drafts()
    assert (
        read(drafts()["reminder-head-of-crime"])["Message-ID"]
        != read(drafts(text="Do more")["reminder-head-of-crime"])["Message-ID"]
    )


def test_both_wordings_say_what_is_overdue_what_is_due_and_what_is_asked() -> None:
    message = read(drafts()["reminder-head-of-crime"])
    for kind in ("plain", "html"):
        said = " ".join(body(message, kind).replace("&#39;", "'").split())
        for words in (
            "OFFICIAL",
            "Recommendation (unnumbered)",
            "The force's target: 22 November 2026 (1 day over)",
            "Target of action a1 (“Train”): 1 December 2026 (8 days left)",
            "Recommendation 4",
            "The force's target: December 2026 (38 days left)",
            "no status stated, not rated, last updated 3 February 2025",
            "give a new date and the reason for it",
        ):
            assert words in said, (kind, words)
        assert said.upper().index("OVERDUE") < said.upper().index("DUE BY 31 DECEMBER 2026")


HOSTILE = {
    "a header of its own": "Al\nBcc: everyone@example.com",
    "a header after CRLF": "Al\r\nBcc: everyone@example.com\r\n\r\n<script>",
    "a body of its own": "Al\n\nThe end",
    "an encoded word": "=?utf-8?q?Al=0ABcc:_x?=",
    "letters beyond ASCII": "Zoë Ångström – “Zo” 警察",
    "turned about": "Al\u202egnp.exe",
    "unseen": "Al\x0bBcc: x\x85Cc: y\u2028To: z",
    "markup": "<img src=x onerror=alert(1)>",
    "a template": "{{ 7 * 7 }} {% raw %}",
    "very long": "word " * 300,
    "spaces between letters of both kinds": "Head of Crime é é, é Zoë and Al, é " * 4,
    "no letter": "!!!",
}


@pytest.mark.parametrize("owner", HOSTILE.values(), ids=HOSTILE.keys())
def test_an_owners_name_stays_a_name(owner: str) -> None:
    ((name, content),) = drafts(owner).items()
    message = read(content)
    assert set(message.keys()) == {
        "Content-Type",
        "Date",
        "MIME-Version",
        "Message-ID",
        "Subject",
        "X-Unsent",
    }
    assert len(message["Subject"]) <= 160
    assert "  " not in message["Subject"]
    assert "\n" not in message["Subject"]
    assert b"Bcc:" not in [line[:4] for line in content.split(b"\r\n")]
    assert max(map(len, content.partition(b"\r\n\r\n")[0].split(b"\r\n"))) <= 998
    assert name.removeprefix("reminder-").replace("-", "").isalnum()
    assert len(name) <= 80
    page = body(message, "html")
    assert "<img" not in page
    assert "<script" not in page
    assert "\u202e" not in page + body(message, "plain") + message["Subject"]


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1).filter(lambda text: text.strip()))
def test_no_owners_name_adds_a_header(owner: str) -> None:
    (content,) = drafts(owner).values()
    assert set(read(content).keys()) == HEADERS


@pytest.mark.parametrize("owner", ["Head of Crime", "Zoë Ångström – “Zo” 警察", "é é Al é é Al " * 5 + "é"])
def test_a_subject_is_read_as_it_was_written(owner: str) -> None:
    (content,) = drafts(owner).values()
    subject = f"Inspection findings: 3 overdue, 1 due by 31 December 2026 ({owner})"
    assert read(content)["Subject"] == subject
    coded = message_from_bytes(content)["Subject"]  # by the library's older reader too
    assert str(make_header(decode_header(coded))) == subject


def test_a_restricted_draft_says_so_in_its_name_and_its_workbooks() -> None:
    entry = {"on": "2025-02-03", "owner": "Head of Crime", "target": "2026-11-22"}
    found = reminders(Audience(view(DAY, {"report/1": {"log": [entry]}}), True), date(2026, 12, 31))
    ((name, content),) = mail.drafts(found, packs={"head of crime": b"PK"}, restricted=True).items()
    (part,) = read(content).iter_attachments()
    assert name == "reminder-head-of-crime-restricted"
    assert part.get_filename() == "return-head-of-crime-2026-11-23-restricted.xlsx"
    assert "OFFICIAL-SENSITIVE" in body(read(content), "plain")


def test_plain_words_are_not_escaped() -> None:
    message = read(drafts("A & B", text="Say \"no\" to <b> & 'c' &lt;")["reminder-a-b"])
    assert "Say \"no\" to <b> & 'c' &lt;" in body(message, "plain")
    assert "&lt;b&gt; &amp; &#39;c&#39; &amp;lt;" in body(message, "html")
    assert message["Subject"].endswith("(A & B)")


@pytest.mark.parametrize(
    ("private", "said"),
    [
        (0, None),
        (1, "One more finding of yours is due and not in this e-mail"),
        (2, "Two more findings of yours are due and not in this e-mail"),
    ],
)
def test_what_is_withheld_is_said_in_a_sentence(private: int, said: str | None) -> None:
    message = read(drafts(private=private)["reminder-head-of-crime"])
    for kind in ("plain", "html"):
        assert ("not in this e-mail" in body(message, kind)) is (said is not None)
        assert said is None or said in body(message, kind)


def test_owners_whose_names_make_the_same_file_have_one_each() -> None:
    findings = {
        f"report/{place}": {"log": [{"on": "2025-02-03", "owner": owner, "target": "2026-11-01"}]}
        for place, owner in enumerate(("Head of: Crime", "Head of Crime!", "警察", "警"), 1)
    }
    found = reminders(Audience(view(DAY, findings)), date(2026, 12, 1))
    assert sorted(mail.drafts(found)) == [
        *("reminder-head-of-crime", "reminder-head-of-crime-2", "reminder-owner", "reminder-owner-2")
    ]


def test_a_registers_own_wording_wins_in_the_same_sandbox(tmp_path: Path) -> None:
    (tmp_path / "reminder.txt.j2").write_text("{{ owner }}: {{ summary }}\nPlease.\n", encoding="utf-8")
    message = read(drafts(folders=(tmp_path,))["reminder-head-of-crime"])
    assert message["Subject"] == "Head of Crime: 3 overdue, 1 due by 31 December 2026"
    assert body(message, "plain") == "Please.\n"
    assert "give a new date and the reason" in " ".join(body(message, "html").split())
    for broken in (
        "{{ nobody }}",
        "{{ owner.__class__ }}",
        "{{ 'x' * 9 }}",
        "{% for a in range(9999999) %}{% endfor %}",
    ):
        (tmp_path / "reminder.txt.j2").write_text(broken, encoding="utf-8")
        with pytest.raises(RenderError, match=r"reminder\.txt\.j2"):
            drafts(folders=(tmp_path,))
