// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "whitelist/entry.hpp"

namespace freehold::tools {

/// The type of a memory region in csr.json: words joined by '+', or nothing at all as LiteX once wrote it.
class LitexTypes {
public:
    explicit LitexTypes(std::string_view types) : types_{types} {}
    [[nodiscard]] bool known() const { return !types_.empty(); }
    /// Registers, or buffers of a device.
    [[nodiscard]] bool io() const { return has("io"); }
    [[nodiscard]] bool cached() const { return has("cached"); }
    /// A name that the linker scripts of the firmware have for a place.
    [[nodiscard]] bool linker() const { return has("linker"); }

private:
    [[nodiscard]] bool has(std::string_view type) const;
    std::string_view types_;
};

struct LitexMemory {
    Entry entry;
    bool linker;
};

/// The kind of a memory by its type, then by its name.
void shape_memory(LitexTypes types, Entry& entry);

/// Adds the memories. A name of the linker's for RAM, such as `main_ram` over the banks of an HBM, says that what lies
/// there is RAM; it is the same memory and not listed twice.
void add_memories(std::vector<LitexMemory> memories, std::vector<Entry>& into);

}  // namespace freehold::tools
