// SPDX-License-Identifier: Apache-2.0
#include "whitelist/fdt_node.hpp"

#include <libfdt.h>

namespace freehold::tools {

Word CellReader::take(Cells cells) {
    const std::size_t count = static_cast<std::size_t>(cells) * 4;
    Word value = 0;
    for (const std::byte byte : bytes_.first(count)) value = value << 8 | static_cast<Word>(byte);
    bytes_ = bytes_.subspan(count);
    return value;
}

void CellReader::skip(Cells cells) { bytes_ = bytes_.subspan(static_cast<std::size_t>(cells) * 4); }

std::string_view FdtNode::name() const {
    int length = 0;
    const char* name = fdt_get_name(tree_, offset_, &length);
    return name == nullptr ? std::string_view{} : std::string_view{name, static_cast<std::size_t>(length)};
}

std::string_view FdtNode::stem() const { return name().substr(0, name().find('@')); }

bool FdtNode::has(const char* property) const { return bytes(property).has_value(); }

std::optional<std::span<const std::byte>> FdtNode::bytes(const char* property) const {
    int length = 0;
    const void* data = fdt_getprop(tree_, offset_, property, &length);
    if (data == nullptr || length < 0) return {};
    return std::span{static_cast<const std::byte*>(data), static_cast<std::size_t>(length)};
}

std::vector<std::string_view> FdtNode::strings(const char* property) const {
    std::vector<std::string_view> list;
    const auto data = bytes(property);
    if (!data) return list;
    std::string_view text{reinterpret_cast<const char*>(data->data()), data->size()};
    for (auto end = text.find('\0'); end != std::string_view::npos; end = text.find('\0')) {
        list.push_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    return list;
}

std::string_view FdtNode::string(const char* property) const {
    const auto list = strings(property);
    return list.empty() ? std::string_view{} : list.front();
}

std::optional<std::uint32_t> FdtNode::cell(const char* property) const {
    const auto data = bytes(property);
    if (!data || data->size() != 4) return {};
    return static_cast<std::uint32_t>(CellReader{*data}.take(Cells{1}));
}

std::uint32_t FdtNode::phandle() const {
    if (const auto number = cell("phandle")) return *number;
    return cell("linux,phandle").value_or(0);
}

}  // namespace freehold::tools
