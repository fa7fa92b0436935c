# SPDX-License-Identifier: Apache-2.0
# The boards' side: flags for the kernel and for user programs, the whitelist as a header, and the boot image.
# Rooms: kernel/, user/ and each of guests/, with arch/ and abi/ as header libraries if they have a CMakeLists.txt.

include(riscv_libraries)
include(board_whitelist)
include(boot_image)
include(tidy)
link_libraries(freehold_warnings)

# What every piece of machine code has in common.
add_library(freehold_target_flags INTERFACE)
target_compile_options(freehold_target_flags INTERFACE
  -ffunction-sections -fdata-sections -fno-stack-protector -fno-asynchronous-unwind-tables
  $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions;-fno-rtti;-nostdinc++>
  $<$<COMPILE_LANGUAGE:C,CXX>:-nostdlibinc>
  # As options, since CMake leaves out folders that it takes for the compiler's own; libc++ stands before libc.
  "$<$<COMPILE_LANGUAGE:CXX>:SHELL:-isystem ${FREEHOLD_LIBCXX_INCLUDE}>"
  "$<$<COMPILE_LANGUAGE:C,CXX>:SHELL:-isystem ${FREEHOLD_LIBC_INCLUDE}>")
target_compile_definitions(freehold_target_flags INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:_LIBCPP_HAS_NO_THREADS> $<$<COMPILE_LANGUAGE:CXX>:_LIBCPP_HAS_NO_MONOTONIC_CLOCK>)
target_link_options(freehold_target_flags INTERFACE
  --ld-path=${FREEHOLD_LLD} -nostdlib -static -Wl,--gc-sections -Wl,--build-id=none)

# The kernel: freestanding, with libgcc for arithmetic that the machine has no instruction for.
add_library(freehold_kernel_flags INTERFACE)
target_compile_options(freehold_kernel_flags INTERFACE
  -ffreestanding $<$<COMPILE_LANGUAGE:CXX>:-fno-threadsafe-statics;-fno-use-cxa-atexit>)
target_link_libraries(freehold_kernel_flags INTERFACE freehold_target_flags ${FREEHOLD_LIBGCC})

# User programs: hosted on picolibc.
add_library(freehold_user_flags INTERFACE)
target_compile_definitions(freehold_user_flags INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:_LIBCPP_HAS_NO_LOCALIZATION>
  $<$<COMPILE_LANGUAGE:CXX>:_LIBCPP_HAS_NO_FILESYSTEM>
  $<$<COMPILE_LANGUAGE:CXX>:_LIBCPP_HAS_NO_WIDE_CHARACTERS>
  $<$<COMPILE_LANGUAGE:CXX>:_LIBCPP_HAS_NO_RANDOM_DEVICE>)
target_compile_options(freehold_user_flags INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-fno-threadsafe-statics>)
target_link_libraries(freehold_user_flags INTERFACE
  freehold_target_flags -Wl,--start-group ${FREEHOLD_LIBC} ${FREEHOLD_LIBGCC} -Wl,--end-group)

freehold_rooms(arch arch/riscv abi kernel user benchmarks/tables)
freehold_rooms_in(guests)
freehold_boot_image()
