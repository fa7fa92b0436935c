// SPDX-License-Identifier: Apache-2.0
#include "whitelist/reader_litex.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "whitelist/guess.hpp"
#include "whitelist/json.hpp"
#include "whitelist/litex_memory.hpp"

namespace freehold::tools {
namespace {

using Json = nlohmann::json;

/// LiteX gives every block of registers at least this much room (`csr_paging`).
constexpr Bytes csr_paging{0x800};

class Reader {
public:
    explicit Reader(const std::string& file) : file_{file} {}

    Result<Description> read(const Json& json) {
        const auto top = JsonObject::of(json, file_, Status::malformed);
        if (!top) return std::unexpected{top.error()};
        if (!top->has("memories") && !top->has("csr_bases"))
            return fail(Status::malformed, file_ + ": has neither \"memories\" nor \"csr_bases\"");
        read_constants(json);
        if (const auto read = each(*top, "memories", &Reader::read_memory); !read) return std::unexpected{read.error()};
        if (const auto read = read_bases(*top); !read) return std::unexpected{read.error()};
        if (const auto read = each(*top, "csr_registers", &Reader::read_register); !read)
            return std::unexpected{read.error()};
        add_blocks();
        add_memories(memories_, result_.entries);
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

    /// Reads each member of a section; one that cannot be read is a defect of its own.
    Result<void> each(const JsonObject& top, const char* key, ReadOne read_one) {
        if (!top.has(key)) return {};
        const auto all = section(top, key);
        if (!all) return std::unexpected{all.error()};
        for (const auto& [name, value] : all->json().items()) {
            const auto object = JsonObject::of(value, where(key, name), Status::malformed);
            const auto read = object ? (this->*read_one)(name, *object) : Result<void>{std::unexpected{object.error()}};
            if (!read) defect(form_of(key, name), {}, {}, read.error());
        }
        return {};
    }

    Entry form_of(std::string_view section, const std::string& name) const {
        return {name, where(section, name), fmt::format("/{}/{}", section, name),
                ByteRange::checked(PhysAddr{}, Bytes{1}).value()};
    }

    void defect(Entry form, std::optional<PhysAddr> base, std::optional<Bytes> size, Fault fault) {
        result_.defects.push_back({std::move(form), base, size, std::move(fault)});
    }

    /// `NAME_interrupt` is a block's line, and the width of the bus how far addresses reach.
    void read_constants(const Json& json) {
        const auto constants = json.find("constants");
        if (constants == json.end() || !constants->is_object()) return;
        for (const auto& [name, value] : constants->items()) {
            if (!value.is_number_unsigned()) continue;
            const Word number = value.get<Word>();
            constexpr std::string_view ending = "_interrupt";
            if (name.ends_with(ending) && number < 1024)
                interrupts_[name.substr(0, name.size() - ending.size())] = static_cast<std::uint32_t>(number);
            if (name == "config_bus_address_width" && number >= 32 && number <= 64)
                result_.address_bits = AddressBits{static_cast<unsigned>(number)};
        }
    }

    Result<void> read_memory(const std::string& name, const JsonObject& object) {
        const auto base = object.number("base");
        if (!base) return std::unexpected{base.error()};
        const auto size = object.number("size");
        if (!size) return std::unexpected{size.error()};
        const auto types = object.has("type") ? object.string("type") : Result<std::string>{""};
        if (!types) return std::unexpected{types.error()};
        const LitexTypes type{*types};
        Entry form = form_of("memories", name);
        shape_memory(type, form);
        if (auto entry = placed(std::move(form), PhysAddr{*base}, Bytes{*size}))
            memories_.push_back({std::move(*entry), type.linker()});
        return {};
    }

    Result<void> read_bases(const JsonObject& top) {
        if (!top.has("csr_bases")) return {};
        const auto bases = section(top, "csr_bases");
        if (!bases) return std::unexpected{bases.error()};
        for (const auto& [name, value] : bases->json().items()) {
            const auto base = bases->number(name.c_str());
            if (!base) {
                defect(form_of("csr_bases", name), {}, {}, base.error());
            } else if (const auto [at, fresh] = blocks_.try_emplace(*base, Block{name}); !fresh) {
                const auto problem = bases->problem(name, fmt::format("has the base of \"{}\"", at->second.name));
                defect(form_of("csr_bases", name), PhysAddr{*base}, {}, problem.error());
            }
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
    void add_blocks() {
        for (auto at = blocks_.begin(); at != blocks_.end(); ++at) {
            const auto& [base, block] = *at;
            const auto next = std::next(at);
            const Word room = next == blocks_.end() ? csr_paging.raw() : std::min(csr_paging.raw(), next->first - base);
            const Word size = std::max(room, block.end > base ? block.end - base : 0);
            Entry form = form_of("csr_bases", block.name);
            shape(form, guess_registers(block.name));
            if (const auto line = interrupts_.find(block.name); line != interrupts_.end())
                form.hardware.interrupts.push_back({"", {line->second}});
            if (auto entry = placed(std::move(form), PhysAddr{base}, Bytes{size}))
                result_.entries.push_back(std::move(*entry));
        }
    }

    /// The entry at its place; a lint or a defect where that is none.
    std::optional<Entry> placed(Entry form, PhysAddr base, Bytes size) {
        if (size.raw() == 0) {
            result_.warnings.push_back(
                {Status::zero_size,
                 fmt::format("{}: the range at {} has size 0 and is not listed", form.where, hex(base))});
            return {};
        }
        if (const auto range = ByteRange::checked(base, size)) {
            form.range = *range;
            return form;
        }
        Fault fault{Status::wraps, fmt::format("{}: {:#x} bytes at {} wrap around the end of the addresses", form.where,
                                               size.raw(), hex(base))};
        defect(std::move(form), base, {}, std::move(fault));
        return {};
    }

    const std::string& file_;
    std::map<Word, Block> blocks_;
    std::map<std::string, std::uint32_t> interrupts_;
    std::vector<LitexMemory> memories_;
    Description result_;
};

}  // namespace

Result<Description> read_litex(std::string_view json, const std::string& file) {
    const auto value = parse_json(json, file, Status::malformed);
    if (!value) return std::unexpected{value.error()};
    return Reader{file}.read(*value);
}

}  // namespace freehold::tools
