// SPDX-License-Identifier: Apache-2.0
#include "board.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace freehold::boot_test {
namespace {

Variables places(const std::string& text) {
    std::istringstream in{text};
    return read_places(in, "places");
}

std::string fault_of(const std::string& text) {
    try {
        static_cast<void>(places(text));
    } catch (const BoardFault& fault) { return fault.what(); }
    return "";
}

TEST(Board, HasPlacesByName) {
    EXPECT_EQ(places("# why\n\nuart  0x10000000 \nuart_pages\t0x1-0x2 serial device\n"),
              (Variables{{"uart", "0x10000000"}, {"uart_pages", "0x1-0x2 serial device"}}));
}

TEST(Board, SaysWhatIsWrongAndWhere) {
    EXPECT_EQ(fault_of("uart 1\nuart 2\n"), "places:2: 'uart' is there twice");
    EXPECT_EQ(fault_of("\nuart\n"), "places:2: 'uart' has no value");
    EXPECT_EQ(fault_of("UART 1\n"), "places:1: 'UART' is no name of lower-case letters and '_'");
}

}  // namespace
}  // namespace freehold::boot_test
