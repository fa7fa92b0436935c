// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "attack.hpp"

/// What can be sent to a server, all of it: the server is there afterwards, and what was lent is back.
namespace freehold::user::hostile {

/// What came of many messages.
struct Outcomes {
    Word gone = 0;       ///< there was no server any more
    Word delivered = 0;  ///< what must not be
    Word changed = 0;    ///< what was only lent to be read

    template <class T>
    void count(const Result<T>& result) {
        gone += !result && result.error() == Errno::server_not_found;
    }
    template <class T>
    void count_refused(const Result<T>& result) {
        count(result);
        delivered += result.has_value();
    }
    void tell(Report& report, std::string_view what) const {
        report.check(what, gone == 0, "the server has ended");
        report.check("only what can be used is delivered", delivered == 0);
        report.check("what is lent to be read comes back as it was", changed == 0);
    }
};

/// Each message of each kind, with a page or with words; offset and length are lies.
inline void send_all_kinds(Report& report) {
    const auto page = map_pages(1);
    if (!report.granted("a page", page)) return;
    fill(*page, 'k');
    Outcomes outcomes;
    each_id([&](MessageId id) {
        outcomes.count(lend_mutably(server, id, {*page, ~Word{0}, ~Word{0}}));
        fill(*page, 'k');
        outcomes.count(lend(server, id, {*page, ~Word{0}, ~Word{0}}));
        outcomes.changed += !filled(*page, 'k');
        if (const auto gift = map_pages(1)) outcomes.count(move(server, id, {*gift, 1, ~Word{0}}));
        outcomes.count(send(server, id, {1, 1, 1, 1}));
        outcomes.count(ask(server, id, {1, 1, 1, 1}));
    });
    outcomes.tell(report, "every message of every kind is answered");
    report.granted("the page is its own", unmap_memory(*page));
}

/// Of one kind of page: what is lent or given, and what becomes of it.
class Lent {
public:
    Lent(Outcomes& outcomes, MessageId id) : outcomes_{outcomes}, id_{id} {}

    void touched(Word pages) {
        const auto memory = map_pages(pages);
        if (!memory) return;
        fill(*memory, 't');
        outcomes_.count(lend(server, id_, {*memory, 0, little}));
        outcomes_.changed += !filled(*memory, 't');
        outcomes_.count(lend_mutably(server, id_, {*memory, 0, little}));
        if (!move(server, id_, {*memory, 0, little})) (void)unmap_memory(*memory);
    }
    void fresh(Word pages) {
        const auto memory = map_pages(pages);
        if (!memory) return;
        outcomes_.count(lend(server, id_, {*memory, 0, little}));
        outcomes_.count(lend_mutably(server, id_, {*memory, 0, little}));
        if (!move(server, id_, {*memory, 0, little})) (void)unmap_memory(*memory);
    }
    void read_only(Word pages) {
        const auto memory = map_pages(pages, Flags::r);
        if (!memory) return;
        outcomes_.count(lend(server, id_, {*memory, 0, little}));
        outcomes_.count_refused(lend_mutably(server, id_, {*memory, 0, little}));
        (void)unmap_memory(*memory);
    }
    /// Without any rights on the last page.
    void no_access(Word pages) {
        const auto memory = map_pages(pages);
        if (!memory) return;
        const Memory last{VirtAddr{raw(memory->start) + raw(memory->bytes) - page_bytes}, Bytes{page_bytes}};
        (void)restrict_memory(last, Flags::guard);
        refused(*memory);
        (void)unmap_memory(*memory);
    }
    void refused(const Memory& memory) {
        outcomes_.count_refused(lend(server, id_, {memory, 0, ~Word{0}}));
        outcomes_.count_refused(lend_mutably(server, id_, {memory, 0, ~Word{0}}));
        outcomes_.count_refused(move(server, id_, {memory, 0, ~Word{0}}));
    }

private:
    static constexpr Word little = 64;

    Outcomes& outcomes_;
    MessageId id_;
};

/// Every kind of page, up to 4 MiB, on messages that some server knows and on one that none does.
/// @param device a page of nobody's
inline void lend_all_pages(Report& report, PhysAddr device) {
    const auto registers = map_memory(device, anywhere, Bytes{page_bytes}, Flags::device);
    if (!report.granted("a device", registers)) return;
    Outcomes outcomes;
    for (const Word id : {Word{1}, Word{2}, Word{3}, Word{4}, Word{6}, Word{7}, Word{2000}, Word{77}}) {
        Lent lent{outcomes, MessageId{id}};
        lent.refused(*registers);
        for (const Word pages : {Word{1}, Word{2}, Word{3}, Word{64}, Word{1024}}) {
            lent.fresh(pages);
            lent.read_only(pages);
            if (pages > 64) continue;
            lent.touched(pages);
            lent.no_access(pages);
        }
    }
    outcomes.tell(report, "every kind of page comes back");
    report.granted("the device is its own", unmap_memory(*registers));
}

}  // namespace freehold::user::hostile
