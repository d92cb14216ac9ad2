"""Every version of a record's file, through renames and merges, and no program run on the way."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from hmicfrs_cli.errors import HmiError
from hmicfrs_cli.storage import commits, history
from hmicfrs_cli.storage.history import Past, log_of

if TYPE_CHECKING:
    from pathlib import Path

    from hmicfrs_cli.domain.committed import Version
    from tests.conftest import GitRepo

PATH = "findings/peel/1.yaml"
FIRST = "kind: recommendation\ntext: The force should do better at what it does.\nlog:\n- on: 2022-06-01\n"


def write(repo: GitRepo, text: str, path: str = PATH) -> None:
    repo.write(f"register/{path}", text)


def past(root: Path, path: str, raw: bytes | None, formerly: tuple[str, ...] = ()) -> Past:
    return history.past(commits.begin(root, path), raw, formerly)


def read(repo: GitRepo, path: str = PATH, formerly: tuple[str, ...] = ()) -> list[Version]:
    root = repo.path / "register"
    return past(root, path, (root / path).read_bytes(), formerly).versions


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


def test_names_that_go_round_in_a_circle_are_followed_back(git_repo: GitRepo) -> None:
    other = "findings/peel/2.yaml"
    write(git_repo, FIRST)
    ids = [git_repo.commit("Begin")]
    for old, new in ((PATH, other), (other, PATH)):
        git_repo.git("mv", f"register/{old}", f"register/{new}")
        ids.append(git_repo.commit(f"To {new}"))
    assert [(one.commit and one.commit.id, one.path, one.parents) for one in read(git_repo)] == [
        (ids[0], PATH, ()),
        (ids[1], other, (ids[0],)),
        (ids[2], PATH, (ids[1],)),
    ]


def test_more_names_than_anybody_gives_are_not_followed(git_repo: GitRepo) -> None:
    write(git_repo, FIRST, "findings/peel/0.yaml")
    git_repo.commit("Begin")
    for number in range(25):
        git_repo.git(
            "mv", f"register/findings/peel/{number}.yaml", f"register/findings/peel/{number + 1}.yaml"
        )
        git_repo.commit("Again")
    found = read(git_repo, "findings/peel/25.yaml")
    assert [one.path for one in found] == [f"findings/peel/{number}.yaml" for number in range(5, 26)]


def test_an_id_used_again_is_another_record(git_repo: GitRepo) -> None:
    write(git_repo, "kind: practice\ntext: Something else altogether, and in other words.\n")
    write(git_repo, FIRST, "findings/peel/2.yaml")
    begun = git_repo.commit("Two records")
    (git_repo.path / "register" / PATH).unlink()
    git_repo.commit("One is gone")
    git_repo.git("mv", "register/findings/peel/2.yaml", f"register/{PATH}")
    renamed = git_repo.commit("The other takes its id")
    assert [(one.commit and one.commit.id, one.path) for one in read(git_repo)] == [
        (begun, "findings/peel/2.yaml"),
        (renamed, PATH),
    ]


def test_a_register_that_moved_keeps_its_records(git_repo: GitRepo) -> None:
    for path in (PATH, "inspections/peel.yaml"):
        git_repo.write(f"a/b/{path}", FIRST + f"# {path}\n")
    one = git_repo.commit("Elsewhere")
    git_repo.git("mv", "a/b", "register")
    two = git_repo.commit("Here")
    for path in (PATH, "inspections/peel.yaml"):
        assert [(x.commit and x.commit.id, x.path, x.parents) for x in read(git_repo, path)] == [
            (one, path, ()),
            (two, path, (one,)),
        ]


def test_a_rename_that_is_not_committed_is_followed(git_repo: GitRepo) -> None:
    write(git_repo, FIRST, "findings/old/1.yaml")
    one = git_repo.commit("One")
    (git_repo.path / "register/findings/peel").mkdir()
    git_repo.git("mv", "register/findings/old/1.yaml", f"register/{PATH}")
    found = [(x.commit and x.commit.id, x.path, x.parents) for x in read(git_repo)]
    assert found == [(one, "findings/old/1.yaml", ()), (None, PATH, (one,))]
    git_repo.git("reset", "--quiet")
    assert [x.commit for x in read(git_repo)] == [None]
    assert [x.commit and x.commit.id for x in read(git_repo, formerly=("none/1", "old/1"))] == [one, None]


def test_a_former_name_given_up_earlier_is_followed(git_repo: GitRepo) -> None:
    write(git_repo, FIRST, "findings/old/1.yaml")
    one = git_repo.commit("One")
    (git_repo.path / "register/findings/old/1.yaml").unlink()
    gone = git_repo.commit("Gone")
    write(git_repo, FIRST)
    back = git_repo.commit("Back under another name")
    found = [(x.commit and x.commit.id, x.gone) for x in read(git_repo, formerly=("none/1", "old/1"))]
    assert found == [(one, False), (gone, True), (back, False)]


def test_a_record_that_is_gone_is_told(git_repo: GitRepo) -> None:
    write(git_repo, FIRST)
    write(git_repo, FIRST + "# the second\n", "findings/peel/2.yaml")
    git_repo.commit("Two")
    root = git_repo.path / "register"
    assert [(one.commit is None, one.gone) for one in past(root, PATH, None).versions] == [
        (False, False),
        (True, True),
    ]
    (root / PATH).unlink()
    git_repo.git("mv", "register/findings/peel/2.yaml", "register/findings/peel/3.yaml")
    git_repo.commit("One gone, one renamed")
    assert [(one.gone, one.became) for one in past(root, PATH, None).versions] == [(False, ""), (True, "")]
    assert past(root, "findings/peel/2.yaml", None).versions[-1].became == "findings/peel/3.yaml"
    assert [one.commit for one in past(root, "findings/peel/9.yaml", None).versions] == [None]


def test_what_a_merge_leaves_out_is_still_there(git_repo: GitRepo) -> None:
    write(git_repo, FIRST)
    base = git_repo.commit("Base")
    git_repo.git("checkout", "--quiet", "-b", "side")
    write(git_repo, FIRST + "- on: 2022-08-01\n")
    side = git_repo.commit("Side")
    git_repo.git("checkout", "--quiet", "main")
    git_repo.commit("Something else")
    git_repo.git("merge", "--quiet", "--strategy=ours", "--message=Lost", "side")
    lost = git_repo.git("rev-parse", "HEAD").strip()
    found = {one.commit.id: (one.parents, one.data) for one in read(git_repo) if one.commit}
    assert set(found) == {base, side, lost}
    assert set(found[lost][0]) == {base, side}
    assert found[lost][1] == found[base][1] != found[side][1]


def test_both_sides_of_a_merge_may_have_done_the_same(git_repo: GitRepo) -> None:
    write(git_repo, FIRST)
    base = git_repo.commit("Base")
    git_repo.git("checkout", "--quiet", "-b", "side")
    for branch in ("side", "main"):
        git_repo.git("checkout", "--quiet", branch)
        write(git_repo, FIRST + "- on: 2022-08-01\n")
        git_repo.commit(branch)
    git_repo.git("merge", "--quiet", "--no-edit", "side")
    found = read(git_repo)
    assert found[0].commit is not None
    assert found[0].commit.id == base
    assert all(one.data == found[-1].data and not one.gone for one in found[1:])


def test_a_side_that_still_had_the_old_name_is_followed_too(git_repo: GitRepo) -> None:
    old = "findings/old/1.yaml"
    tail = "".join(f"# line {number}\n" for number in range(9))
    write(git_repo, FIRST + tail, old)
    base = git_repo.commit("Base")
    git_repo.git("checkout", "--quiet", "-b", "side")
    write(git_repo, FIRST + tail + "- on: 2022-08-01\n", old)
    side = git_repo.commit("Side")
    git_repo.git("checkout", "--quiet", "main")
    (git_repo.path / "register/findings/peel").mkdir()
    git_repo.git("mv", f"register/{old}", f"register/{PATH}")
    moved = git_repo.commit("Rename")
    git_repo.git("merge", "--quiet", "--no-edit", "side")
    merge = git_repo.git("rev-parse", "HEAD").strip()
    found = {one.commit.id: one for one in read(git_repo) if one.commit}
    assert next(iter(found)) == base
    assert list(found)[-1] == merge
    assert {id_: (one.path, set(one.parents)) for id_, one in found.items()} == {
        base: (old, set()),
        side: (old, {base}),
        moved: (PATH, {base}),
        merge: (PATH, {moved, side}),
    }


def test_a_folder_or_a_repository_in_its_place_is_no_version_of_it(git_repo: GitRepo) -> None:
    write(git_repo, FIRST, f"{PATH}/inside")
    git_repo.commit("A folder")
    (git_repo.path / "register" / PATH / "inside").unlink()
    (git_repo.path / "register" / PATH).rmdir()
    blob = git_repo.git("rev-parse", "HEAD").strip()
    git_repo.git("rm", "-rq", "--cached", "register")
    git_repo.git("update-index", "--add", "--cacheinfo", f"160000,{blob},register/{PATH}")
    git_repo.git("commit", "--quiet", "--message", "A repository")
    write(git_repo, FIRST)
    git_repo.git("update-index", "--force-remove", f"register/{PATH}")
    last = git_repo.commit("A record")
    found = read(git_repo)
    assert found[-1].commit is not None
    assert found[-1].commit.id == last
    assert [one.data is None for one in found].count(False) == 1


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


@pytest.mark.parametrize("name", ["gpg.program", "gpg.openpgp.program"])
def test_a_program_that_the_user_names_checks_signatures(
    git_repo: GitRepo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    program = tmp_path / "checker"
    program.write_text(f"#!/bin/sh\ntouch '{tmp_path}/ran'\n", encoding="utf-8")
    program.chmod(0o755)
    config = tmp_path / "config"
    write(git_repo, FIRST)
    git_repo.commit("One")
    signed_by_nobody(git_repo, "-----BEGIN PGP SIGNATURE-----")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    git_repo.git("config", "--global", name, str(program))
    git_repo.git("config", "--global", "gpg.format", "openpgp")
    read(git_repo)
    assert (tmp_path / "ran").exists()


def signature(repo: GitRepo) -> str:
    commit = read(repo)[-1].commit
    assert commit is not None
    return commit.signature


@pytest.mark.parametrize("sign", ["-----BEGIN PGP SIGNATURE-----", "-----BEGIN SSH SIGNATURE-----"])
def test_without_a_program_that_checks_a_signature_is_still_one(
    git_repo: GitRepo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sign: str
) -> None:
    write(git_repo, FIRST)
    git_repo.commit("One")
    assert signature(git_repo) == "N"
    signed_by_nobody(git_repo, sign)
    found = shutil.which("git")
    assert found is not None
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "git").symlink_to(found)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert signature(git_repo) == "E"


def test_a_program_that_takes_git_down_hides_nothing(git_repo: GitRepo) -> None:
    """ssh-keygen ends at once, and git dies of what it had still to tell it."""
    write(git_repo, FIRST)
    git_repo.commit("x" * 100_000)
    signed_by_nobody(git_repo, "-----BEGIN SSH SIGNATURE-----")
    assert signature(git_repo) == "E"


def test_only_the_user_says_whose_ssh_signatures_are_good(
    git_repo: GitRepo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, allowed = tmp_path / "key", tmp_path / "allowed"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    allowed.write_text(f"alex@force.example {key.with_suffix('.pub').read_text()}", encoding="utf-8")
    write(git_repo, FIRST)
    for name, said in (("gpg.format", "ssh"), ("user.signingKey", str(key)), ("commit.gpgSign", "true")):
        git_repo.git("config", name, said)
    git_repo.commit("Signed")
    git_repo.git("config", "gpg.ssh.allowedSignersFile", str(allowed))
    assert signature(git_repo) == "U"
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "config"))
    git_repo.git("config", "--global", "gpg.ssh.allowedSignersFile", str(allowed))
    assert signature(git_repo) == "G"
    commit = read(git_repo)[-1].commit
    assert commit is not None
    assert commit.signer == "alex@force.example"
    raw = git_repo.git("cat-file", "commit", "HEAD").replace("Signed\n", "Forged\n")
    git_repo.write("raw", raw)
    forged = git_repo.git("hash-object", "-t", "commit", "-w", "raw").strip()
    git_repo.git("update-ref", "refs/heads/main", forged)
    assert signature(git_repo) == "B"


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
    for path, shallow, oldest in ((git_repo.path, False, [False, False]), (clone, True, [True])):
        root = path / "register"
        found = past(root, PATH, (root / PATH).read_bytes())
        assert found.shallow is shallow
        assert [one.commit and one.commit.oldest for one in found.versions] == oldest


def test_without_a_repository_there_is_only_what_is_there(tmp_path: Path) -> None:
    found = past(tmp_path, PATH, FIRST.encode())
    assert (found.repository, found.shallow, len(found.versions)) == (False, False, 1)
    assert found.versions[0].data == {"kind": "recommendation", **(found.versions[0].data or {})}


def test_without_git_nothing_is_answered(git_repo: GitRepo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(git_repo.path))
    with pytest.raises(HmiError, match="git could not be started"):
        past(git_repo.path, PATH, b"")


def test_a_repository_that_lacks_an_object_says_so(git_repo: GitRepo) -> None:
    write(git_repo, FIRST)
    git_repo.commit("One")
    blob = git_repo.git("rev-parse", f"HEAD:register/{PATH}").strip()
    (git_repo.path / ".git/objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(HmiError, match="lacks an object"):
        read(git_repo)


def test_a_log_is_as_its_file_has_it() -> None:
    assert log_of(FIRST.encode()) == [{"on": "2022-06-01"}]
    assert [log_of(raw) for raw in (b"kind: x\n", b"log: x\n", b"[")] == [[], [], []]
