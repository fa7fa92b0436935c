// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <span>
#include <string_view>

namespace freehold::kernel {

/// One file of the boot image.
struct BootFile {
    std::string_view name;  ///< as in the archive: `bin/init`
    std::span<const char> bytes;
};

/// What is wrong with a boot image, and where.
struct BootFault {
    const char* what;
    std::size_t offset;  ///< bytes from the start of the image
};

/// A cpio archive in the "newc" format (cpio(5)), checked whole before it is used. It does not own its bytes.
class BootImage {
public:
    static std::expected<BootImage, BootFault> checked(std::span<const char> bytes);

    /// The file of this name, or none. @param folder with its slash: `bin/`
    [[nodiscard]] BootFile find(std::string_view folder, std::string_view name) const;
    /// The n-th file of a folder, or one without a name.
    [[nodiscard]] BootFile nth(std::string_view folder, std::size_t n) const;
    [[nodiscard]] std::size_t size() const { return bytes_.size(); }

private:
    explicit BootImage(std::span<const char> bytes) : bytes_{bytes} {}
    std::span<const char> bytes_;
};

}  // namespace freehold::kernel
