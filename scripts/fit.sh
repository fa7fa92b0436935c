# SPDX-License-Identifier: Apache-2.0
# Where QEMU 7.2 puts what it loads (hw/riscv/boot.c), and whether it all fits without one covering another:
#   kernel  at its lowest physical segment, which must be the board's kernel_load
#   initrd  at that address + min(RAM / 2, 128 MiB)
#   FDT     1 MiB, at the highest 2 MiB boundary that leaves it room below the end of RAM or 3 GiB

# The first and one past the last physical byte of the loaded segments.
kernel_span() {
  local type offset virtual physical file_size memory_size rest
  local first='' end=0
  while read -r type offset virtual physical file_size memory_size rest; do
    [ "$type" = LOAD ] && (( memory_size > 0 )) || continue
    { [ -z "$first" ] || (( physical < first )); } && first=$((physical))
    (( physical + memory_size <= end )) || end=$((physical + memory_size))
  done < <(llvm-readelf-19 -lW "$1")
  [ -n "$first" ] || die "$1: no segment to load"
  echo "$first $end"
}

check_fit() {
  local kernel=$1 initrd=$2 span first end mib=$((1 << 20))
  span=$(kernel_span "$kernel")
  read -r first end <<<"$span"
  local top=$((ram_base + ram_size)) gap=$((ram_size / 2))
  (( top <= 3072 * mib )) || (( ram_base >= 3072 * mib )) || top=$((3072 * mib))
  (( gap <= 128 * mib )) || gap=$((128 * mib))
  local initrd_first=$((first + gap)) fdt_first=$(((top - mib) / (2 * mib) * (2 * mib)))
  local initrd_end=$((initrd_first + $(stat -c %s "$initrd")))

  (( first == kernel_load )) ||
    die "$(printf '%s: lowest segment at %#x, but the board loads its kernel at %#x' "$kernel" "$first" "$kernel_load")"
  (( end <= initrd_first )) ||
    die "$(printf 'the kernel does not fit: it ends at %#x, and the boot image is put at %#x' "$end" "$initrd_first")"
  (( initrd_end <= fdt_first )) ||
    die "$(printf 'the boot image does not fit: %#x-%#x runs into the device tree at %#x, by %d bytes' \
      "$initrd_first" "$((initrd_end - 1))" "$fdt_first" "$((initrd_end - fdt_first))")"
}
