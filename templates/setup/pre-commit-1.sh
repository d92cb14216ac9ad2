#!/bin/sh
# Checks the register before each commit. Written by `hmi setup-git`; yours to change.
git diff --cached --quiet -- @REGISTER@ && exit 0
if ! command -v hmi >/dev/null 2>&1; then
  echo "The register cannot be checked, so nothing was committed: the command hmi was not found." >&2
  echo "Activate the environment that hmi is installed in, or install it, and commit again." >&2
  echo "To commit this once without the check: git commit --no-verify" >&2
  exit 1
fi
hmi check --register @REGISTER@ || {
  echo "Nothing was committed: mend what is named above, and commit again." >&2
  exit 1
}
