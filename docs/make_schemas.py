"""Write the JSON Schemas of the records, which editors use: `python docs/make_schemas.py`."""

from pathlib import Path

from hmicfrs_cli.domain.schema import MODELS, schema_text

FOLDER = Path(__file__).resolve().parents[1] / "register" / "schema"


def main() -> None:
    """Write one file for each kind of record."""
    FOLDER.mkdir(exist_ok=True)
    for name in MODELS:
        (FOLDER / f"{name}.json").write_text(schema_text(name), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
