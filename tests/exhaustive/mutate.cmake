# SPDX-License-Identifier: Apache-2.0
# cmake -DMUTANT=file -DCORE=folder -DOUT=folder -P mutate.cmake
# Copies the core headers and plants one fault. A mutant is three parts divided by lines of `----`: the header (and, for
# the reader, the fault and who must notice), the text as it stands, which must be there exactly once, and what replaces it.

file(READ "${MUTANT}" text)
string(REPLACE ";" "\\;" text "${text}")
string(REGEX REPLACE "\n----\n" ";" parts "${text}")
list(LENGTH parts count)
if(NOT count EQUAL 3)
  message(FATAL_ERROR "${MUTANT}: ${count} parts instead of 3")
endif()
list(GET parts 0 head)
list(GET parts 1 from)
list(GET parts 2 to)
string(REGEX REPLACE "\n$" "" to "${to}")
string(REGEX MATCH "header: ([^\n]+)" ignored "${head}")
set(header "${CMAKE_MATCH_1}")

file(READ "${CORE}/freehold/${header}" source)
string(FIND "${source}" "${from}" first)
string(FIND "${source}" "${from}" last REVERSE)
if(first EQUAL -1 OR NOT first EQUAL last)
  message(FATAL_ERROR "${MUTANT}: what it replaces is not there exactly once in ${header}; bring it up to date")
endif()
string(REPLACE "${from}" "${to}" source "${source}")
file(COPY "${CORE}/freehold" DESTINATION "${OUT}")
file(WRITE "${OUT}/freehold/${header}" "${source}")
