#!/bin/sh
# Checks what is to be committed of the register. Written by `hmi setup-git`; yours to change.
git diff --cached --quiet -- @REGISTER@ && exit 0
if ! command -v hmi >/dev/null 2>&1; then
  echo "The register cannot be checked, so nothing was committed: the command hmi was not found." >&2
  echo "Activate the environment that hmi is installed in, or install it, and commit again." >&2
  echo "To commit this once without the check: git commit --no-verify" >&2
  exit 1
fi
# Only what this commit changes is shown: what was wrong before is counted.
set --
git cat-file -e HEAD:@UNDER@register.yaml 2>/dev/null && set -- --against HEAD
hmi check --register @REGISTER@ --rev : "$@" || {
  echo "Nothing was committed: mend what is named above, \`git add\` it, and commit again." >&2
  echo "To say otherwise what is in no commit but your last one: git commit --amend --no-verify" >&2
  exit 1
}
