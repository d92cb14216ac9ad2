"""What a merge left open, as git's index and the files have it, and what a person began to decide in them."""

from pathlib import Path

import pytest

from hmicfrs_cli.errors import HmiError
from hmicfrs_cli.storage.versions import Open, Versions, add, by_lines, keep, left_open, read, unmerged
from tests.conftest import GitRepo

BASE, OURS, THEIRS = b"a: 1\nb: 1\n", b"a: 2\nb: 1\n", b"a: 3\nb: 1\n"
STAGES = {1: BASE, 2: OURS, 3: THEIRS}
GIT = b"<<<<<<< HEAD\na: 2\n=======\na: 3\n>>>>>>> other\nb: 1\n"


def opened(work: bytes | None, stages: dict[int, bytes]) -> Open:
    return Open("findings/a/1.yaml", work, stages)


SIDES = [
    ("as git left it", GIT, STAGES, Versions(OURS, THEIRS, BASE)),
    ("no marker left", OURS, STAGES, Versions(OURS, THEIRS, BASE)),
    ("begun on both sides", GIT, {2: OURS, 3: THEIRS}, Versions(OURS, THEIRS, None)),
    (
        "a line of a person's own",
        GIT + b"c: 9\n",
        STAGES,
        Versions(OURS + b"c: 9\n", THEIRS + b"c: 9\n", BASE),
    ),
    (
        "one of two decided",
        GIT + b"c: 2\n",
        {1: BASE, 2: OURS + b"c: 2\n", 3: THEIRS + b"c: 3\n"},
        Versions(OURS + b"c: 2\n", THEIRS + b"c: 2\n", BASE),
    ),
    ("no merge in progress", GIT, {}, Versions(OURS, THEIRS, b"b: 1\n")),
    ("no merge, and no markers", OURS, {}, None),
    ("no file", None, {}, None),
]


@pytest.mark.parametrize(
    ("work", "stages", "expected"), [row[1:] for row in SIDES], ids=[row[0] for row in SIDES]
)
def test_the_versions_of_a_file(
    work: bytes | None, stages: dict[int, bytes], expected: Versions | None
) -> None:
    assert opened(work, stages).versions() == expected


def test_markers_are_seen_in_a_file_that_is_there() -> None:
    assert opened(GIT, {}).marked()
    assert not opened(OURS, {}).marked()
    assert not opened(None, STAGES).marked()


def test_lines_are_merged_as_git_does() -> None:
    spread = [b"a\n", b"b\n", b"c\n", b"d\n", b"e\n"]
    ours, theirs = b"".join([b"A\n", *spread[1:]]), b"".join([*spread[:-1], b"E\n"])
    assert by_lines(ours, b"".join(spread), theirs) == (b"A\nb\nc\nd\nE\n", True)
    new, done = by_lines(OURS, BASE, THEIRS)
    assert not done
    assert new == b"<<<<<<< ours\na: 2\n=======\na: 3\n>>>>>>> theirs\nb: 1\n"
    with pytest.raises(HmiError, match=r"git failed: .*[Bb]inary"):
        by_lines(b"\0", b"a", b"b")


def test_what_git_hands_over_is_read_and_given_back(tmp_path: Path) -> None:
    keep(tmp_path / "A", b"new")
    assert read(tmp_path / "A") == b"new"
    with pytest.raises(HmiError, match=r"cannot read .*B: no such file"):
        read(tmp_path / "B")
    with pytest.raises(HmiError, match="cannot write "):
        keep(tmp_path, b"new")


def test_a_folder_in_no_repository_has_nothing_open(tmp_path: Path) -> None:
    assert unmerged(tmp_path) == {}
    assert left_open(tmp_path, None) == []


def test_stages_are_read_from_the_index_and_added_to_it(git_repo: GitRepo) -> None:
    folder = git_repo.path / "register"
    name = "findings/a/[1].yaml"
    git_repo.write(f"register/{name}", BASE.decode())
    git_repo.write("register/findings/a/2.yaml", BASE.decode())
    git_repo.commit("Base")
    git_repo.git("switch", "--quiet", "--create", "other")
    git_repo.write(f"register/{name}", THEIRS.decode())
    git_repo.git("rm", "--quiet", "register/findings/a/2.yaml")
    git_repo.commit("Theirs")
    git_repo.git("switch", "--quiet", "main")
    git_repo.write(f"register/{name}", OURS.decode())
    git_repo.write("register/findings/a/2.yaml", OURS.decode())
    git_repo.commit("Ours")
    with pytest.raises(AssertionError):
        git_repo.git("merge", "other")
    found = {one.path: one for one in left_open(folder, None)}
    assert sorted(found) == ["findings/a/2.yaml", name]
    assert found["findings/a/2.yaml"].stages == {1: BASE, 2: OURS}
    assert found[name].stages == STAGES
    assert found[name].work is None, "its name can be no id, so it is not read"
    assert [one.path for one in left_open(folder, ["findings/a/2.yaml"])] == ["findings/a/2.yaml"]
    assert left_open(folder, ["findings/b"]) == []
    add(folder, [name])
    assert list(unmerged(folder)) == ["findings/a/2.yaml"]
    with pytest.raises(HmiError):
        add(folder, ["findings/none.yaml"])
