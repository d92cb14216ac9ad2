"""`hmi diff`: two states of a register in a real repository, told for every reader and program."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from syrupy.assertion import SnapshotAssertion

from hmicfrs_cli.render.change_pages import LONGEST, MARKER
from tests.cli.desk import Desk, new_desk
from tests.conftest import ROOT, Call, GitRepo, Hmi

FIRST, SECOND = "findings/peel-2022/1.yaml", "findings/peel-2022/2.yaml"
RATED = "- on: 2022-10-01\n  rag: amber\n  why: Half of it is done.\n"
HOSTILE = "- on: 2022-10-01\n  rag: amber\n  why: '{}'\n"
FORMATS = ["text", "md", "json", "github", "gitlab", "html"]


@pytest.fixture
def desk(git_repo: GitRepo, hmi: Hmi, monkeypatch: pytest.MonkeyPatch) -> Desk:
    found = new_desk(git_repo, hmi)
    monkeypatch.chdir(git_repo.path)
    return found


def write(desk: Desk, path: str, more: str) -> None:
    desk.repo.write(f"register/{path}", desk.read(path) + more)


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.usefixtures("desk")
def test_nothing_differs(call: Call, format_: str) -> None:
    code, out, err = call("diff", "--exit-code", "--format", format_)
    assert (code, err) == (0, "")
    assert format_ in {"github", "gitlab"} or "Nothing differs." in out


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_tells_a_rating(desk: Desk, call: Call, format_: str) -> None:
    write(desk, FIRST, RATED)
    code, out, _ = call("diff", "--format", format_)
    assert code == 0
    assert re.search(r"[Rr]ated amber, not rated before .{0,5}why: Half of it is done\.", out)
    assert call("diff", "--exit-code", "--format", format_)[0] == 1


def test_the_two_sides(desk: Desk, call: Call) -> None:
    write(desk, FIRST, RATED)
    amber = desk.repo.commit("Amber")
    write(desk, FIRST, "- on: 2022-11-01\n  rag: green\n")
    desk.repo.git("add", "--all")
    write(desk, FIRST, "- on: 2022-12-01\n  rag: red\n  why: It failed.\n")
    cases = {
        (): "red by way of green, was amber",
        ("--cached",): "green, was amber",
        ("HEAD~1", "--cached"): "green by way of amber, not rated before",
        (amber,): "red by way of green, was amber",
        ("HEAD~1..HEAD",): "amber, not rated before",
        ("HEAD~1..",): "amber, not rated before",
        ("..HEAD",): "",
        ("HEAD..HEAD~1",): "No longer rated, was amber",
    }
    for args, wanted in cases.items():
        _, out, _ = call("diff", *args)
        said = " ".join(out.split())
        assert (wanted in said) if wanted else said == "Nothing differs.", args


@pytest.mark.parametrize("staged", [(), ("--cached",), ("HEAD~1..HEAD",)])
def test_a_committee_that_is_gone_is_said_to_be(desk: Desk, call: Call, staged: tuple[str, ...]) -> None:
    path = "committees/jac.yaml"
    assert desk.read(path)
    (desk.root / path).unlink()
    desk.repo.git("add", "--all")
    if "HEAD" in "".join(staged):
        desk.repo.commit("Gone")
    code, out, _ = call("diff", *staged)
    assert code == 0
    assert "Look at this first: one record was removed." in out
    assert "This committee was removed with all its history" in out
    assert "format" not in out


def test_a_register_that_is_gone_is_removed_with_its_settings(desk: Desk, call: Call) -> None:
    desk.repo.git("rm", "-r", "--quiet", "register")
    desk.root.mkdir()
    desk.repo.write("register/note.txt", "Nothing else.")
    desk.repo.commit("Gone")
    desk.repo.git("checkout", "--quiet", "HEAD~1", "--", "register")
    code, out, _ = call("diff", "HEAD~1..HEAD")
    assert code == 0
    assert out.startswith("Look at this first: ")
    assert "Settings\n  The settings were removed\n" in out


def test_three_full_stops_begin_where_the_branch_began(desk: Desk, call: Call) -> None:
    desk.repo.git("checkout", "--quiet", "-b", "work")
    write(desk, FIRST, RATED)
    desk.repo.commit("Work")
    desk.repo.git("checkout", "--quiet", "main")
    write(desk, SECOND, "- on: 2022-10-01\n  note: Meanwhile.\n")
    desk.repo.commit("Meanwhile")
    assert "Meanwhile" in call("diff", "main..work")[1]
    _, out, _ = call("diff", "main...work")
    assert "Meanwhile" not in out
    assert "Rated amber" in out
    desk.repo.git("checkout", "--quiet", "--orphan", "other")
    desk.repo.commit("Another history")
    assert call("diff", "main...other")[0] == 3


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["--format", "pdf"], 2, "there is no format"),
        (["HEAD..HEAD", "--cached"], 2, "--cached"),
        (["nowhere"], 3, "there is no commit"),
        (["HEAD...nowhere"], 3, "there is no commit"),
    ],
)
@pytest.mark.usefixtures("desk")
def test_what_cannot_be(call: Call, args: list[str], code: int, said: str) -> None:
    found = call("diff", *args)
    assert found[0] == code
    assert said in found[2]


def test_a_folder_that_is_no_repository(tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "tests" / "changes" / "base", tmp_path / "alone")
    monkeypatch.chdir(tmp_path / "alone")
    assert call("diff")[0] == 3


def test_lines_are_those_of_the_new_file_from_the_top_of_the_repository(desk: Desk, call: Call) -> None:
    write(desk, FIRST, RATED)
    line = desk.read(FIRST).splitlines().index("  rag: amber") + 1
    [change] = json.loads(call("diff", "--json")[1])["changes"]
    assert (change["path"], change["line"], change["kind"]) == (f"register/{FIRST}", line, "rated")
    out = call("diff", "--format", "md", "--link-base", "https://git.force.example/x/blob/abc/")[1]
    assert f"](https://git.force.example/x/blob/abc/register/{FIRST}#L{line})" in out


def test_private_words_are_withheld_unless_asked_for(desk: Desk, call: Call) -> None:
    write(
        desk,
        FIRST,
        "- on: 2022-10-01\n  private: true\n  rag: amber\n  why: A name.\n  note: Another name.\n",
    )
    hidden = "private: true\n" + desk.read(SECOND)
    desk.repo.write("register/findings/peel-2022/3.yaml", hidden.replace("victims", "a named person"))
    for format_ in FORMATS:
        out = call("diff", "--format", format_)[1]
        assert not re.search("A name|Another name|a named", " ".join(out.split())), format_
        assert "withheld" in out
        out = " ".join(call("diff", "--format", format_, "--private")[1].split())
        for word in ("A name.", "Another name.", "a named person"):
            assert word in out, format_
    assert "Rated amber" in call("diff")[1]
    for format_ in FORMATS:
        assert "peel-2022/3" in call("diff", "--format", format_)[1], "its path is no secret"


@pytest.mark.parametrize(
    "words",
    [
        "a | b",
        "<script>alert(1)</script>",
        "<!-- hmi diff -->",
        "`code` **bold** _soft_ ~~gone~~",
        "@alex and @force/team",
        "see #12, GH-12 and force/register#12 and !12",
        "https://evil.example www.evil.example alex@evil.example",
        "[link](https://evil.example) ![picture](x)",
        "</details></td>",
        "back \\| slash \\",
        "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef",
        "$x^2$ :tada: &lt; &#64;alex",
        "# heading",
    ],
)
def test_no_words_of_a_record_mark_up_mention_or_link(desk: Desk, call: Call, words: str) -> None:
    write(desk, FIRST, HOSTILE.format(words))
    page = call("diff", "--format", "md")[1]
    assert page.count(MARKER) == 1
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    cells = list(_cells(reader.parse(page)))
    assert [len(row) for row in cells][:2] == [2, 2]
    shown = cells[1][1]
    assert " ".join(shown.replace("\u2060", "").split()) == (
        f"Rated amber, not rated before (why: {' '.join(words.split())})"
    )
    # What a host would turn into a link or a mention is apart from what would follow.
    assert not re.search(r"[@#!:]\w|://|www\.|GH-\d|[0-9a-f]{7}", shown.split("why", 1)[1][1:])


def _cells(tokens: list) -> Iterator[list[str]]:  # type: ignore[type-arg]  # markdown-it's own
    """Yield the texts of each row's cells; a cell holds text, its record's link and line breaks alone."""
    row: list[str] = []
    for at, token in enumerate(tokens):
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            yield row
        elif token.type == "inline" and tokens[at - 1].type in {"td_open", "th_open"}:
            kinds = [one.type for one in token.children]
            allowed = {"text", "text_special", "html_inline", "link_open", "link_close"}
            assert set(kinds) <= allowed
            assert all(one.content == "<br>" for one in token.children if one.type == "html_inline")
            links = [one.attrGet("href") for one in token.children if one.type == "link_open"]
            assert all(str(link).startswith("register/") for link in links)
            row.append("".join(one.content for one in token.children if one.type != "html_inline"))


def test_a_comment_is_never_longer_than_a_host_takes(desk: Desk, call: Call) -> None:
    text = desk.read(SECOND)
    for number in range(10, 90):
        long = text.replace("what happens", f"{'what & happens ' * 150}{number}")
        desk.repo.write(f"register/findings/peel-2022/{number}.yaml", long)
    out = call("diff", "--format", "md")[1]
    assert LONGEST * 0.8 < len(out) <= LONGEST
    shown = out.count("[peel-2022/")
    assert re.search(rf"^{80 - shown} more changes not shown here", out, re.MULTILINE)
    assert out.startswith(MARKER)


def test_notes_for_github(desk: Desk, call: Call) -> None:
    words = "100%, of a: b\n\n  second line"
    write(
        desk,
        FIRST,
        f"- on: 2022-10-01\n  rag: amber\n  why: |-\n    {words.replace(chr(10), chr(10) + '    ')}\n",
    )
    desk.repo.write(
        "register/inspections/peel-2022.yaml",
        desk.read("inspections/peel-2022.yaml").replace("PEEL 2021/22", "'PEEL, 50%: 2022'"),
    )
    error, warning = call("diff", "--format", "github")[1].splitlines()
    title = "title=PEEL%2C 50%25%3A 2022"
    assert error.startswith(
        f"::error file=register/inspections/peel-2022.yaml,line=1,{title}%2C inspection::"
    )
    assert warning.endswith("::Rated amber, not rated before (why: 100%25, of a: b second line)")
    assert f",{title}%2C recommendation 1::" in warning


def test_no_more_notes_than_github_shows(desk: Desk, call: Call) -> None:
    text = desk.read(SECOND)
    for number in range(10, 40):
        desk.repo.write(f"register/findings/peel-2022/{number}.yaml", text)
    desk.repo.commit("Thirty more")
    for number in range(10, 40):
        path = f"findings/peel-2022/{number}.yaml"
        more = RATED if number < 25 else ""
        desk.repo.write(f"register/{path}", text.replace("should", "may" if number > 24 else "should") + more)
    lines = call("diff", "--format", "github")[1].splitlines()
    counts = [
        sum(line.startswith(f"::{level} ") for line in lines) for level in ("error", "warning", "notice")
    ]
    assert counts == [10, 10, 1]
    assert lines[0].startswith("::error")
    assert lines[-1] == "::notice title=hmi::10 more notes, not shown here"


def test_a_report_for_gitlab(desk: Desk, call: Call) -> None:
    write(desk, FIRST, RATED)
    write(desk, SECOND, RATED)
    issues = json.loads(call("diff", "--format", "gitlab")[1])
    assert [one["location"]["path"] for one in issues] == [f"register/{FIRST}", f"register/{SECOND}"]
    assert len({one["fingerprint"] for one in issues}) == 2
    assert {one["severity"] for one in issues} == {"minor"}
    desk.repo.write(f"register/{FIRST}", "# a line above\n" + desk.read(FIRST))
    again = json.loads(call("diff", "--format", "gitlab")[1])
    assert [one["fingerprint"] for one in again][:2] == [one["fingerprint"] for one in issues]
    assert again[0]["location"]["lines"]["begin"] == issues[0]["location"]["lines"]["begin"] + 1


def test_a_terminal_is_not_steered(desk: Desk, call: Call) -> None:
    write(desk, FIRST, '- on: 2022-10-01\n  rag: amber\n  why: "a \\u009b31m \u202e b"\n')
    for format_ in ("text", "md", "github"):
        out = call("diff", "--format", format_)[1]
        assert not re.search("[\x1b\x9b\u202e]", out), format_


def test_what_it_does_to_the_next_paper(desk: Desk, call: Call) -> None:
    closed = "- on: 2022-06-20\n  inspectorate: closed\n  authority: {kind: letter, ref: HMI/22/8}\n"
    write(desk, FIRST, closed)
    [effect] = json.loads(call("diff", "--json")[1])["effects"]
    assert (effect["committee"], effect["meeting"]) == ("JAC", "27 June 2022")
    wanted = {"opening": 0, "new": 3, "reopened": 0, "closed": 0, "closing": 3, "complete": 0}
    assert effect["before"] == wanted
    assert effect["after"] == wanted | {"closed": 1, "closing": 2}
    settings = desk.read("register.yaml").replace("2022-01-01}", "none}")
    desk.repo.write("register/register.yaml", settings)
    [effect] = json.loads(call("diff", "--json")[1])["effects"]
    assert effect["after"] is None
    assert "not stated" in call("diff", "--format", "md")[1]


@pytest.fixture
def request_(git_repo: GitRepo, monkeypatch: pytest.MonkeyPatch) -> GitRepo:
    """The sample pull request: a commit for each folder, the first of them on main."""
    days = ["2022-09-05", "2022-11-28", "2022-11-29", "2022-11-30"]
    for folder, day in zip(sorted((ROOT / "tests" / "history").iterdir()), days, strict=True):
        shutil.copytree(folder, git_repo.path, dirs_exist_ok=True)
        git_repo.commit(folder.name[2:].replace("-", " "), day)
        if day == days[0]:
            git_repo.git("checkout", "--quiet", "-b", "november")
    monkeypatch.chdir(git_repo.path)
    monkeypatch.setenv("HMI_TODAY", "2022-11-30")
    return git_repo


def test_the_comment_on_the_sample_request(
    request_: GitRepo, call: Call, md_snapshot: SnapshotAssertion
) -> None:
    assert request_.path.exists()
    code, out, err = call("diff", "main...november", "--format", "md")
    assert (code, err) == (0, "")
    assert out == md_snapshot


def test_the_sample_request_on_a_terminal_of_80_columns(
    request_: GitRepo, call: Call, txt_snapshot: SnapshotAssertion
) -> None:
    assert request_.path.exists()
    out = call("diff", "main...november")[1]
    assert max(map(len, out.splitlines())) <= 80
    assert out == txt_snapshot


def test_the_sample_request_as_a_page_of_its_own(request_: GitRepo, call: Call) -> None:
    assert request_.path.exists()
    page = call("diff", "main...november", "--format", "html")[1]
    assert page.startswith("<!doctype html>")
    assert not re.search(r"<script|src=|<link|url\(h", page)
    assert "the first move (why: The supplier delivers the last recorders in February.)" in page


def test_a_meeting_before_a_past_one_is_told_first(desk: Desk, call: Call) -> None:
    desk.repo.write("register/committees/jac.yaml", desk.read("committees/jac.yaml") + "- on: 2022-05-01\n")
    out = call("diff", "--format", "md")[1]
    assert "**Look at this first: one meeting was put in before one that is past." in out
    assert out.index("**New meeting, put in before one that is past") < out.index(
        "What this does to the paper"
    )
    assert "<summary>1 other" not in out


def test_totals_that_stay_need_no_table(desk: Desk, call: Call) -> None:
    desk.repo.write(f"register/{FIRST}", desk.read(FIRST) + "- on: 2022-10-01\n  note: Half of it.\n")
    for format_ in ("md", "html"):
        out = call("diff", "--format", format_)[1]
        assert "The totals of the next papers stay as they are." in out
        assert "Without this change" not in out
