// SPDX-License-Identifier: Apache-2.0
#include "whitelist/reader_e820.hpp"

#include <fmt/format.h>

#include "whitelist/collector.hpp"
#include "whitelist/lines.hpp"

namespace freehold::tools {
namespace {

constexpr std::string_view mark = "BIOS-e820:";

/// ACPI's tables could be RAM once they are read, but who has read them is not known here.
Guess guess_of(std::string_view type) {
    if (type == "usable" || type == "System RAM") return known_as(Kind::ram);
    return type.starts_with("persistent") ? known_as(Kind::storage, "keeps its content")
                                          : known_as(Kind::reserved, "the firmware says that it is no free memory");
}

void skip_spaces(std::string_view& text) {
    while (take(text, " ") || take(text, "\t")) {}
}

class Reader {
public:
    explicit Reader(const std::string& file) : file_{file} {}

    Result<Description> read(std::string_view log) {
        bool found = false;
        Lines lines{log};
        while (const auto line = lines.next()) {
            const std::size_t at = line->find(mark);
            if (at == std::string_view::npos) continue;
            found = true;
            where_ = fmt::format("{}:{}", file_, lines.number());
            if (const auto read = read_line(line->substr(at + mark.size())); !read)
                return std::unexpected{read.error()};
        }
        if (!found) return fail(Status::malformed, fmt::format("{}: has no line with {}", file_, mark));
        return std::move(found_).take();
    }

private:
    std::unexpected<Fault> problem(std::string_view what) const {
        return fail(Status::malformed, fmt::format("{}: {} {}", where_, mark, what));
    }

    Result<void> read_line(std::string_view text) {
        skip_spaces(text);
        if (text.starts_with("[gap ")) return {};
        const bool modern = take(text, "[mem ");
        const auto first = take_hex(text);
        if (!first || !take(text, modern ? "-" : " - ")) return problem("has no range");
        const auto last = take_hex(text);
        if (!last || (modern && !take(text, "]"))) return problem("has no range");
        skip_spaces(text);
        if (!modern && !(take(text, "(") && text.ends_with(')'))) return problem("has no type");
        if (!modern) text.remove_suffix(1);
        return add(PhysAddr{*first}, PhysAddr{*last}, text, modern);
    }

    /// The older kernels print one past the last byte.
    Result<void> add(PhysAddr first, PhysAddr last, std::string_view type, bool inclusive) {
        if (type.empty()) return problem("has no type");
        const Guess guess = guess_of(type);
        const std::string name = guess.kind == Kind::ram ? "memory" : std::string{type.substr(0, type.find(','))};
        const std::string item = fmt::format("/e820/{}", count_++);
        Found found{name, where_, item, first, guess};
        return inclusive ? found_.add_through(std::move(found), last) : found_.add_until(std::move(found), last);
    }

    const std::string& file_;
    std::string where_;
    std::size_t count_ = 0;
    Collector found_;
};

}  // namespace

Result<Description> read_e820(std::string_view log, const std::string& file) { return Reader{file}.read(log); }

bool has_e820_line(std::string_view log) { return log.find(mark) != std::string_view::npos; }

}  // namespace freehold::tools
