// SPDX-License-Identifier: Apache-2.0
#include "whitelist/reader_hubris.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "whitelist/collector.hpp"
#include "whitelist/lines.hpp"
#include "whitelist/toml.hpp"

namespace freehold::tools {
namespace {

class Reader {
public:
    explicit Reader(const std::string& file) : file_{file} {}

    Result<Description> read(const toml::table& top) {
        if (top.empty()) return fail(Status::malformed, file_ + ": has neither a peripheral nor a memory");
        for (const auto& [key, node] : top) {
            const std::string name{key.str()};
            const auto read = node.is_table() ? read_peripheral(name, *node.as_table()) : read_memories(name, node);
            if (!read) return std::unexpected{read.error()};
        }
        return std::move(found_).take();
    }

private:
    std::unexpected<Fault> problem(const toml::node& node, std::string_view name, std::string_view what) const {
        return fail(Status::malformed, fmt::format("{}:{}: {}: {}", file_, node.source().begin.line, name, what));
    }

    /// The library has signed numbers; what they say is an address.
    Result<Word> number(const toml::table& table, std::string_view name, const char* key) const {
        const toml::node* node = table.get(key);
        if (node == nullptr) return problem(table, name, fmt::format("\"{}\" is missing", key));
        const auto value = node->value_exact<std::int64_t>();
        if (!value || *value < 0) return problem(*node, name, fmt::format("\"{}\" is no number from 0 on", key));
        return static_cast<Word>(*value);
    }

    Result<void> read_range(const toml::table& table, const std::string& name, const std::string& item, Guess guess) {
        const auto base = number(table, name, "address");
        if (!base) return std::unexpected{base.error()};
        const auto size = number(table, name, "size");
        if (!size) return std::unexpected{size.error()};
        return found_.add({name, fmt::format("{}: {}", file_, item.substr(1)), item, PhysAddr{*base}, guess},
                          Bytes{*size});
    }

    Result<void> read_peripheral(const std::string& name, const toml::table& table) {
        return read_range(table, name, "/" + name, guess_registers(name));
    }

    Result<void> read_memories(const std::string& name, const toml::node& node) {
        const toml::array* list = node.as_array();
        if (list == nullptr || !list->is_array_of_tables())
            return problem(node, name, "is neither a table nor a list of tables");
        for (std::size_t i = 0; i < list->size(); ++i) {
            const toml::table& table = *list->get(i)->as_table();
            const auto guess = guess_of(name, table);
            if (!guess) return std::unexpected{guess.error()};
            if (const auto read = read_range(table, name, fmt::format("/{}/{}", name, i), *guess); !read) return read;
        }
        return {};
    }

    /// RAM is what may be written and is called so: the rights of a file are those that its own kernel gives to tasks,
    /// and the pool's are all. Storage keeps what the file allows.
    Result<Guess> guess_of(const std::string& name, const toml::table& table) const {
        const Guess guess = guess_memory(name, Kind::storage);
        Rights rights;
        for (const auto& [key, right] :
             {std::pair{"read", Rights::r()}, {"write", Rights::w()}, {"execute", Rights::x()}}) {
            const toml::node* node = table.get(key);
            if (node == nullptr) continue;
            const auto allowed = node->value_exact<bool>();
            if (!allowed) return problem(*node, name, fmt::format("\"{}\" is neither true nor false", key));
            if (*allowed) rights = rights | right;
        }
        if (guess.kind == Kind::ram && rights.has(Rights::w())) return guess;
        return known_as(Kind::storage, rights.normalized(),
                        "a memory that is not called RAM, or that may not be written");
    }

    const std::string& file_;
    Collector found_;
};

/// Chips have names in ASCII; what else stands in comments is nobody's concern. It does not reach the library, whose
/// tables of Unicode have holes.
std::string ascii(std::string_view text) {
    take(text, "\xef\xbb\xbf");
    std::string plain{text};
    std::ranges::replace_if(plain, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '?');
    return plain;
}

}  // namespace

Result<Description> read_hubris(std::string_view toml, const std::string& file) {
    try {
        return Reader{file}.read(toml::parse(ascii(toml), file));
    } catch (const toml::parse_error& problem) {
        return fail(Status::malformed,
                    fmt::format("{}:{}: no sound TOML: {}", file, problem.source().begin.line, problem.description()));
    } catch (const TomlContradiction&) {
        return fail(Status::malformed, file + ": no sound TOML: a name of a table, or a key, is cut short");
    }
}

}  // namespace freehold::tools
