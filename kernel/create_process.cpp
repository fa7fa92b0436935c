// SPDX-License-Identifier: Apache-2.0
#include "kernel/errors.hpp"
#include "kernel/lifecycle.hpp"
#include "kernel/servers.hpp"
#include "kernel/threads.hpp"

namespace freehold::kernel {
namespace {

/// What has been taken from the parent so far. Unless it is kept, it goes back to where it was.
class Taken {
public:
    Taken(Memory& memory, XousPid child) : memory_{memory}, child_{child} {}
    Taken(const Taken&) = delete;
    ~Taken() {
        for (std::size_t i = count_; i > 0; --i) put_back(moves_[i - 1]);
    }

    Expected<void> take(XousPid parent, VirtAddr from, Bytes size, VirtAddr to) {
        const auto parcel = memory_.detach(parent, from, size, Journey::gift);
        if (!parcel) return refuse(parcel.error());
        const auto moved = memory_.move(*parcel, child_, to);
        if (!moved) {
            memory_.reattach(*parcel);
            return refuse(moved.error());
        }
        moves_[count_++] = {*parcel, *moved};
        return {};
    }
    void keep() { count_ = 0; }

private:
    struct Move {
        Parcel from;
        VirtPages to;
    };
    /// The pages have just left, and a table page more than they needed there is in the pool: `spare_tables` saw to it.
    void put_back(const Move& move) {
        const auto parcel = memory_.detach(child_, move.to.first().address(), move.to.bytes());
        expects(parcel && memory_.move(*parcel, move.from.owner, move.from.at.first().address()));
    }

    Memory& memory_;
    XousPid child_;
    Move moves_[2] = {};
    std::size_t count_ = 0;
};

/// Tables that two ranges can need at most, on both sides.
bool spare_tables(const Memory& memory, const CreateRequest& request) {
    constexpr Word levels = board::Format::levels;
    const Word pages = (request.stack_size.raw() + request.text_size.raw()) >> page_shift;
    return memory.table().available().raw() >= 4 * levels * (2 + (pages >> board::Format::index_bits));
}

std::expected<Word, abi::Errno> start(Kernel& kernel, Process& parent, Process& child, const CreateRequest& request) {
    if (!spare_tables(kernel.memory, request)) return std::unexpected{abi::Errno::out_of_memory};
    const abi::Sid sid = kernel.random.sid();
    if (const auto made = create_server(kernel, child, sid); !made) return std::unexpected{made.error()};
    const auto connection = connect(kernel, parent, sid);
    if (!connection) return std::unexpected{connection.error()};

    const auto started = [&]() -> std::expected<void, abi::Errno> {
        Taken taken{kernel.memory, child.pid};
        if (const auto text = taken.take(parent.pid, request.text, request.text_size, request.destination); !text)
            return std::unexpected{number_of(text.error())};
        if (const auto stack = taken.take(parent.pid, request.stack, request.stack_size, request.stack); !stack)
            return std::unexpected{number_of(stack.error())};
        const auto thread = create_thread(
            kernel, child,
            {request.entry, request.stack, request.stack_size, {sid.word[0], sid.word[1], sid.word[2], sid.word[3]}});
        if (!thread) return std::unexpected{thread.error()};
        const auto sealed = kernel.memory.protect(child.pid, request.destination, request.text_size, Rights::rx());
        if (!sealed) return std::unexpected{number_of(sealed.error())};
        taken.keep();
        kernel.scheduler.make_ready(**thread);
        riscv::fence_instructions();  // the parent wrote the text as data
        return {};
    }();
    if (started) return *connection;
    (void)disconnect(parent, *connection);
    return std::unexpected{started.error()};
}

}  // namespace

std::expected<CreatedProcess, abi::Errno> create_process(Kernel& kernel, Process& parent,
                                                         const CreateRequest& request) {
    constexpr std::string_view name =
        "anonymous";  // no line of etc/rights can name it: powers are for programs of the image
    const auto child = make_process(kernel, &parent, name, {name, 0, kernel.memory.process(parent.pid).account.limits});
    if (!child) return std::unexpected{number_of(child.error())};
    const auto connection = start(kernel, parent, **child, request);
    if (connection) return CreatedProcess{(*child)->pid, *connection};
    discard(kernel, **child);
    return std::unexpected{connection.error()};
}

}  // namespace freehold::kernel
