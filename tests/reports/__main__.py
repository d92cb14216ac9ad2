"""Print how many findings of the reports kept here are read: `python -m tests.reports`."""

from pathlib import Path
from sys import argv, stdout
from tempfile import TemporaryDirectory

from tests.reports.cases import cases, read_case, score


def _say(line: str) -> None:
    stdout.write(f"{line}\n")


def main() -> None:
    """Print a line a report, what was missed or invented, and the sums."""
    total = exact = whole = invented = 0
    for case in cases():
        if argv[1:] and not any(word in case.name for word in argv[1:]):
            continue
        with TemporaryDirectory() as made:
            result = score(case, read_case(case, Path(made)))
        total, exact, whole = total + result.expected, exact + result.exact, whole + result.whole
        invented += len(result.invented)
        _say(
            f"{case.name}: {result.exact} of {result.expected} exact, {result.whole} whole,"
            f" {len(result.invented)} invented"
        )
        for kind in ("missed", "invented", "wrong"):
            for text in getattr(result, kind):
                _say(f"    {kind}: {text}")
    _say(f"{exact} of {total} findings with their exact wording and deadline ({exact / max(total, 1):.1%});")
    _say(f"{whole} right in everything else too; {invented} invented")


if __name__ == "__main__":
    main()
