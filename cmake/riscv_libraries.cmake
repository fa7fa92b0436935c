# SPDX-License-Identifier: Apache-2.0
# Where Debian keeps what machine code needs: lld and libc++'s headers beside clang, picolibc, and gcc's libgcc.

find_program(FREEHOLD_LLD ld.lld-19 REQUIRED)
find_program(FREEHOLD_OBJCOPY llvm-objcopy-19 REQUIRED)

get_filename_component(llvm "${FREEHOLD_LLD}" REALPATH)
get_filename_component(llvm "${llvm}" DIRECTORY)
find_path(FREEHOLD_LIBCXX_INCLUDE expected PATHS "${llvm}/../include/c++/v1" NO_DEFAULT_PATH REQUIRED)

set(picolibc /usr/lib/picolibc/riscv64-unknown-elf)
find_path(FREEHOLD_LIBC_INCLUDE picolibc.h PATHS ${picolibc}/include NO_DEFAULT_PATH REQUIRED)
find_file(FREEHOLD_LIBC libc.a PATHS ${picolibc}/lib/${FREEHOLD_MULTILIB} NO_DEFAULT_PATH REQUIRED)

file(GLOB libgcc_folders /usr/lib/gcc/riscv64-unknown-elf/*/${FREEHOLD_MULTILIB})
find_file(FREEHOLD_LIBGCC libgcc.a PATHS ${libgcc_folders} NO_DEFAULT_PATH REQUIRED)
