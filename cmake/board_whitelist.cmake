# SPDX-License-Identifier: Apache-2.0
# The board's whitelist, made by the host tool from boards/<board>/: as a header for the kernel,
# "board/whitelist.hpp" of the library freehold_board, and as whitelist.json for tests.

set(FREEHOLD_TOOL "${PROJECT_BINARY_DIR}/../bin/freehold" CACHE FILEPATH "The host tool")
if(NOT EXISTS "${FREEHOLD_TOOL}")
  message(FATAL_ERROR "there is no host tool at ${FREEHOLD_TOOL}: build the host first, or set FREEHOLD_TOOL")
endif()

# freehold_whitelist(FORMAT FILE): FILE in the build folder, from the board's description and facts.
function(freehold_whitelist format file)
  set(folder "boards/${FREEHOLD_BOARD}")
  get_filename_component(parent "${file}" DIRECTORY)
  file(MAKE_DIRECTORY "${parent}")
  add_custom_command(OUTPUT "${file}" VERBATIM
    DEPENDS "${PROJECT_SOURCE_DIR}/${folder}/board.dts" "${PROJECT_SOURCE_DIR}/${folder}/facts.json" "${FREEHOLD_TOOL}"
    COMMAND "${FREEHOLD_TOOL}" whitelist "${folder}/board.dts" --facts "${folder}/facts.json"
      --board ${FREEHOLD_BOARD} --address-bits ${FREEHOLD_XLEN} --format ${format} --out "${file}"
    WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
    COMMENT "Whitelist of ${FREEHOLD_BOARD} (${format})")
endfunction()

set(generated "${PROJECT_BINARY_DIR}/generated")
freehold_whitelist(hpp "${generated}/board/whitelist.hpp")
freehold_whitelist(json "${PROJECT_BINARY_DIR}/whitelist.json")
add_custom_target(board_whitelist ALL DEPENDS "${generated}/board/whitelist.hpp" "${PROJECT_BINARY_DIR}/whitelist.json")

# The tree itself, for a machine that makes none and is given it (`device_tree` in board.conf). Its interrupt controllers
# inside CPUs have no #address-cells, as everywhere.
set(tree "${PROJECT_SOURCE_DIR}/boards/${FREEHOLD_BOARD}/board.dts")
find_program(FREEHOLD_DTC dtc REQUIRED)
add_custom_command(OUTPUT "${PROJECT_BINARY_DIR}/board.dtb" VERBATIM DEPENDS "${tree}"
  COMMAND "${FREEHOLD_DTC}" -q -W no-interrupt_provider -I dts -O dtb -o "${PROJECT_BINARY_DIR}/board.dtb" "${tree}"
  COMMENT "Device tree of ${FREEHOLD_BOARD}")
add_custom_target(board_tree ALL DEPENDS "${PROJECT_BINARY_DIR}/board.dtb")

add_library(freehold_board INTERFACE)
target_include_directories(freehold_board INTERFACE "${generated}")
target_link_libraries(freehold_board INTERFACE freehold::core)
add_dependencies(freehold_board board_whitelist)
