"""Formats with a published definition, on the examples of their documentation and shared samples."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.traffic.formats.reading import one, read, rows

from revroute_desktop.errors import UserError
from revroute_desktop.traffic.formats.registry import FORMATS, parser_for
from revroute_desktop.traffic.hits import UNKNOWN

IIS = """#Software: Microsoft Internet Information Services 10.0
#Version: 1.0
#Date: 2019-03-20 00:00:00
#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query c-ip \
cs(User-Agent) cs(Referer) sc-status time-taken
2019-03-20 00:00:01 10.0.0.5 GET /shop/item.aspx id=5 192.0.2.7 Mozilla/5.0+(Windows+NT+10.0) - 200 187"""

CLOUDFRONT_HEAD = """#Version: 1.0
#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) \
cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol \
cs-bytes time-taken x-forwarded-for ssl-protocol
"""
CLOUDFRONT = (
    "2019-12-04 21:02:31 LAX1 392 192.0.2.100 GET d111111abcdef8.cloudfront.net /index.html 200 "
    "https://www.example.com/a%2520b Mozilla/5.0%20(Windows%20NT%2010.0) a=b - Hit SOX4xwn4XV6Q4rgb "
    "www.example.com https 23 0.251 203.0.113.1,%2010.1.1.1 TLSv1.2"
).replace(" ", "\t")

S3 = (
    "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be amzn-s3-demo-bucket1 "
    "[06/Feb/2019:00:00:38 +0000] 192.0.2.3 79a59df9 3E57427F3EXAMPLE REST.GET.OBJECT photos/a+b.jpg "
    '"GET /amzn-s3-demo-bucket1/photos/a+b.jpg?versionId=x HTTP/1.1" 200 - 113 2048 70 10 '
    '"https://example.com/" "S3Console/0.4" - s9lzHYrFp76ZVxRcpX9 SigV4 ECDHE AuthHeader host TLSV1.2 - -'
)

CADDY = (
    '{"level":"info","ts":1646861401.5241024,"logger":"http.log.access","msg":"handled request","request":'
    '{"remote_ip":"127.0.0.1","remote_port":"41342","proto":"HTTP/2.0","method":"GET","host":"localhost:2015",'
    '"uri":"/a?b=c","headers":{"User-Agent":["curl/7.82.0"],"X-Forwarded-For":["203.0.113.9"],'
    '"Referer":["https://example.org/"]}},"user_id":"","duration":0.000929675,"size":10900,"status":200}'
)


def test_iis_lines_are_read_by_the_columns_their_file_names() -> None:
    row = one("w3c", IIS)
    assert (row["at"], row["address"], row["method"]) == (1_553_040_001_000_000, "192.0.2.7", "GET")
    assert (row["path"], row["query"], row["status"]) == ("/shop/item.aspx", "id=5", 200)
    assert (row["agent"], row["referrer"]) == ("Mozilla/5.0 (Windows NT 10.0)", "")
    assert (row["latency"], row["size"]) == (187_000, UNKNOWN)


def test_the_next_block_of_a_file_goes_on_with_the_columns_in_force() -> None:
    *head, line = IIS.split("\n")
    first = read("w3c", "\n".join(head))
    assert (first.skipped, len(first.hits)) == (4, 0)
    second = read("w3c", line, state=first.state)
    assert rows(second.hits)[0]["address"] == "192.0.2.7"
    assert second.state == first.state
    assert read("w3c", line).refused[0].reason == "no #Fields line before it says what its columns are"


def test_columns_may_change_within_a_file_and_a_day_may_stand_in_the_head_alone() -> None:
    text = IIS + "\n#Fields: time c-ip cs-uri sc-status time-taken\n10:00:00 192.0.2.8 /x?y 404 0.5"
    later = rows(read("w3c", text).hits)[1]
    assert (later["path"], later["query"], later["status"]) == ("/x", "y", 404)
    assert (later["latency"], later["at"]) == (500_000, 1_553_076_000_000_000)


def test_a_line_with_too_few_columns_is_refused() -> None:
    assert (
        read("w3c", IIS + "\n2019-03-20 00:00:01 10.0.0.5 GET").refused[0].reason
        == "there are 4 columns of 11"
    )


def test_cloudfront_lines_are_decoded() -> None:
    row = one("cloudfront", CLOUDFRONT_HEAD + CLOUDFRONT)
    assert (row["host"], row["path"], row["query"]) == ("www.example.com", "/index.html", "a=b")
    assert (row["agent"], row["referrer"]) == ("Mozilla/5.0 (Windows NT 10.0)", "https://www.example.com/a b")
    assert (row["latency"], row["size"], row["forwarded"]) == (251_000, 392, "203.0.113.1, 10.1.1.1")


def test_cloudfront_lines_without_their_head_have_the_published_order() -> None:
    assert one("cloudfront", CLOUDFRONT) == one("cloudfront", CLOUDFRONT) | {"address": "192.0.2.100"}


def test_application_load_balancer_samples(shared_data: Path) -> None:
    parsed = read("alb", (shared_data / "access-logs" / "lnav_alb_samples.log").read_text())
    found = rows(parsed.hits)
    assert parsed.refused == ()
    assert [row["host"] for row in found] == [
        "www.example.com",
        "www.example.com",
        "10.0.2.105",
        "10.0.0.30",
        "10.0.0.30",
    ]
    assert [row["latency"] for row in found] == [1_000, 171_000, 2_000, 4_000, 1_000]
    assert (found[0]["at"], found[0]["address"]) == (1_470_866_922_945_958, "192.168.131.39")
    assert (found[3]["status"], found[3]["size"], found[3]["agent"]) == (101, 587, "")


def test_classic_load_balancer_lines_of_its_documentation() -> None:
    row = one(
        "elb",
        "2015-05-13T23:39:43.945958Z my-loadbalancer 192.168.131.39:2817 10.0.0.1:80 0.000073 0.001048 "
        '0.000057 200 200 0 29 "GET http://www.example.com:80/ HTTP/1.1" "curl/7.38.0" - -',
    )
    assert (row["latency"], row["agent"], row["path"]) == (1_178, "curl/7.38.0", "/")
    row = one(
        "elb",
        "2015-05-13T23:39:43.945958Z my-loadbalancer 192.168.131.39:2817 - -1 -1 -1 503 0 0 0 "
        '"GET http://www.example.com:80/ HTTP/1.1" "curl/7.38.0" - -',
    )
    assert (row["latency"], row["status"]) == (UNKNOWN, 503)


def test_s3_lines_of_its_documentation() -> None:
    row = one("s3", S3)
    assert (row["at"], row["address"], row["host"]) == (
        1_549_411_238_000_000,
        "192.0.2.3",
        "amzn-s3-demo-bucket1",
    )
    assert (row["path"], row["query"]) == ("/amzn-s3-demo-bucket1/photos/a+b.jpg", "versionId=x")
    assert (row["size"], row["latency"], row["agent"]) == (113, 70_000, "S3Console/0.4")
    expired = S3.replace('"GET /amzn-s3-demo-bucket1/photos/a+b.jpg?versionId=x HTTP/1.1" 200', '"-" -')
    row = one("s3", expired.replace("REST.GET.OBJECT", "S3.EXPIRE.OBJECT"))
    assert (row["method"], row["path"], row["status"]) == ("", "/photos/a+b.jpg", UNKNOWN)


def test_caddy_lines_of_its_documentation() -> None:
    row = one("caddy", CADDY)
    assert (row["at"], row["latency"]) == (1_646_861_401_524_102, 929)
    assert (row["address"], row["forwarded"], row["host"]) == ("127.0.0.1", "203.0.113.9", "localhost")
    assert (row["path"], row["query"], row["agent"]) == ("/a", "b=c", "curl/7.82.0")


def test_messages_of_other_loggers_of_caddy_are_skipped() -> None:
    parsed = read("caddy", CADDY + '\n{"level":"info","ts":1,"logger":"admin","msg":"started"}\n{"x":1}\n{')
    assert (len(parsed.hits), parsed.skipped) == (1, 1)
    assert [refused.reason for refused in parsed.refused] == [
        "there is no request in the object",
        "the line is no JSON",
    ]


@pytest.mark.parametrize(
    ("text", "micros"), [('"1.5ms"', 1_500), ("2", 2_000_000), ('"1m2s"', 62_000_000), ("9.3e-05", 93)]
)
def test_durations_of_caddy_in_all_its_ways(text: str, micros: int) -> None:
    assert one("caddy", CADDY.replace("0.000929675", text))["latency"] == micros


@pytest.mark.parametrize(
    "time",
    [
        '"time_iso8601":"2024-01-02T03:04:05+01:00"',
        '"time_local":"02/Jan/2024:03:04:05 +0100"',
        '"msec":1704161045.000',
        '"@timestamp":"2024-01-02T02:04:05Z"',
        '"ts":"1704161045000"',
    ],
)
def test_json_lines_of_nginx_are_read_under_the_usual_names(time: str) -> None:
    row = one(
        "nginx_json",
        "{" + time + ',"remote_addr":"192.0.2.9","request":"GET /x?y=1 HTTP/1.1","status":"200",'
        '"body_bytes_sent":512,"request_time":"0.012","http_user_agent":"curl/8","http_referer":"-"}',
    )
    assert (row["at"], row["path"], row["query"]) == (1_704_161_045_000_000, "/x", "y=1")
    assert (row["status"], row["size"], row["latency"], row["referrer"]) == (200, 512, 12_000, "")


def test_json_without_a_time_says_under_which_names_it_is_looked_for() -> None:
    assert "time_iso8601" in read("nginx_json", '{"status":200}').refused[0].reason


def test_an_unknown_format_is_told_with_those_there_are() -> None:
    with pytest.raises(UserError, match=r"no log format 'apache9'.*combined"):
        parser_for("apache9")


@given(st.sampled_from(FORMATS), st.lists(st.text(max_size=80), max_size=4))
def test_no_text_raises_in_any_format(kind: object, lines: list[str]) -> None:
    name = getattr(kind, "name", "")
    samples = [*lines, *(text + S3[: len(text)] for text in lines), *(CADDY[: len(t)] + t for t in lines)]
    parsed = parser_for(name)(samples, range(1, len(samples) + 1), [0] * len(samples))
    assert len(parsed.hits) + len(parsed.refused) + parsed.skipped == len(samples)
