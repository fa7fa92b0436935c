// SPDX-License-Identifier: Apache-2.0
#include "whitelist/json_board.hpp"

#include <fmt/format.h>

#include <array>

#include "whitelist/json.hpp"
#include "whitelist/reader_cheriot.hpp"
#include "whitelist/reader_litex.hpp"
#include "whitelist/reader_sel4.hpp"

namespace freehold::tools {
namespace {

using Json = nlohmann::json;

struct Form {
    std::string_view key;
    Json::value_t type;  ///< `discarded` for any
    Result<Description> (*read)(std::string_view json, const std::string& file);
};
/// The first line whose key an object has with that type tells what it is.
constexpr std::array forms{
    Form{"memories", Json::value_t::discarded, read_litex},
    Form{"csr_bases", Json::value_t::discarded, read_litex},
    Form{"memory", Json::value_t::array, read_sel4},
    Form{"devices", Json::value_t::array, read_sel4},
    Form{"devices", Json::value_t::object, read_cheriot},
    Form{"instruction_memory", Json::value_t::object, read_cheriot},
    Form{"patch", Json::value_t::array, read_cheriot},
};

}  // namespace

Result<Description> read_json_board(std::string_view text, const std::string& file) {
    const auto json = parse_json(plain_numbers(text), file, Status::malformed);
    if (!json) return std::unexpected{json.error()};
    for (const Form& form : forms)
        if (const auto at = json->find(form.key);
            at != json->end() && (form.type == Json::value_t::discarded || at->type() == form.type))
            return form.read(text, file);
    if (json->contains("regions") && !json->contains("page_bytes"))
        return fail(Status::malformed, file + ": is a facts file; --facts takes it");
    return fail(Status::malformed, file +
                                       ": is JSON, but neither LiteX's (\"memories\", \"csr_bases\"), CHERIoT's "
                                       "(\"devices\") nor seL4's (\"memory\")");
}

}  // namespace freehold::tools
