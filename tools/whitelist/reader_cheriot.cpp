// SPDX-License-Identifier: Apache-2.0
#include "whitelist/reader_cheriot.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "whitelist/collector.hpp"
#include "whitelist/json.hpp"

namespace freehold::tools {
namespace {

using Json = nlohmann::json;

/// Who writes the revocation bits decides which pointers live; who commands the revoker sweeps all memory.
constexpr std::array<std::string_view, 3> of_the_kernel{"shadow", "shadowctrl", "revoker"};

Guess guess_device(std::string_view name) {
    return std::ranges::find(of_the_kernel, name) != of_the_kernel.end()
               ? known_as(Kind::reserved, "decides which pointers live")
               : guess_registers(name);
}

class Reader {
public:
    explicit Reader(const std::string& file) : file_{file} {}

    Result<Description> read(const Json& json) {
        const auto top = JsonObject::of(json, file_, Status::malformed);
        if (!top) return std::unexpected{top.error()};
        if (top->has("base") && top->has("patch"))
            return top->problem("patch", "changes another board; give the board that it makes");
        if (!top->has("devices")) return top->problem("devices", "is missing");
        if (!top->has("instruction_memory")) return top->problem("instruction_memory", "is missing");
        if (const auto read = read_devices(*top); !read) return std::unexpected{read.error()};
        for (const char* key : {"instruction_memory", "data_memory"})
            if (const auto read = read_memory(*top, key); !read) return std::unexpected{read.error()};
        if (const auto read = read_heap(*top); !read) return std::unexpected{read.error()};
        return std::move(found_).take();
    }

private:
    Result<JsonObject> member(const JsonObject& top, const char* key) const {
        return JsonObject::of(top.json()[key], fmt::format("{}: {}", file_, key), Status::malformed);
    }

    Result<void> read_devices(const JsonObject& top) {
        const auto devices = member(top, "devices");
        if (!devices) return std::unexpected{devices.error()};
        for (const auto& [name, value] : devices->json().items()) {
            const auto device = JsonObject::of(value, fmt::format("{}: devices.{}", file_, name), Status::malformed);
            if (!device) return std::unexpected{device.error()};
            const Found found{name, device->where(), "/devices/" + name, PhysAddr{0}, guess_device(name)};
            if (const auto read = read_range(*device, found); !read) return read;
        }
        return {};
    }

    Result<void> read_memory(const JsonObject& top, const char* key) {
        if (!top.has(key)) return {};
        const auto memory = member(top, key);
        if (!memory) return std::unexpected{memory.error()};
        if (const auto end = memory->number("end")) memory_end_ = std::max(memory_end_, *end);
        return read_range(*memory, {key, memory->where(), fmt::format("/{}", key), PhysAddr{0}, known_as(Kind::ram)});
    }

    /// The heap has no start where it follows the program in a memory that is listed; then only its end is checked.
    Result<void> read_heap(const JsonObject& top) {
        if (!top.has("heap")) return {};
        const auto heap = member(top, "heap");
        if (!heap) return std::unexpected{heap.error()};
        if (heap->has("start"))
            return read_range(*heap, {"heap", heap->where(), "/heap", PhysAddr{0}, known_as(Kind::ram)});
        const auto end = heap->number("end");
        if (!end) return std::unexpected{end.error()};
        if (*end > memory_end_) return heap->problem("end", "lies beyond the memories, and \"start\" is missing");
        return {};
    }

    Result<void> read_range(const JsonObject& object, Found found) {
        const auto start = object.number("start");
        if (!start) return std::unexpected{start.error()};
        found.base = PhysAddr{*start};
        if (object.has("end") == object.has("length"))
            return object.problem("end", "or \"length\" must be there, and not both");
        const auto number = object.number(object.has("end") ? "end" : "length");
        if (!number) return std::unexpected{number.error()};
        if (object.has("end")) return found_.add_until(std::move(found), PhysAddr{*number});
        return found_.add(std::move(found), Bytes{*number});
    }

    const std::string& file_;
    Collector found_;
    Word memory_end_ = 0;
};

bool is_digit(char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; }

/// Where the string that starts at a quote ends, one past its closing quote.
std::size_t string_end(std::string_view json, std::size_t at) {
    for (++at; at < json.size() && json[at] != '"'; ++at)
        if (json[at] == '\\') ++at;
    return std::min(at + 1, json.size());
}

/// Where the comment that starts here ends; here where none starts.
std::size_t comment_end(std::string_view json, std::size_t at) {
    const std::string_view rest = json.substr(at);
    const std::string_view close = rest.starts_with("//") ? "\n" : "*/";
    if (!rest.starts_with("//") && !rest.starts_with("/*")) return at;
    const std::size_t end = json.find(close, at + 2);
    return end == std::string_view::npos ? json.size() : end + close.size();
}

}  // namespace

std::string plain_numbers(std::string_view json) {
    std::string text;
    for (std::size_t at = 0; at < json.size();) {
        const std::size_t comment = comment_end(json, at);
        const std::size_t end = json[at] == '"' ? string_end(json, at) : std::max(comment, at + 1);
        const bool hexadecimal = json[at] == '0' && at + 2 < json.size() && (json[at + 1] | 0x20) == 'x' &&
                                 (at == 0 || !is_digit(json[at - 1]));
        std::size_t stop = hexadecimal ? at + 2 : at;
        while (hexadecimal && stop < json.size() && is_digit(json[stop])) ++stop;
        if (const auto value = hexadecimal ? number_from(json.substr(at, stop - at)) : std::optional<Word>{}) {
            text += fmt::format("{}", *value);
            at = stop;
        } else {
            text += json.substr(at, end - at);
            at = end;
        }
    }
    return text;
}

Result<Description> read_cheriot(std::string_view json, const std::string& file) {
    const auto value = parse_json(plain_numbers(json), file, Status::malformed);
    if (!value) return std::unexpected{value.error()};
    return Reader{file}.read(*value);
}

}  // namespace freehold::tools
