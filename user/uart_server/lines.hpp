// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "user/format.hpp"
#include "user/types.hpp"

namespace freehold::user {

/// What processes print, to a sink, so that no line holds text of two: who prints while another's line has not ended yet
/// begins a new one.
class Lines final : public Sink {
public:
    explicit constexpr Lines(Sink& sink) : sink_{sink} {}

    /// What is put from now on is this process'.
    [[nodiscard]] Sink& from(Pid writer) {
        if (unended_ && writer != writer_) sink_.put("\n");
        if (writer != writer_) unended_ = false;
        writer_ = writer;
        return *this;
    }
    void put(std::string_view text) override {
        if (text.empty()) return;
        sink_.put(text);
        unended_ = !text.ends_with('\n');
    }

private:
    Sink& sink_;
    Pid writer_{};
    bool unended_ = false;
};

}  // namespace freehold::user
