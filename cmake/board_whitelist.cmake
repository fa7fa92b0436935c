# SPDX-License-Identifier: Apache-2.0
# The board's whitelist, made by the host tool from boards/<board>/: as a header for the kernel,
# "board/whitelist.hpp" of the library freehold_board, and as whitelist.json for tests.

set(FREEHOLD_TOOL "${PROJECT_BINARY_DIR}/../bin/freehold" CACHE FILEPATH "The host tool")
if(NOT EXISTS "${FREEHOLD_TOOL}")
  message(FATAL_ERROR "there is no host tool at ${FREEHOLD_TOOL}: build the host first, or set FREEHOLD_TOOL")
endif()

# freehold_whitelist(FORMAT FACTS FILE): FILE in the build folder, from the board's description and these facts.
function(freehold_whitelist format facts file)
  set(tree "boards/${FREEHOLD_BOARD}/board.dts")
  cmake_path(RELATIVE_PATH facts BASE_DIRECTORY "${PROJECT_SOURCE_DIR}")
  get_filename_component(parent "${file}" DIRECTORY)
  file(MAKE_DIRECTORY "${parent}")
  add_custom_command(OUTPUT "${file}" VERBATIM
    DEPENDS "${PROJECT_SOURCE_DIR}/${tree}" "${PROJECT_SOURCE_DIR}/${facts}" "${FREEHOLD_TOOL}"
    COMMAND "${FREEHOLD_TOOL}" whitelist "${tree}" --facts "${facts}"
      --board ${FREEHOLD_BOARD} --address-bits ${FREEHOLD_XLEN} --format ${format} --out "${file}"
    WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
    COMMENT "Whitelist of ${FREEHOLD_BOARD} (${format}, ${facts})")
endfunction()

# freehold_board_library(NAME FACTS FOLDER): an interface library with the header "board/whitelist.hpp" by these facts.
function(freehold_board_library name facts folder)
  set(header "${folder}/generated/board/whitelist.hpp")
  freehold_whitelist(hpp "${facts}" "${header}")
  add_custom_target(${name}_whitelist DEPENDS "${header}")
  add_library(${name} INTERFACE)
  target_include_directories(${name} INTERFACE "${folder}/generated")
  target_link_libraries(${name} INTERFACE freehold::core)
  add_dependencies(${name} ${name}_whitelist)
endfunction()

set(facts "${PROJECT_SOURCE_DIR}/boards/${FREEHOLD_BOARD}/facts.json")
freehold_board_library(freehold_board "${facts}" "${PROJECT_BINARY_DIR}")
freehold_whitelist(json "${facts}" "${PROJECT_BINARY_DIR}/whitelist.json")
add_custom_target(board_whitelist ALL DEPENDS "${PROJECT_BINARY_DIR}/whitelist.json")

# The tree itself, for a machine that makes none and is given it (`device_tree` in board.conf). Its interrupt controllers
# inside CPUs have no #address-cells, as everywhere.
set(tree "${PROJECT_SOURCE_DIR}/boards/${FREEHOLD_BOARD}/board.dts")
find_program(FREEHOLD_DTC dtc REQUIRED)
add_custom_command(OUTPUT "${PROJECT_BINARY_DIR}/board.dtb" VERBATIM DEPENDS "${tree}"
  COMMAND "${FREEHOLD_DTC}" -q -W no-interrupt_provider -I dts -O dtb -o "${PROJECT_BINARY_DIR}/board.dtb" "${tree}"
  COMMENT "Device tree of ${FREEHOLD_BOARD}")
add_custom_target(board_tree ALL DEPENDS "${PROJECT_BINARY_DIR}/board.dtb")
