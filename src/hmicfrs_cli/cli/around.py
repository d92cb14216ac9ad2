"""What stands around a register in its repository: written, named, and what a person still has to do."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from hmicfrs_cli.cli.opened import Opened
    from hmicfrs_cli.domain.repository import Host
    from hmicfrs_cli.storage.repository import Done


def begun(root: Path) -> None:
    """Set up the repository that a new register stands at the top of; elsewhere say how."""
    from hmicfrs_cli.cli.opened import open_register
    from hmicfrs_cli.domain.repository import Host
    from hmicfrs_cli.storage import repository

    if not repository.is_top(root.parent):
        typer.echo("hmi: `hmi setup-git` makes a git repository ready for it", err=True)
        return
    arrange(root, texts_around(open_register(root), Host.BOTH, (), None))


def arrange(root: Path, texts: Mapping[str, str], overwrite: Sequence[str] = ()) -> None:
    """Write the files, the hook and this clone's settings, and say what became of each."""
    from hmicfrs_cli.domain.repository import DRIVER, EARLIER_HOOKS, HOOK, filled
    from hmicfrs_cli.storage import repository

    top = repository.top(root)
    hook, *earlier = (filled(_packaged(name), _place(root, top)) for name in (HOOK, *EARLIER_HOOKS))
    for path, text in texts.items():
        _tell(repository.put(top, path, text, overwrite=path in overwrite))
    done = [repository.hook(root, "pre-commit", hook, earlier), *repository.configure(root, DRIVER)]
    for one in done:
        _tell(one)
    for words in _advice(texts, done, hook):
        typer.echo(words, err=True)


def texts_around(opened: "Opened", host: "Host", owners: Sequence[str], keeper: str | None) -> dict[str, str]:
    """Return what each file of the repository says, by its path."""
    from hmicfrs_cli.domain import codeowners
    from hmicfrs_cli.domain.repository import OWNERS, filled, hosts, schemas, sources
    from hmicfrs_cli.storage import repository

    place = _place(opened.root, repository.top(opened.root))
    texts = {
        filled(path, place): filled(_packaged(name), place) for path, name in sources(host).items()
    } | schemas(place)
    handles = codeowners.portfolio_handles(opened.view, owners)
    kept_by = codeowners.handle(keeper) if keeper else None
    named = {OWNERS[one] for one in hosts(host)}
    under = filled("@UNDER@", place)
    owned = {path: codeowners.text(opened.view, path, under, handles, kept_by) for path in named}
    return dict(sorted({**texts, **owned}.items()))


def _place(root: Path, top: Path) -> str:
    """Return where the register is in its repository, with forward slashes; "" for the top."""
    place = root.resolve().relative_to(top.resolve()).as_posix()
    return "" if place == "." else place


def _packaged(name: str) -> str:
    from hmicfrs_cli.render import folders

    return folders.read(f"setup/{name}")[0].decode()


def _tell(done: "Done") -> None:
    typer.echo(f"{done.name}: {done.outcome.value}")


def _advice(texts: Mapping[str, str], done: "Iterable[Done]", hook: str) -> Iterator[str]:
    """Yield what a person still has to do: what was left to them, and what only the host's pages can set."""
    from hmicfrs_cli.storage.repository import Outcome

    for one in done:
        if one.outcome is Outcome.KEPT:
            yield f"hmi: {one.name} is yours, and was not touched; hmi would have it say:"
            yield _wanted(one.name, hook)
    yield "hmi: pin hmi for the host's checks as .hmi/README.md says, then commit and push to the main branch"
    if ".gitlab-ci.yml" in texts:
        yield "hmi: on GitLab, Settings > Repository > Protected branches: main, nobody may push"
        yield "  Settings > Merge requests: pipelines must succeed; one approval, not the author's own"
    if ".github/CODEOWNERS" in texts:
        yield "hmi: on GitHub, Settings > Branches > Add rule for main: require a pull request, one approval"
        yield "  require review from code owners, and the check “Check the register”"
        yield "  allow nobody to bypass, force pushes or deletions"


def _wanted(name: str, hook: str) -> str:
    from hmicfrs_cli.domain.repository import DRIVER

    if name in DRIVER:
        return f"  git config --local {name} '{DRIVER[name]}'"
    return "\n".join(f"  {line}".rstrip() for line in hook.splitlines()[1:])
