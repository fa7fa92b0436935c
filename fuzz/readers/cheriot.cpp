// SPDX-License-Identifier: Apache-2.0
#include "whitelist/reader_cheriot.hpp"

#include "sound.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace freehold::tools;
    require_sound(read_cheriot({reinterpret_cast<const char*>(data), size}, "input"));
    return 0;
}
