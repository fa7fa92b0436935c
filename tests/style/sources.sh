# SPDX-License-Identifier: Apache-2.0
# Sourced by the style checks: the sources of the tree, tracked or about to be, and how a check ends.

cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 2

# sources PATTERN...: files by git's patterns that exist, without what is ignored.
sources() {
  git ls-files -z --cached --others --exclude-standard -- "$@" | sort -zu |
    while IFS= read -r -d '' file; do [ ! -f "$file" ] || printf '%s\n' "$file"; done
}

# conclude WHAT RULE: what a check found, a line each; none is a pass.
conclude() {
  [ -n "$1" ] || exit 0
  printf '%s\n' "$1"
  printf -- '-- %s\n' "$2"
  exit 1
}
