# SPDX-License-Identifier: Apache-2.0
"""A reader of flattened device trees that shares nothing with the tool's: where everything in a tree is in physical memory (Devicetree
Specification 0.4, 2.3 and 5), so that the tool's lists can be held against it."""
import dataclasses
import struct

PAGE = 4096
BEGIN, END, PROPERTY, NOP, FINISH = 1, 2, 3, 4, 9


@dataclasses.dataclass
class Node:
    name: str
    path: str
    properties: dict
    children: list
    parent: "Node | None"

    def cell(self, name, otherwise):
        value = self.properties.get(name)
        return otherwise if value is None or len(value) != 4 else struct.unpack(">I", value)[0]

    def strings(self, name):
        return [part.decode("latin-1") for part in self.properties.get(name, b"").split(b"\0")[:-1]]

    def present(self):
        """Whether neither it nor what it is part of is disabled."""
        status = (self.strings("status") or ["okay"])[0]
        own = status in ("", "okay", "ok", "reserved")
        return own and (self.parent is None or self.parent.present())


def parse(data):
    """The root of a tree and its memory reservations. Raises ValueError for what is none."""
    if len(data) < 40 or data[:4] != b"\xd0\x0d\xfe\xed":
        raise ValueError("no flattened tree")
    structure, strings, reservations = struct.unpack(">3I", data[8:20])
    reserved, at = [], reservations
    # A reservation of no bytes is none, and ends the list only where its address is 0 too.
    while True:
        base, size = struct.unpack(">2Q", data[at:at + 16])
        if base == 0 and size == 0:
            break
        reserved.append((base, size))
        at += 16
    root, node, at = None, None, structure
    while True:
        (token,) = struct.unpack(">I", data[at:at + 4])
        at += 4
        if token == BEGIN:
            end = data.index(b"\0", at)
            name = data[at:end].decode("latin-1")
            path = "/" if node is None else node.path.rstrip("/") + "/" + name
            child = Node(name, path, {}, [], node)
            if node is None:
                root = child
            else:
                node.children.append(child)
            node, at = child, (end + 4) & ~3
        elif token == END:
            node = node.parent
        elif token == PROPERTY:
            size, offset = struct.unpack(">2I", data[at:at + 8])
            name = data[strings + offset:data.index(b"\0", strings + offset)].decode("latin-1")
            node.properties[name] = data[at + 8:at + 8 + size]
            at = (at + 8 + size + 3) & ~3
        elif token == FINISH:
            return root, reserved
        elif token != NOP:
            raise ValueError(f"token {token} at {at - 4:#x}")


def numbers(data, *cells):
    """Tuples of big-endian numbers of so many cells each; None where the length does not fit."""
    step = 4 * sum(cells)
    if step == 0 or len(data) % step:
        return None
    rows = []
    for start in range(0, len(data), step):
        row, at = [], start
        for count in cells:
            row.append(int.from_bytes(data[at:at + 4 * count], "big"))
            at += 4 * count
        rows.append(tuple(row))
    return rows


class Bus:
    """What the addresses of a node's children mean. Windows are (child base, parent base, size); None is all of them."""

    def __init__(self, node, above):
        self.address, self.size = node.cell("#address-cells", 2), node.cell("#size-cells", 1)
        self.above, self.windows = above, None
        self.mapped = 1 <= self.address <= 2 and 1 <= self.size <= 2
        if above is None or node.path == "/reserved-memory":
            self.above = None
            return
        ranges = node.properties.get("ranges")
        self.mapped = self.mapped and above.mapped and ranges is not None
        self.mapped = self.mapped and (node.strings("device_type") or [""])[0] not in ("pci", "pciex")
        if self.mapped and ranges:
            self.windows = numbers(ranges, self.address, above.address, self.size)
            self.mapped = self.windows is not None

    def physical(self, base, size):
        """The pieces of a range that reach physical memory."""
        pieces = [(base, size)]
        if self.windows is not None:
            pieces = []
            for child, parent, length in self.windows:
                first, last = max(base, child), min(base + size, child + length)
                if first < last:
                    pieces.append((parent + first - child, last - first))
        if self.above is None:
            return pieces
        return [piece for part in pieces for piece in self.above.physical(*part)]


def places(root, reserved):
    """Each item and its pieces of physical memory: {item: [(base, size)]}, with the nodes by item."""
    found = {f"/memreserve/ {i}": [piece] for i, piece in enumerate(reserved)}
    nodes = {}

    def walk(node, bus):
        nodes[node.path] = node
        reg = node.properties.get("reg")
        if reg is not None and bus is not None and bus.mapped:
            rows = numbers(reg, bus.address, bus.size) or []
            found[node.path] = [p for base, size in rows if size for p in bus.physical(base, size)]
        own = Bus(node, bus)
        for child in node.children:
            walk(child, own)

    walk(root, None)
    return found, nodes


def touched(pieces):
    """Page ranges, joined and ascending."""
    joined = []
    for first, end in sorted((base // PAGE, (base + size + PAGE - 1) // PAGE) for base, size in pieces if size):
        if joined and first <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([first, end])
    return joined


def filled(pieces):
    """The page ranges of which every byte is there."""
    whole = ((-(-base // PAGE), (base + size) // PAGE) for base, size in pieces)
    return touched([(first * PAGE, (end - first) * PAGE) for first, end in whole if first < end])


def missing(pages, within):
    """Pages that are not in the others."""
    left = []
    for first, end in pages:
        for start, stop in within:
            if stop <= first or start >= end:
                continue
            if start > first:
                left.append((first, start))
            first = max(first, stop)
        if first < end:
            left.append((first, end))
    return left
