// SPDX-License-Identifier: Apache-2.0
#include "whitelist/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <vector>

namespace freehold::tools {
namespace {

using Json = nlohmann::json;

constexpr int deepest = 64;  ///< levels; the formats read here have three

/// Watches a parse for what the parser itself lets pass.
class Watch {
public:
    bool operator()(int depth, Json::parse_event_t event, Json& value) {
        if (depth > deepest) note("nested too deep");
        if (event == Json::parse_event_t::object_start) keys_.emplace_back();
        if (event == Json::parse_event_t::object_end && !keys_.empty()) keys_.pop_back();
        if (event == Json::parse_event_t::key && !keys_.back().insert(value.get<std::string>()).second)
            note(fmt::format("the key \"{}\" is there twice in one object", value.get<std::string>()));
        return true;
    }
    const std::string& problem() const { return problem_; }

private:
    void note(std::string what) {
        if (problem_.empty()) problem_ = std::move(what);
    }

    std::vector<std::set<std::string>> keys_;
    std::string problem_;
};

/// The library's message without its own name for the class of the error.
std::string_view plain(std::string_view what) {
    const auto end = what.find("] ");
    return end == std::string_view::npos ? what : what.substr(end + 2);
}

std::optional<Word> number_of(const Json& value) {
    if (value.is_number_unsigned()) return value.get<Word>();
    if (value.is_string()) return number_from(value.get_ref<const std::string&>());
    return {};
}

}  // namespace

Result<JsonObject> JsonObject::of(const Json& value, std::string where, Status fault) {
    if (!value.is_object()) return fail(fault, fmt::format("{}: is no object, but {}", where, value.type_name()));
    return JsonObject{value, std::move(where), fault};
}

std::unexpected<Fault> JsonObject::problem(std::string_view key, std::string_view what) const {
    return fail(fault_, fmt::format("{}: \"{}\" {}", where_, key, what));
}

Result<void> JsonObject::only(std::initializer_list<std::string_view> keys) const {
    for (const auto& [key, value] : value_->items())
        if (std::ranges::find(keys, std::string_view{key}) == keys.end()) return problem(key, "is no known key here");
    return {};
}

Result<Word> JsonObject::number(const char* key) const {
    const auto at = value_->find(key);
    if (at == value_->end()) return problem(key, "is missing");
    if (const auto value = number_of(*at)) return *value;
    return problem(key, "is no number of 64 bits, such as 4096, \"0x1000\" or \"4k\"");
}

Result<std::vector<Word>> JsonObject::numbers(const char* key) const {
    std::vector<Word> list;
    const auto at = value_->find(key);
    if (at == value_->end()) return list;
    if (!at->is_array()) return problem(key, "is no list");
    for (const Json& one : *at) {
        const auto value = number_of(one);
        if (!value) return problem(key, "has something that is no number of 64 bits, such as 4096 or \"0x1000\"");
        list.push_back(*value);
    }
    return list;
}

Result<std::string> JsonObject::string(const char* key) const {
    const auto at = value_->find(key);
    if (at == value_->end()) return problem(key, "is missing");
    if (!at->is_string()) return problem(key, "is no string");
    return at->get<std::string>();
}

Result<Json> parse_json(std::string_view text, const std::string& file, Status fault) {
    Watch watch;
    try {
        Json json = Json::parse(text.begin(), text.end(), std::ref(watch), true, true);
        if (!watch.problem().empty()) return fail(fault, fmt::format("{}: {}", file, watch.problem()));
        return json;
    } catch (const Json::exception& problem) { return fail(fault, fmt::format("{}: {}", file, plain(problem.what()))); }
}

}  // namespace freehold::tools
