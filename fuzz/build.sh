#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# build.sh [TARGET...]: builds every fuzzer of the tree, or these targets, into $OUT, as ClusterFuzzLite and OSS-Fuzz ask: with $CC, $CXX, $CFLAGS, $CXXFLAGS and
# $LIB_FUZZING_ENGINE, in $WORK. Run in the root of the tree.
set -euo pipefail
: "${OUT:?}" "${WORK:?}" "${LIB_FUZZING_ENGINE:?}"

# Libraries whose sources the image has; elsewhere those of the machine are taken.
for library in "${SRC:-/nowhere}"/{pugixml,fmt}; do
  [ -d "$library" ] || continue
  cmake -S "$library" -B "$WORK/${library##*/}" -G Ninja -DCMAKE_INSTALL_PREFIX="$WORK/libraries" -DFMT_TEST=OFF
  cmake --build "$WORK/${library##*/}" --target install
done

cmake -S . -B "$WORK/freehold" -G Ninja -DCMAKE_BUILD_TYPE=None -DCMAKE_PREFIX_PATH="$WORK/libraries" \
  -DCMAKE_FIND_LIBRARY_SUFFIXES=".a;.so" -DFREEHOLD_WERROR=OFF -DFREEHOLD_FUZZING_ENGINE="$LIB_FUZZING_ENGINE"
cmake --build "$WORK/freehold" --target "${@:-fuzzers}"
cmake --install "$WORK/freehold" --component fuzzers --prefix "$OUT"
