// SPDX-License-Identifier: Apache-2.0
// Keeps texts in the pages in which they came: nothing is copied to keep it, and a page is given back when its text goes.
#include <algorithm>

#include "archive.hpp"
#include "user/bounded.hpp"
#include "user/clients.hpp"
#include "user/serve.hpp"

namespace freehold::user::archive {
namespace {

/// A search that is under way.
struct Search {
    Request word;
    Word shelves = 0;  ///< how many it has looked at
    Word texts = 0;    ///< how many it has found
};

/// What the archive keeps for a client, and no more.
struct Shelf {
    Bounded<Request, 4> texts;
    Bounded<Search, 4> searches;
};

class Archive {
public:
    explicit Archive(const Clients<Shelf>& shelves) : shelves_{shelves} {}

    void handle(Request&& request) {
        using enum abi::Received;
        Shelf* const shelf = shelves_.of(request.client());
        if (shelf == nullptr) return;
        if (request.is(move, deposit)) return keep(*shelf, std::move(request));
        if (request.is(borrow, search)) return begin(*shelf, std::move(request));
        if (request.is(mutable_borrow, copy)) return show(*shelf, request);
        if (request.is(blocking_scalar, count)) return (void)request.answer(shelf->texts.size());
        if (request.is(scalar, clear)) shelf->texts = {};
    }

    /// Looks at one shelf for whoever is next: everybody's searches go on side by side.
    bool work() {
        auto* const next = shelves_.take_turn([](auto& each) { return !each.client.searches.empty(); });
        if (next == nullptr) return false;
        Search& search = next->client.searches.front();
        for (const Request& text : shelves_.places()[search.shelves++].client.texts)
            search.texts += text.text().contains(search.word.text());
        if (search.shelves == shelves_.places().size())
            search.word.give_back(0, search.texts), (void)next->client.searches.take(&search);
        return true;
    }

    /// With the client go its texts and its searches.
    void ended(const Ending& ending) { shelves_.forget(ending.pid); }

private:
    /// What was moved here is ours: kept, or unmapped with the request that holds it.
    static void keep(Shelf& shelf, Request&& text) {
        if (text.bytes().size() == page_bytes) (void)shelf.texts.add(std::move(text));
    }

    static void begin(Shelf& shelf, Request&& word) {
        if (word.valid() > most_word || shelf.searches.full()) return word.give_back(0, refused);
        (void)shelf.searches.add({std::move(word)});
    }

    /// `offset` is the client's word: a number to check, like all that comes in a message.
    static void show(Shelf& shelf, Request& buffer) {
        if (buffer.offset() >= shelf.texts.size()) return buffer.give_back(buffer.offset(), 0);
        const auto text = (shelf.texts.begin() + buffer.offset())->text().substr(0, buffer.room().size());
        std::ranges::copy(text, buffer.room().begin());
        buffer.give_back(buffer.offset(), text.size());
    }

    Clients<Shelf> shelves_;
};

/// @return why there will be no next message.
Errno run() {
    const auto shelves = Clients<Shelf>::make();
    const auto server = shelves ? create_server(address) : std::unexpected(shelves.error());
    if (!server) return server.error();
    static Archive archive{*shelves};
    return serve(server->sid, archive);
}

}  // namespace
}  // namespace freehold::user::archive

int main() { return static_cast<int>(freehold::user::archive::run()); }
