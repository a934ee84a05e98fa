"""Addresses: who counts as one visitor, whose networks they are, and the country.

An IPv6 address counts by its /64, since one household has all of it. Nothing here keeps an address.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from ipaddress import ip_network
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.errors import UserError
from revroute_desktop.traffic.formats.forwarded import Address, Network, read_address
from revroute_desktop.traffic.hits import Words

_V6_BITS_OF_A_VISITOR: Final = 64
NO_LABEL: Final = -1


class Ranges:
    """Address ranges with a label each; the narrowest that holds an address counts."""

    def __init__(self, ranges: Iterable[tuple[Network, str]] = ()) -> None:
        self.labels: tuple[str, ...] = ()
        tables: dict[tuple[int, int], dict[int, int]] = {}
        labels: dict[str, int] = {}
        for network, label in ranges:
            bits = network.max_prefixlen - network.prefixlen
            table = tables.setdefault((network.version, bits), {})
            table.setdefault(int(network.network_address) >> bits, labels.setdefault(label, len(labels)))
        self.labels = tuple(labels)
        self._tables = sorted(tables.items(), key=lambda entry: entry[0][1])

    def find(self, address: Address) -> int:
        """Return the index of the label of the narrowest range, NO_LABEL where none holds the address."""
        number = int(address)
        for (version, bits), table in self._tables:
            if version == address.version and (number >> bits) in table:
                return table[number >> bits]
        return NO_LABEL


def read_ranges(text: str) -> Ranges:
    """Return ranges written one a line, `203.0.113.0/24 label`; lines that begin with # say nothing.

    Raises UserError for a line that begins with no range.
    """
    ranges: list[tuple[Network, str]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        network, _, label = line.strip().replace("\t", " ").partition(" ")
        if not network or network.startswith("#"):
            continue
        try:
            ranges.append((ip_network(network, strict=False), label.strip() or network))
        except ValueError:
            raise UserError(
                f"Line {number} of the address ranges begins with {network[:60]!r}, which is no range; "
                "write it like 203.0.113.0/24 and its label behind it."
            ) from None
    return Ranges(ranges)


class Countries:
    """Countries of addresses, from a MaxMind file that the operator gives."""

    def __init__(self, path: Path) -> None:
        """Raise UserError for a file that is missing or no database of that kind."""
        import maxminddb  # late: only who gave a file needs it

        try:
            self._reader = maxminddb.open_database(path)
        except (OSError, ValueError, maxminddb.InvalidDatabaseError) as error:
            why = error.strerror if isinstance(error, OSError) and error.strerror else "it is none"
            raise UserError(
                f"The country file {path.name} cannot be read as a MaxMind database: {why}."
            ) from None
        self._version = self._reader.metadata().ip_version

    def country(self, address: Address) -> str:
        """Return the ISO 3166 code of the country of an address, "" where the file has none."""
        if address.version > self._version:
            return ""
        found = self._reader.get(address)
        for name in ("country", "registered_country"):
            country = found.get(name) if isinstance(found, dict) else None
            code = country.get("iso_code") if isinstance(country, dict) else None
            if isinstance(code, str):
                return code
        return ""

    def close(self) -> None:
        """Let the file go."""
        self._reader.close()


@dataclass(frozen=True, slots=True)
class AddressRules:
    """What the operator said of addresses: networks of the house, ranges of bots with their labels, and the
    country file.
    """

    own: tuple[Network, ...] = ()
    bots: Ranges = field(default_factory=Ranges)
    countries: Countries | None = None


@dataclass(frozen=True, slots=True)
class Addresses:
    """What distinct addresses are, one entry an address.

    `visitor` is what a visitor counts by: the address, of IPv6 the /64. `own` is whether it is of the house.
    `label` is the index in `labels` of the range of bots that holds it, else NO_LABEL. `country` is "" where
    unknown.
    """

    visitor: tuple[str, ...]
    own: NDArray[np.bool_]
    label: NDArray[np.int32]
    labels: tuple[str, ...]
    country: Words


class AddressJudge:
    """Judges addresses by the operator's rules."""

    def __init__(self, rules: AddressRules) -> None:
        self._rules = rules
        self._own = Ranges((network, "own") for network in rules.own)
        self._asks_nothing = not (rules.own or rules.bots.labels or rules.countries)
        self._one = lru_cache(maxsize=1 << 17)(self._judge_one)

    def judge(self, texts: Sequence[str]) -> Addresses:
        """Return what distinct addresses are; a host name stands for itself."""
        found = [self._one(text) for text in texts]
        index: dict[str, int] = {}
        codes = [index.setdefault(country, len(index)) for _, _, _, country in found]
        return Addresses(
            tuple(visitor for visitor, _, _, _ in found),
            np.array([own for _, own, _, _ in found], np.bool_),
            np.array([label for _, _, label, _ in found], np.int32),
            self._rules.bots.labels,
            Words(tuple(index), np.array(codes, np.int32)),
        )

    def _judge_one(self, text: str) -> tuple[str, bool, int, str]:
        if self._asks_nothing and ":" not in text:
            return text, False, NO_LABEL, ""
        address = read_address(text)
        if address is None:
            return text, False, NO_LABEL, ""
        countries = self._rules.countries
        return (
            _visitor(address),
            self._own.find(address) != NO_LABEL,
            self._rules.bots.find(address),
            countries.country(address) if countries is not None else "",
        )


def _visitor(address: Address) -> str:
    if address.version == 4:
        return str(address)
    return str(ip_network((int(address), _V6_BITS_OF_A_VISITOR), strict=False))
