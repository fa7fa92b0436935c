// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>

#include "user/process.hpp"
#include "user/request.hpp"
#include "user/waker.hpp"

/// The loop of every server. A service handles what it knows, and need not think of the rest: a request that it lets go of
/// is answered, given back or unmapped (`Request`).
namespace freehold::user {

/// What every service does: it looks at one request, in a time that does not depend on what is in it.
template <class T>
concept Service = requires(T service, Request request) { service.handle(std::move(request)); };

/// One that keeps something for its clients is told of each process' end, and forgets it. Needs the right `watch`.
template <class T>
concept Keeper = requires(T service, const Ending& ending) { service.ended(ending); };

/// One with long work does a piece of it between each two messages, so that nobody waits for more than a piece.
/// It returns whether there is more.
template <class T>
concept Worker = requires(T service) {
    { service.work() } -> std::same_as<bool>;
};

/// One that is woken by an interrupt or an alarm, through a `Waker`.
template <class T>
concept Wakeable = requires(T service) { service.woken(); };

namespace detail {

inline constexpr MessageId process_ended{~Word{0}};  ///< from the kernel alone

template <Service T>
void dispatch(T& service, const Envelope& message, Pid self) {
    if constexpr (Keeper<T>)
        if (const auto ending = ending_of(message, process_ended)) {
            service.ended(*ending);
            return (void)dismiss(*ending);
        }
    Request request{message};
    if constexpr (Wakeable<T>)
        if (request.client() == self && request.is(abi::Received::blocking_scalar, wake_up)) return service.woken();
    service.handle(std::move(request));
}

inline Result<std::optional<Envelope>> next_message(const abi::Sid& sid, bool wait) {
    if (!wait) return try_receive(sid);
    return receive(sid).transform([](const Envelope& message) { return std::optional{message}; });
}

}  // namespace detail

/// Receives for ever, and waits nowhere but for the next message.
/// @return why there will be no next message.
template <Service T>
Errno serve(const abi::Sid& sid, T& service) {
    const auto self = process_id();
    if (!self) return self.error();
    if constexpr (Keeper<T>)
        if (const auto told = watch(every_process, sid, detail::process_ended); !told) return told.error();
    for (bool more = false;;) {
        const auto message = detail::next_message(sid, !more);
        if (!message) return message.error();
        if (*message) detail::dispatch(service, **message, *self);
        if constexpr (Worker<T>) more = service.work();
    }
}

}  // namespace freehold::user
