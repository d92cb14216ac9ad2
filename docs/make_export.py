"""Write docs/export.md anew: what an export holds, with every column, its type and its meaning."""

from pathlib import Path

from hmicfrs_cli.domain.exporting.column import Column, Kind
from hmicfrs_cli.domain.exporting.tables import COLUMNS
from hmicfrs_cli.render.tracker import SHEETS

TARGET = Path(__file__).parent / "export.md"

TYPES = {
    Kind.TEXT: ("text", "string"),
    Kind.DAY: ("day", "date32"),
    Kind.NUMBER: ("whole number", "int64"),
    Kind.FLAG: ("true or false", "bool"),
    Kind.TEXTS: ("list of texts", "list of string"),
}
"""How a type is called, and what it is in Parquet."""

HEAD = """\
# What an export holds

`hmi export` writes the register as tables that other programs read: one row a finding, one row an entry of a
log, one row an inspection. The filters are those of `hmi list`; `--as-of`, `--corrected` and `--rev` look
at another day or another commit. This page is made from the columns themselves (`make docs`), and a test
holds it.

| format | files | how values stand in it |
|---|---|---|
| `csv` | one for each table | UTF-8 with a byte order mark, lines as in RFC 4180; a list is lines in a cell |
| `json` | `register.json` | all tables, and what they were made from; null for what is not there |
| `ndjson` | one for each table | one JSON object a line; null for what is not there |
| `xlsx` | `register.xlsx` | the tracker: a sheet for each table, and the RAG key; every cell is text |
| `parquet` | one for each table | typed; needs the extra `parquet` (`pip install 'hmicfrs-cli[parquet]'`) |

The tracker has the columns that have a heading below. Nothing in it is hidden: what is not on a sheet is not
in the file.

**Names are promised.** A new column goes to the end of its table; none is renamed or given another meaning.

**Dates are no sharper than they are.** A date stands twice: as it is written (`2026-03` is a month), and as
its last possible day, which is what hmi compares by. That day is typed, the written date is text.

**What is not public is left out**, as in the public paper. Findings and inspections that are private or
marked above the register's own marking, and findings that are not published yet, are in no table; standard
error says how many. The words of a private entry are "withheld" while its values count. `--restricted` gives
all of it, in files whose names end in `-restricted`. A register with an error is not exported at all.

**A CSV cell is never a formula.** A text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return,
also after spaces, gets an apostrophe before it, and so does one that begins with an apostrophe. To have the
text as it was, take one leading apostrophe away. The other formats need no such thing and have none.

**The same register gives the same bytes** on the same day, in every format.
"""

INTRO = {
    "findings": "One row a finding, as it is on the day asked about, in the order of ids.",
    "log": "One row an entry, as written in the file: entries that correct stand beside what they correct."
    " Inspections come first. Only what was known on the day asked about is in it.",
    "inspections": "One row an inspection or other engagement: every one heard of by the day, or those of the"
    " findings asked for where a filter is given.",
}

TABLE = "| column | type | meaning | heading in xlsx |\n|---|---|---|---|"


def _row(column: Column[object], headings: dict[str, str]) -> str:
    said, _ = TYPES[column.kind]
    return f"| `{column.name}` | {said} | {column.meaning}. | {headings.get(column.name, '')} |"


def reference() -> str:
    """Return the whole page."""
    kinds = ", ".join(f"{said}: `{arrow}`" for said, arrow in TYPES.values())
    parts = [HEAD, f"In Parquet: {kinds}."]
    for name, columns in COLUMNS.items():
        headings = {one.name: one.heading for one in SHEETS[name]}
        rows = "\n".join(_row(column, headings) for column in columns)
        parts.append(f"## `{name}`\n\n{INTRO[name]}\n\n{TABLE}\n{rows}")
    return "\n\n".join(part.strip() for part in parts) + "\n"


if __name__ == "__main__":
    TARGET.write_text(reference(), encoding="utf-8")
