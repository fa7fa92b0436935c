// SPDX-License-Identifier: Apache-2.0
#include "whitelist/include_paths.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>

namespace freehold::tools {
namespace {

namespace fs = std::filesystem;

/// A tree of sources: what shows that a folder is its top, and where it keeps what trees include.
struct Layout {
    std::string_view mark;
    std::array<std::string_view, 4> folders;  ///< below the top
    std::string_view each_of;                 ///< and every folder in this one, with `below` appended
    std::string_view below;
};
constexpr std::array layouts{
    Layout{"scripts/dtc/include-prefixes", {"include", "scripts/dtc/include-prefixes", "", ""}, "arch", "boot/dts"},
    Layout{"dts/bindings", {"include", "include/zephyr", "dts/common", "dts/vendor"}, "dts", ""},
    // U-Boot, and the device trees of Linux as other projects carry them.
    Layout{"include/dt-bindings", {"include", "src", "dts/upstream/include", "dts/upstream/src"}, "src", ""},
};

class Folders {
public:
    void add(const fs::path& folder) {
        std::error_code error;
        std::string text = folder.lexically_normal().string();
        if (!fs::is_directory(folder, error) || std::ranges::find(found_, text) != found_.end()) return;
        found_.push_back(std::move(text));
    }

    void add_tree(const fs::path& top) {
        std::error_code error;
        for (const Layout& layout : layouts)
            if (fs::is_directory(top / layout.mark, error)) return add_layout(top, layout);
    }

    std::vector<std::string> take() && { return std::move(found_); }

private:
    void add_layout(const fs::path& top, const Layout& layout) {
        for (const std::string_view folder : layout.folders)
            if (!folder.empty()) add(top / folder);
        std::error_code error;
        std::vector<fs::path> inside;
        for (fs::directory_iterator at{top / layout.each_of, error}, end; !error && at != end; at.increment(error))
            inside.push_back(at->path() / layout.below);
        std::ranges::sort(inside);  // a folder has no order of its own
        for (const fs::path& folder : inside) add(folder);
        add(top / layout.each_of);
    }

    std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> include_folders(const std::string& source, const std::vector<std::string>& named) {
    Folders folders;
    const fs::path home = fs::path{source}.parent_path();
    folders.add(home.empty() ? "." : home);
    for (const std::string& folder : named) folders.add(folder);
    for (const std::string& folder : named) folders.add_tree(folder);
    std::error_code error;
    const fs::path absolute = fs::absolute(source, error);
    for (fs::path up = absolute.parent_path(); !error && up.has_relative_path(); up = up.parent_path())
        folders.add_tree(up);
    return std::move(folders).take();
}

}  // namespace freehold::tools
