# SPDX-License-Identifier: Apache-2.0
# What host and boards share: the warnings, the compiler cache, the core library, and how rooms join the build.

option(FREEHOLD_WERROR "Warnings end the build" ON)

find_program(FREEHOLD_CCACHE ccache)
if(FREEHOLD_CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER "${FREEHOLD_CCACHE}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${FREEHOLD_CCACHE}")
endif()

# Compilers are quiet about colours in a file, and Ninja always gives them one.
add_compile_options($<$<COMPILE_LANGUAGE:C,CXX>:-fdiagnostics-color=always>)

add_library(freehold_warnings INTERFACE)
target_compile_options(freehold_warnings INTERFACE
  $<$<COMPILE_LANGUAGE:C,CXX>:-Wall;-Wextra;-Wpedantic;-Wshadow;-Wconversion>
  $<$<AND:$<BOOL:${FREEHOLD_WERROR}>,$<COMPILE_LANGUAGE:C,CXX>>:-Werror>)

add_library(freehold_core INTERFACE)
add_library(freehold::core ALIAS freehold_core)
target_include_directories(freehold_core INTERFACE "${PROJECT_SOURCE_DIR}/core/include")
target_compile_features(freehold_core INTERFACE cxx_std_23)

# freehold_rooms(FOLDER...): builds those of the folders that have a CMakeLists.txt.
function(freehold_rooms)
  foreach(room IN LISTS ARGN)
    if(EXISTS "${PROJECT_SOURCE_DIR}/${room}/CMakeLists.txt")
      add_subdirectory("${PROJECT_SOURCE_DIR}/${room}" "${PROJECT_BINARY_DIR}/${room}")
    endif()
  endforeach()
endfunction()

# freehold_rooms_in(FOLDER): builds each folder directly inside that has a CMakeLists.txt.
function(freehold_rooms_in folder)
  file(GLOB rooms RELATIVE "${PROJECT_SOURCE_DIR}" CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${folder}/*/CMakeLists.txt")
  list(TRANSFORM rooms REPLACE "/CMakeLists.txt$" "")
  freehold_rooms(${rooms})
endfunction()
