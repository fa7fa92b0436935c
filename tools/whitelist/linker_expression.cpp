// SPDX-License-Identifier: Apache-2.0
#include "whitelist/linker_expression.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace freehold::tools {
namespace {

using Value = std::expected<Word, std::string>;

struct Operator {
    std::string_view sign;
    int binds;  ///< more is tighter
    Value (*of)(Word, Word);
};

/// Longer signs first: "<<" is not "<" twice. Shifts by 64 and more leave nothing.
constexpr std::array operators{
    Operator{"||", 1, [](Word a, Word b) -> Value { return static_cast<Word>(a != 0 || b != 0); }},
    Operator{"&&", 2, [](Word a, Word b) -> Value { return static_cast<Word>(a != 0 && b != 0); }},
    Operator{"==", 6, [](Word a, Word b) -> Value { return static_cast<Word>(a == b); }},
    Operator{"!=", 6, [](Word a, Word b) -> Value { return static_cast<Word>(a != b); }},
    Operator{"<<", 8, [](Word a, Word b) -> Value { return b < 64 ? a << b : 0; }},
    Operator{">>", 8, [](Word a, Word b) -> Value { return b < 64 ? a >> b : 0; }},
    Operator{"<=", 7, [](Word a, Word b) -> Value { return static_cast<Word>(a <= b); }},
    Operator{">=", 7, [](Word a, Word b) -> Value { return static_cast<Word>(a >= b); }},
    Operator{"<", 7, [](Word a, Word b) -> Value { return static_cast<Word>(a < b); }},
    Operator{">", 7, [](Word a, Word b) -> Value { return static_cast<Word>(a > b); }},
    Operator{"|", 3, [](Word a, Word b) -> Value { return a | b; }},
    Operator{"^", 4, [](Word a, Word b) -> Value { return a ^ b; }},
    Operator{"&", 5, [](Word a, Word b) -> Value { return a & b; }},
    Operator{"+", 9, [](Word a, Word b) -> Value { return a + b; }},
    Operator{"-", 9, [](Word a, Word b) -> Value { return a - b; }},
    Operator{"*", 10, [](Word a, Word b) -> Value { return a * b; }},
    Operator{"/", 10,
             [](Word a, Word b) -> Value { return b != 0 ? Value{a / b} : std::unexpected{"divides by zero"}; }},
    Operator{"%", 10,
             [](Word a, Word b) -> Value { return b != 0 ? Value{a % b} : std::unexpected{"divides by zero"}; }},
};

class Expression {
public:
    Expression(LinkerTokens& tokens, const LinkerNames& names) : tokens_{tokens}, names_{names} {}

    Value whole() {
        auto value = binary(1);
        if (!value || !tokens_.take("?")) return value;
        const auto yes = nested(&Expression::whole);
        if (!yes || !tokens_.take(":")) return yes ? expected("\":\"") : yes;
        const auto no = nested(&Expression::whole);
        return *value != 0 || !no ? (no ? yes : no) : no;
    }

private:
    static constexpr int deepest = 64;

    Value expected(std::string_view what) const {
        return std::unexpected{fmt::format("{} is expected, not {}", what, tokens_.shown())};
    }

    Value nested(Value (Expression::*read)()) {
        if (depth_ == deepest) return std::unexpected{fmt::format("nests more than {} deep", deepest)};
        ++depth_;
        auto value = (this->*read)();
        --depth_;
        return value;
    }

    const Operator* take_operator(int loosest) {
        const auto* const one =
            std::ranges::find_if(operators, [this](const Operator& o) { return tokens_.comes(o.sign); });
        if (one == operators.end() || one->binds < loosest) return nullptr;
        tokens_.take(one->sign);
        return one;
    }

    Value binary(int loosest) {
        auto left = nested(&Expression::unary);
        while (left) {
            const Operator* const one = take_operator(loosest);
            if (one == nullptr) return left;
            const auto right = binary(one->binds + 1);
            if (!right) return right;
            left = one->of(*left, *right);
        }
        return left;
    }

    Value unary() {
        if (tokens_.take("(")) return closed(nested(&Expression::whole));
        for (const auto& [sign, of] : {std::pair<const char*, Word (*)(Word)>{"-", [](Word a) { return Word{0} - a; }},
                                       {"~", [](Word a) { return ~a; }},
                                       {"!", [](Word a) { return static_cast<Word>(a == 0); }}})
            if (tokens_.take(sign)) {
                const auto value = nested(&Expression::unary);
                return value ? Value{of(*value)} : value;
            }
        if (const auto number = tokens_.take_number()) return *number;
        if (const auto name = tokens_.take_symbol()) return tokens_.take("(") ? function(*name) : symbol(*name);
        return expected("a number or a name");
    }

    Value closed(Value value) { return !value || tokens_.take(")") ? value : expected("\")\""); }

    Value symbol(const std::string& name) const {
        const auto at = names_.symbols.find(name);
        if (at != names_.symbols.end()) return at->second;
        return std::unexpected{fmt::format("the symbol \"{}\" has no value here", name)};
    }

    /// Its opening parenthesis was taken.
    Value function(const std::string& name) {
        if (name == "DEFINED") {
            const auto symbol = tokens_.take_name();
            return symbol ? closed(static_cast<Word>(names_.symbols.contains(*symbol))) : expected("a name");
        }
        if (name == "ORIGIN" || name == "LENGTH") return closed(memory(name == "ORIGIN"));
        if (name != "MIN" && name != "MAX")
            return std::unexpected{fmt::format("the function {} has no value here", name)};
        const auto first = nested(&Expression::whole);
        if (!first || !tokens_.take(",")) return first ? expected("\",\"") : first;
        const auto second = nested(&Expression::whole);
        if (!second) return second;
        return closed(name == "MIN" ? std::min(*first, *second) : std::max(*first, *second));
    }

    Value memory(bool origin) {
        const auto name = tokens_.take_name();
        if (!name) return expected("the name of a memory");
        const auto at = names_.memories.find(*name);
        if (at == names_.memories.end())
            return std::unexpected{fmt::format("the memory \"{}\" is not there yet", *name)};
        return origin ? at->second.origin.raw() : at->second.length.raw();
    }

    LinkerTokens& tokens_;
    const LinkerNames& names_;
    int depth_ = 0;
};

}  // namespace

std::expected<Word, std::string> linker_expression(LinkerTokens& tokens, const LinkerNames& names) {
    return Expression{tokens, names}.whole();
}

}  // namespace freehold::tools
