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
    /// @param between_files called for each file that is looked at later: an image can hold many
    static std::expected<BootImage, BootFault> checked(std::span<const char> bytes, void (*between_files)() = [] {});

    /// The file of this name, or none. @param folder with its slash: `bin/`
    [[nodiscard]] BootFile find(std::string_view folder, std::string_view name) const;
    /// The n-th file of a folder, or one without a name.
    [[nodiscard]] BootFile nth(std::string_view folder, std::size_t n) const;
    [[nodiscard]] std::size_t size() const { return bytes_.size(); }

private:
    BootImage(std::span<const char> bytes, void (*between_files)()) : bytes_{bytes}, between_files_{between_files} {}
    /// The first file of a folder whose name without it is wanted, or one without a name.
    BootFile first(std::string_view folder, auto&& wanted) const;

    std::span<const char> bytes_;
    void (*between_files_)();
};

}  // namespace freehold::kernel
