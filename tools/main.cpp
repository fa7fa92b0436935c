// SPDX-License-Identifier: Apache-2.0
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "whitelist/command.hpp"
#include "whitelist/fault.hpp"

int main(int argc, char** argv) {
    CLI::App app{"Freehold's host tools", "freehold"};
    int status = 0;
    app.require_subcommand(1);
    freehold::tools::add_whitelist_command(app, status);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
        return app.exit(problem) == 0 ? 0 : static_cast<int>(freehold::tools::Status::usage);
    }
    return status;
}
