# SPDX-License-Identifier: Apache-2.0
# Toolchain file for the boards: clang for bare RISC-V, 32 or 64 bits as boards/<FREEHOLD_BOARD>/board.cmake says
# by setting FREEHOLD_XLEN.

set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES FREEHOLD_BOARD)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
set(board_facts "${CMAKE_CURRENT_LIST_DIR}/../boards/${FREEHOLD_BOARD}/board.cmake")
if(NOT FREEHOLD_BOARD OR NOT EXISTS "${board_facts}")
  message(FATAL_ERROR "no board '${FREEHOLD_BOARD}': there is no boards/${FREEHOLD_BOARD}/board.cmake")
endif()
include("${board_facts}")

set(march_32 rv32imac_zicsr_zifencei)
set(march_64 rv64imac_zicsr_zifencei)
set(mabi_32 ilp32)
set(mabi_64 lp64)
if(NOT DEFINED march_${FREEHOLD_XLEN})
  message(FATAL_ERROR "boards/${FREEHOLD_BOARD}/board.cmake: FREEHOLD_XLEN is '${FREEHOLD_XLEN}', not 32 or 64")
endif()

set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR riscv${FREEHOLD_XLEN})
foreach(language C CXX ASM)
  set(CMAKE_${language}_COMPILER_TARGET riscv${FREEHOLD_XLEN}-unknown-elf)
  set(CMAKE_${language}_FLAGS_INIT "-march=${march_${FREEHOLD_XLEN}} -mabi=${mabi_${FREEHOLD_XLEN}} -mcmodel=medany")
endforeach()

# The library folder that multilibs call by architecture without extensions that all have.
set(FREEHOLD_MULTILIB rv${FREEHOLD_XLEN}imac/${mabi_${FREEHOLD_XLEN}})
