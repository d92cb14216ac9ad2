"""Work shared among processes: the same answers in the same order, whatever becomes of a process."""

import os
import shutil
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn, TypeVar

import pytest

from hmicfrs_cli.domain import rules
from hmicfrs_cli.storage import shares
from hmicfrs_cli.storage.load import load, load_files
from hmicfrs_cli.storage.revision import files
from hmicfrs_cli.storage.shares import spread
from tests.conftest import ROOT

# The test runner has threads, of which a newer Python warns; these children need none of them.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")

T = TypeVar("T")
R = TypeVar("R")
NUMBERS = list(range(100))
SQUARES = [number * number for number in NUMBERS]
BEGUN: list[int] = []
BAD = sorted(path for path in (ROOT / "tests" / "examples" / "bad").iterdir() if path.is_dir())


def many(work: Callable[[T], R], things: Sequence[T], /) -> Iterator[R]:
    """Share even the least among processes."""
    return spread(work, things, least=1)


def square(number: int) -> int:
    return number * number


@pytest.fixture(params=[1, 2, 4])
def processes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    count: int = request.param
    monkeypatch.setattr(shares, "processes", lambda: count)
    return count


@pytest.fixture(autouse=True)
def _begun(monkeypatch: pytest.MonkeyPatch) -> None:
    """Gather the processes that are begun: others, of tests that ran before, are none of ours."""
    fork = os.fork
    BEGUN.clear()

    def counted() -> int:
        pid = fork()
        BEGUN.extend([pid] * (pid > 0))
        return pid

    monkeypatch.setattr(os, "fork", counted)


def is_there(pid: int) -> bool:
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return False
    return True


def no_child_is_left() -> bool:
    return not any(map(is_there, BEGUN))


@pytest.mark.parametrize("count", [0, 1, 2, 3, 100])
def test_answers_come_in_order(processes: int, count: int) -> None:
    assert list(many(square, NUMBERS[:count])) == SQUARES[:count], processes
    assert no_child_is_left()


def test_others_do_their_share(processes: int) -> None:
    at_work = list(many(lambda _: os.getpid(), NUMBERS))
    assert len(BEGUN) == processes - 1
    assert at_work[0] == os.getpid()
    assert len(set(at_work)) == processes


def test_few_things_pay_for_no_process(processes: int) -> None:
    assert set(spread(lambda _: os.getpid(), NUMBERS)) == {os.getpid()}, processes


@pytest.mark.parametrize(
    "end", [lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: 1 // 0], ids=["killed", "failed"]
)
def test_what_a_child_does_not_answer_is_done_here(processes: int, end: Callable[[], object]) -> None:
    here = os.getpid()

    def work(number: int) -> int:
        if os.getpid() != here:
            end()
        return square(number)

    assert list(many(work, NUMBERS)) == SQUARES, processes
    assert no_child_is_left()


def test_an_error_of_the_work_is_met_here(processes: int) -> None:
    with pytest.raises(ZeroDivisionError):
        list(many(lambda number: 1 // (99 - number), NUMBERS))
    assert no_child_is_left(), processes


def test_an_early_end_ends_the_children(processes: int) -> None:
    here = os.getpid()

    def work(number: int) -> int:
        if os.getpid() != here:
            signal.pause()
        return number

    def interrupted() -> None:
        for _ in many(work, NUMBERS):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert no_child_is_left(), processes


def test_children_that_the_system_waits_for_itself_do_no_harm(processes: int) -> None:
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        assert list(many(square, NUMBERS)) == SQUARES, processes
    finally:
        signal.signal(signal.SIGCHLD, before)


def test_without_room_for_a_process_all_is_done_here(processes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> NoReturn:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", full)
    assert list(many(square, NUMBERS)) == SQUARES, processes


def test_a_copy_without_its_threads_is_not_made() -> None:
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        assert shares.processes() == 1
    finally:
        done.set()
        other.join()


@pytest.mark.parametrize("name", ["fork", "sched_getaffinity"])
def test_a_system_that_lacks_a_call_is_served(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.delattr(os, name, raising=False)
    assert 1 <= shares.processes() <= (1 if name == "fork" else 4)


@pytest.mark.parametrize(
    "broken", [ROOT / "examples" / "wrenshire" / "register", *BAD], ids=lambda path: path.name
)
def test_a_register_reads_and_is_judged_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: Path
) -> None:
    monkeypatch.setattr(shares, "processes", lambda: 2)
    shutil.copytree(ROOT / "tests" / "examples" / "good" / "base", tmp_path, dirs_exist_ok=True)
    shutil.copytree(broken, tmp_path, dirs_exist_ok=True)
    here, there = load(tmp_path), load(tmp_path, many)
    assert there == here
    assert load_files(files(tmp_path, None), many) == load_files(files(tmp_path, None))
    if here.register is not None:
        judged = rules.check(here.register, date(2026, 11, 23), here.unread)
        assert rules.check(here.register, date(2026, 11, 23), here.unread, many) == judged
