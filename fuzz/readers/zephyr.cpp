// SPDX-License-Identifier: Apache-2.0
#include "whitelist/reader_zephyr.hpp"

#include "sound.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace freehold::tools;
    require_sound(read_tree(std::as_bytes(std::span{data, size}), "input"));
    return 0;
}
