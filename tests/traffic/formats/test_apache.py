"""Common, combined and vhost combined, read with care."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.traffic.formats.reading import one, read, rows

from revroute_desktop.traffic.formats import apache
from revroute_desktop.traffic.hits import UNKNOWN

COMBINED = (
    '192.0.2.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /apache_pb.gif?a=b HTTP/1.0" 200 2326 '
    '"http://www.example.com/start.html" "Mozilla/4.08 [en] (Win98; I ;Nav)"'
)


def test_a_combined_line_gives_all_its_columns() -> None:
    row = one("combined", COMBINED)
    assert row == {
        "at": 971_211_336_000_000,
        "address": "192.0.2.1",
        "forwarded": "",
        "host": "",
        "method": "GET",
        "path": "/apache_pb.gif",
        "query": "a=b",
        "status": 200,
        "size": 2326,
        "latency": UNKNOWN,
        "referrer": "http://www.example.com/start.html",
        "agent": "Mozilla/4.08 [en] (Win98; I ;Nav)",
        "line": 1,
        "offset": 0,
    }


def test_a_common_line_has_no_referrer_and_no_agent_and_a_dash_is_no_body() -> None:
    row = one("common", '2001:db8::1 - - [10/Oct/2000:13:55:36 +0000] "HEAD / HTTP/1.1" 304 -')
    assert (row["address"], row["referrer"], row["agent"], row["size"]) == ("2001:db8::1", "", "", 0)


def test_the_virtual_host_before_the_address_is_the_host() -> None:
    row = one("vhost_combined", f"shop.example:443 {COMBINED}")
    assert (row["host"], row["address"]) == ("shop.example", "192.0.2.1")
    assert (
        one("vhost_combined", f"shop.example client.example {COMBINED[10:]}")["address"] == "client.example"
    )


def test_the_list_that_nginx_adds_at_the_end_is_the_forwarded_list() -> None:
    row = one("nginx", f'{COMBINED} "203.0.113.7, 10.0.0.1"')
    assert row["forwarded"] == "203.0.113.7, 10.0.0.1"
    assert one("nginx", f'{COMBINED} "-"')["forwarded"] == ""
    assert one("nginx", f'{COMBINED} 0.250 . "203.0.113.7"')["forwarded"] == "203.0.113.7"


def test_a_quote_that_is_not_closed_loses_nothing() -> None:
    row = one("combined", COMBINED[:-1])
    assert row["agent"] == "Mozilla/4.08 [en] (Win98; I ;Nav)"


def test_a_quote_inside_a_text_ends_it_only_before_a_space() -> None:
    row = one("combined", COMBINED.replace("[en]", 'x"y'))
    assert row["agent"] == 'Mozilla/4.08 x"y (Win98; I ;Nav)'
    row = one("combined", COMBINED.replace("/apache_pb.gif?a=b", '/a"b'))
    assert (row["path"], row["status"]) == ('/a"b', 200)


def test_escapes_of_servers_are_undone() -> None:
    row = one("combined", COMBINED.replace("[en]", r"\"\xe2\x82\xac\""))
    assert row["agent"] == 'Mozilla/4.08 "€" (Win98; I ;Nav)'


@pytest.mark.parametrize(
    ("request_line", "method", "path"),
    [
        ("", "", ""),
        ("-", "", ""),
        (r"\x16\x03\x01", "", ""),
        ("GET /old", "GET", "/old"),
        ("GET /with space HTTP/1.1", "GET", "/with space"),
        ("GET http://a.example:8080/x?y HTTP/1.1", "GET", "/x"),
        ("OPTIONS * HTTP/1.1", "OPTIONS", "*"),
    ],
)
def test_a_request_line_of_any_kind_keeps_its_hit(request_line: str, method: str, path: str) -> None:
    row = one("combined", COMBINED.replace("GET /apache_pb.gif?a=b HTTP/1.0", request_line))
    assert (row["method"], row["path"], row["status"]) == (method, path, 200)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("hello", "there is no time in brackets"),
        (COMBINED.replace("Oct", "Okt"), "the month 'Okt' is none"),
        (COMBINED.replace("13:55:36", "25:00:00"), "the time 25:00:00 is none of a clock"),
        (COMBINED.replace("10/Oct/2000", "31/Feb/2001"), "the day 31 of month 2 in 2001 is in no calendar"),
        (COMBINED[:60], "after the time there is no request in quotes with status and size"),
        (COMBINED.partition(" ")[2].replace("- frank", ""), "there is no address before the time"),
    ],
)
def test_a_line_that_is_no_request_is_refused_with_its_reason(line: str, reason: str) -> None:
    parsed = read("combined", line)
    assert len(parsed.hits) == 0
    assert [refused.reason for refused in parsed.refused] == [reason]
    assert parsed.refused[0].text == line[:500]


def test_a_time_without_offset_is_of_the_zone_that_is_named() -> None:
    line = '172.18.0.1 - - [29/Aug/2023 22:02:58] "GET / HTTP/1.1" 200 -'
    utc = one("common", line)["at"]
    berlin = one("common", line, zone="Europe/Berlin")["at"]
    assert utc == 1_693_346_578_000_000
    assert berlin == 1_693_339_378_000_000
    leapt = line.replace("29/Aug/2023 22:02:58", "26/Mar/2023 02:30:00")
    assert "does not exist" in read("common", leapt, zone="Europe/Berlin").refused[0].reason


def test_the_hard_lines_of_nginx_are_all_hits(shared_data: Path) -> None:
    parsed = read("nginx", (shared_data / "access-logs" / "beats_nginx_test.log").read_text())
    found = rows(parsed.hits)
    assert parsed.refused == ()
    assert [(row["address"], row["forwarded"], row["host"]) for row in found] == [
        ("127.0.0.1", "10.0.0.2, 10.0.0.1", ""),
        ("172.17.0.1", "", ""),
        ("85.181.35.98", "10.0.0.2, 10.0.0.1", ""),
        ("85.181.35.98", "", ""),
        ("10.2.1.185", "10.5.102.222, 199.96.1.1, 204.246.1.1", ""),
        ("10.2.2.121", "2a03:0000:10ff:f00f:0000:0000:0:8000, 10.225.192.17", ""),
        ("127.0.0.1", "", ""),
        ("192.168.0.1", "", "lessons.example.com"),
    ]
    assert (found[6]["method"], found[6]["path"], found[6]["status"]) == ("", "", 400)
    assert found[7]["size"] == 7_648_063


def test_the_lines_of_other_servers_are_read_and_those_of_another_format_refused(shared_data: Path) -> None:
    parsed = read("combined", (shared_data / "access-logs" / "lnav_access_samples.log").read_text())
    assert [row["line"] for row in rows(parsed.hits)] == [1, 4, 5, 6, 7, 8]
    assert [refused.line for refused in parsed.refused] == [2, 3]


def test_the_large_log_has_what_another_analyser_found(shared_data: Path) -> None:
    parsed = read("combined", (shared_data / "access-logs" / "elastic_apache_combined_10k.log").read_text())
    hits = parsed.hits
    assert (len(hits), len(parsed.refused)) == (10_000, 0)
    assert int(hits.size.sum()) == 2_747_282_740
    assert len(hits.address.values) == 1_753
    assert np.bincount(hits.status // 100).tolist() == [0, 0, 9_171, 609, 217, 3]
    assert hits.agent.values[hits.agent.codes[8898]].endswith("+http://www.google.com/bot.html")


@given(st.text(max_size=200))
def test_no_text_raises_and_each_line_is_a_hit_refused_or_skipped(text: str) -> None:
    lines = [text, COMBINED[: len(text)], COMBINED + text]
    parsed = apache.parse(lines, [1, 2, 3], [0, 0, 0])
    assert len(parsed.hits) + len(parsed.refused) + parsed.skipped == 3
