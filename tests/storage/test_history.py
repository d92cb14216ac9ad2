"""Every version of a record's file, through renames and merges, and no program run on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hmicfrs_cli.errors import HmiError
from hmicfrs_cli.storage.history import is_shallow, log_of, versions

if TYPE_CHECKING:
    from pathlib import Path

    from hmicfrs_cli.domain.lifeline import Version
    from tests.conftest import GitRepo

PATH = "findings/peel/1.yaml"
FIRST = "kind: recommendation\ntext: The force should do better at what it does.\nlog:\n- on: 2022-06-01\n"


def write(repo: GitRepo, text: str, path: str = PATH) -> None:
    repo.write(f"register/{path}", text)


def read(repo: GitRepo, path: str = PATH, formerly: tuple[str, ...] = ()) -> list[Version]:
    root = repo.path / "register"
    return versions(root, path, (root / path).read_bytes(), formerly)


def test_each_commit_that_touched_it_is_a_version(git_repo: GitRepo) -> None:
    write(git_repo, FIRST)
    one = git_repo.commit("One", "2022-06-02")
    write(git_repo, "x: 1\n", "findings/peel/2.yaml")
    git_repo.commit("Another record")
    write(git_repo, FIRST + "- on: 2022-07-01\n")
    three = git_repo.commit("Three", "2022-07-03")
    found = read(git_repo)
    assert [version.commit and version.commit.id for version in found] == [one, three]
    assert [version.parents for version in found] == [(), (one,)]
    assert [len(version.data["log"]) for version in found if version.data] == [1, 2]
    commit = found[1].commit
    assert commit is not None
    assert (commit.author, commit.committer, commit.signature) == ("Alex Officer", "Alex Officer", "N")
    assert commit.day.isoformat() == "2022-07-03"


def test_what_is_not_committed_is_the_last_version(git_repo: GitRepo) -> None:
    write(git_repo, FIRST)
    assert [(one.commit, one.parents) for one in read(git_repo)] == [(None, ())]
    git_repo.git("commit", "--quiet", "--allow-empty", "--message", "Nothing yet")
    assert [(one.commit, one.parents) for one in read(git_repo)] == [(None, ())]
    one = git_repo.commit("One")
    assert [version.commit is None for version in read(git_repo)] == [False]
    write(git_repo, FIRST + "- on: 2022-07-01\n")
    assert [(one.commit is None, one.parents) for one in read(git_repo)] == [(False, ()), (True, (one,))]


def test_a_rename_that_git_sees_is_followed(git_repo: GitRepo) -> None:
    write(git_repo, FIRST, "findings/old/1.yaml")
    one = git_repo.commit("One")
    (git_repo.path / "register/findings/peel").mkdir()
    git_repo.git("mv", "register/findings/old/1.yaml", f"register/{PATH}")
    two = git_repo.commit("Rename it")
    assert [(version.path, version.parents) for version in read(git_repo)] == [
        ("findings/old/1.yaml", ()),
        (PATH, (one,)),
    ]
    write(git_repo, FIRST + "- on: 2022-07-01\n")
    assert read(git_repo)[-1].parents == (two,)


def test_a_rename_that_only_the_record_tells_is_followed(git_repo: GitRepo) -> None:
    write(git_repo, FIRST, "findings/old/1.yaml")
    git_repo.commit("One")
    (git_repo.path / "register/findings/old/1.yaml").unlink()
    write(git_repo, "formerly: [old/1]\nkind: practice\n" + "note: quite other words\n" * 9)
    git_repo.commit("Rename it and write it anew")
    assert [version.path for version in read(git_repo)] == [PATH]
    assert [one.path for one in read(git_repo, formerly=("old/1",))] == ["findings/old/1.yaml", PATH]


def test_names_that_go_round_in_a_circle_end(git_repo: GitRepo) -> None:
    other = "findings/peel/2.yaml"
    write(git_repo, FIRST)
    git_repo.commit("Begin")
    for old, new in ((PATH, other), (other, PATH)):
        git_repo.git("mv", f"register/{old}", f"register/{new}")
        git_repo.commit(f"To {new}")
    found = read(git_repo)
    assert [(version.path, version.gone) for version in found] == [(PATH, False), (PATH, True), (PATH, False)]


def test_a_merge_has_both_sides_as_parents(git_repo: GitRepo) -> None:
    tail = "".join(f"# line {number}\n" for number in range(9))
    write(git_repo, FIRST + tail)
    base = git_repo.commit("Base")
    git_repo.git("checkout", "--quiet", "-b", "side")
    write(git_repo, FIRST + tail + "- on: 2022-08-01\n")
    side = git_repo.commit("Side")
    git_repo.git("checkout", "--quiet", "main")
    git_repo.commit("Something else")
    write(git_repo, FIRST + "- on: 2022-07-01\n" + tail)
    main = git_repo.commit("Main")
    git_repo.git("merge", "--quiet", "--no-edit", "side")
    merge = git_repo.git("rev-parse", "HEAD").strip()
    found = {version.commit.id: version for version in read(git_repo) if version.commit}
    assert {id_: version.parents for id_, version in found.items()} == {
        base: (),
        side: (base,),
        main: (base,),
        merge: (main, side),
    }
    assert next(iter(found)) == base
    assert list(found)[-1] == merge


def test_a_file_gone_or_broken_is_a_version_without_data(git_repo: GitRepo) -> None:
    for text in (FIRST, "kind: [broken\n", FIRST):
        write(git_repo, text)
        git_repo.commit("A version")
    (git_repo.path / "register" / PATH).unlink()
    git_repo.commit("Gone")
    write(git_repo, FIRST)
    git_repo.commit("Back")
    assert [(one.data is None, one.gone) for one in read(git_repo)] == [
        (False, False),
        (True, False),
        (False, False),
        (True, True),
        (False, False),
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(
            (f"gpg.{kind}", "{program}")
            for kind in ("program", "openpgp.program", "x509.program", "ssh.program")
        ),
        ("gpg.ssh.defaultKeyCommand", "{program}"),
        ("core.fsmonitor", "{program}"),
        ("core.pager", "{program}"),
        ("diff.external", "{program}"),
        ("diff.evil.textconv", "{program}"),
        ("diff.evil.command", "{program}"),
        ("core.sshCommand", "{program}"),
    ],
)
@pytest.mark.parametrize("sign", ["-----BEGIN PGP SIGNATURE-----", "-----BEGIN SSH SIGNATURE-----"])
def test_no_program_that_a_repository_names_is_run(
    git_repo: GitRepo, tmp_path: Path, name: str, value: str, sign: str
) -> None:
    program = git_repo.write("evil", f"#!/bin/sh\ntouch '{tmp_path}/ran'\n")
    program.chmod(0o755)
    git_repo.write(".gitattributes", "* diff=evil\n")
    write(git_repo, FIRST)
    git_repo.commit("One")
    signed_by_nobody(git_repo, sign)
    for setting, said in [(name, value), ("log.showSignature", "true"), ("commit.gpgSign", "true")]:
        git_repo.git("config", setting, said.format(program=program))
    found = read(git_repo)
    assert found[-1].commit is not None
    assert found[-1].commit.signature != "G"
    assert not (tmp_path / "ran").exists()


def signed_by_nobody(repo: GitRepo, sign: str) -> None:
    """Give the last commit something that git takes for a signature."""
    raw = repo.git("cat-file", "commit", "HEAD")
    head, _, message = raw.partition("\n\n")
    signature = f"gpgsig {sign}\n \n AAAA\n {sign.replace('BEGIN', 'END')}"
    repo.write("raw", f"{head}\n{signature}\n\n{message}")
    forged = repo.git("hash-object", "-t", "commit", "-w", "raw").strip()
    (repo.path / "raw").unlink()
    repo.git("update-ref", "refs/heads/main", forged)


def test_a_program_that_the_user_names_checks_signatures(
    git_repo: GitRepo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "checker"
    program.write_text(f"#!/bin/sh\ntouch '{tmp_path}/ran'\n", encoding="utf-8")
    program.chmod(0o755)
    config = tmp_path / "config"
    config.write_text(f"[gpg]\nprogram = {program}\n", encoding="utf-8")
    write(git_repo, FIRST)
    git_repo.commit("One")
    signed_by_nobody(git_repo, "-----BEGIN PGP SIGNATURE-----")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    read(git_repo)
    assert (tmp_path / "ran").exists()


def test_settings_of_how_a_log_looks_change_nothing(git_repo: GitRepo) -> None:
    write(git_repo, FIRST)
    git_repo.commit("One")
    plain = read(git_repo)
    settings = {
        "color.ui": "always",
        "log.showRoot": "false",
        "log.follow": "true",
        "log.abbrevCommit": "true",
        "log.decorate": "full",
        "diff.noprefix": "true",
        "diff.renames": "copies",
        "format.pretty": "oneline",
        "i18n.logOutputEncoding": "ISO-8859-1",
    }
    for name, value in settings.items():
        git_repo.git("config", name, value)
    assert read(git_repo) == plain
    assert len(plain) == 1


def test_a_shallow_clone_is_known_as_one(git_repo: GitRepo, tmp_path: Path) -> None:
    for text in (FIRST, FIRST + "- on: 2022-07-01\n"):
        write(git_repo, text)
        git_repo.commit("A version")
    clone = tmp_path / "clone"
    git_repo.git("clone", "--quiet", "--depth=1", git_repo.path.as_uri(), str(clone))
    assert [is_shallow(path) for path in (git_repo.path, clone)] == [False, True]
    root = clone / "register"
    assert len(versions(root, PATH, (root / PATH).read_bytes())) == 1


def test_without_a_repository_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(HmiError, match="in no git repository"):
        versions(tmp_path, PATH, FIRST.encode())


def test_a_log_is_as_its_file_has_it() -> None:
    assert log_of(FIRST.encode()) == [{"on": "2022-06-01"}]
    assert [log_of(raw) for raw in (b"kind: x\n", b"log: x\n", b"[")] == [[], [], []]
