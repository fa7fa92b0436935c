# SPDX-License-Identifier: Apache-2.0
# clang-tidy as a part of the build (.clang-tidy says what it looks for), once for each object that changed.

find_program(FREEHOLD_CLANG_TIDY clang-tidy-19)
add_custom_target(tidy)

# freehold_tidy(TARGET SOURCE...): the target `tidy` also examines these sources of TARGET with the headers they include.
# What Ninja knows an object to depend on, its stamp depends on too: so the stamp hangs on the object.
function(freehold_tidy target)
  foreach(source IN LISTS ARGN)
    set(stamp "${CMAKE_CURRENT_BINARY_DIR}/tidy/${source}.clean")
    cmake_path(GET stamp PARENT_PATH folder)
    file(MAKE_DIRECTORY "${folder}")
    add_custom_command(OUTPUT "${stamp}"
      COMMAND "${FREEHOLD_CLANG_TIDY}" --quiet -p "${PROJECT_BINARY_DIR}" "${CMAKE_CURRENT_SOURCE_DIR}/${source}"
      COMMAND "${CMAKE_COMMAND}" -E touch "${stamp}"
      DEPENDS "$<FILTER:$<TARGET_OBJECTS:${target}>,INCLUDE,/${source}\\.o(bj)?$>" "${PROJECT_SOURCE_DIR}/.clang-tidy"
      COMMENT "clang-tidy ${source}" VERBATIM)
    list(APPEND stamps "${stamp}")
  endforeach()
  add_custom_target(tidy_${target} DEPENDS ${stamps})
  add_dependencies(tidy tidy_${target})
endfunction()
