"""The table of formats: each is one module with one function. A new one is a line here."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from hmicfrs_cli.errors import RenderError
from hmicfrs_cli.render.document import Document


def _html(document: Document, _word_file: bytes | None) -> bytes:
    return document.html.encode()


def _word(document: Document, word_file: bytes | None) -> bytes:
    from hmicfrs_cli.render.word import word  # noqa: PLC0415 - only Word needs python-docx

    return word(document, word_file)


def _pdf(document: Document, _word_file: bytes | None) -> bytes:
    from hmicfrs_cli.render.pdf import pdf  # noqa: PLC0415 - only a PDF needs typst

    return pdf(document)


def _markdown(document: Document, _word_file: bytes | None) -> bytes:
    from hmicfrs_cli.render.markdown import markdown  # noqa: PLC0415 - HTML alone needs no pandoc

    return markdown(document).encode()


FORMATS: Mapping[str, Callable[[Document, bytes | None], bytes]] = {
    "html": _html,
    "docx": _word,
    "pdf": _pdf,
    "md": _markdown,
}
"""Every format of the paper, by the ending of its file."""


def make(name: str, document: Document, word_file: bytes | None = None) -> bytes:
    """Return a document in one format; `word_file` is the force's own Word file, for its styles.

    Raises RenderError where the format is none, or refuses the document.
    """
    if name not in FORMATS:
        raise RenderError(f"“{name}” is no format of a paper", f"Choose from {', '.join(FORMATS)}.")
    return FORMATS[name](document, word_file)


def make_all(
    names: Sequence[str],
    document: Document,
    look: Callable[[str, bytes], None],
    word_file: bytes | None = None,
) -> dict[str, bytes]:
    """Return a document in several formats, by name; raises as `make` does, for the first that refuses.

    They are made at the same time: most of the work is done by pandoc, a process of its own. Each is given
    to `look` once it is there, which raises where it must not go out.
    """

    def looked_at(name: str) -> bytes:
        made = make(name, document, word_file)
        look(name, made)
        return made

    # The PDF is begun before the others: pandoc and Typst work at it one after the other.
    with ThreadPoolExecutor() as pool:
        begun = {name: pool.submit(looked_at, name) for name in sorted(names, key=lambda name: name != "pdf")}
        return {name: begun[name].result() for name in names}
