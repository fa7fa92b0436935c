// SPDX-License-Identifier: Apache-2.0
#include "whitelist/reader_linker.hpp"

#include <fmt/format.h>

#include <array>

#include "whitelist/collector.hpp"
#include "whitelist/linker_expression.hpp"

namespace freehold::tools {
namespace {

/// What the letters after a memory's name let be placed there; after '!' they say what may not.
struct Attributes {
    bool given = false;
    Rights rights = Rights::r();
};

Attributes attributes_from(std::string_view letters) {
    Attributes attributes{true, Rights::r()};
    for (bool allowed = true; const char letter : letters) {
        if (letter == '!') allowed = !allowed;
        else if (allowed && (letter | 0x20) == 'w') attributes.rights = attributes.rights | Rights::rw();
        else if (allowed && (letter | 0x20) == 'x') attributes.rights = attributes.rights | Rights::rx();
    }
    return attributes;
}

/// A name that says what a memory is comes first: attributes only steer the linker.
Guess guess_of(std::string_view name, Attributes attributes) {
    const Guess by_name = guess_memory(name, Kind::reserved);
    if (by_name.kind != Kind::reserved) return by_name;
    if (!attributes.given) return known_as(Kind::storage, "neither its name nor attributes say what it is");
    if (attributes.rights.has(Rights::w())) return known_as(Kind::ram, "its attributes let it be written");
    return known_as(Kind::storage, attributes.rights, "its attributes do not let it be written");
}

class Reader {
public:
    Reader(std::string_view script, const std::string& file) : tokens_{script}, file_{file} {}

    Result<Description> read() {
        bool found = false;
        while (!tokens_.at_end()) {
            if (tokens_.take("MEMORY")) {
                found = true;
                if (const auto read = read_memories(); !read) return std::unexpected{read.error()};
            } else {
                read_other();
            }
        }
        if (!found) return fail(Status::malformed, file_ + ": has no MEMORY command, so it says nothing of memory");
        return std::move(found_).take();
    }

private:
    std::unexpected<Fault> problem(std::string_view what) const {
        return fail(Status::malformed, fmt::format("{}:{}: MEMORY: {}", file_, tokens_.line(), what));
    }
    std::unexpected<Fault> missing(std::string_view what) const {
        return problem(fmt::format("{} is expected, not {}", what, tokens_.shown()));
    }

    /// Symbols that sizes may refer to. One whose value only a link can tell stays unknown.
    void read_other() {
        if (tokens_.take("{")) return tokens_.skip_to_close('{', '}');
        if (tokens_.take("PROVIDE") || tokens_.take("PROVIDE_HIDDEN")) {
            if (tokens_.take("(")) read_other();
            return;
        }
        const auto name = tokens_.take_symbol();
        if (!name) return tokens_.skip();
        if (tokens_.take("(")) return tokens_.skip_to_close('(', ')');
        if (tokens_.take("==") || !tokens_.take("=")) return;
        if (const auto value = linker_expression(tokens_, names_)) names_.symbols.insert_or_assign(*name, *value);
        else names_.symbols.erase(*name);
    }

    Result<void> read_memories() {
        if (!tokens_.take("{")) return missing("\"{\"");
        while (!tokens_.take("}")) {
            if (tokens_.at_end()) return missing("\"}\"");
            if (tokens_.take(",") || tokens_.take(";")) continue;
            if (const auto read = read_memory(); !read) return read;
        }
        return {};
    }

    Result<void> read_memory() {
        const auto name = tokens_.take_name();
        if (!name) return missing("a name");
        if (*name == "INCLUDE")
            return problem(
                fmt::format("INCLUDE {} is not followed; give that file's text in its place", tokens_.shown()));
        Attributes attributes;
        if (tokens_.take("(")) {
            attributes = attributes_from(take_letters());
            if (!tokens_.take(")")) return missing("\")\"");
        }
        if (!tokens_.take(":")) return missing("\":\"");
        const auto origin = value_of(*name, {"ORIGIN", "org", "o"});
        if (!origin) return std::unexpected{origin.error()};
        tokens_.take(",");
        const auto length = value_of(*name, {"LENGTH", "len", "l"});
        if (!length) return std::unexpected{length.error()};
        return add(*name, attributes, PhysAddr{*origin}, Bytes{*length});
    }

    std::string take_letters() {
        std::string letters;
        for (;;) {
            if (tokens_.take("!")) letters += '!';
            else if (const auto more = tokens_.take_symbol()) letters += *more;
            else return letters;
        }
    }

    Result<Word> value_of(const std::string& name, std::array<std::string_view, 3> words) {
        bool taken = false;
        for (const std::string_view word : words) taken = taken || tokens_.take(word);
        if (!taken || !tokens_.take("=")) return missing(fmt::format("\"{} =\"", words.front()));
        const auto value = linker_expression(tokens_, names_);
        if (value) return *value;
        return problem(fmt::format("{}: {}: {}", name, words.front(), value.error()));
    }

    Result<void> add(const std::string& name, Attributes attributes, PhysAddr origin, Bytes length) {
        if (!names_.memories.try_emplace(name, LinkerNames::Memory{origin, length}).second)
            return problem(fmt::format("the memory \"{}\" is there twice", name));
        const std::string where = fmt::format("{}: MEMORY {}", file_, name);
        return found_.add({name, where, "/MEMORY/" + name, origin, guess_of(name, attributes)}, length);
    }

    LinkerTokens tokens_;
    const std::string& file_;
    LinkerNames names_;
    Collector found_;
};

}  // namespace

Result<Description> read_linker(std::string_view script, const std::string& file) {
    return Reader{script, file}.read();
}

bool has_memory_command(std::string_view script) {
    for (LinkerTokens tokens{script}; !tokens.at_end(); tokens.skip())
        if (tokens.take("MEMORY") && tokens.take("{")) return true;
    return false;
}

}  // namespace freehold::tools
