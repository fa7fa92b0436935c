# A file that is no program is refused, with what is wrong and at which byte. The kernel's own file is an executable, but one whose
# segment may be written and executed, which nobody gets (O11); its linker script is none at all.
board  virt32
with   kernel.elf=a_kernel
with   kernel/kernel.ld=a_script
exec   run a_script
exec   run a_kernel
exec   shutdown
expect ^run a_script: InvalidCoding: it has no ELF header \(byte 0\)$
expect ^run a_kernel: InvalidCoding: a segment's sizes or rights cannot be \(byte \d+\)$
forbid ended
