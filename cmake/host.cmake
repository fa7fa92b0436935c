# SPDX-License-Identifier: Apache-2.0
# The host's side: the tool without sanitizers; tests and fuzzers with them, in the same build (`freehold_test`).

option(FREEHOLD_TESTS "Build the tests and fuzzers" OFF)
option(FREEHOLD_BENCH "Build the benchmarks" OFF)
set(FREEHOLD_FUZZING_ENGINE "" CACHE STRING
  "Build the fuzzers alone, linked with this, for whoever runs them elsewhere (fuzz/build.sh)")

include(sanitized)
include(host_targets)
link_libraries(freehold_warnings)

# One place for the command, whatever the build folder beside it is called.
get_filename_component(build_root "${PROJECT_BINARY_DIR}" DIRECTORY)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${build_root}/bin")
freehold_rooms(tools)
unset(CMAKE_RUNTIME_OUTPUT_DIRECTORY)

if(FREEHOLD_FUZZING_ENGINE)
  include(fuzzing)
  freehold_rooms(tests/model tests/host_kernel)
  freehold_rooms_in(fuzz)
elseif(FREEHOLD_TESTS)
  enable_testing()
  find_package(GTest REQUIRED)
  freehold_rooms(tests)
  freehold_rooms_in(fuzz)
endif()
if(FREEHOLD_BENCH)
  find_package(benchmark REQUIRED)
  freehold_rooms(benchmarks)
endif()
