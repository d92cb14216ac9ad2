"""A host for the emitted workflow: answers the few `gh` calls that it makes from one JSON file.

`HOST` names the file. It holds `artifacts` (texts by run and name), `pulls` and `comments` (by pull request),
in the shape in which the host's own interface gives them, and is written back after each call.
"""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jq

BOT = {"login": "github-actions[bot]"}


def main() -> int:
    """Answer one call."""
    place = Path(os.environ["HOST"])
    host = json.loads(place.read_text(encoding="utf-8"))
    if os.environ.get("GH_TOKEN") != "a-token":
        sys.stderr.write("gh: to use this, set GH_TOKEN\n")
        return 4
    if sys.argv[1:3] == ["run", "download"]:
        return download(host, sys.argv[3:])
    found = api(host, sys.argv[1:])
    place.write_text(json.dumps(host), encoding="utf-8")
    return found


def download(host: dict[str, Any], argv: list[str]) -> int:
    """Write an artefact's files below a folder."""
    parser = argparse.ArgumentParser()
    parser.add_argument("run")
    parser.add_argument("--name", required=True)
    parser.add_argument("--dir", required=True, type=Path)
    args = parser.parse_args(argv)
    args.dir.mkdir(parents=True, exist_ok=True)
    for name, text in host["artifacts"][args.run][args.name].items():
        (args.dir / name).write_text(text, encoding="utf-8")
    return 0


def api(host: dict[str, Any], argv: list[str]) -> int:
    """Read or write what the host's interface has at a path."""
    parser = argparse.ArgumentParser()
    parser.add_argument("api", choices=["api"])
    parser.add_argument("path")
    parser.add_argument("--paginate", action="store_true")
    parser.add_argument("--silent", action="store_true")
    parser.add_argument("--method", default="GET")
    parser.add_argument("--jq")
    parser.add_argument("--field")
    args = parser.parse_args(argv)
    path = urlsplit(args.path).path.removeprefix(f"repos/{os.environ['GH_REPO']}/").split("/")
    if args.method == "GET":
        found = host["pulls"] if path == ["pulls"] else host["comments"].get(path[1], [])
        for value in jq.compile(args.jq).input_value(found).all():
            sys.stdout.write(f"{value}\n")
        return 0
    body = Path(args.field.removeprefix("body=@")).read_text(encoding="utf-8")
    if args.method == "POST":
        known = [comment["id"] for comments in host["comments"].values() for comment in comments]
        new = {"id": max(known, default=0) + 1, "user": BOT, "body": body}
        host["comments"].setdefault(path[1], []).append(new)
        return 0
    wanted = int(path[2])
    for comments in host["comments"].values():
        for comment in comments:
            if comment["id"] == wanted:
                comment["body"] = body
    return 0


if __name__ == "__main__":
    sys.exit(main())
