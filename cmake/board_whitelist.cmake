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

add_library(freehold_board INTERFACE)
target_include_directories(freehold_board INTERFACE "${generated}")
target_link_libraries(freehold_board INTERFACE freehold::core)
add_dependencies(freehold_board board_whitelist)
