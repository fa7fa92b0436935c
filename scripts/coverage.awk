# SPDX-License-Identifier: Apache-2.0
# Reads lines of `SF:file`, `DA:line,count`, and of `BF:file` and `line,column,end line,end column,taken,not taken,...`.

function short(name) { sub(root, "", name); return name }
function share(part, all) { return all ? 100 * part / all : 100 }

$1 == "SF" || $1 == "BF" { file = short($2); files[file] = 1; next }
$1 == "DA" { all_lines[file]++; if ($3 > 0) run_lines[file]++; else left[file] = left[file] " " $2; next }
NF >= 6 && $1 + 0 > 0 {
  place = file SUBSEP $1 SUBSEP $2 SUBSEP $3 SUBSEP $4
  seen[place] = 1
  taken[place] += $5
  not_taken[place] += $6
}

END {
  for (place in seen) {
    split(place, at, SUBSEP)
    both = (taken[place] > 0) + (not_taken[place] > 0)
    all_branches[at[1]] += 2
    run_branches[at[1]] += both
    if (both < 2) half[at[1]] = half[at[1]] " " at[2] ":" at[3] (both == 0 ? "?" : taken[place] > 0 ? "+" : "-")
  }
  printf "%-40s %16s %16s\n", "file", "lines", "branches"
  for (file in files) {
    printf "%-40s %4d/%4d %5.1f%% %4d/%4d %5.1f%%\n", file, run_lines[file], all_lines[file], share(run_lines[file], all_lines[file]),
      run_branches[file], all_branches[file], share(run_branches[file], all_branches[file]) | "sort"
    lines_run += run_lines[file]; lines_all += all_lines[file]
    branches_run += run_branches[file]; branches_all += all_branches[file]
  }
  close("sort")
  print "\nleft out (lines; branches as line:column, + only taken, - never taken, ? neither):"
  for (file in files) if (left[file] != "" || half[file] != "") print "  " file ":" left[file] (half[file] != "" ? ";" half[file] : "") | "sort"
  close("sort")
  printf "\ncore: %.2f%% of %d lines (at least %d%%), %.2f%% of %d branches (at least %d%%)\n", share(lines_run, lines_all), lines_all, lines,
    share(branches_run, branches_all), branches_all, branches
  exit share(lines_run, lines_all) < lines || share(branches_run, branches_all) < branches
}
