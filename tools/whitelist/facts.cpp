// SPDX-License-Identifier: Apache-2.0
#include "whitelist/facts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "whitelist/json.hpp"
#include "whitelist/names.hpp"

namespace freehold::tools {
namespace {

/// Reads an optional member as a word of a small language.
template <class T>
Result<std::optional<T>> word(const JsonObject& object, const char* key, std::optional<T> (*from)(std::string_view),
                              std::string_view choices) {
    if (!object.has(key)) return std::optional<T>{};
    const auto text = object.string(key);
    if (!text) return std::unexpected{text.error()};
    if (const auto value = from(*text)) return value;
    return object.problem(key, fmt::format("is \"{}\", none of {}", *text, choices));
}

Result<std::optional<std::string>> optional_name(const JsonObject& object) {
    if (!object.has("name")) return std::optional<std::string>{};
    auto name = object.string("name");
    if (!name) return std::unexpected{name.error()};
    if (!is_name(*name))
        return object.problem("name", fmt::format("is \"{}\", not 1 to 16 letters, digits or any of ,._+-@", *name));
    return std::optional{std::move(*name)};
}

/// A member that is an address, as a number or as a string that starts with a digit, or else a name or a path.
Result<std::variant<PhysAddr, std::string>> place(const JsonObject& object, const char* key) {
    const bool text = object.has(key) && object.json()[key].is_string();
    const std::string value = text ? object.json()[key].get<std::string>() : "";
    if (text && !value.empty() && (value.front() < '0' || value.front() > '9')) return value;
    const auto number = object.number(key);
    if (!number) return std::unexpected{number.error()};
    return PhysAddr{*number};
}

Result<ByteRange> range_of(const JsonObject& object) {
    const auto base = object.number("base");
    if (!base) return std::unexpected{base.error()};
    const auto size = object.number("size");
    if (!size) return std::unexpected{size.error()};
    if (*size == 0) return object.problem("size", "is 0");
    const auto range = ByteRange::checked(PhysAddr{*base}, Bytes{*size});
    if (!range)
        return object.problem("size",
                              fmt::format("{:#x} from {:#x} wraps around the end of the addresses", *size, *base));
    return *range;
}

/// Reads an optional member as a word into its place.
template <class T>
Result<void> take(const JsonObject& object, const char* key, std::optional<T> (*from)(std::string_view),
                  std::string_view choices, std::optional<T>& place) {
    const auto value = word<T>(object, key, from, choices);
    if (!value) return std::unexpected{value.error()};
    place = *value;
    return {};
}

Result<void> read_hardware(const JsonObject& object, Change& change) {
    if (const auto taken = take(object, "dma", dma_from, "none, requests, translated, master", change.dma); !taken)
        return taken;
    if (const auto taken =
            take(object, "memory_type", memory_type_from, "cached, uncached, device", change.memory_type);
        !taken)
        return taken;
    const auto numbers = object.numbers("interrupts");
    if (!numbers) return std::unexpected{numbers.error()};
    if (!object.has("interrupts")) return {};
    change.interrupts.emplace();
    for (const Word number : *numbers) {
        if (number > ~std::uint32_t{0}) return object.problem("interrupts", "has a number of more than 32 bits");
        change.interrupts->push_back({"", {static_cast<std::uint32_t>(number)}});
    }
    return {};
}

/// The members that changes and additions share.
Result<void> read_form(const JsonObject& object, Change& change) {
    auto name = optional_name(object);
    if (!name) return std::unexpected{name.error()};
    change.name = std::move(*name);
    if (const auto taken = take(object, "kind", kind_from, "ram, storage, device, reserved", change.kind); !taken)
        return taken;
    if (const auto taken = take(object, "rights", rights_from, "none, r, rw, x, rx, rwx", change.rights); !taken)
        return taken;
    if (const auto taken = take(object, "granularity", granularity_from, "page, whole", change.granularity); !taken)
        return taken;
    if (const auto read = read_hardware(object, change); !read) return read;
    if (!object.has("alias_of")) return {};
    auto original = place(object, "alias_of");
    if (!original) return std::unexpected{original.error()};
    change.alias_of = std::move(*original);
    return {};
}

/// Where a thing is and how large, in place of what the description says.
Result<void> read_place(const JsonObject& object, Change& change) {
    if (object.has("base")) {
        const auto base = object.number("base");
        if (!base) return std::unexpected{base.error()};
        change.base = PhysAddr{*base};
    }
    if (object.has("size")) {
        const auto size = object.number("size");
        if (!size) return std::unexpected{size.error()};
        if (*size == 0) return object.problem("size", "is 0; \"ignore\" lists nothing");
        change.size = Bytes{*size};
    }
    const auto views = object.numbers("views");
    if (!views) return std::unexpected{views.error()};
    for (const Word distance : *views) {
        if (distance == 0) return object.problem("views", "has the distance 0");
        change.views.push_back(Bytes{distance});
    }
    return {};
}

Result<void> read_change(const JsonObject& object, Change change, Facts& facts) {
    if (const auto known = object.only({"match", "name", "kind", "rights", "granularity", "base", "size", "dma",
                                        "memory_type", "interrupts", "views", "limit", "alias_of", "ignore"});
        !known)
        return known;
    if (const auto read = read_place(object, change); !read) return read;
    auto match = place(object, "match");
    if (!match) return std::unexpected{match.error()};
    if (const auto* at = std::get_if<PhysAddr>(&*match)) change.match.by = *at;
    else change.match.by = std::get<std::string>(*match);
    if (object.has("ignore")) {
        if (!object.json()["ignore"].is_boolean()) return object.problem("ignore", "is neither true nor false");
        change.ignore = object.json()["ignore"].get<bool>();
    }
    if (object.has("limit")) {
        const auto limit = object.number("limit");
        if (!limit) return std::unexpected{limit.error()};
        if (*limit == 0) return object.problem("limit", "is 0; \"ignore\" lists nothing");
        change.limit = Bytes{*limit};
    }
    facts.changes.push_back(std::move(change));
    return {};
}

Result<void> read_addition(const JsonObject& object, Change form, Facts& facts) {
    if (const auto known = object.only(
            {"name", "base", "size", "kind", "rights", "granularity", "dma", "memory_type", "interrupts", "alias_of"});
        !known)
        return known;
    const auto range = range_of(object);
    if (!range) return std::unexpected{range.error()};
    if (!form.name) return object.problem("name", "is missing");
    if (form.kind.has_value() == form.alias_of.has_value())
        return object.problem("kind", "or \"alias_of\" must be there, and not both");
    if (form.alias_of) {
        facts.mirrors.push_back({*form.name, object.where(), *range, *form.alias_of});
        return {};
    }
    const Rights rights = form.rights.value_or(default_rights(*form.kind));
    const Granularity granularity = form.granularity.value_or(Granularity::page);
    Entry entry{*form.name, object.where(), object.where(), *range, *form.kind, rights, granularity};
    entry.reason = "a fact";
    entry.hardware = {form.interrupts.value_or(std::vector<InterruptLine>{}), form.dma.value_or(Dma::none),
                      form.memory_type};
    facts.additions.push_back(std::move(entry));
    return {};
}

Result<void> read_region(const nlohmann::json& value, std::string where, Facts& facts) {
    const auto object = JsonObject::of(value, where, Status::facts);
    if (!object) return std::unexpected{object.error()};
    Change form;
    form.where = std::move(where);
    if (const auto read = read_form(*object, form); !read) return read;
    if (object->has("match")) return read_change(*object, std::move(form), facts);
    return read_addition(*object, std::move(form), facts);
}

Result<void> read_reservation(const nlohmann::json& value, std::string where, Facts& facts) {
    const auto object = JsonObject::of(value, where, Status::facts);
    if (!object) return std::unexpected{object.error()};
    if (const auto known = object->only({"name", "base", "size"}); !known) return known;
    const auto name = optional_name(*object);
    if (!name) return std::unexpected{name.error()};
    const auto range = range_of(*object);
    if (!range) return std::unexpected{range.error()};
    facts.additions.push_back(
        {name->value_or("reserved"), where, where, *range, Kind::reserved, Rights::none(), Granularity::page});
    facts.additions.back().reason = "a fact";
    facts.additions.back().hardware.memory_type = MemoryType::cached;
    return {};
}

using ReadOne = Result<void> (*)(const nlohmann::json&, std::string, Facts&);

Result<void> read_list(const JsonObject& top, const char* key, ReadOne read_one, Facts& facts) {
    if (!top.has(key)) return {};
    const auto& list = top.json()[key];
    if (!list.is_array()) return top.problem(key, "is no list");
    for (std::size_t i = 0; i < list.size(); ++i)
        if (const auto read = read_one(list[i], fmt::format("{}: {}[{}]", top.where(), key, i), facts); !read)
            return read;
    return {};
}

Result<void> read_address_bits(const JsonObject& top, Facts& facts) {
    if (!top.has("address_bits")) return {};
    const auto bits = top.number("address_bits");
    if (!bits) return std::unexpected{bits.error()};
    if (*bits < 32 || *bits > 64) return top.problem("address_bits", "is not within 32 to 64");
    facts.address_bits = AddressBits{static_cast<unsigned>(*bits)};
    return {};
}

}  // namespace

Result<Facts> read_facts(std::string_view json, const std::string& file) {
    const auto value = parse_json(json, file, Status::facts);
    if (!value) return std::unexpected{value.error()};
    const auto top = JsonObject::of(*value, file, Status::facts);
    if (!top) return std::unexpected{top.error()};
    if (const auto known = top->only({"$schema", "address_bits", "regions", "reserve"}); !known)
        return std::unexpected{known.error()};
    Facts facts;
    if (const auto read = read_address_bits(*top, facts); !read) return std::unexpected{read.error()};
    if (const auto read = read_list(*top, "regions", read_region, facts); !read) return std::unexpected{read.error()};
    if (const auto read = read_list(*top, "reserve", read_reservation, facts); !read)
        return std::unexpected{read.error()};
    return facts;
}

}  // namespace freehold::tools
