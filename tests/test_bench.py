"""The benchmark’s own ground: made registers are sound, and a verdict is what was measured."""

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from bench import __main__ as whole
from bench import findings, generate, made, measure, results, startup, style
from bench.history import repository
from bench.lines import PASS, Aim, Line
from bench.measure import ENVIRONMENT, CommandFailedError, Pair, Run, TooLongError
from bench.session import Outcome, absent
from hmicfrs_cli.domain.terms import FindingKind, InspectionKind
from hmicfrs_cli.storage import compose, yaml
from hmicfrs_cli.storage.load import load
from hmicfrs_cli.storage.scalars import Plain
from tests.conftest import Hmi


@pytest.fixture(scope="module")
def records() -> list[generate.Record]:
    return list(generate.records(400))


def thawed(data: object) -> object:
    """Return what a reader gives as what a writer takes."""
    if isinstance(data, Plain):
        return data.value
    if isinstance(data, dict):
        return {name: thawed(value) for name, value in data.items()}
    return [thawed(one) for one in data] if isinstance(data, list) else str(data)


def test_made_records_are_written_as_hmi_writes_its_own(records: list[generate.Record]) -> None:
    for record in records[2:]:  # the settings and the committee stand there as a person would write them
        read = yaml.read(record.text().encode(), record.path)
        assert isinstance(read, dict)
        data = thawed(read)
        assert isinstance(data, dict)
        assert compose.record(data).decode() == record.text(), record.path


def test_nothing_is_wrong_with_a_made_register(tmp_path: Path, hmi: Hmi) -> None:
    ids = generate.write(tmp_path, 400)
    done = hmi("check", "--strict", env={"HMI_TODAY": generate.TODAY.isoformat()})
    assert (done.returncode, len(set(ids))) == (0, 400), done.stdout


def test_every_kind_and_every_turn_of_a_life_is_there(tmp_path: Path) -> None:
    generate.write(tmp_path, 2000)
    register = load(tmp_path / "register").register
    assert register is not None
    assert {one.kind for one in register.inspections.values()} == set(InspectionKind)
    assert {one.kind for one in register.findings.values()} == set(FindingKind)
    lengths = [len(one.log) for one in register.findings.values()]
    assert (min(lengths), max(lengths)) == (3, findings.LONGEST)
    said: set[str] = set()
    for finding in register.findings.values():
        said.update(*(entry.model_fields_set for entry in finding.log))
    assert said >= {"corrects", "amends", "action", "private", "when", "evidence", "inspectorate", "risk"}
    assert any(one.private for one in register.findings.values())
    forces = {other.force for one in register.inspections.values() for other in one.other_forces}
    assert len(forces) == 43


def test_a_larger_register_begins_like_a_smaller_one(records: list[generate.Record]) -> None:
    smaller = list(generate.records(60))
    assert smaller == records[: len(smaller)]
    assert list(generate.records(60, seed=1)) != smaller


def sentences(data: object) -> list[str]:
    """Return every sentence at any depth."""
    if isinstance(data, dict | list):
        inner = data.values() if isinstance(data, dict) else data
        return [one for part in inner for one in sentences(part)]
    return [data] if isinstance(data, str) and data.endswith(".") else []


def test_withheld_sentences_stand_in_no_other_record(records: list[generate.Record]) -> None:
    private: list[str] = []
    for record in records:
        data = yaml.read(record.text().encode(), record.path)
        assert isinstance(data, dict)
        hidden = [data] if "private" in data else [one for one in data.get("log", []) if "private" in one]
        private += sentences(hidden)
    assert all(one.startswith("Withheld – file ") for one in private)
    assert len(set(private)) == len(private) > 100


@pytest.mark.parametrize(("findings", "commits"), [(30, 20), (4, 80)])
def test_the_last_commit_of_a_history_is_the_whole_register(
    tmp_path: Path, findings: int, commits: int
) -> None:
    told = repository(tmp_path / "repo", findings, ENVIRONMENT, commits)
    expected = {f"register/{one.path}": one.text() for one in generate.records(findings)}
    listed = git(tmp_path / "repo", "ls-files", "register").splitlines()
    assert {name: (tmp_path / "repo" / name).read_text(encoding="utf-8") for name in listed} == expected
    assert git(tmp_path / "repo", "status", "--porcelain") == ""
    assert git(tmp_path / "repo", "rev-list", "--count", "HEAD").strip() == str(commits)
    assert len(told.ids) == findings
    assert told.busiest in told.ids


def test_each_commit_adds_the_next_entry(tmp_path: Path, hmi: Hmi) -> None:
    repository(tmp_path / "repo", 30, ENVIRONMENT, 20)
    changes = git(tmp_path / "repo", "log", "--format=", "--numstat", "HEAD~19..HEAD")
    rows = [line.split("\t") for line in changes.splitlines() if line]
    assert len(rows) == 19
    assert [gone for _, gone, _ in rows] == ["0"] * 19
    env = {"HMI_TODAY": generate.TODAY.isoformat()}
    done = hmi("check", "--rev", "HEAD~19", cwd=tmp_path / "repo", env=env)
    assert "0 errors" in done.stdout


def test_a_made_register_is_made_once_and_found_clean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = made.ground(10, tmp_path, commits=5)
    first.change(0.1)
    first.graph()
    kept = first.folder / ".git" / "hmi"
    kept.mkdir()
    assert git(first.folder, "status", "--porcelain").count("\n") == 1
    inode = (first.folder / ".git").stat().st_ino
    second = made.ground(10, tmp_path, commits=5)
    assert second == first
    assert (first.folder / ".git").stat().st_ino == inode
    assert git(first.folder, "status", "--porcelain") == ""
    assert not kept.exists()
    monkeypatch.setattr(made, "digest", lambda: "another")
    assert made.ground(10, tmp_path, commits=5).folder.name.endswith("-another")
    assert not first.folder.exists()


def git(folder: Path, *args: str) -> str:
    command = ("git", *args)
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=True)
    return done.stdout


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Short.", ["note: Short."]),
        ("x" * 97, ["note: >-", "  " + "x" * 97]),
        ("a b\nc", ["note: >-", "  a b", "", "  c"]),
        ("12", ["note: '12'"]),
        ("no", ["note: 'no'"]),
    ],
)
def test_text_is_folded_in_the_house_style(text: str, lines: list[str]) -> None:
    assert style.record({"note": text}).splitlines() == lines
    assert compose.record({"note": text}).decode().splitlines() == lines


def test_no_list_stands_directly_in_a_list() -> None:
    with pytest.raises(TypeError, match="directly in a list"):
        style.record({"evidence": [["a"]]})


def test_a_run_tells_time_and_memory_of_the_command_alone(tmp_path: Path) -> None:
    large = bytearray(200 * 2**20)  # this process's own memory, which is no part of the command's
    small = measure.run(PASS.command, tmp_path, {})
    filled = measure.run((*PASS.command[:2], "x = b'x' * (90 << 20)"), tmp_path, {})
    assert len(large) > 0
    assert small.seconds > 0
    assert 1 < small.peak < 60
    assert 90 < filled.peak < 150


def test_the_memory_of_all_processes_is_counted_together(tmp_path: Path) -> None:
    hold = "import signal; x = b'x' * (40 << 20); signal.pause()"
    both = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {hold!r}]); {hold}"
    peak = measure.together((*PASS.command[:2], both), tmp_path, {}, patience=1.5)
    assert peak is not None
    assert 80 < peak < 140
    assert measure.together(PASS.command, tmp_path, {}) is None


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("import sys; sys.exit('no register')", "exit code 1: no register"),
        ("import sys; sys.exit(3)", "exit code 3: it said nothing"),
        ("import time; time.sleep(60)", "stopped after 1 s"),
    ],
)
def test_a_command_that_does_not_do_its_work_has_no_time(tmp_path: Path, program: str, said: str) -> None:
    slow = "stopped" in said
    with pytest.raises(TooLongError if slow else CommandFailedError, match=said):
        measure.run((*PASS.command[:2], program), tmp_path, {}, patience=1)


def test_a_program_that_is_not_there_has_no_time(tmp_path: Path) -> None:
    with pytest.raises(CommandFailedError, match="no-such-program"):
        measure.run(("no-such-program",), tmp_path, os.environ)


def test_a_comparison_is_the_median_of_pairs_without_the_first() -> None:
    mine = iter([Run(99, 9), Run(2, 10), Run(6, 30), Run(4, 20)])
    floor = iter([Run(1, 1), Run(1, 1), Run(2, 1), Run(1, 1)])
    pair = measure.compare(lambda: next(mine), lambda: next(floor), rounds=3, until=float("inf"))
    assert pair == Pair(ratio=3, seconds=4, floor=1, peak=20, count=3)


def test_when_the_time_is_over_there_is_one_pair_all_the_same() -> None:
    pair = measure.compare(lambda: Run(3, 5), lambda: Run(2, 1), rounds=7, until=0)
    assert pair == Pair(ratio=1.5, seconds=3, floor=2, peak=5, count=1)


def test_what_was_measured_before_the_time_was_over_counts() -> None:
    mine = iter([Run(99, 9), Run(3, 5)])

    def once() -> Run:
        for one in mine:
            return one
        raise TooLongError

    pair = measure.compare(once, lambda: Run(2, 1), rounds=7, until=float("inf"))
    assert pair == Pair(ratio=1.5, seconds=3, floor=2, peak=5, count=1)
    with pytest.raises(TooLongError):
        measure.compare(once, lambda: Run(2, 1), rounds=7, until=float("inf"))


PAIR = Pair(ratio=6, seconds=0.4, floor=0.07, peak=300, count=7)


@pytest.mark.parametrize(
    ("aim", "said"),
    [
        (Aim(6), "at most 6 ×: met"),
        (Aim(4), "at most 4 ×: **not met**, 50 % over"),
        (Aim(0.5, "s"), "at most 0.5 s: met"),
        (Aim(250, "MiB"), "at most 250 MiB: **not met**, 20 % over"),
        (Aim(5.99), "at most 5.99 ×: **not met**, 1 % over"),
        (Aim(2.5), "at most 2.5 ×: **not met**, 2.4 times that"),
        (Aim(4, least=10_000), ""),
        (Aim(4, sizes=100), ""),
    ],
)
def test_an_aim_is_met_or_not_where_it_holds(aim: Aim, said: str) -> None:
    assert results.aims(500, Outcome(Line(("check",), PASS, (aim,)), PAIR)) == said


def test_a_median_of_few_pairs_is_pointed_out() -> None:
    few = Pair(ratio=6, seconds=0.4, floor=0.07, peak=300, count=2)
    assert results.verdict(Aim(6), few) == "met (few pairs)"


def test_the_summary_names_what_is_not_met_and_what_is_not_known() -> None:
    told = results.summary(
        [
            (500, Outcome(Line(("check",), PASS, (Aim(12), Aim(5))), PAIR)),
            (500, Outcome(Line(("diff",), PASS, (Aim(4),)), None, "not there: `hmi diff`")),
        ]
    )
    assert told == (
        "\n## Aims\n\nOf 3 aims 1 are met.\n"
        "\nNot met:\n\n- `check` at 500 findings: 6 ×, at most 5 × aimed at\n"
        "\nNot known:\n\n- `diff` at 500 findings, at most 4 ×: not there: `hmi diff`\n"
    )


def test_the_summary_tells_what_grows_with_the_register_and_should_not() -> None:
    line = Line(("rag", "set"), PASS, alike=True)
    slower = Pair(ratio=9, seconds=0.6, floor=0.07, peak=300, count=7)
    told = results.summary(
        [(500, Outcome(line, PAIR)), (9000, Outcome(line, slower)), (10_000, Outcome(line, None))]
    )
    assert "\n`rag set` takes at 9,000 findings 1.50 times as long as at 500; the same is aimed at.\n" in told
    assert "as long" not in results.summary([(500, Outcome(line, PAIR))])


def test_a_row_has_as_many_cells_as_its_head() -> None:
    cells = results.HEAD.splitlines()[0].count("|")
    line = Line(("check",), PASS, (Aim(12),))
    for outcome in (
        Outcome(line, PAIR, together=310.0),
        Outcome(line, PAIR),
        Outcome(line, None, "not there"),
    ):
        assert results.row(500, outcome).count("|") == cells


@pytest.mark.parametrize(
    ("args", "missing"),
    [
        ((), ""),
        (("--version",), ""),
        (("list", "--rag", "red", "--json"), ""),
        (("rag", "set", "x/1", "amber", "--why", "w"), ""),
        (("list", "--no-such-option"), "`hmi list --no-such-option`"),
        (("no-such-command", "--json"), "`hmi no-such-command`"),
    ],
)
def test_what_this_hmi_does_not_have_is_said_to_be_absent(args: tuple[str, ...], missing: str) -> None:
    assert absent(args) == missing


def test_imports_are_read_from_what_python_tells() -> None:
    told = "import time: self [us] | cumulative | imported package\nimport time:  100 |   300 |   a.b\n"
    assert list(startup.imports(told)) == [startup.Import("a.b", 100, 300)]


def test_the_profile_of_a_start_names_modules_and_packages(tmp_path: Path) -> None:
    ground = made.ground(4, tmp_path, commits=2)
    told = startup.profile(("rag", "set", "ID", "amber"), ground)
    assert "`hmi rag set ID amber` imports " in told
    assert "| hmicfrs_cli |" in told
    assert "| Python's own |" in told
    assert "| hmicfrs_cli.domain.records |" in told
    assert git(ground.folder, "status", "--porcelain") == ""
    with pytest.raises(CommandFailedError, match="exit code 3: hmi: there is no"):
        startup.profile(("show", "no-such"), ground)


def test_one_command_measures_and_keeps_every_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(made, "ground", partial(made.ground, cache=tmp_path, commits=5))
    monkeypatch.setattr(whole, "RESULTS", tmp_path / "results.md")
    monkeypatch.setattr(
        sys, "argv", ["bench", "--findings", "4", "8", "--rounds", "1", "--minutes", "0", "--write"]
    )
    whole.main()
    told = capsys.readouterr()
    assert (tmp_path / "results.md").read_text(encoding="utf-8") == told.out
    assert "\n## 4 findings\n" in told.out
    assert "\n## 8 findings\n" in told.out
    assert told.out.count("| `--version` | not measured: the time was over |") == 1
    assert told.out.count("| `check`, cold | not measured: the time was over |") == 2
    assert "\n- `--version` at 4 findings, at most 1.5 ×: not measured: the time was over\n" in told.out
    assert "bench: making 4 findings" in told.err
