# SPDX-License-Identifier: Apache-2.0
# How rooms of the host declare their tests, fuzzers and benchmarks.

include(GoogleTest)

# freehold_test(NAME source... [LIBS lib...] [TIMEOUT seconds] [LABELS label...])
# A GoogleTest executable under ASan and UBSan, each of its cases a test of its own.
function(freehold_test name)
  if(FREEHOLD_FUZZING_ENGINE)
    return()
  endif()
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "TIMEOUT" "LIBS;LABELS")
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 60)
  endif()
  add_executable(${name} ${arg_UNPARSED_ARGUMENTS})
  freehold_link_sanitized(${name} freehold::core ${arg_LIBS})
  target_link_libraries(${name} PRIVATE GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE FREEHOLD_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  if(TARGET freehold)
    # Built first, for tests that run the command.
    add_dependencies(${name} freehold)
    target_compile_definitions(${name} PRIVATE FREEHOLD_COMMAND="$<TARGET_FILE:freehold>")
  endif()
  gtest_discover_tests(${name} TEST_PREFIX "${name}." DISCOVERY_TIMEOUT 60
    PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS "unit;${arg_LABELS}")
endfunction()

# freehold_fuzz(NAME source... [LIBS lib...] [CORPUS folder] [RUNS n] [OPTIONS libfuzzer-option...])
# A libFuzzer target, and a test that runs it on its corpus and then on RUNS inputs from a fixed seed. With an engine from
# outside it is installed instead (fuzzing.cmake).
function(freehold_fuzz name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "CORPUS;RUNS" "LIBS;OPTIONS")
  if(NOT arg_RUNS)
    set(arg_RUNS 20000)
  endif()
  add_executable(${name} ${arg_UNPARSED_ARGUMENTS})
  freehold_link_sanitized(${name} freehold::core ${arg_LIBS})
  if(arg_CORPUS)
    cmake_path(ABSOLUTE_PATH arg_CORPUS)
  endif()
  if(FREEHOLD_FUZZING_ENGINE)
    freehold_fuzz_install(${name} "${arg_CORPUS}" "${arg_OPTIONS}")
    return()
  endif()
  target_compile_options(${name} PRIVATE -fsanitize=fuzzer)
  target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  # What the fuzzer finds worth keeping goes to the first folder: never into the tree.
  set(grown "${CMAKE_CURRENT_BINARY_DIR}/${name}.corpus")
  file(MAKE_DIRECTORY "${grown}")
  set(folders "${grown}")
  list(APPEND folders ${arg_CORPUS})
  add_test(NAME fuzz.${name} COMMAND ${name} -runs=${arg_RUNS} -seed=1 -max_total_time=60 -timeout=10
    "-artifact_prefix=${CMAKE_CURRENT_BINARY_DIR}/${name}." ${arg_OPTIONS} ${folders})
  set_tests_properties(fuzz.${name} PROPERTIES TIMEOUT 120 LABELS fuzz)
  # An argument a line, for `./check --long`.
  list(JOIN arg_OPTIONS "\n" options)
  list(JOIN folders "\n" folders)
  file(GENERATE OUTPUT "${CMAKE_CURRENT_BINARY_DIR}/${name}.command" CONTENT
    "$<TARGET_FILE:${name}>\n-timeout=10\n-artifact_prefix=${CMAKE_CURRENT_BINARY_DIR}/${name}.\n${options}\n${folders}\n")
endfunction()

# freehold_bench(NAME source... [LIBS lib...]): a Google Benchmark executable.
function(freehold_bench name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LIBS")
  add_executable(${name} ${arg_UNPARSED_ARGUMENTS})
  target_link_libraries(${name} PRIVATE freehold::core benchmark::benchmark ${arg_LIBS})
endfunction()

function(freehold_link_sanitized name)
  target_link_libraries(${name} PRIVATE freehold_sanitized)
  foreach(lib IN LISTS ARGN)
    freehold_sanitized_library(${lib} twin)
    target_link_libraries(${name} PRIVATE ${twin})
  endforeach()
endfunction()
