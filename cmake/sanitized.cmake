# SPDX-License-Identifier: Apache-2.0
# Tests run under ASan and UBSan beside a tool that does not. A static library of the project that a test links is
# therefore compiled a second time, as its sanitized twin, also with what a fuzzer needs to see coverage.

set(FREEHOLD_SANITIZE -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
set(FREEHOLD_COVERAGE -fsanitize=fuzzer-no-link)
if(FREEHOLD_FUZZING_ENGINE)
  # Whoever gives the engine gives them too, in CXXFLAGS.
  set(FREEHOLD_SANITIZE)
  set(FREEHOLD_COVERAGE)
endif()

# Compile and link options of everything that runs as a test.
add_library(freehold_sanitized INTERFACE)
target_compile_options(freehold_sanitized INTERFACE ${FREEHOLD_SANITIZE})
target_compile_definitions(freehold_sanitized INTERFACE _GLIBCXX_ASSERTIONS)
target_link_options(freehold_sanitized INTERFACE ${FREEHOLD_SANITIZE})

# freehold_sanitized_library(LIB OUT): sets OUT to what a test links in place of LIB.
function(freehold_sanitized_library lib out)
  set(${out} ${lib} PARENT_SCOPE)
  if(NOT TARGET ${lib})
    return()
  endif()
  get_target_property(imported ${lib} IMPORTED)
  get_target_property(type ${lib} TYPE)
  if(imported OR NOT type STREQUAL STATIC_LIBRARY)
    return()
  endif()
  if(NOT TARGET ${lib}_sanitized)
    freehold_make_twin(${lib})
  endif()
  set(${out} ${lib}_sanitized PARENT_SCOPE)
endfunction()

function(freehold_make_twin lib)
  get_target_property(sources ${lib} SOURCES)
  get_target_property(folder ${lib} SOURCE_DIR)
  list(TRANSFORM sources PREPEND "${folder}/" REGEX "^[^/$]")
  add_library(${lib}_sanitized STATIC EXCLUDE_FROM_ALL ${sources})
  foreach(property INCLUDE_DIRECTORIES INTERFACE_INCLUDE_DIRECTORIES COMPILE_DEFINITIONS INTERFACE_COMPILE_DEFINITIONS
          COMPILE_OPTIONS COMPILE_FEATURES INTERFACE_COMPILE_FEATURES SYSTEM_INTERFACE_INCLUDE_DIRECTORIES)
    get_target_property(value ${lib} ${property})
    if(value)
      set_target_properties(${lib}_sanitized PROPERTIES ${property} "${value}")
    endif()
  endforeach()
  foreach(property LINK_LIBRARIES INTERFACE_LINK_LIBRARIES)
    freehold_twin_links(${lib} ${property})
  endforeach()
  target_compile_options(${lib}_sanitized PRIVATE ${FREEHOLD_SANITIZE} ${FREEHOLD_COVERAGE})
endfunction()

# The twin links the twins of what the library links.
function(freehold_twin_links lib property)
  get_target_property(links ${lib} ${property})
  set(twins)
  foreach(link IN LISTS links)
    if(link)
      freehold_sanitized_library(${link} twin)
      list(APPEND twins ${twin})
    endif()
  endforeach()
  set_target_properties(${lib}_sanitized PROPERTIES ${property} "${twins}")
endfunction()
