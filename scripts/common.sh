# SPDX-License-Identifier: Apache-2.0
# Sourced by every script: where things are, how to speak, what a board is.
# FREEHOLD_BUILD names another folder for all output than build/.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=${FREEHOLD_BUILD:-$root/build}
me=$(basename "$0")

say() { printf '%s: %s\n' "$me" "$*" >&2; }
die() { say "$@"; exit 1; }

# The boards that can be booted: each has a boards/NAME/board.conf.
known_boards() {
  local conf
  for conf in "$root"/boards/*/board.conf; do
    [ -f "$conf" ] && basename "$(dirname "$conf")"
  done
  return 0
}

# Reads the facts of one board into variables: qemu, machine, ram_base, ram_size, kernel_load, and limits; device_tree,
# the name of a tree in the build folder, for a machine that has none of its own.
load_board() {
  local conf=$root/boards/$1/board.conf
  if [[ ! $1 =~ ^[a-z0-9_-]+$ ]] || [ ! -f "$conf" ]; then
    say "no board is called '$1'; known boards: $(known_boards | paste -sd ' ')"
    exit 2
  fi
  device_tree=
  # shellcheck source=/dev/null
  . "$conf"
}
