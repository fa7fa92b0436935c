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
#include "whitelist/facts.hpp"
#include "whitelist/input.hpp"
#include "whitelist/lint.hpp"
#include "whitelist/table_choice.hpp"
#include "whitelist/words.hpp"
#include "whitelist/writers.hpp"

namespace freehold::tools {
namespace {

struct Options {
    std::vector<std::string> inputs;
    std::string facts;
    std::string format = "table";
    std::string out;
    std::string board;
    unsigned address_bits = 0;  ///< 0: as the facts say, or 64
    bool strict = false;
    bool table = false;  ///< the sizes of the ownership tables instead of the list
    RunPlan runs;
};

using Writer = std::string (*)(const Listing&, const Title&);
const std::map<std::string, Writer> writers{
    {"hpp", write_hpp}, {"json", write_json}, {"table", write_table}, {"dts", write_dts}};

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

Result<Listing> listing_of(const Options& options, const Facts& facts) {
    auto description = read_inputs(options.inputs);
    if (!description) return std::unexpected{description.error()};
    std::vector<Mirror> mirrors;
    if (const auto applied = apply(facts, *description, mirrors); !applied) return std::unexpected{applied.error()};
    const AddressBits bits = address_bits(options, facts, *description);
    Listing listing = build(std::move(description->entries), std::move(mirrors), bits);
    listing.address_bits = bits;
    lint_board(listing.regions, listing.lints);
    lint_twins(listing, description->twins, listing.lints);
    for (Defect& defect : description->defects) listing.lints.push_back(std::move(defect.fault));
    std::ranges::move(description->warnings, std::back_inserter(listing.lints));
    sort_lints(listing.lints);
    return listing;
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

Result<Status> run(const Options& options) {
    const auto facts = facts_of(options);
    if (!facts) return std::unexpected{facts.error()};
    const auto listing = listing_of(options, *facts);
    if (!listing) return std::unexpected{listing.error()};
    if (const Status status = say_lints(*listing, options.strict); status != Status::ok) return status;
    if (options.table) {
        const auto told = write_out(write_table_choice(*listing, options.runs), options.out);
        return told ? Result<Status>{Status::ok} : std::unexpected{told.error()};
    }
    const Title title{options.board, fmt::format("{}", fmt::join(options.inputs, ", ")), listing->address_bits};
    if (const auto written = write_out(writers.at(options.format)(*listing, title), options.out); !written)
        return std::unexpected{written.error()};
    return Status::ok;
}

}  // namespace

void add_whitelist_command(CLI::App& app, int& status) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("whitelist", "Make the list of a board's memory from its description");
    command->add_option("INPUT", options->inputs, "Device trees (.dtb, .dts), CMSIS-SVD files, csr.json of LiteX")
        ->required();
    command->add_option("--facts", options->facts, "What no description says (JSON, see docs/whitelist.md)");
    command->add_option("--format", options->format, "hpp, json, table or dts")
        ->check(CLI::IsMember(writers))
        ->capture_default_str();
    command->add_option("-o,--out", options->out, "Write to this file, not to standard output");
    command->add_option("--board", options->board, "The board's name, for the output's title");
    command
        ->add_option("--address-bits", options->address_bits, "Bits of a physical address (default: the facts', or 64)")
        ->check(CLI::Range(32U, 64U));
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
