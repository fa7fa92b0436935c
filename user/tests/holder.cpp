// SPDX-License-Identifier: Apache-2.0
// holder PHYS SIZE [r]: claims that range, says so, and keeps it until it is ended. Only then can another have it.
#include "report.hpp"
#include "user/message.hpp"
#include "wanted.hpp"

int main(int count, char** arguments) {
    using namespace freehold::user;
    Report report{"holder"};
    const auto wanted = Wanted::from(count, arguments);
    if (!wanted) return report.check("arguments", false, "holder PHYS SIZE [r]"), report.failures();
    if (!report.granted("claim", wanted->claim())) return report.failures();
    const auto server = create_server(holder_of(wanted->phys));
    if (!report.granted("server", server)) return report.failures();
    while (receive(server->sid)) {}
    return report.failures();
}
