# SPDX-License-Identifier: Apache-2.0
# kernel.elf and boot.cpio, the two files that boot, both in the board's build folder.

# freehold_kernel(NAME source... LINKER_SCRIPT file [LIBS lib...]): the kernel, as kernel.elf.
function(freehold_kernel name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "LINKER_SCRIPT" "LIBS")
  cmake_path(ABSOLUTE_PATH arg_LINKER_SCRIPT)
  add_executable(${name} ${arg_UNPARSED_ARGUMENTS})
  target_link_libraries(${name} PRIVATE freehold::core freehold_kernel_flags ${arg_LIBS})
  target_link_options(${name} PRIVATE "-Wl,-T,${arg_LINKER_SCRIPT}" -Wl,--icf=all)
  set_target_properties(${name} PROPERTIES
    OUTPUT_NAME kernel.elf RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}" LINK_DEPENDS "${arg_LINKER_SCRIPT}")
endfunction()

# freehold_program(NAME source... [LINKER_SCRIPT file] [LIBS lib...] [NOT_IN_IMAGE])
# A user program: bin/NAME of the boot image, stripped; with its symbols it is programs/NAME.elf in the build folder.
# NOT_IN_IMAGE leaves it to `--with programs/NAME.elf`.
function(freehold_program name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "NOT_IN_IMAGE" "LINKER_SCRIPT" "LIBS")
  add_executable(${name} ${arg_UNPARSED_ARGUMENTS})
  target_link_libraries(${name} PRIVATE ${arg_LIBS} freehold_user_flags)
  if(arg_LINKER_SCRIPT)
    cmake_path(ABSOLUTE_PATH arg_LINKER_SCRIPT)
    target_link_options(${name} PRIVATE "-Wl,-T,${arg_LINKER_SCRIPT}")
    set_target_properties(${name} PROPERTIES LINK_DEPENDS "${arg_LINKER_SCRIPT}")
  endif()
  set_target_properties(${name} PROPERTIES
    OUTPUT_NAME ${name}.elf RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/programs")
  if(NOT arg_NOT_IN_IMAGE)
    set(stripped "${PROJECT_BINARY_DIR}/image/bin/${name}")
    add_custom_command(TARGET ${name} POST_BUILD BYPRODUCTS "${stripped}" VERBATIM
      COMMAND ${CMAKE_COMMAND} -E make_directory "${PROJECT_BINARY_DIR}/image/bin"
      COMMAND ${FREEHOLD_OBJCOPY} --strip-all $<TARGET_FILE:${name}> "${stripped}")
    set_property(GLOBAL APPEND PROPERTY FREEHOLD_IMAGE "bin/${name}=${stripped}")
  endif()
endfunction()

# freehold_image_file(PATH_IN_IMAGE FILE): a further file of the boot image.
function(freehold_image_file entry file)
  cmake_path(ABSOLUTE_PATH file)
  set_property(GLOBAL APPEND PROPERTY FREEHOLD_IMAGE "${entry}=${file}")
endfunction()

# boot.cpio from what the rooms declared, and image.list, which `scripts/boot` adds to.
function(freehold_boot_image)
  get_property(entries GLOBAL PROPERTY FREEHOLD_IMAGE)
  set(files ${entries})
  list(TRANSFORM files REPLACE "^[^=]*=" "")
  list(JOIN entries "\n" lines)
  file(CONFIGURE OUTPUT image.list CONTENT "${lines}\n" @ONLY)
  add_custom_command(OUTPUT "${PROJECT_BINARY_DIR}/boot.cpio" VERBATIM
    DEPENDS "${PROJECT_BINARY_DIR}/image.list" "${PROJECT_SOURCE_DIR}/scripts/image" ${files}
    COMMAND "${PROJECT_SOURCE_DIR}/scripts/image"
      "${PROJECT_BINARY_DIR}/boot.cpio" --list "${PROJECT_BINARY_DIR}/image.list"
    COMMENT "Packing boot.cpio")
  add_custom_target(boot_image ALL DEPENDS "${PROJECT_BINARY_DIR}/boot.cpio")
endfunction()
