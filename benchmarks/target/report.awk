# SPDX-License-Identifier: Apache-2.0
# What bounds.cpp counted beside the goals: `awk -v json=FILE -f report.awk goals.txt BOOT_OUTPUT` prints a table and writes FILE.
# Fails where a goal has no count: a row was renamed, or the program did not come to it.
/^#/ { next }
{ sub(/\r$/, "") }
FNR == NR { key[++goals] = $1; goal[$1] = $2; sub(/^[^ ]+ +[0-9]+ +/, ""); what[key[goals]] = $0; next }
$1 == "bound" && NF == 4 && $3 ~ /^[0-9]+$/ { counted[$2] = $3; held[$2] = $4 }
END {
  printf "%-45s%14s%8s\n", "system call, rv32", "instructions", "goal"
  printf "{\n  \"unit\": \"instructions\",\n  \"calls\": [" >json
  for (i = 1; i <= goals; ++i) {
    k = key[i]
    if (!(k in counted)) { printf "%-45s not counted\n", what[k]; missing = 1; continue }
    verdict = counted[k] <= goal[k] ? "within" : "short"
    printf "%-45s%14d%8d  %s\n", what[k], counted[k], goal[k], verdict
    printf "%s\n    {\"key\": \"%s\", \"call\": \"%s\", \"count\": %d, \"goal\": %d, \"limit\": %d, \"verdict\": \"%s\"}", \
      comma, k, what[k], counted[k], goal[k], held[k], verdict >json
    comma = ","
  }
  printf "\n  ]\n}\n" >json
  exit missing
}
