"""Jinja in a sandbox: a template and plain data in, one HTML page out.

A template may come from a pull request, so it is held on a short lead: no attribute that begins
with an underscore, no change of the data, and an end to every loop, product and page.
"""

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from hmicfrs_cli.errors import RenderError
from hmicfrs_cli.render import folders as templates
from hmicfrs_cli.render.kept import KeptTemplates

Filters = Mapping[str, Callable[..., object]]

LARGEST = 50_000_000
"""Characters of a page; a paper of 10,000 findings has a tenth of them."""

MOST_ROUNDS = 500_000
"""Rounds of all loops and calls of macros of one page together."""

_FILLERS = {"center", "expandtabs", "format", "format_map", "ljust", "rjust", "zfill"}
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)
_WEB = re.compile(r"(?:https?://|mailto:|#)[^\s]*", re.IGNORECASE)


class _TooMuchError(Exception):
    """The template asks for more than a page may have."""


class _Environment(ImmutableSandboxedEnvironment):
    """The sandbox, with a budget of rounds that all loops and macros share."""

    intercepted_binops = frozenset(["*", "**", "%"])

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            loop.body.insert(0, _tick(loop.lineno))
        for macro in tree.find_all(nodes.Macro):
            macro.body.insert(0, _tick(macro.lineno))
        return tree

    def wrap_str_format(self, value: object) -> None:
        """Leave `format` to the refusal below: the sandbox would allow a width of a thousand million."""

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Refuse also the methods that fill a text up to a length."""
        return super().is_safe_attribute(obj, attr, value) and not (isinstance(obj, str) and attr in _FILLERS)

    def call_binop(self, context: object, operator: str, left: object, right: object) -> object:
        """Refuse what could make a huge value from two small ones."""
        del context
        if operator == "*" and isinstance(left, int | float) and isinstance(right, int | float):
            return left * right
        if operator == "%" and isinstance(left, int | float) and isinstance(right, int | float):
            return left % right
        raise _TooMuchError(f"{operator} is for two numbers only, and ** is for none")


def _tick(line: int) -> nodes.ExprStmt:
    count = nodes.Name("count_round", "load", lineno=line)
    return nodes.ExprStmt(nodes.Call(count, [], [], None, None, lineno=line), lineno=line)


def safe_link(address: object) -> str:
    """Return a web address, mail address or place in the page; an empty text for anything else."""
    text = str(address).strip()
    return text if _WEB.fullmatch(text) else ""


def css_string(text: object) -> Markup:
    """Return text as a quoted CSS string in which nothing can end the string or the style element."""
    coded = "".join(char if char.isalnum() or char in " .-" else f"\\{ord(char):x} " for char in str(text))
    return Markup('"{}"').format(Markup(coded))  # noqa: S704 - what is neither letter nor digit is a hexadecimal escape


def visible(value: object) -> object:
    """Replace characters that no document may hold, or that would reverse what is read, by U+FFFD."""
    if isinstance(value, str) and _UNSEEN.search(value):
        clean = _UNSEEN.sub("\ufffd", value)
        return type(value)(clean)
    return value


def environment(folders: Sequence[Path], filters: Filters) -> ImmutableSandboxedEnvironment:
    """Return a sandbox for one page; its counters start anew."""

    def load(name: str) -> tuple[str, str, None]:
        source, path = templates.read(name, folders)
        return source.decode("utf-8-sig"), str(path), None

    env = _Environment(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=visible,
        bytecode_cache=KeptTemplates([visible, safe_link, *filters.values()]),
    )
    for unbounded in ("center", "format", "indent", "pprint", "urlize", "xmlattr"):
        del env.filters[unbounded]
    env.filters |= {"safe_link": safe_link, "css_string": css_string, **filters}
    numbers, rounds = itertools.count(1), itertools.count()
    env.globals = {
        "count_round": lambda: _count(rounds),
        "fresh_id": lambda prefix: f"{prefix}-{next(numbers)}",
        "namespace": env.globals["namespace"],
        "range": _bounded_range,
    }
    return env


def _count(rounds: Iterator[int]) -> None:
    if next(rounds) >= MOST_ROUNDS:
        raise _TooMuchError(f"its loops and macros run more than {MOST_ROUNDS:,} times")


def _bounded_range(*bounds: int) -> range:
    if len(chosen := range(*bounds)) > MOST_ROUNDS:
        raise _TooMuchError(f"its loops and macros run more than {MOST_ROUNDS:,} times")
    return chosen


def render(
    name: str, data: Mapping[str, object], folders: Sequence[Path] = (), filters: Filters | None = None
) -> str:
    """Return the page that template `name` makes of `data`, with text escaped wherever it is printed.

    The first of `folders` that has a template wins, then the packaged one. Raises RenderError with
    file and line for a template that is missing, broken, uses what is not there, or does not end.
    """
    env = environment(folders, filters or {})
    try:
        return _joined(env.get_template(name).generate(**data))
    except RenderError:
        raise
    except UnicodeDecodeError as error:
        raise RenderError(f"{name}: is not UTF-8", "Save the template as UTF-8.") from error
    except (TemplateError, _TooMuchError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        _refuse(name, error)
    except (AttributeError, AssertionError, MemoryError, RecursionError) as error:
        _refuse(name, error)


def _joined(pieces: Iterator[str]) -> str:
    kept: list[str] = []
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > LARGEST:
            raise _TooMuchError(f"it makes a page of more than {LARGEST:,} characters")
        kept.append(piece)
    return "".join(kept)


def _refuse(name: str, error: BaseException) -> NoReturn:
    path, line = _place(error)
    where = f"{path or name}:{line}" if line else path or name
    said = str(error) or type(error).__name__
    raise RenderError(
        f"{where}: {said}", "Mend the template there; templates/README.md says what one may use."
    ) from error


def _place(error: BaseException) -> tuple[str, int]:
    """Return the innermost template file and line; Jinja writes them into the traceback."""
    if isinstance(error, TemplateSyntaxError):
        return error.filename or error.name or "", error.lineno
    found = ("", 0)
    trace = error.__traceback__
    while trace is not None:
        if "__jinja_exception__" in trace.tb_frame.f_globals:
            found = (trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        trace = trace.tb_next
    return found
