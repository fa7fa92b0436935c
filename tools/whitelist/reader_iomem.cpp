// SPDX-License-Identifier: Apache-2.0
#include "whitelist/reader_iomem.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "whitelist/collector.hpp"
#include "whitelist/iomem_kind.hpp"
#include "whitelist/lines.hpp"

namespace freehold::tools {
namespace {

/// "  fec00000-fec003ff : IOAPIC 0"
struct Line {
    std::size_t depth;
    PhysAddr first;
    PhysAddr last;
    std::string_view name;
};

std::optional<Line> line_from(std::string_view text) {
    const std::size_t spaces = std::min(text.find_first_not_of(' '), text.size());
    text.remove_prefix(spaces);
    const auto first = take_hex(text);
    if (!first || !take(text, "-")) return {};
    const auto last = take_hex(text);
    if (!last || !take(text, " : ") || text.empty()) return {};
    return Line{spaces / 2, PhysAddr{*first}, PhysAddr{*last}, text};
}

/// The name of a region: of "10000000.serial serial@10000000" what the device is, not which driver or where.
std::string_view short_name(std::string_view name) {
    const std::string_view word = name.substr(0, name.find(' '));
    const std::size_t dot = word.find('.');
    const bool platform = dot != std::string_view::npos && dot > 0 && dot + 1 < word.size() &&
                          word.substr(0, dot).find_first_not_of("0123456789abcdef") == std::string_view::npos &&
                          word.find(':') == std::string_view::npos;
    return platform ? word.substr(dot + 1) : name;
}

class Reader {
public:
    explicit Reader(const std::string& file) : file_{file} {}

    Result<Description> read(std::string_view text) {
        Lines lines{text};
        while (const auto line = lines.next()) {
            if (line->find_first_not_of(" \t") == std::string_view::npos) continue;
            where_ = fmt::format("{}:{}", file_, lines.number());
            const auto parsed = line_from(*line);
            if (!parsed)
                return fail(Status::malformed, fmt::format("{}: is no line such as \"1000-1fff : name\"", where_));
            if (const auto read = read_line(*parsed); !read) return std::unexpected{read.error()};
        }
        if (!seen_address_) return fail(Status::malformed, file_ + ": all addresses are 0; read /proc/iomem as root");
        return std::move(found_).take();
    }

private:
    Result<void> read_line(const Line& line) {
        seen_address_ = seen_address_ || line.last > PhysAddr{0};
        if (hidden_below_ && line.depth > *hidden_below_) return {};
        hidden_below_.reset();
        const IomemKind kind = iomem_kind(line.name);
        if (kind.use == IomemKind::Use::window) return {};
        // A driver's claim on a device is no part of the machine; but what the firmware keeps within memory is.
        if (kind.guess.kind != Kind::ram) hidden_below_ = line.depth;
        if (kind.use == IomemKind::Use::skip || line.last == PhysAddr{0}) return {};
        const std::string name{kind.guess.kind == Kind::ram ? "memory" : short_name(line.name)};
        const std::string where = fmt::format("{}: {}", where_, line.name);
        return found_.add_through({name, where, fmt::format("/iomem/{:x}", line.first.raw()), line.first, kind.guess},
                                  line.last);
    }

    const std::string& file_;
    std::string where_;
    std::optional<std::size_t> hidden_below_;  ///< what stands deeper belongs to what was listed there
    bool seen_address_ = false;
    Collector found_;
};

}  // namespace

Result<Description> read_iomem(std::string_view text, const std::string& file) { return Reader{file}.read(text); }

bool is_iomem(std::string_view text) {
    Lines lines{text};
    while (const auto line = lines.next())
        if (line->find_first_not_of(" \t") != std::string_view::npos) return line_from(*line).has_value();
    return false;
}

}  // namespace freehold::tools
