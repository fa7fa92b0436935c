// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "whitelist/fault.hpp"
#include "whitelist/words.hpp"

namespace freehold::tools {

/// A JSON object, and what to call it in faults. Its readers fail with the given class and name the key.
class JsonObject {
public:
    /// @param value must outlive this
    /// @return a fault when it is no object
    [[nodiscard]] static Result<JsonObject> of(const nlohmann::json& value, std::string where, Status fault);

    [[nodiscard]] const nlohmann::json& json() const { return *value_; }
    [[nodiscard]] const std::string& where() const { return where_; }
    [[nodiscard]] bool has(const char* key) const { return value_->contains(key); }
    [[nodiscard]] std::unexpected<Fault> problem(std::string_view key, std::string_view what) const;

    /// @return a fault that names the first key that is none of these
    [[nodiscard]] Result<void> only(std::initializer_list<std::string_view> keys) const;
    /// The member, which must be there.
    [[nodiscard]] Result<Word> number(const char* key) const;
    /// The numbers of a list; none where it is not there.
    [[nodiscard]] Result<std::vector<Word>> numbers(const char* key) const;
    [[nodiscard]] Result<std::string> string(const char* key) const;

private:
    JsonObject(const nlohmann::json& value, std::string where, Status fault)
        : value_{&value}, where_{std::move(where)}, fault_{fault} {}

    const nlohmann::json* value_;
    std::string where_;
    Status fault_;
};

/// Parses a text in which no object has a key twice. `//` comments are allowed.
[[nodiscard]] Result<nlohmann::json> parse_json(std::string_view text, const std::string& file, Status fault);

}  // namespace freehold::tools
