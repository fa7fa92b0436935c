// SPDX-License-Identifier: Apache-2.0
#include <alloca.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>

#include "user/parameters.hpp"
#include "user/types.hpp"

// The linker script's symbols; their addresses are what they mean.
extern "C" {
extern char** environ;  // picolibc's: where getenv looks
extern const char __tdata_start[], __tdata_bytes[], __tls_bytes[];
extern void (*const __init_array_start[])();
extern void (*const __init_array_end[])();
/// `main`, which C++ does not let a program call by its name.
int program_main(int count, char** arguments) asm("main");
}

namespace freehold::user {
namespace {

Word value_of(const char* symbol) { return reinterpret_cast<Word>(symbol); }

/// Strings for `main`, each ended by a zero, and the list of them, ended by a null. Measured first, then copied.
struct Sizes {
    std::size_t count = 0;
    std::size_t bytes = 0;
};

/// Of the next argument, or of the next variable as `NAME=VALUE`.
using Pieces = std::array<std::string_view, 3>;
std::optional<Pieces> pieces(ArgumentReader& arguments) {
    return arguments.next().transform([](std::string_view text) { return Pieces{text}; });
}
std::optional<Pieces> pieces(EnvironmentReader& variables) {
    return variables.next().transform([](const Variable& each) { return Pieces{each.name, "=", each.value}; });
}

Sizes measure(auto reader) {
    Sizes sizes;
    while (const auto item = pieces(reader)) {
        ++sizes.count;
        ++sizes.bytes;
        for (const auto piece : *item) sizes.bytes += piece.size();
    }
    return sizes;
}

void copy(auto reader, char** list, char* text) {
    while (const auto item = pieces(reader)) {
        *list++ = text;
        for (const auto piece : *item) text = std::ranges::copy(piece, text).out;
        *text++ = '\0';
    }
    *list = nullptr;
}

}  // namespace

/// Makes a thread's storage from the program's image of it.
extern "C" void fill_tls(char* storage) {
    const Word initialized = value_of(__tdata_bytes);
    std::memcpy(storage, __tdata_start, initialized);
    std::memset(storage + initialized, 0, value_of(__tls_bytes) - initialized);
}

/// Arguments and variables end up on the first stack; the block's own length bounds them.
extern "C" [[noreturn]] void start_program(const std::byte* block) {
    for (auto each = __init_array_start; each != __init_array_end; ++each) (*each)();
    const auto arguments = block != nullptr ? arguments_in(block) : ArgumentReader{};
    const auto variables = block != nullptr ? environment_in(block) : EnvironmentReader{};
    const auto argument_sizes = measure(arguments), variable_sizes = measure(variables);
    const auto lists = argument_sizes.count + 1 + variable_sizes.count + 1;
    auto** const list =
        static_cast<char**>(alloca(lists * sizeof(char*) + argument_sizes.bytes + variable_sizes.bytes));
    auto* const text = reinterpret_cast<char*>(list + lists);
    copy(arguments, list, text);
    environ = list + argument_sizes.count + 1;
    copy(variables, environ, text + argument_sizes.bytes);
    std::exit(program_main(static_cast<int>(argument_sizes.count), list));
}

}  // namespace freehold::user
