# SPDX-License-Identifier: Apache-2.0
# Reads QEMU's log of executed instructions, "Trace 0: HOST [cs/PC/flags/cflags] FUNCTION", and cuts it where a trap begins.
# A kind of trap is named for the first function of the system-call layer that it comes to, or else of the kernel's own.
# entry: where a trap begins, as digits of the program counter.


function forget(which,    f) { for (f in known) delete share[which, kind, f] }

function finish(    f) {
  if (total == 0) return
  if (kind == "") kind = "(no system call)"
  times[kind]++
  if (!(kind in fewest) || total < fewest[kind]) { forget("fewest"); fewest[kind] = total; for (f in count) share["fewest", kind, f] = count[f] }
  if (!(kind in most) || total > most[kind]) { forget("most"); most[kind] = total; for (f in count) share["most", kind, f] = count[f] }
  split("", count)
  total = 0
  kind = ""
}

/^Trace/ {
  split($4, at, "/")
  if (at[2] == entry) { finish(); begun = 1 }
  if (!begun) next  # the way to the first process
  name = NF > 4 ? $5 : "(unnamed)"
  known[name] = 1
  count[name]++
  total++
  if (kind == "" && name ~ /syscall/) kind = name
}

END {
  finish()
  for (k in times) {
    printf "%-70s %8d %8d   of %d traps\n", k, fewest[k], most[k], times[k] | "sort"
  }
  close("sort")
  for (k in times) {
    printf "\n%s\n%10s %10s\n", k, "fewest", "most"
    for (f in known) {
      a = share["fewest", k, f] + 0; b = share["most", k, f] + 0
      if (a + b) printf "%10d %10d  %s\n", a, b, f | "sort -rn"
    }
    close("sort -rn")
  }
}
