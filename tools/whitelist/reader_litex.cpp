// SPDX-License-Identifier: Apache-2.0
#include "whitelist/reader_litex.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "whitelist/guess.hpp"
#include "whitelist/json.hpp"

namespace freehold::tools {
namespace {

using Json = nlohmann::json;

/// LiteX gives every block of registers at least this much room (`csr_paging`).
constexpr Bytes csr_paging{0x800};

/// The types of a memory region are words joined by '+'.
bool has_type(std::string_view types, std::string_view type) {
    while (!types.empty()) {
        const std::size_t end = std::min(types.find('+'), types.size());
        if (types.substr(0, end) == type) return true;
        types.remove_prefix(std::min(end + 1, types.size()));
    }
    return false;
}

class Reader {
public:
    explicit Reader(const std::string& file) : file_{file} {}

    Result<Description> read(const Json& json) {
        const auto top = JsonObject::of(json, file_, Status::malformed);
        if (!top) return std::unexpected{top.error()};
        if (!top->has("memories") && !top->has("csr_bases"))
            return fail(Status::malformed, file_ + ": has neither \"memories\" nor \"csr_bases\"");
        if (const auto read = each(*top, "memories", &Reader::read_memory); !read) return std::unexpected{read.error()};
        if (const auto read = read_bases(*top); !read) return std::unexpected{read.error()};
        if (const auto read = each(*top, "csr_registers", &Reader::read_register); !read)
            return std::unexpected{read.error()};
        if (const auto added = add_blocks(); !added) return std::unexpected{added.error()};
        return std::move(result_);
    }

private:
    struct Block {
        std::string name;
        Word end = 0;  ///< one past its last register, or 0
    };
    using ReadOne = Result<void> (Reader::*)(const std::string& name, const JsonObject& object);

    std::string where(std::string_view section, std::string_view name) const {
        return fmt::format("{}: {}.{}", file_, section, name);
    }

    Result<JsonObject> section(const JsonObject& top, const char* key) const {
        return JsonObject::of(top.json()[key], fmt::format("{}: {}", file_, key), Status::malformed);
    }

    Result<void> each(const JsonObject& top, const char* key, ReadOne read_one) {
        if (!top.has(key)) return {};
        const auto all = section(top, key);
        if (!all) return std::unexpected{all.error()};
        for (const auto& [name, value] : all->json().items()) {
            const auto object = JsonObject::of(value, where(key, name), Status::malformed);
            if (!object) return std::unexpected{object.error()};
            if (const auto read = (this->*read_one)(name, *object); !read) return read;
        }
        return {};
    }

    Result<void> read_memory(const std::string& name, const JsonObject& object) {
        const auto base = object.number("base");
        if (!base) return std::unexpected{base.error()};
        const auto size = object.number("size");
        if (!size) return std::unexpected{size.error()};
        const auto types = object.has("type") ? object.string("type") : Result<std::string>{""};
        if (!types) return std::unexpected{types.error()};
        const bool io = has_type(*types, "io");
        Guess guess = io ? guess_registers(name) : guess_memory(name, Kind::storage);
        if (has_type(*types, "linker"))
            guess = {Kind::reserved, Rights::none()};  // not hardware: a place that the software of the board keeps
        return add(name, object.where(), "/memories/" + name, PhysAddr{*base}, Bytes{*size}, guess, io);
    }

    Result<void> read_bases(const JsonObject& top) {
        if (!top.has("csr_bases")) return {};
        const auto bases = section(top, "csr_bases");
        if (!bases) return std::unexpected{bases.error()};
        for (const auto& [name, value] : bases->json().items()) {
            const auto base = bases->number(name.c_str());
            if (!base) return std::unexpected{base.error()};
            if (const auto [at, fresh] = blocks_.try_emplace(*base, Block{name}); !fresh)
                return bases->problem(name, fmt::format("has the base of \"{}\"", at->second.name));
        }
        return {};
    }

    /// A register only shows how far its block reaches; the block is the last one that starts no later.
    Result<void> read_register(const std::string&, const JsonObject& object) {
        const auto base = object.number("addr");
        if (!base) return std::unexpected{base.error()};
        const auto words = object.number("size");
        if (!words) return std::unexpected{words.error()};
        const auto after = blocks_.upper_bound(*base);
        if (after == blocks_.begin()) return object.problem("addr", "is below every base of csr_bases");
        if (*words > 0x10000 || *base > ~Word{0} - *words * 4)
            return object.problem("size", "passes the end of the addresses");
        Block& block = std::prev(after)->second;
        block.end = std::max(block.end, *base + *words * 4);
        return {};
    }

    /// A block reaches to its last register, and to the next block or the paging of LiteX, whichever is nearer.
    Result<void> add_blocks() {
        for (auto at = blocks_.begin(); at != blocks_.end(); ++at) {
            const auto& [base, block] = *at;
            const auto next = std::next(at);
            const Word room = next == blocks_.end() ? csr_paging.raw() : std::min(csr_paging.raw(), next->first - base);
            const Word size = std::max(room, block.end > base ? block.end - base : 0);
            const auto added = add(block.name, where("csr_bases", block.name), "/csr_bases/" + block.name,
                                   PhysAddr{base}, Bytes{size}, guess_registers(block.name), false);
            if (!added) return added;
        }
        return {};
    }

    Result<void> add(const std::string& name, const std::string& at, const std::string& item, PhysAddr base, Bytes size,
                     Guess guess, bool container) {
        if (size.raw() == 0) {
            result_.warnings.push_back(
                {Status::zero_size, fmt::format("{}: the range at {} has size 0 and is not listed", at, hex(base))});
            return {};
        }
        const auto range = ByteRange::checked(base, size);
        if (!range)
            return fail(Status::wraps, fmt::format("{}: {:#x} bytes at {} wrap around the end of the addresses", at,
                                                   size.raw(), hex(base)));
        result_.entries.push_back({name, at, item, *range, guess.kind, guess.rights, Granularity::page, container});
        return {};
    }

    const std::string& file_;
    std::map<Word, Block> blocks_;
    Description result_;
};

}  // namespace

Result<Description> read_litex(std::string_view json, const std::string& file) {
    const auto value = parse_json(json, file, Status::malformed);
    if (!value) return std::unexpected{value.error()};
    return Reader{file}.read(*value);
}

}  // namespace freehold::tools
