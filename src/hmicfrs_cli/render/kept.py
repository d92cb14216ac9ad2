"""The packaged templates as Python has translated them, kept where Python keeps its own modules'.

Translating them takes longer than filling them in. What is kept is code, so it is kept for the packaged
templates alone, never for a register's, and in no place but the package's own `__pycache__`: who can write
there can change hmi itself. Where nothing can be written, nothing is kept.
"""

import contextlib
import hashlib
import sys
from collections.abc import Callable, Iterable
from importlib.util import cache_from_source
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, FileSystemBytecodeCache

from hmicfrs_cli.render.folders import templates_dir

_FOR_ALL = 0o644  # whoever installs and whoever runs hmi can be two


class KeptTemplates(FileSystemBytecodeCache):
    """What Jinja keeps, by the text of a template and of all that has a part in its translation."""

    def __init__(self, translators: Iterable[Callable[..., object]]) -> None:
        """Keep what was translated with these functions at hand, known by the text of their modules."""
        place = Path(cache_from_source(str(templates_dir() / "templates.py"))).parent
        super().__init__(str(place), f"%s.{sys.implementation.cache_tag}.jinja")
        files = {function.__code__.co_filename for function in translators if hasattr(function, "__code__")}
        self._state = jinja2.__version__ + "".join(_digest(file) for file in sorted(files))

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the name under which a packaged template is kept, and an empty one for any other."""
        return name.replace("/", "-") if filename == str(templates_dir() / name) else ""

    def get_source_checksum(self, source: str) -> str:
        """Return by what a translation is known to be that of the template as it is now."""
        return hashlib.sha256((self._state + source).encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in what is kept of a template."""
        if bucket.key:
            with contextlib.suppress(OSError):
                super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's translation, where that can be done."""
        if bucket.key and not sys.dont_write_bytecode:
            with contextlib.suppress(OSError):
                Path(self.directory).mkdir(parents=True, exist_ok=True)
                super().dump_bytecode(bucket)
                Path(self._get_cache_filename(bucket)).chmod(_FOR_ALL)


def _digest(file: str) -> str:
    return hashlib.sha256(Path(file).read_bytes()).hexdigest()
