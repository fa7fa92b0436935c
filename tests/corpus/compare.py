# SPDX-License-Identifier: Apache-2.0
"""Holds the list that the tool makes of a tree against the tree itself, as flat_tree reads it."""
import flat_tree
from flat_tree import PAGE

BUSES = {"simple-bus", "simple-pm-bus", "simple-mfd"}


def item_of(origin, name):
    return origin.removeprefix(f"{name}: ")


def stands_alone(node, within, found, nodes):
    """Whether a bus is listed although nothing on it is: no node below it is there with registers within its own."""
    below = [n for n in nodes.values() if n.path.startswith(node.path.rstrip("/") + "/") and n.present()]
    return not any(flat_tree.missing(flat_tree.touched(found.get(n.path, [])), within) == [] and found.get(n.path) for n in below)


def compare(data, name, listed):
    """@return (regions compared, frames listed without a device, a line for each mismatch)"""
    root, reserved = flat_tree.parse(data)
    found, nodes = flat_tree.places(root, reserved)
    lines, compared, frames, pages, last = [], 0, 0, [], 0
    for region in listed["regions"]:
        first, end = region["base"] // PAGE, (region["base"] + region["size"]) // PAGE
        if region["base"] % PAGE or region["size"] % PAGE or first < last or end <= first:
            lines.append(f"{region['name']}: not whole pages, or not behind the one before it")
        last = end
        pages.append((region["base"], region["size"]))
        items = [item_of(origin, name) for origin in region["origins"]]
        known = [item for item in items if item in found]
        if len(known) != len(items):
            continue  # what has no range of its own in the tree: /chosen, or a fact
        pieces = [piece for item in known for piece in found[item]]
        within = flat_tree.filled(pieces) if region["kind"] == "ram" else flat_tree.touched(pieces)
        compared += 1
        for start, stop in flat_tree.missing([(first, end)], within):
            lines.append(f"{region['name']}: {start * PAGE:#x}-{stop * PAGE - 1:#x} is not in {', '.join(known)}")
        buses = [nodes[i] for i in known if i in nodes and set(nodes[i].strings("compatible")) & BUSES]
        if len(buses) == len(items) and all(stands_alone(bus, within, found, nodes) for bus in buses):
            frames += 1
    lines += unlisted(found, nodes, flat_tree.touched(pages), listed)
    return compared, frames, lines


def unlisted(found, nodes, listed_pages, listed):
    """Nodes that are there and whose pages are not all listed, but for buses, whose registers may be only a window, and memory that
    the tree itself limits."""
    limited = any("linux,usable-memory" in p for n in nodes.values() for p in n.properties)
    mirrors = flat_tree.touched([(m["base"], m["size"]) for m in listed["mirrors"]])
    for path, pieces in found.items():
        node = nodes.get(path)
        if node is None or not node.present() or "ranges" in node.properties or node.children and not pieces:
            continue
        ram = "memory" in node.strings("device_type")
        if ram and limited:
            continue
        pages = flat_tree.filled(pieces) if ram else flat_tree.touched(pieces)
        for start, stop in flat_tree.missing(flat_tree.touched([(a * PAGE, (b - a) * PAGE) for a, b in flat_tree.missing(pages, listed_pages)]), mirrors):
            if not any(set(n.strings("compatible")) & BUSES for n in [node]):
                yield f"{path}: {start * PAGE:#x}-{stop * PAGE - 1:#x} is not listed"
