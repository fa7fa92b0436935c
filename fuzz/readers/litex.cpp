// SPDX-License-Identifier: Apache-2.0
#include "sound.hpp"
#include "whitelist/reader_litex.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace freehold::tools;
    require_sound(read_litex({reinterpret_cast<const char*>(data), size}, "input"));
    return 0;
}
