# SPDX-License-Identifier: Apache-2.0
# The options of a boot, shared by ./run and scripts/boot. Sets: board, kernel, trace, programs, files (NAME=TEXT), commands,
# seeded, time_limit, and qemu_options.

boot_usage() {
  cat >&2 <<EOF
usage: $0 [--board NAME] [--with ELF[=NAME][,RIGHT]...]... [--etc NAME=TEXT]... [--exec 'cmd; cmd'] [--timeout SECONDS] [--icount]
       [--smp HARTS] [--no-seed] [--trace FILE] [--kernel ELF]
  --board NAME      the machine to boot (default virt32); known: $(known_boards | paste -sd ' ')
  --with ELF[=NAME][,RIGHT]...
                    puts a further user program into the boot image (NAME: the file's name without .elf), with these words
                    as its line of etc/rights
  --etc NAME=TEXT   puts a file etc/NAME with this line into the boot image
  --exec 'cmd; cmd' gives these commands to the shell in place of the tour
  --timeout SECONDS ends the machine with status 124 when the time is up (default with --exec: 120)
  --icount          counts instructions exactly, and makes time depend on nothing else
  --smp HARTS       gives the machine so many harts, of which the firmware starts the kernel on one
  --no-seed         puts no seed into the boot image: what the kernel draws by lot can be guessed where the firmware has none
  --trace FILE      writes each instruction of the kernel to FILE as it is executed (for scripts/profile)
  --kernel ELF      boots this kernel in place of the board's own
EOF
  exit 2
}

bad_option() { say "$@"; boot_usage; }

parse_boot_options() {
  board=virt32 kernel='' trace='' commands='' time_limit='' programs=() files=() qemu_options=() seeded=1
  local exec_given=
  while [ $# -gt 0 ]; do
    case $1 in
      --board | --with | --etc | --exec | --timeout | --trace | --kernel | --smp) [ $# -ge 2 ] || bad_option "$1 needs a value" ;;
    esac
    case $1 in
      --board) board=$2; shift ;;
      --with) programs+=("$2"); shift ;;
      --etc)
        [[ $2 =~ ^[A-Za-z0-9_.-]+=. ]] || bad_option "--etc: '$2' is no NAME=TEXT"
        files+=("$2"); shift ;;
      --exec) commands=$2 exec_given=1; shift ;;
      --timeout) time_limit=$2; shift ;;
      --kernel) kernel=$2; shift ;;
      --icount) qemu_options+=(-icount shift=0) ;;
      --smp)
        [[ $2 =~ ^[1-9][0-9]?$ ]] || bad_option "--smp: '$2' is no number of harts"
        qemu_options+=(-smp "$2"); shift ;;
      --no-seed) seeded= ;;
      --trace) trace=$2; shift ;;
      -h | --help) boot_usage 2>&1 ;;
      *) bad_option "unknown option '$1'" ;;
    esac
    shift
  done
  [[ ${time_limit:-1} =~ ^[1-9][0-9]{0,6}$ ]] || bad_option "--timeout: '$time_limit' is no number of seconds"
  [ -z "$exec_given" ] || [ -n "${commands//[[:space:];]/}" ] || bad_option "--exec: there is no command in '$commands'"
  [ -z "$exec_given" ] || : "${time_limit:=120}"
  load_board "$board"
}
