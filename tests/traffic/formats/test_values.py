"""Single values as logs write them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.traffic.formats.parsed import Unreadable
from revroute_desktop.traffic.formats.times import apache_time, compile_time, epoch_time, iso_time
from revroute_desktop.traffic.formats.values import (
    micros_of_seconds,
    split_request,
    split_target,
    unescape,
    whole,
    without_port,
)
from revroute_desktop.traffic.hits import UNKNOWN

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def micros(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(microseconds=1)


@given(st.datetimes(datetime(1000, 1, 1), datetime(9998, 12, 31)), st.integers(-14 * 60, 14 * 60))
def test_a_time_with_an_offset_is_one_instant_in_every_form(wall: datetime, minutes: int) -> None:
    wall = wall.replace(microsecond=0)
    sign, ahead = "-" if minutes < 0 else "+", abs(minutes)
    offset = f"{sign}{ahead // 60:02}{ahead % 60:02}"
    instant = micros(wall.replace(tzinfo=UTC)) - minutes * 60_000_000
    assert apache_time(f"{wall:%d/%b}/{wall.year:04}:{wall:%H:%M:%S} {offset}", "Europe/Berlin") == instant
    assert iso_time(f"{wall.isoformat()}{offset[:3]}:{offset[3:]}") == instant
    read = compile_time("%d.%m.%Y %T %z", "Europe/Berlin")[1]
    assert read(f"{wall:%d.%m}.{wall.year:04} {wall:%H:%M:%S} {offset}") == instant


@given(st.integers(0, 10**17))
def test_seconds_with_decimals_are_exact(number: int) -> None:
    text = f"{number // 1_000_000}.{number % 1_000_000:06}"
    assert epoch_time(text) == number
    assert micros_of_seconds(text) == number
    assert micros_of_seconds(text + "9") == number


@pytest.mark.parametrize("text", ["", "-", "-1"])
def test_a_dash_is_no_duration(text: str) -> None:
    assert micros_of_seconds(text) == UNKNOWN


@pytest.mark.parametrize("text", ["1e9", "0x10", "1.2.3", "-5", "٣"])
def test_what_is_no_number_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable):
        micros_of_seconds(text)
    with pytest.raises(Unreadable):
        whole(text, "status")
    with pytest.raises(Unreadable):
        epoch_time(text)


def test_two_digits_of_a_year_are_read_as_posix_does() -> None:
    read = compile_time("%d/%m/%y", "UTC")[1]
    assert read("01/01/69") == micros(datetime(1969, 1, 1, tzinfo=UTC))
    assert read("01/01/68") == micros(datetime(2068, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("target", "parts"),
    [
        ("/a?b=c?d", ("", "/a", "b=c?d")),
        ("https://a.example:8443/x?y", ("a.example", "/x", "y")),
        ("http://a.example?y", ("a.example", "/", "y")),
        ("http://[2001:db8::1]:80/", ("2001:db8::1", "/", "")),
        ("*", ("", "*", "")),
        ("", ("", "", "")),
    ],
)
def test_a_target_is_host_path_and_query(target: str, parts: tuple[str, str, str]) -> None:
    assert split_target(target) == parts


def test_a_request_line_keeps_what_is_within_it() -> None:
    assert split_request("PURGE /a b?c HTTP/1.1") == ("PURGE", "", "/a b", "c")
    assert split_request("\x16\x03\x01 x") == ("", "", "", "")


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("a:80", "a"),
        ("192.0.2.1:2817", "192.0.2.1"),
        ("2001:db8::1", "2001:db8::1"),
        ("[::1]:443", "::1"),
        ("a", "a"),
    ],
)
def test_a_port_is_taken_off(text: str, host: str) -> None:
    assert without_port(text) == host


@given(st.text(max_size=60))
def test_what_is_escaped_as_nginx_does_is_read_again(text: str) -> None:
    escaped = "".join(
        sign
        if sign.isascii() and sign.isprintable() and sign not in '"\\'
        else "".join(f"\\x{byte:02X}" for byte in sign.encode("utf-8", "replace"))
        for sign in text
    )
    assert unescape(escaped) == text.encode("utf-8", "replace").decode()
