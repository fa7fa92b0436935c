// SPDX-License-Identifier: Apache-2.0
#include "whitelist/input_format.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "whitelist/lines.hpp"
#include "whitelist/reader_e820.hpp"
#include "whitelist/reader_iomem.hpp"
#include "whitelist/reader_linker.hpp"

namespace freehold::tools {
namespace {

constexpr std::string_view fdt_magic = "\xd0\x0d\xfe\xed";

bool is_source_name(std::string_view path) {
    constexpr std::array<std::string_view, 4> endings{".dts", ".dtsi", ".dtso", ".its"};
    return std::ranges::any_of(endings, [path](auto ending) { return path.ends_with(ending); });
}

/// The first character that is neither space nor a byte-order mark.
char first_sign(std::string_view text) {
    const std::size_t at = text.find_first_not_of(" \t\r\n\xef\xbb\xbf");
    return at == std::string_view::npos ? '\0' : text[at];
}

/// The first line that says something is a table's header, `[name]` or `[[name]]`.
bool starts_with_table(std::string_view text) {
    Lines lines{text};
    while (auto line = lines.next()) {
        const std::size_t at = line->find_first_not_of(" \t");
        if (at == std::string_view::npos || (*line)[at] == '#') continue;
        line->remove_prefix(at);
        if (!take(*line, "[")) return false;
        take(*line, "[");
        const char name = line->empty() ? '\0' : line->front();
        return (std::isalnum(static_cast<unsigned char>(name)) != 0 || name == '_' || name == '"') &&
               line->find(']') != std::string_view::npos && line->find(',') == std::string_view::npos;
    }
    return false;
}

}  // namespace

InputFormat format_of(std::string_view content, std::string_view path) {
    if (content.empty()) return InputFormat::empty;
    if (is_source_name(path)) return InputFormat::source;
    if (content.starts_with(fdt_magic)) return InputFormat::tree;
    if (first_sign(content) == '<') return InputFormat::svd;
    if (first_sign(content) == '{') return InputFormat::json;
    if (is_iomem(content)) return InputFormat::iomem;
    if (has_e820_line(content)) return InputFormat::e820;
    if (content.find("/dts-v1/") != std::string_view::npos) return InputFormat::source;
    if (starts_with_table(content)) return InputFormat::toml;
    return has_memory_command(content) ? InputFormat::linker : InputFormat::unknown;
}

}  // namespace freehold::tools
