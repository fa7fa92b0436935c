// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "whitelist/facts.hpp"

namespace freehold::tools {
namespace {

/// Whether a text is a pattern's: '*' stands for any letters.
bool like(std::string_view pattern, std::string_view text) {
    const std::size_t star = pattern.find('*');
    if (star == std::string_view::npos) return pattern == text;
    if (!text.starts_with(pattern.substr(0, star))) return false;
    const std::string_view rest = pattern.substr(star + 1);
    for (std::size_t from = star; from <= text.size(); ++from)
        if (like(rest, text.substr(from))) return true;
    return false;
}

bool picks_text(const std::string& by, const Entry& entry) {
    return like(by, by.starts_with('/') ? entry.item : entry.name);
}

void change_form(const Change& change, Entry& entry) {
    if (change.name) entry.name = *change.name;
    if (change.kind) {
        entry.kind = *change.kind;
        entry.rights = default_rights(entry.kind);
        entry.container = false;
        entry.frame = false;
        entry.reason = "a fact";
    }
    if (change.rights) entry.rights = *change.rights;
    if (change.granularity) entry.granularity = *change.granularity;
    if (change.dma) entry.hardware.dma = *change.dma;
    if (change.memory_type) entry.hardware.memory_type = change.memory_type;
    if (change.interrupts) entry.hardware.interrupts = *change.interrupts;
    if (change.kind || change.dma) entry.power.clear();  // somebody has thought of it
}

Result<void> place(const Change& change, PhysAddr base, Bytes size, Entry& entry) {
    const auto range = ByteRange::checked(base, size);
    if (!range)
        return fail(Status::facts, fmt::format("{}: {:#x} bytes from {:#x} wrap around the end of the addresses",
                                               change.where, size.raw(), base.raw()));
    entry.range = *range;
    return {};
}

Result<void> change_range(const Change& change, Entry& entry) {
    if (change.base || change.size)
        if (const auto placed = place(change, change.base.value_or(entry.range.base()),
                                      change.size.value_or(entry.range.size()), entry);
            !placed)
            return placed;
    if (change.limit && change.limit->raw() - 1 < entry.range.last().raw() - entry.range.base().raw())
        entry.range = ByteRange::checked(entry.range.base(), *change.limit).value();
    return {};
}

/// The mirrors of an entry that a fact declares: itself, or its views.
Result<void> declare(const Change& change, const Entry& entry, std::vector<Mirror>& mirrors) {
    if (change.alias_of) mirrors.push_back({entry.name, change.where, entry.range, *change.alias_of});
    for (const Bytes distance : change.views) {
        const PhysAddr base{entry.range.base().raw() + distance.raw()};
        Entry view = entry;
        if (base < entry.range.base()) return fail(Status::facts, change.where + ": \"views\" pass the last address");
        if (const auto placed = place(change, base, entry.range.size(), view); !placed) return placed;
        mirrors.push_back({entry.name, change.where, view.range, entry.range.base()});
    }
    return {};
}

/// What the fact says in place of what cannot be read. @return whether nothing is left to ask
Result<bool> settle(const Change& change, Defect& defect) {
    change_form(change, defect.form);
    if (change.base) defect.base = change.base;
    if (change.size) defect.size = change.size;
    if (change.limit && !defect.size) defect.size = change.limit;
    if (change.ignore) return true;
    if (!defect.base || !defect.size) return false;
    if (const auto placed = place(change, *defect.base, *defect.size, defect.form); !placed)
        return std::unexpected{placed.error()};
    return true;
}

Result<bool> settle_all(const Change& change, Description& description, std::vector<Mirror>& mirrors) {
    bool used = false;
    std::vector<Defect> left;
    for (Defect& defect : description.defects) {
        const bool picked = change.match.picks(defect);
        used = used || picked;
        const auto settled = picked ? settle(change, defect) : Result<bool>{false};
        if (!settled) return settled;
        if (!*settled) left.push_back(std::move(defect));
        else if (!change.ignore) {
            if (const auto declared = declare(change, defect.form, mirrors); !declared)
                return std::unexpected{declared.error()};
            if (!change.alias_of) description.entries.push_back(std::move(defect.form));
        }
    }
    description.defects = std::move(left);
    return used;
}

Result<bool> change_all(const Change& change, Description& description, std::vector<Mirror>& mirrors) {
    const bool removes = change.ignore || change.alias_of;
    bool used = false;
    std::vector<Entry> kept;
    for (Entry& entry : description.entries) {
        const bool picked = change.match.picks(entry);  // by its old name
        used = used || picked;
        if (picked) {
            change_form(change, entry);
            if (const auto changed = change_range(change, entry); !changed) return std::unexpected{changed.error()};
            if (const auto declared = declare(change, entry, mirrors); !declared)
                return std::unexpected{declared.error()};
        }
        if (!picked || !removes) kept.push_back(std::move(entry));
    }
    description.entries = std::move(kept);
    return used;
}

Result<void> apply_change(const Change& change, Description& description, std::vector<Mirror>& mirrors) {
    const auto changed = change_all(change, description, mirrors);
    if (!changed) return std::unexpected{changed.error()};
    const auto settled = settle_all(change, description, mirrors);
    if (!settled) return std::unexpected{settled.error()};
    if (!*changed && !*settled)
        return fail(Status::facts, fmt::format("{}: \"match\" picks nothing that the description has", change.where));
    return {};
}

}  // namespace

bool Matcher::picks(const Entry& entry) const {
    if (const auto* at = std::get_if<PhysAddr>(&by)) return entry.range.base() == *at;
    return picks_text(std::get<std::string>(by), entry);
}

bool Matcher::picks(const Defect& defect) const {
    if (const auto* at = std::get_if<PhysAddr>(&by)) return defect.base == *at;
    return picks_text(std::get<std::string>(by), defect.form);
}

Result<void> apply(const Facts& facts, Description& description, std::vector<Mirror>& mirrors) {
    for (const Change& change : facts.changes)
        if (const auto applied = apply_change(change, description, mirrors); !applied) return applied;
    description.entries.insert(description.entries.end(), facts.additions.begin(), facts.additions.end());
    mirrors.insert(mirrors.end(), facts.mirrors.begin(), facts.mirrors.end());
    return {};
}

}  // namespace freehold::tools
