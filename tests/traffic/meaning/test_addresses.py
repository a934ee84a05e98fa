"""Visitors, networks of the house and of bots, countries."""

from ipaddress import ip_network
from pathlib import Path

import pytest
from tests.traffic.meaning.make_mmdb import write_mmdb

from revroute_desktop.errors import UserError
from revroute_desktop.traffic.meaning.addresses import (
    AddressJudge,
    AddressRules,
    Countries,
    read_ranges,
)


def test_an_address_of_version_6_counts_by_its_64() -> None:
    judge = AddressJudge(AddressRules())
    found = judge.judge(
        ["2001:db8:1:2:3::4", "2001:db8:1:2::9", "192.0.2.1", "::ffff:192.0.2.1", "host.example"]
    )
    assert found.visitor == (
        "2001:db8:1:2::/64",
        "2001:db8:1:2::/64",
        "192.0.2.1",
        "192.0.2.1",
        "host.example",
    )


def test_the_house_and_ranges_of_bots_are_told_and_the_narrowest_range_counts() -> None:
    ranges = read_ranges(
        "# bots\n203.0.113.0/24 datacentre\n203.0.113.128/25\tsearch engine\n2001:db8::/32\n"
    )
    judge = AddressJudge(AddressRules(own=(ip_network("10.0.0.0/8"),), bots=ranges))
    found = judge.judge(["10.1.2.3", "203.0.113.5", "203.0.113.200", "2001:db8::1", "198.51.100.1"])
    assert found.own.tolist() == [True, False, False, False, False]
    named = [found.labels[label] if label >= 0 else "" for label in found.label.tolist()]
    assert named == ["", "datacentre", "search engine", "2001:db8::/32", ""]


def test_a_line_that_is_no_range_is_told() -> None:
    with pytest.raises(UserError, match=r"Line 2 .* begins with 'googlebot'"):
        read_ranges("203.0.113.0/24\ngooglebot 203.0.113.0/24")


def test_countries_come_from_the_operators_file(tmp_path: Path) -> None:
    path = write_mmdb(tmp_path / "c.mmdb", {"192.0.2.0/24": "DE", "2001:db8::/32": "FR"})
    countries = Countries(path)
    found = AddressJudge(AddressRules(countries=countries)).judge(
        ["192.0.2.77", "2001:db8::1", "198.51.100.1"]
    )
    assert [found.country.values[code] for code in found.country.codes.tolist()] == ["DE", "FR", ""]
    countries.close()


def test_a_country_file_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "bad.mmdb").write_bytes(b"nothing")
    for name in ("bad.mmdb", "missing.mmdb"):
        with pytest.raises(UserError, match=f"country file {name} cannot be read"):
            Countries(tmp_path / name)
