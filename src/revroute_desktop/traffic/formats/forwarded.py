"""Who the client was, where proxies stand before the server and the log has an X-Forwarded-For list.

Each proxy adds the address that it was asked by at the end of the list, so only what trusted proxies wrote
can be believed: from the right, addresses of trusted networks are skipped and the first other one is the
client (as nginx does it: https://nginx.org/en/docs/http/ngx_http_realip_module.html, real_ip_recursive on).
"""

from collections.abc import Sequence
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TypeAlias

import numpy as np

from revroute_desktop.errors import UserError
from revroute_desktop.traffic.formats.parsed import words
from revroute_desktop.traffic.formats.values import without_port
from revroute_desktop.traffic.hits import Words

Network: TypeAlias = IPv4Network | IPv6Network
Address: TypeAlias = IPv4Address | IPv6Address


def read_networks(texts: Sequence[str]) -> tuple[Network, ...]:
    """Return networks such as `10.0.0.0/8` or single addresses; raises UserError for another text."""
    networks: list[Network] = []
    for text in texts:
        try:
            networks.append(ip_network(text.strip(), strict=False))
        except ValueError:
            raise UserError(
                f"{text[:60]!r} is no address and no range of addresses; "
                "write them like 10.0.0.0/8 or 2001:db8::/32."
            ) from None
    return tuple(networks)


def read_address(text: str) -> Address | None:
    """Return an address, None for another text; an IPv4 address inside an IPv6 one is taken out."""
    try:
        address = ip_address(without_port(text.strip().strip('"')).partition("%")[0])
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address


def client(address: str, forwarded: str, trusted: tuple[Network, ...]) -> str:
    """Return the address of the client.

    The list counts only where the address itself is trusted. Where all are trusted the client is the first of
    the list; where something in the list is no address, the last one read before it.
    """
    if not trusted or not forwarded:
        return address
    known = address
    for text in (address, *reversed(forwarded.split(","))):
        found = read_address(text)
        if found is None:
            return known
        known = text if text == address else str(found)
        if not _is_in(found, trusted):
            return known
    return known


def clients(address: Words, forwarded: Words, trusted: tuple[Network, ...]) -> Words:
    """Return the client of every row; each pair of address and list is judged once."""
    if not trusted or not any(forwarded.values):
        return address
    pairs = address.codes.astype(np.int64) * len(forwarded.values) + forwarded.codes
    distinct, rows = np.unique(pairs, return_inverse=True)
    found = [
        client(
            address.values[pair // len(forwarded.values)],
            forwarded.values[pair % len(forwarded.values)],
            trusted,
        )
        for pair in distinct.tolist()
    ]
    judged = words(found)
    return Words(judged.values, judged.codes[rows].astype(np.int32))


@lru_cache(maxsize=65_536)
def _is_in(address: Address, networks: tuple[Network, ...]) -> bool:
    return any(address in network for network in networks)
