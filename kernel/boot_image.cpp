// SPDX-License-Identifier: Apache-2.0
#include "kernel/boot_image.hpp"

#include <optional>

namespace freehold::kernel {
namespace {

constexpr std::size_t header_bytes = 110;
constexpr std::string_view magic = "070701";
constexpr std::string_view trailer = "TRAILER!!!";

/// A header's n-th field: eight hexadecimal digits after the magic number.
std::optional<std::size_t> field(std::span<const char> header, unsigned n) {
    std::size_t value = 0;
    for (const char digit : header.subspan(magic.size() + n * 8, 8)) {
        const int d = digit >= '0' && digit <= '9'   ? digit - '0'
                      : digit >= 'a' && digit <= 'f' ? digit - 'a' + 10
                      : digit >= 'A' && digit <= 'F' ? digit - 'A' + 10
                                                     : -1;
        if (d < 0) return std::nullopt;
        value = value << 4 | static_cast<std::size_t>(d);
    }
    return value;
}

constexpr std::size_t padded(std::size_t size) { return (size + 3) & ~std::size_t{3}; }

struct Record {
    BootFile file;
    std::size_t next;
};

/// The record at an offset. Sizes are compared by subtraction, so no sum can wrap.
std::expected<Record, BootFault> record(std::span<const char> image, std::size_t at) {
    const auto fault = [at](const char* what) { return std::unexpected{BootFault{what, at}}; };
    if (at > image.size() || image.size() - at < header_bytes) return fault("ends inside a header");
    const auto header = image.subspan(at, header_bytes);
    if (std::string_view{header.data(), magic.size()} != magic) return fault("no cpio newc header");
    const auto size = field(header, 6);
    const auto name_size = field(header, 11);
    if (!size || !name_size) return fault("a header's size is no number");
    const std::size_t name_at = at + header_bytes;
    if (*name_size == 0 || *name_size > image.size() - name_at) return fault("a name leaves the image");
    const std::string_view name{image.data() + name_at, *name_size - 1};
    const std::size_t data_at = padded(name_at + *name_size);
    if (data_at > image.size() || *size > image.size() - data_at) return fault("a file leaves the image");
    return Record{{name, image.subspan(data_at, *size)}, padded(data_at + *size)};
}

}  // namespace

std::expected<BootImage, BootFault> BootImage::checked(std::span<const char> bytes, void (*between_files)()) {
    for (std::size_t at = 0;;) {
        const auto each = record(bytes, at);
        if (!each) return std::unexpected{each.error()};
        if (each->file.name == trailer) return BootImage{bytes, between_files};
        at = each->next;
    }
}

BootFile BootImage::find(std::string_view folder, std::string_view name) const {
    return first(folder, [name](std::string_view each) { return each == name; });
}

BootFile BootImage::nth(std::string_view folder, std::size_t n) const {
    return first(folder, [n](std::string_view) mutable { return n-- == 0; });
}

BootFile BootImage::first(std::string_view folder, auto&& wanted) const {
    for (auto each = record(bytes_, 0); each && each->file.name != trailer; each = record(bytes_, each->next)) {
        between_files_();
        const std::string_view name = each->file.name;
        if (name.starts_with(folder) && name.size() > folder.size() && wanted(name.substr(folder.size())))
            return each->file;
    }
    return {};
}

}  // namespace freehold::kernel
