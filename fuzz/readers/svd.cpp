// SPDX-License-Identifier: Apache-2.0
#include "sound.hpp"
#include "whitelist/reader_svd.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace freehold::tools;
    require_sound(read_svd({reinterpret_cast<const char*>(data), size}, "input"));
    return 0;
}
