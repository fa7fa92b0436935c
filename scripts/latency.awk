# SPDX-License-Identifier: Apache-2.0
# Reads QEMU's log of executed instructions, "Trace 0: HOST [cs/PC/flags/cflags] FUNCTION", and prints the longest stretches
# between two moments at which interrupts are taken. entry: where a trap begins; open: the program counters of such moments.

BEGIN {
  split(open, list, " ")
  for (i in list) is_open[list[i]] = 1
}

# A stretch is named for the function that has most of it.
function close_stretch(    f, most) {
  if (begun && total > 500) {
    most = ""
    for (f in count) if (most == "" || count[f] > count[most]) most = f
    if (total > longest[most] + 0) longest[most] = total
  }
  begin_stretch()
}

function begin_stretch() {
  total = 0
  split("", count)
}

/^Trace/ {
  split($4, pc, "/")
  name = NF > 4 ? $5 : "(unnamed)"
  if (pc[2] == entry) { begun = 1; begin_stretch() }
  total++
  count[name]++
  if (pc[2] in is_open) close_stretch()
}

END {
  for (key in longest) printf "%d instructions with interrupts off, most in %s\n", longest[key], key | "sort -rn | head -12"
}
