// SPDX-License-Identifier: Apache-2.0
#include "sound.hpp"
#include "whitelist/input_format.hpp"
#include "whitelist/json_board.hpp"
#include "whitelist/preprocess.hpp"

/// The first byte says which of them reads the rest.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace freehold::tools;
    if (size == 0) return 0;
    const std::string_view text{reinterpret_cast<const char*>(data) + 1, size - 1};
    switch (data[0] % 3) {
        case 0: require(format_of(text, "input") != InputFormat::empty || text.empty(), "only nothing is empty"); break;
        case 1: require_sound(read_json_board(text, "input")); break;
        default:
            static_cast<void>(has_directives(text));
            require(!preprocessor_fault(text, "input", {}).text.empty(), "a fault says what is wrong");
    }
    return 0;
}
