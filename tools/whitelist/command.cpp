// SPDX-License-Identifier: Apache-2.0
#include "whitelist/command.hpp"

#include <fmt/format.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <map>
#include <memory>

#include "whitelist/build.hpp"
#include "whitelist/check_list.hpp"
#include "whitelist/explain.hpp"
#include "whitelist/facts.hpp"
#include "whitelist/facts_draft.hpp"
#include "whitelist/input.hpp"
#include "whitelist/lint.hpp"
#include "whitelist/table_choice.hpp"
#include "whitelist/words.hpp"
#include "whitelist/writers.hpp"

namespace freehold::tools {
namespace {

struct Options {
    std::vector<std::string> inputs;
    std::vector<std::string> includes;
    std::string facts;
    std::string format = "table";
    std::string out;
    std::string explain;  ///< a place to explain instead of the list
    std::string check;    ///< a running machine's list to hold this one against, instead of it
    std::string board;
    unsigned address_bits = 0;  ///< 0: as the facts say, or 64
    bool strict = false;
    bool table = false;  ///< the sizes of the ownership tables instead of the list
    RunPlan runs;
};

using Writer = std::string (*)(const Listing&, const Title&);
const std::map<std::string, Writer> writers{
    {"c", write_c},     {"dts", write_dts},   {"facts", nullptr},  // not of the list alone
    {"hpp", write_hpp}, {"json", write_json}, {"svg", write_svg}, {"table", write_table}};

/// One fault is one line, whatever bytes a hostile input put into a name.
void say(std::string_view severity, const Fault& fault) {
    fmt::print(stderr, "freehold whitelist: {}: {}\n", severity, printable(fault.text));
}

Result<Facts> facts_of(const Options& options) {
    if (options.facts.empty()) return Facts{};
    const auto bytes = read_file(options.facts);
    if (!bytes) return std::unexpected{bytes.error()};
    return read_facts(text_of(*bytes), options.facts);
}

/// The command line decides, then the facts, then what the description says of the machine.
AddressBits address_bits(const Options& options, const Facts& facts, const Description& description) {
    if (options.address_bits != 0) return AddressBits{options.address_bits};
    if (facts.address_bits) return *facts.address_bits;
    return description.address_bits.value_or(AddressBits{64});
}

Result<Board> board_of(const Options& options, Facts facts) {
    auto description = read_inputs(options.inputs, options.includes);
    if (!description) return std::unexpected{description.error()};
    Board board{*description, std::move(facts), {}};
    std::vector<Mirror> mirrors;
    if (const auto applied = apply(board.facts, *description, mirrors); !applied)
        return std::unexpected{applied.error()};
    const AddressBits bits = address_bits(options, board.facts, *description);
    Listing& listing = board.listing;
    listing = build(std::move(description->entries), std::move(mirrors), bits);
    listing.address_bits = bits;
    lint_board(listing.regions, listing.lints);
    lint_twins(listing, description->twins, listing.lints);
    for (Defect& defect : description->defects) listing.lints.push_back(std::move(defect.fault));
    std::ranges::move(description->warnings, std::back_inserter(listing.lints));
    sort_lints(listing.lints);
    return board;
}

/// Says every lint. @return the class of the first error among them, or `ok`
Status say_lints(const Listing& listing, bool strict) {
    Status status = Status::ok;
    for (const Fault& lint : listing.lints) {
        const bool error = strict || is_error(lint.status);
        say(error ? "error" : "warning", lint);
        if (error && status == Status::ok) status = lint.status;
    }
    return status;
}

Result<void> write_out(const std::string& text, const std::string& path) {
    if (path.empty()) {
        const bool written =
            std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
        if (!written) return fail(Status::file, fmt::format("standard output: {}", std::strerror(errno)));
        return {};
    }
    std::ofstream out{path, std::ios::binary | std::ios::trunc};
    out << text << std::flush;
    if (!out) return fail(Status::file, fmt::format("{}: {}", path, std::strerror(errno)));
    return {};
}

Result<Status> written(const std::string& text, const Options& options, Status status = Status::ok) {
    if (const auto out = write_out(text, options.out); !out) return std::unexpected{out.error()};
    return status;
}

Result<Status> run_explain(const Board& board, const Options& options) {
    const auto text = explain(board, options.explain);
    if (!text) return std::unexpected{text.error()};
    return written(*text, options);
}

/// A line for each difference.
Result<Status> run_check(const Listing& listing, const Options& options) {
    const auto bytes = read_file(options.check);
    if (!bytes) return std::unexpected{bytes.error()};
    const auto lines = differences(listing, text_of(*bytes), options.check);
    if (!lines) return std::unexpected{lines.error()};
    std::string text;
    for (const std::string& line : *lines) text += line + '\n';
    return written(text, options, lines->empty() ? Status::ok : Status::differs);
}

Result<Status> run(const Options& options) {
    auto facts = facts_of(options);
    if (!facts) return std::unexpected{facts.error()};
    const auto board = board_of(options, std::move(*facts));
    if (!board) return std::unexpected{board.error()};
    const Listing& listing = board->listing;
    if (!options.explain.empty()) return run_explain(*board, options);  // of a list with errors all the more
    const Status status = say_lints(listing, options.strict);
    const Writer writer = writers.at(options.format);
    if (writer == nullptr) return written(write_facts_draft(*board), options, status);  // errors are what it is for
    if (status != Status::ok) return status;
    if (!options.check.empty()) return run_check(listing, options);
    if (options.table) return written(write_table_choice(listing, options.runs), options);
    return written(
        writer(listing, {options.board, fmt::format("{}", fmt::join(options.inputs, ", ")), listing.address_bits}),
        options);
}

}  // namespace

void add_whitelist_command(CLI::App& app, int& status) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("whitelist", "Make the list of a board's memory from its description");
    command
        ->add_option("INPUT", options->inputs,
                     "Descriptions: device trees, SVD, JSON, TOML and others (docs/formats.md)")
        ->required();
    command
        ->add_option("--include", options->includes,
                     "A folder of files that an input includes, or the tree of Linux or Zephyr")
        ->allow_extra_args(false);
    command->add_option("--facts", options->facts, "What no description says (JSON, see docs/whitelist.md)");
    command->add_option("--format", options->format, "c, dts, facts, hpp, json, svg or table (docs/outputs.md)")
        ->check(CLI::IsMember(writers))
        ->capture_default_str();
    command->add_option("-o,--out", options->out, "Write to this file, not to standard output");
    command->add_option("--board", options->board, "The board's name, for the output's title");
    command
        ->add_option("--address-bits", options->address_bits, "Bits of a physical address (default: the facts', or 64)")
        ->check(CLI::Range(32U, 64U));
    CLI::Option* explained = command->add_option("--explain", options->explain,
                                                 "Tell how an address, a region or an item came to be what it is");
    command
        ->add_option("--check", options->check,
                     "Hold the list against that of a running machine: its JSON, or the lines of its shell's map")
        ->excludes(explained);
    command->add_flag("--strict", options->strict, "Make warnings errors");
    command->add_flag("--table", options->table, "Tell what each ownership table takes, not the list (docs/tables.md)");
    command->add_option("--processes", options->runs.processes, "Processes that a RunTable has to serve")
        ->check(CLI::Range(1U, 62U))
        ->capture_default_str();
    command->add_option("--runs", options->runs.runs, "Runs of pages of each process")
        ->check(CLI::Range(1U, 255U))
        ->capture_default_str();
    command->callback([options, &status] {
        const auto result = run(*options);
        if (!result) say("error", result.error());
        status = static_cast<int>(result ? *result : result.error().status);
    });
}

}  // namespace freehold::tools
