// SPDX-License-Identifier: Apache-2.0
#include <alloca.h>

#include <cstdlib>
#include <cstring>

#include "user/parameters.hpp"
#include "user/types.hpp"

// The linker script's symbols; their addresses are what they mean.
extern "C" {
extern const char __tdata_start[], __tdata_bytes[], __tls_bytes[];
extern void (*const __init_array_start[])();
extern void (*const __init_array_end[])();
/// `main`, which C++ does not let a program call by its name.
int program_main(int count, char** arguments) asm("main");
}

namespace freehold::user {
namespace {

Word value_of(const char* symbol) { return reinterpret_cast<Word>(symbol); }

struct ArgumentSizes {
    int count = 0;
    std::size_t bytes = 0;  ///< with a zero after each
};

ArgumentSizes measure(ArgumentReader arguments) {
    ArgumentSizes sizes;
    while (const auto argument = arguments.next()) {
        ++sizes.count;
        sizes.bytes += argument->size() + 1;
    }
    return sizes;
}

void copy(ArgumentReader arguments, char** list, char* text) {
    while (const auto argument = arguments.next()) {
        *list++ = text;
        std::memcpy(text, argument->data(), argument->size());
        text += argument->size();
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

/// The arguments end up on the first stack; the block's own length bounds them.
extern "C" [[noreturn]] void start_program(const std::byte* block) {
    for (auto each = __init_array_start; each != __init_array_end; ++each) (*each)();
    const auto arguments = block != nullptr ? arguments_in(block) : ArgumentReader{};
    const auto sizes = measure(arguments);
    const auto list_bytes = (static_cast<std::size_t>(sizes.count) + 1) * sizeof(char*);
    auto* list = static_cast<char**>(alloca(list_bytes + sizes.bytes));
    copy(arguments, list, reinterpret_cast<char*>(list) + list_bytes);
    std::exit(program_main(sizes.count, list));
}

}  // namespace freehold::user
