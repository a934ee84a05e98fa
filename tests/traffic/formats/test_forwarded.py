"""The client behind trusted proxies."""

import numpy as np
import pytest

from revroute_desktop.errors import UserError
from revroute_desktop.traffic.formats.forwarded import client, clients, read_networks
from revroute_desktop.traffic.formats.parsed import words

TRUSTED = read_networks(["10.0.0.0/8", "2001:db8::/32"])


@pytest.mark.parametrize(
    ("address", "forwarded", "found"),
    [
        ("10.0.0.1", "1.2.3.4, 5.6.7.8, 10.1.1.1", "5.6.7.8"),
        ("9.9.9.9", "1.2.3.4", "9.9.9.9"),
        ("10.0.0.1", "10.9.9.9, 10.3.3.3", "10.9.9.9"),
        ("10.0.0.1", "1.2.3.4, rubbish, 10.3.3.3", "10.3.3.3"),
        ("10.0.0.1", "unknown", "10.0.0.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("2001:db8::1", "[2a00::5]:4711", "2a00::5"),
        ("10.0.0.1", "203.0.113.9:51234", "203.0.113.9"),
    ],
)
def test_trusted_networks_are_skipped_from_the_right(address: str, forwarded: str, found: str) -> None:
    assert client(address, forwarded, TRUSTED) == found


def test_nobody_is_trusted_unless_named() -> None:
    assert client("10.0.0.1", "1.2.3.4", ()) == "10.0.0.1"


def test_a_column_is_judged_by_pairs() -> None:
    address = words(["10.0.0.1", "9.9.9.9", "10.0.0.1"])
    forwarded = words(["1.2.3.4", "1.2.3.4", ""])
    found = clients(address, forwarded, TRUSTED)
    assert [found.values[code] for code in found.codes.tolist()] == ["1.2.3.4", "9.9.9.9", "10.0.0.1"]
    assert found.codes.dtype == np.int32
    assert clients(address, words(["", "", ""]), TRUSTED) is address


def test_what_is_no_network_is_told() -> None:
    with pytest.raises(UserError, match=r"'10\.0\.0' is no address"):
        read_networks(["10.0.0"])
