// SPDX-License-Identifier: Apache-2.0
#include "whitelist/facts_draft.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "whitelist/words.hpp"

namespace freehold::tools {
namespace {

std::string quoted(const std::string& text) {
    return nlohmann::json(text).dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
}

/// A comment ends with its line, whatever an input has in a name.
std::string comment(std::string_view indent, std::string text) {
    return fmt::format("{}// {}\n", indent, printable(std::move(text)));
}

/// Devices that nothing speaks of are many, and as good as each other: they have one comment for all.
bool is_plain(const Entry& entry) { return entry.kind == Kind::device && entry.reason.empty() && entry.power.empty(); }

std::string why(const Entry& entry) {
    if (!entry.reason.empty()) return entry.reason;
    if (entry.kind == Kind::reserved) return "the description or its name keeps it from use";
    return entry.kind == Kind::ram ? "memory, by the description or its name" : "keeps its content, by its name";
}

/// A kind as a fact brings the kind's own rights. Where an owner gets more than the thing itself, to restate the kind
/// would be to decide; so there it is not restated.
std::string fact_for(const Entry& entry) {
    const bool rights = !entry.power.empty() || entry.rights != default_rights(entry.kind);
    std::string text = fmt::format("        {{\"match\": {}", quoted(entry.item));
    if (entry.power.empty()) text += fmt::format(", \"kind\": \"{}\"", word_for(entry.kind));
    if (rights) text += fmt::format(", \"rights\": \"{}\"", word_for(entry.rights));
    return text + "}";
}

/// The entries that need a look, once for each item: a fact picks all of an item.
class Decisions {
public:
    explicit Decisions(const Board& board) {
        std::map<std::string, std::set<std::string>> forms;
        const auto stories = stories_of(board);
        for (const Story& story : stories)
            for (const Entry& entry : story.made) forms[entry.item].insert(fact_for(entry));
        for (const Story& story : stories) {
            if (!story.facts.empty() || story.made.empty()) continue;
            const Entry& entry = story.made.front();
            if (entry.frame || entry.container) frames_.push_back(entry);
            else if (is_plain(entry)) plain_.push_back(entry);
            else if (forms[entry.item].size() == 1 && seen_.insert(entry.item).second) open_.push_back(entry);
        }
    }
    [[nodiscard]] const std::vector<Entry>& open() const { return open_; }
    [[nodiscard]] const std::vector<Entry>& plain() const { return plain_; }
    [[nodiscard]] const std::vector<Entry>& frames() const { return frames_; }

private:
    std::set<std::string> seen_;
    std::vector<Entry> open_, plain_, frames_;
};

std::string decision(const Entry& entry) {
    const std::string what =
        fmt::format("{} at {}, {} bytes", entry.name, hex(entry.range.base()), entry.range.size().raw());
    if (entry.power.empty()) return comment("        ", fmt::format("{}: {}", what, why(entry))) + fact_for(entry);
    return comment("        ", fmt::format("DECIDE {}: {}", what, entry.power)) +
           comment("        ", R"("kind": "device" allows that, "kind": "reserved" closes it)") + fact_for(entry);
}

/// The names of things, as many on a line as fit.
std::string names_of(const std::vector<Entry>& entries) {
    std::string text;
    std::string line;
    std::set<std::string> seen;
    for (const Entry& entry : entries) {
        if (!seen.insert(entry.item).second) continue;
        if (line.size() + entry.item.size() > 100) text += comment("        ", std::exchange(line, ""));
        line += (line.empty() ? "    " : ", ") + entry.item;
    }
    return line.empty() ? text : text + comment("        ", line);
}

std::string regions_of(const Decisions& decisions) {
    std::string text = "    \"regions\": [\n";
    if (!decisions.plain().empty())
        text +=
            comment("        ", "Devices because no rule knows them; a fact with \"kind\": \"reserved\" closes one:") +
            names_of(decisions.plain());
    if (!decisions.frames().empty())
        text += comment("        ", "Windows, not listed themselves; a fact with a \"kind\" lists one:") +
                names_of(decisions.frames());
    for (std::size_t i = 0; i < decisions.open().size(); ++i)
        text += decision(decisions.open()[i]) + (i + 1 < decisions.open().size() ? ",\n" : "\n");
    return text + "    ]\n";
}

}  // namespace

std::string write_facts_draft(const Board& board) {
    std::string text =
        comment("", "Facts for `freehold whitelist --facts`. Each says what is so without it, after the reason why;");
    text += comment("", "go through them, change what is wrong, and take out what needs no saying.");
    for (const Fault& lint : board.listing.lints)
        text += comment("", fmt::format("LOOK ({}): {}", static_cast<int>(lint.status), lint.text));
    return text + fmt::format("{{\n    \"address_bits\": {},\n", static_cast<unsigned>(board.listing.address_bits)) +
           regions_of(Decisions{board}) + "}\n";
}

}  // namespace freehold::tools
