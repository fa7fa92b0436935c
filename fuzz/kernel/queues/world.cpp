// SPDX-License-Identifier: Apache-2.0
#include "world.hpp"

#include "kernel/lifecycle.hpp"
#include "kernel/memory_call.hpp"
#include "kernel/messages.hpp"
#include "kernel/servers.hpp"
#include "kernel/threads.hpp"

namespace freehold::kernel::queues {
namespace {

/// After the instruction that calls; a call that is to start again is set back from there.
constexpr Word after_call = 0x1004;
constexpr VirtAddr stacks{0x10000};
constexpr Bytes stack_size{1024};
/// Pages of notes that the limit leaves to each process: all it could ever have, one, and none.
constexpr std::array<Word, processes> note_room{note_pages, 1, 0};

abi::Sid sid_of(unsigned process) { return {{process + 1, 0, 0, 0}}; }

BootImage no_files() {
    static constexpr std::string_view trailer{
        "070701000000000000000000000000000000000000000000000000"
        "00000000000000000000000000000000000000000000000B00000000TRAILER!!!\0\0\0\0",
        124};
    return BootImage::checked(trailer).value();
}

}  // namespace

World::World() : kernel_{no_files(), Powers::parse({}).value(), Random{}} {
    init_ = make_process(kernel_, nullptr, "init", {"init", 0, {PageCount{8}, {}, {}}}).value();
    idle_ = kernel_.memory.table().available();
    Process& first = make(64);
    least_ = kernel_.memory.process(first.pid).account.ram;
    discard(kernel_, first);
    require(kernel_.memory.table().available() == idle_);
    for (unsigned each = 0; each < processes; ++each) begin(each);
}

Process& World::make(Word pages) {
    Process& made = *make_process(kernel_, init_, "client", {"client", 0, {PageCount{pages}, {}, {}}}).value();
    require(kernel_.memory.map(made.pid, {Bytes{page_bytes}, Rights::rw(), {}, stacks}).has_value());
    for (Word n = 0; n < threads; ++n)
        require(create_thread(kernel_, made, {{}, VirtAddr{stacks.raw() + n * stack_size.raw()}, stack_size, {}})
                    .has_value());
    return made;
}

void World::begin(unsigned process) {
    if (!model_.houses[process].gone) return;
    process_[process] = &make(least_.raw() + note_room[process]);
    pid_[process] = process_[process]->pid;
    connection_[process] = {};
    model_.begin(process, std::min(notes_per_process, static_cast<unsigned>(note_room[process]) * notes_per_page));
    for (unsigned n = 0; n < threads; ++n) kernel_.scheduler.make_ready(thread({process, n}));
}

unsigned World::slot_of(const Process& process) const {
    unsigned slot = 0;
    while (slot < processes && (model_.houses[slot].gone || process_[slot] != &process)) ++slot;
    return slot;
}

const Who* World::next() {
    Thread* const in_turn = kernel_.scheduler.choose();
    Thread* const chosen = in_turn ? in_turn : kernel_.scheduler.pick({});
    require((chosen != nullptr) == model_.somebody_runs());
    if (!chosen) return nullptr;
    const unsigned home = slot_of(*chosen->process);
    require(home < processes);
    who_ = {home, chosen->tid - 1u};
    Person& person = model_.person(who_);
    require(person.state == State::runs && person.again == (chosen->frame.pc == after_call - 4));
    if (!std::exchange(person.again, false)) return &who_;
    carry_out(who_, asked_[who_.process][who_.thread]);
    return next();
}

Thread& World::calls(Who who) {
    Thread& caller = thread(who);
    caller.frame.pc = after_call;
    return caller;
}

void World::send(Who who, unsigned to, bool blocks, bool wait) {
    carry_out(who, asked_[who.process][who.thread] = {to, ++last_id_, blocks, wait});
}

void World::carry_out(Who who, const Post& post) {
    const auto kind = post.blocks ? abi::Send::blocking_scalar : abi::Send::scalar;
    kernel::send(kernel_, calls(who),
                 {connection_[who.process][post.to], kind, post.id, {1, 2, 3, post.id}, post.wait});
    model_.send(who, post.to, post.id, post.blocks, post.wait);
}

void World::receive(Who who, bool wait) {
    if (!model_.houses[who.process].office.open) return;
    kernel::receive(kernel_, calls(who), office(who.process), wait);
    model_.receive(who, wait);
}

void World::reply(Who who, unsigned which) {
    const auto& owed = model_.houses[who.process].office.owed;
    if (owed.empty()) return;
    const std::size_t n = which % owed.size();
    last_reply_ = token_.at(owed[n].id);
    Message* const message = kernel::owed(kernel_, *process_[who.process], last_reply_);
    require(message && message->id == owed[n].id);
    return_scalar(kernel_, *message, abi::Tag::scalar1, Word{which});
    model_.reply(who.process, n, which);
}

/// Who has been answered is owed nothing, whoever asks.
void World::reply_again(Who who) {
    if (last_reply_ != 0) require(!kernel::owed(kernel_, *process_[who.process], last_reply_));
}

void World::connect(Who who, unsigned to) {
    Word& connection = connection_[who.process][to];
    Process& home = *process_[who.process];
    if (connection != 0) require(disconnect(home, connection).has_value());
    const auto made = kernel::connect(kernel_, home, sid_of(to));
    const Office& office = model_.houses[to].office;
    require(made.has_value() == office.open);
    connection = made.value_or(0);
    model_.houses[who.process].connected[to] = office.open ? office.opened : 0;
}

void World::open_or_close(Who who) {
    const Office& office = model_.houses[who.process].office;
    Process& home = *process_[who.process];
    if (!office.open) {
        require(create_server(kernel_, home, sid_of(who.process)).has_value());
        return model_.open(who.process);
    }
    const MemoryCall turn{kernel_};
    const bool closed = destroy_server(kernel_, home, sid_of(who.process)).has_value();
    require(closed == office.owed.empty());
    if (closed) model_.close(who.process);
}

void World::end_thread(Who who) {
    if (who.thread == 0) return end(who.process);
    const MemoryCall turn{kernel_};
    kernel::end_thread(kernel_, thread(who));
    model_.end_thread(who);
}

void World::end(unsigned process) {
    if (model_.houses[process].ended) return;
    const MemoryCall turn{kernel_};
    kernel::end(kernel_, *process_[process], abi::Cause::killed, 0, 0);
    model_.end(process);
}

}  // namespace freehold::kernel::queues
