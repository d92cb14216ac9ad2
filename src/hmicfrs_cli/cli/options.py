"""The options that many commands share, each named and explained once."""

from pathlib import Path
from typing import Annotated

import typer

Register = Annotated[
    Path | None,
    typer.Option(
        "--register",
        envvar="HMI_REGISTER",
        metavar="DIR",
        help="The register's folder; else the nearest one upwards.",
        show_envvar=True,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Answer as things stood at the end of that date."),
]
Corrected = Annotated[
    bool,
    typer.Option(
        "--corrected", help="As it should have been: by when things happened, with all that is known today."
    ),
]
Rev = Annotated[
    str | None,
    typer.Option(
        "--rev",
        metavar="REV",
        help="Answer from the register as that commit, branch or tag held it; "
        "`:` is what is to be committed next.",
    ),
]
NoIndex = Annotated[
    bool,
    typer.Option(
        "--no-index",
        envvar="HMI_NO_INDEX",
        help="Read every file: the answer is the same, and slower.",
        show_envvar=True,
    ),
]
On = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", help="The day from which the register knows it (default: today)."),
]
By = Annotated[
    str | None,
    typer.Option(
        "--by",
        envvar="HMI_BY",
        metavar="WHO",
        help="Who says so (default: git's user.name).",
        show_envvar=True,
    ),
]
Why = Annotated[str | None, typer.Option("--why", metavar="WORDS", help="The reason, in a sentence.")]
Source = Annotated[str | None, typer.Option("--source", metavar="WORDS", help="Where this is stated.")]
