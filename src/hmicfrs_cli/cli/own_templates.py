"""A register's own templates and Word file: where they stand, and whether they may be used."""

from pathlib import Path


def beside(root: Path) -> Path:
    """Return where a register's own templates stand: beside its folder, or in it where it is the whole."""
    return (root.parent if root.name == "register" else root) / "templates"


def word_file(own: list[Path], template: str) -> bytes | None:
    """Return the force's own Word file: the template's, else one for every paper; None for the packaged one.

    Raises RenderError for a file that is none, or that is not safe to open.
    """
    from hmicfrs_cli.render import folders, word_file

    for name in (f"{template}.docx", "paper.docx"):
        if any((folder / name).is_file() for folder in own):
            content, path = folders.read(name, own)
            return word_file.safe(content, str(path))
    return None
