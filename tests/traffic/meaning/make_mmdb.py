"""A MaxMind database of a few networks, written by its published format.

https://maxmind.github.io/MaxMind-DB/: a search tree of records of 24 bits, 16 zero bytes, data, metadata.
"""

from ipaddress import ip_network
from pathlib import Path
from typing import NamedTuple


class Number(NamedTuple):
    """An unsigned integer of the format's type 5 (16 bits), 6 (32) or 9 (64)."""

    kind: int
    value: int


Value = str | Number | dict[str, "Value"] | list["Value"]


def write_mmdb(path: Path, countries: dict[str, str]) -> Path:
    """Write a database in which each IPv6 network, or IPv4 network below ::/96, has a country."""
    data = b""
    places: dict[str, int] = {}
    for code in countries.values():
        if code not in places:
            places[code] = len(data)
            data += _encode({"country": {"iso_code": code}})
    tree: list[list[int | None]] = [[None, None]]
    leaves: dict[tuple[int, int], int] = {}
    for text, code in countries.items():
        network = ip_network(text)
        length = network.prefixlen + (96 if network.version == 4 else 0)
        bits = format(int(network.network_address), "0128b")[:length]
        node = 0
        for bit in bits[:-1]:
            child = tree[node][int(bit)]
            if child is None:
                child = len(tree)
                tree[node][int(bit)] = child
                tree.append([None, None])
            node = child
        leaves[node, int(bits[-1])] = places[code]
    count = len(tree)
    packed = b""
    for number, node_records in enumerate(tree):
        for side, child in enumerate(node_records):
            leaf = leaves.get((number, side))
            value = count + 16 + leaf if leaf is not None else count if child is None else child
            packed += value.to_bytes(3, "big")
    metadata: dict[str, Value] = {
        "binary_format_major_version": Number(5, 2),
        "binary_format_minor_version": Number(5, 0),
        "build_epoch": Number(9, 1_700_000_000),
        "database_type": "Test-Country",
        "description": {"en": "test"},
        "ip_version": Number(5, 6),
        "languages": ["en"],
        "node_count": Number(6, count),
        "record_size": Number(5, 24),
    }
    path.write_bytes(packed + b"\0" * 16 + data + b"\xab\xcd\xefMaxMind.com" + _encode(metadata))
    return path


def _encode(value: Value) -> bytes:
    if isinstance(value, str):
        return _control(2, len(value)) + value.encode()
    if isinstance(value, Number):
        size = {5: 2, 6: 4, 9: 8}[value.kind]
        return _control(value.kind, size) + value.value.to_bytes(size, "big")
    if isinstance(value, list):
        return _control(11, len(value)) + b"".join(map(_encode, value))
    return _control(7, len(value)) + b"".join(_encode(k) + _encode(v) for k, v in value.items())


def _control(kind: int, size: int) -> bytes:
    """The byte, or two for the later types, before a value shorter than 29."""
    return bytes([kind << 5 | size]) if kind < 8 else bytes([size, kind - 7])
