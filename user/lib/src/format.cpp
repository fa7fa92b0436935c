// SPDX-License-Identifier: Apache-2.0
#include "user/format.hpp"

namespace freehold::user {
namespace {

/// Puts a number in a base, zero-padded to `digits`.
void put_number(Sink& sink, std::uint64_t number, unsigned base, unsigned digits) {
    char text[24];
    unsigned at = sizeof text;
    do {
        text[--at] = "0123456789abcdef"[number % base];
        number /= base;
    } while (number != 0 && at > 0);
    while (sizeof text - at < digits && at > 0) text[--at] = '0';
    sink.put({text + at, sizeof text - at});
}

}  // namespace

void Field::put(Sink& sink) const {
    const char character = static_cast<char>(number_);
    switch (how_) {
        case How::text: return sink.put(text_);
        case How::character: return sink.put({&character, 1});
        case How::negative: sink.put("-"); [[fallthrough]];
        case How::decimal: return put_number(sink, number_, 10, 1);
        case How::hexadecimal: sink.put("0x"); return put_number(sink, number_, 16, digits_);
    }
}

void format(Sink& sink, std::string_view pattern, std::initializer_list<Field> fields) {
    for (const auto& field : fields) {
        const auto hole = pattern.find("{}");
        if (hole == std::string_view::npos) break;
        sink.put(pattern.substr(0, hole));
        field.put(sink);
        pattern.remove_prefix(hole + 2);
    }
    sink.put(pattern);
}

}  // namespace freehold::user
