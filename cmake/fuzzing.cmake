# SPDX-License-Identifier: Apache-2.0
# What `cmake --install --component fuzzers` hands to whoever runs the fuzzers elsewhere: each with its options and with the
# inputs to begin from, named as ClusterFuzzLite and OSS-Fuzz look for them. What was not built, because other targets were named, is left out.

add_custom_target(fuzzers)

function(freehold_fuzz_install name corpus options)
  target_link_libraries(${name} PRIVATE "${FREEHOLD_FUZZING_ENGINE}")
  add_dependencies(fuzzers ${name})
  list(TRANSFORM options REPLACE "^-" "")
  list(JOIN options "\n" options)
  file(GENERATE OUTPUT "${CMAKE_CURRENT_BINARY_DIR}/${name}.options" CONTENT "[libfuzzer]\n${options}\n")
  install(TARGETS ${name} DESTINATION . COMPONENT fuzzers OPTIONAL)
  install(FILES "${CMAKE_CURRENT_BINARY_DIR}/${name}.options" DESTINATION . COMPONENT fuzzers OPTIONAL)
  if(corpus)
    freehold_fuzz_corpus(${name} "${corpus}")
  endif()
endfunction()

function(freehold_fuzz_corpus name corpus)
  set(archive "${CMAKE_CURRENT_BINARY_DIR}/${name}_seed_corpus.zip")
  file(GLOB inputs CONFIGURE_DEPENDS "${corpus}/*")
  add_custom_command(OUTPUT "${archive}" VERBATIM DEPENDS ${inputs} WORKING_DIRECTORY "${corpus}"
    COMMAND "${CMAKE_COMMAND}" -E tar cf "${archive}" --format=zip -- .)
  add_custom_target(${name}_corpus DEPENDS "${archive}")
  add_dependencies(fuzzers ${name}_corpus)
  install(FILES "${archive}" DESTINATION . COMPONENT fuzzers OPTIONAL)
endfunction()
