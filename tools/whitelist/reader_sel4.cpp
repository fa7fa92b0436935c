// SPDX-License-Identifier: Apache-2.0
#include "whitelist/reader_sel4.hpp"

#include <fmt/format.h>

#include "whitelist/collector.hpp"
#include "whitelist/json.hpp"

namespace freehold::tools {
namespace {

using Json = nlohmann::json;

/// Only where devices may lie.
Guess window() {
    Guess guess = known_as(Kind::device, "addresses that are neither memory nor the kernel's");
    guess.frame = true;
    return guess;
}

class Reader {
public:
    explicit Reader(const std::string& file) : file_{file} {}

    Result<Description> read(const Json& json) {
        const auto top = JsonObject::of(json, file_, Status::malformed);
        if (!top) return std::unexpected{top.error()};
        if (!top->has("memory")) return top->problem("memory", "is missing");
        if (const auto read = read_list(*top, "memory", "memory", known_as(Kind::ram)); !read)
            return std::unexpected{read.error()};
        if (const auto read = read_list(*top, "devices", "window", window()); !read)
            return std::unexpected{read.error()};
        return std::move(found_).take();
    }

private:
    Result<void> read_list(const JsonObject& top, const char* key, const char* name, const Guess& guess) {
        if (!top.has(key)) return {};
        const Json& list = top.json()[key];
        if (!list.is_array()) return top.problem(key, "is no list");
        for (std::size_t i = 0; i < list.size(); ++i) {
            const std::string where = fmt::format("{}: {}[{}]", file_, key, i);
            const auto object = JsonObject::of(list[i], where, Status::malformed);
            if (!object) return std::unexpected{object.error()};
            const Found found{name, where, fmt::format("/{}/{}", key, i), PhysAddr{0}, guess};
            if (const auto read = read_range(*object, found); !read) return read;
        }
        return {};
    }

    Result<void> read_range(const JsonObject& object, Found found) {
        const auto start = object.number("start");
        if (!start) return std::unexpected{start.error()};
        const auto end = object.number("end");
        if (!end) return std::unexpected{end.error()};
        found.base = PhysAddr{*start};
        return found_.add_until(std::move(found), PhysAddr{*end});
    }

    const std::string& file_;
    Collector found_;
};

}  // namespace

Result<Description> read_sel4(std::string_view json, const std::string& file) {
    const auto value = parse_json(json, file, Status::malformed);
    if (!value) return std::unexpected{value.error()};
    return Reader{file}.read(*value);
}

}  // namespace freehold::tools
