// SPDX-License-Identifier: Apache-2.0
// Whatever bytes a boot image is, it is refused with a reason, or its files lie within it and are found by their names.
#include <cstdlib>

#include "kernel/boot_image.hpp"

namespace freehold::kernel {
namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

void require_within(std::span<const char> image, std::span<const char> part) {
    require(part.data() >= image.data() && part.size() <= image.size());
    require(static_cast<std::size_t>(part.data() - image.data()) <= image.size() - part.size());
}

void look_through(const BootImage& image, std::span<const char> bytes) {
    require(image.size() == bytes.size());
    for (std::size_t n = 0;; ++n) {
        const BootFile file = image.nth("", n);
        if (file.name.empty()) return;
        require_within(bytes, file.name);
        require_within(bytes, file.bytes);
        require(image.find("", file.name).name == file.name);
    }
}

}  // namespace
}  // namespace freehold::kernel

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace freehold::kernel;
    const std::span bytes{reinterpret_cast<const char*>(data), size};
    const auto image = BootImage::checked(bytes);
    if (image) look_through(*image, bytes);
    else require(image.error().what != nullptr && image.error().offset <= size + 3);
    return 0;
}
