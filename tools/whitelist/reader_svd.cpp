// SPDX-License-Identifier: Apache-2.0
#include "whitelist/reader_svd.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "whitelist/guess.hpp"
#include "whitelist/svd_blocks.hpp"
#include "whitelist/svd_peripheral.hpp"
#include "whitelist/svd_twins.hpp"

namespace freehold::tools {
namespace {

constexpr std::size_t most_entries =
    65536;  ///< nested repetition can multiply; the largest real files have some hundreds

class Reader {
public:
    Reader(pugi::xml_node device, const std::string& file)
        : file_{file},
          device_{device},
          peripherals_{device, file},
          register_bits_{SvdElement{device, file}.number("size", 32).value_or(32)} {}

    Result<Description> read() {
        read_width();
        for (const auto& problem : peripherals_.problems()) defect(form_of(problem.element), problem.fault);
        for (const SvdElement& element : peripherals_.all()) {
            const auto read = read_peripheral(element);
            if (!read) defect(form_of(element), read.error());
        }
        for (const pugi::xml_node region :
             device_.select_node("vendorExtensions/memoryRegions").node().children("memoryRegion"))
            read_region(region);
        if (result_.entries.size() > most_entries)
            return fail(Status::malformed, fmt::format("{}: more than {} ranges", file_, most_entries));
        result_.twins = twins_of(result_.entries, SvdElement{device_, file_}.text("name"), file_);
        return std::move(result_);
    }

private:
    /// Addresses are of bytes, whatever `addressUnitBits` says: whoever writes 32 there counts in bytes all the same.
    void read_width() {
        const auto width = SvdElement{device_, file_}.number("width", 0);
        if (width && *width > 0 && *width <= 64)
            result_.address_bits = AddressBits{static_cast<unsigned>(std::max<Word>(*width, 32))};
    }

    Result<void> read_peripheral(const SvdElement& element) {
        const auto base = element.number("baseAddress");
        if (!base) return std::unexpected{base.error()};
        const auto array = peripherals_.array(element);
        if (!array) return std::unexpected{array.error()};
        const auto blocks = blocks_of(element, peripherals_, {PhysAddr{*base}, register_bits_}, result_.warnings);
        if (!blocks) return std::unexpected{blocks.error()};
        Word offset = 0;
        for (const std::string& name : array->names) {
            if (offset > ~Word{0} - *base) return wraps(element.where, "a copy", PhysAddr{*base}, Bytes{offset});
            Entry form = form_of(element, name, PhysAddr{*base + offset});
            if (array->names.size() == 1) form.hardware.interrupts = interrupts_of(element);
            for (const SvdBlock& block : *blocks) add(form, PhysAddr{*base + offset}, block);
            if (result_.entries.size() > most_entries) return {};
            if (__builtin_add_overflow(offset, array->step.raw(), &offset))
                return wraps(element.where, "dimIncrement", PhysAddr{*base}, array->step);
        }
        return {};
    }

    Entry form_of(const SvdElement& element, std::string name = "", PhysAddr base = {}) const {
        if (name.empty()) name = element.text("name");
        Entry form{name, element.where, "/peripherals/" + name, ByteRange::checked(PhysAddr{}, Bytes{1}).value()};
        shape(form, is_private(base) ? private_bus() : guess_registers(name));
        return form;
    }

    /// Whether it lies where every Cortex-M has what belongs to the core alone.
    bool is_private(PhysAddr base) const {
        const std::string cpu = SvdElement{device_.child("cpu"), file_}.text("name");
        return (cpu.starts_with("CM") || cpu.starts_with("ARMV8M") || cpu.starts_with("SC")) &&
               base.raw() >> 20 == 0xe00;
    }
    static Guess private_bus() {
        return {Kind::reserved, Rights::none(), "the core's own bus: interrupts, protection, debug", ""};
    }

    void read_region(pugi::xml_node node) {
        SvdElement region{node, file_ + ": memoryRegion"};
        const std::string name = region.text("name");
        if (name.empty()) return defect(form_of(region), {Status::malformed, region.where + ": has no name"});
        region.where += " " + name;
        Entry form{name, region.where, "/memoryRegions/" + name, ByteRange::checked(PhysAddr{}, Bytes{1}).value()};
        shape(form, guess_memory(name, Kind::device));
        form.container = form.kind == Kind::device;
        const auto base = region.number("baseAddress");
        const auto size = region.number("size");
        if (!base || !size) return defect(std::move(form), base ? size.error() : base.error());
        add(form, PhysAddr{*base}, {0, *size, region.where});
    }

    void add(Entry form, PhysAddr base, const SvdBlock& block) {
        form.where = block.where;
        if (block.reserved) shape(form, {Kind::reserved, Rights::none(), "its usage is reserved", ""});
        if (block.offset > ~Word{0} - base.raw())
            return defect(form, wraps(block.where, "offset", base, Bytes{block.offset}).error());
        const PhysAddr at{base.raw() + block.offset};
        if (block.size == 0) {
            result_.warnings.push_back(
                {Status::zero_size,
                 fmt::format("{}: the range at {} has size 0 and is not listed", block.where, hex(at))});
            return;
        }
        const auto range = ByteRange::checked(at, Bytes{block.size});
        if (!range) return defect(form, wraps(block.where, "size", at, Bytes{block.size}).error(), at);
        form.range = *range;
        result_.entries.push_back(std::move(form));
    }

    void defect(Entry form, Fault fault, std::optional<PhysAddr> base = {}) {
        result_.defects.push_back({std::move(form), base, {}, std::move(fault)});
    }

    static std::unexpected<Fault> wraps(const std::string& where, const char* what, PhysAddr base, Bytes by) {
        return fail(Status::wraps, fmt::format("{}: {} {:#x} from {} wraps around the end of the addresses", where,
                                               what, by.raw(), hex(base)));
    }

    const std::string& file_;
    pugi::xml_node device_;
    SvdPeripherals peripherals_;
    Word register_bits_;
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
    const pugi::xml_node device = document.child("device");
    if (!device) return fail(Status::malformed, file + ": has no element device, so it is no SVD file");
    return Reader{device, file}.read();
}

}  // namespace freehold::tools
