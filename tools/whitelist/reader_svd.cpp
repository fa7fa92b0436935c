// SPDX-License-Identifier: Apache-2.0
#include "whitelist/reader_svd.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "whitelist/guess.hpp"
#include "whitelist/svd_peripheral.hpp"

namespace freehold::tools {
namespace {

constexpr std::size_t most_entries =
    65536;  ///< nested repetition can multiply; the largest real files have some hundreds

class Reader {
public:
    explicit Reader(const std::string& file) : file_{file} {}

    Result<Description> read(pugi::xml_node device) {
        if (!device) return fail(Status::malformed, file_ + ": has no element device, so it is no SVD file");
        const auto unit = SvdElement{device, file_ + ": device"}.number("addressUnitBits", 8);
        if (!unit) return std::unexpected{unit.error()};
        if (*unit != 8)
            return fail(Status::malformed,
                        fmt::format("{}: addressUnitBits is {}; only addresses of bytes can be read", file_, *unit));
        const auto peripherals = SvdPeripherals::of(device, file_);
        if (!peripherals) return std::unexpected{peripherals.error()};
        for (const SvdElement& element : peripherals->all())
            if (const auto read = read_peripheral(element, *peripherals); !read) return std::unexpected{read.error()};
        for (const pugi::xml_node region :
             device.select_node("vendorExtensions/memoryRegions").node().children("memoryRegion"))
            if (const auto read = read_region(region); !read) return std::unexpected{read.error()};
        return std::move(result_);
    }

private:
    /// One peripheral, or one copy of it.
    struct Copy {
        std::string name;
        std::string where;
        PhysAddr base;
    };

    Result<void> read_peripheral(const SvdElement& element, const SvdPeripherals& peripherals) {
        const auto base = element.number("baseAddress");
        if (!base) return std::unexpected{base.error()};
        const auto array = array_of(element);
        if (!array) return std::unexpected{array.error()};
        const auto blocks = peripherals.nearest(element, "addressBlock");
        if (!blocks) return fail(Status::malformed, element.where + ": has no addressBlock");
        Word offset = 0;
        for (const std::string& name : array->names) {
            const Copy copy{name, element.where, PhysAddr{*base + offset}};
            if (offset > ~Word{0} - *base) return wraps(element.where, "a copy", PhysAddr{*base}, Bytes{offset});
            if (const auto read = read_blocks(copy, *blocks); !read) return read;
            if (__builtin_add_overflow(offset, array->step.raw(), &offset))
                return wraps(element.where, "dimIncrement", PhysAddr{*base}, array->step);
        }
        return {};
    }

    Result<void> read_blocks(const Copy& copy, const SvdElement& blocks) {
        for (const pugi::xml_node node : blocks.node.children("addressBlock")) {
            const SvdElement block{node, copy.where + ": addressBlock"};
            const auto offset = block.number("offset");
            if (!offset) return std::unexpected{offset.error()};
            const auto size = block.number("size");
            if (!size) return std::unexpected{size.error()};
            if (*offset > ~Word{0} - copy.base.raw()) return wraps(block.where, "offset", copy.base, Bytes{*offset});
            const bool reserved = block.text("usage") == "reserved";
            const Guess guess = reserved ? Guess{Kind::reserved, Rights::none()} : guess_registers(copy.name);
            const PhysAddr base{copy.base.raw() + *offset};
            if (const auto added = add({copy.name, block.where, base}, Bytes{*size}, "/peripherals/", guess, false);
                !added)
                return added;
        }
        return {};
    }

    Result<void> read_region(pugi::xml_node node) {
        SvdElement region{node, file_ + ": memoryRegion"};
        const std::string name = region.text("name");
        if (name.empty()) return fail(Status::malformed, region.where + ": has no name");
        region.where += " " + name;
        const auto base = region.number("baseAddress");
        if (!base) return std::unexpected{base.error()};
        const auto size = region.number("size");
        if (!size) return std::unexpected{size.error()};
        const Guess guess = guess_memory(name, Kind::device);
        return add({name, region.where, PhysAddr{*base}}, Bytes{*size}, "/memoryRegions/", guess,
                   guess.kind == Kind::device);
    }

    Result<void> add(const Copy& at, Bytes size, std::string_view section, Guess guess, bool container) {
        if (size.raw() == 0) {
            result_.warnings.push_back(
                {Status::zero_size,
                 fmt::format("{}: the range at {} has size 0 and is not listed", at.where, hex(at.base))});
            return {};
        }
        const auto range = ByteRange::checked(at.base, size);
        if (!range) return wraps(at.where, "size", at.base, size);
        if (result_.entries.size() == most_entries)
            return fail(Status::malformed, fmt::format("{}: more than {} ranges", at.where, most_entries));
        result_.entries.push_back({at.name, at.where, fmt::format("{}{}", section, at.name), *range, guess.kind,
                                   guess.rights, Granularity::page, container});
        return {};
    }

    static std::unexpected<Fault> wraps(const std::string& where, const char* what, PhysAddr base, Bytes by) {
        return fail(Status::wraps, fmt::format("{}: {} {:#x} from {} wraps around the end of the addresses", where,
                                               what, by.raw(), hex(base)));
    }

    const std::string& file_;
    Description result_;
};

std::size_t line_of(std::string_view text, std::ptrdiff_t offset) {
    const auto end = text.begin() + std::min(offset, static_cast<std::ptrdiff_t>(text.size()));
    return static_cast<std::size_t>(std::count(text.begin(), end, '\n')) + 1;
}

}  // namespace

Result<Description> read_svd(std::string_view xml, const std::string& file) {
    pugi::xml_document document;
    const auto parsed = document.load_buffer(xml.data(), xml.size());
    if (!parsed)
        return fail(Status::malformed,
                    fmt::format("{}:{}: no sound XML: {}", file, line_of(xml, parsed.offset), parsed.description()));
    return Reader{file}.read(document.child("device"));
}

}  // namespace freehold::tools
