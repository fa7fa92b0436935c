// SPDX-License-Identifier: Apache-2.0
#include "sound.hpp"
#include "whitelist/reader_fdt.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace freehold::tools;
    require_sound(read_fdt(std::as_bytes(std::span{data, size}), "input"));
    return 0;
}
