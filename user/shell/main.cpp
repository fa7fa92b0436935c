// SPDX-License-Identifier: Apache-2.0
// The shell: commands from the boot image first, then from who types. It never uses malloc, so that its own figures
// are exact.
#include "commands.hpp"
#include "line_editor.hpp"
#include "script.hpp"
#include "user/errno_name.hpp"
#include "user/print.hpp"

namespace freehold::user {
namespace {

/// What the editor shows goes out when it waits for the next byte.
constinit ConsoleSink terminal;
constinit Events events;

/// Reads and runs lines until no more bytes can come.
Errno serve() {
    static LineEditor editor{terminal};
    for (;;) {
        editor.begin("freehold> ");
        auto event = LineEditor::Event::none;
        while (event == LineEditor::Event::none) {
            flush_text();
            const auto byte = events.read_byte();
            if (!byte) return byte.error();
            event = editor.feed(*byte);
        }
        flush_text();
        if (event == LineEditor::Event::entered) run_line(events, editor.text());
    }
}

int fail(Errno error) {
    print("shell: {}\n", errno_name(error));
    return static_cast<int>(error);
}

}  // namespace
}  // namespace freehold::user

int main() {
    using namespace freehold::user;
    if (const auto opened = events.open(); !opened) return fail(opened.error());
    if (!run_script(events)) give_tour(events);
    if (const auto typing = events.start_typing(); !typing) return fail(typing.error());
    return fail(serve());
}
