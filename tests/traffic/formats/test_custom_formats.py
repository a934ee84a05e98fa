"""Custom format strings in nginx's and GoAccess's way, and their tester."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.traffic.formats.reading import one, read

from revroute_desktop.errors import UserError
from revroute_desktop.traffic.formats.registry import parser_for
from revroute_desktop.traffic.formats.tester import try_format

MAIN = (
    'nginx: $remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent '
    '"$http_referer" "$http_user_agent" $request_time "$http_x_forwarded_for"'
)
LINE = (
    '192.0.2.1 - - [02/Jan/2024:03:04:05 +0100] "GET /a?b HTTP/1.1" 200 12 "-" "Moz \\x22x\\x22" 0.250 '
    '"10.0.0.1, 10.2.2.2"'
)
GOACCESS = 'goaccess: %h %^[%d:%t %^] "%r" %s %b "%R" "%u"'
COMBINED = LINE.rpartition(" 0.250")[0]


def test_a_format_string_of_nginx_is_read() -> None:
    row = one(MAIN, LINE)
    assert (row["at"], row["address"], row["path"]) == (1_704_161_045_000_000, "192.0.2.1", "/a")
    assert (row["latency"], row["forwarded"]) == (250_000, "10.0.0.1, 10.2.2.2")
    assert row["agent"] == 'Moz "x"'


def test_the_log_format_directive_may_be_pasted_whole() -> None:
    text = """nginx: log_format timed '$msec|$host|$request_method|$request_uri|'
                                     '$status|$bytes_sent|${request_time}';"""
    row = one(text, "1704161045.123|shop.example|GET|/x?y=1|404|99|0.001")
    assert (row["at"], row["host"], row["path"], row["query"]) == (
        1_704_161_045_123_000,
        "shop.example",
        "/x",
        "y=1",
    )
    assert (row["method"], row["status"], row["size"], row["latency"]) == ("GET", 404, 99, 1_000)


def test_a_request_without_quotes_is_taken_whole() -> None:
    row = one(
        "nginx: $remote_addr $request $status $time_iso8601",
        "1.2.3.4 GET /a HTTP/1.1 200 2024-01-02T02:04:05Z",
    )
    assert (row["method"], row["path"], row["status"]) == ("GET", "/a", 200)


def test_a_format_string_of_goaccess_is_read_with_the_offset_that_follows_the_time() -> None:
    row = one(GOACCESS, COMBINED, zone="Europe/Berlin")
    assert (row["at"], row["path"], row["agent"]) == (1_704_161_045_000_000, "/a", 'Moz "x"')


def test_the_lines_of_a_goaccess_configuration_are_understood() -> None:
    text = 'goaccess: log-format %x "%h" %m %U %s %D ~h{,"}\ndate-format %Y-%m-%d\ntime-format %T'
    row = one(text, '2024-07-02 03:04:05 "1.2.3.4" GET /x?z 200 1234 5.6.7.8, 9.9.9.9', zone="Europe/Berlin")
    assert (row["at"], row["latency"], row["forwarded"]) == (1_719_882_245_000_000, 1_234, "5.6.7.8, 9.9.9.9")


@pytest.mark.parametrize(
    ("settings", "text", "at"),
    [
        ("time-format %s", "1704161045", 1_704_161_045_000_000),
        ("time-format %f", "1704161045000001", 1_704_161_045_000_001),
        ("time-format %*", "1704161045002", 1_704_161_045_002_000),
        ("date-format %d/%b/%y\ntime-format %R", "02/Jan/24 02:04", 1_704_161_040_000_000),
    ],
)
def test_times_of_goaccess_in_other_letters(settings: str, text: str, at: int) -> None:
    assert one(f"goaccess: log-format %x|%s\n{settings}", f"{text}|200")["at"] == at


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("nginx: $remote_addr$status $msec", "nothing stands between $remote_addr and $status"),
        ("nginx: hello", "no variable"),
        ("nginx: $status", "no time"),
        ("nginx: $msec", "neither a request nor a status"),
        ("goaccess: %Z", "has %Z, which is not known"),
        ("goaccess: ", "no log-format"),
        ("goaccess: %d %s", "needs both %d and %t"),
        ("goaccess: log-format %x %s\ntime-format %Q", "has %Q"),
    ],
)
def test_a_format_that_cannot_be_read_says_why(name: str, says: str) -> None:
    with pytest.raises(UserError) as error:
        parser_for(name)
    assert says in str(error.value)


def test_the_tester_shows_each_field_and_where_it_stands() -> None:
    (trial,) = try_format(MAIN, [LINE])
    assert (trial.problem, trial.stopped_at) == ("", None)
    assert [(found.name, found.text) for found in trial.fields][:4] == [
        ("$remote_addr", "192.0.2.1"),
        ("$remote_user", "-"),
        ("$time_local", "02/Jan/2024:03:04:05 +0100"),
        ("$request", "GET /a?b HTTP/1.1"),
    ]
    assert all(LINE[found.start : found.end] == found.text for found in trial.fields)


def test_the_tester_shows_where_a_line_stops_matching() -> None:
    (trial,) = try_format(MAIN, [LINE.replace('200 12 "-"', "200 12 x")])
    assert trial.stopped_at == LINE.index('"-"') - 1
    assert "should come, but there is ' x" in trial.problem
    assert trial.fields[-1].name == "$body_bytes_sent"
    (longer,) = try_format(GOACCESS, [LINE])
    assert longer.problem.startswith("after the format's end there is more: ' 0.250")


def test_the_tester_shows_columns_of_a_format_with_a_name() -> None:
    trials = try_format("combined", [COMBINED, "nonsense", ""])
    assert {found.column: found.text for found in trials[0].fields}["path"] == "/a"
    assert [trial.problem for trial in trials] == [
        "",
        "there is no time in brackets",
        "a comment, a directive or blank: skipped",
    ]


def test_a_broken_quote_loses_nothing() -> None:
    assert one(GOACCESS, COMBINED[:-1])["agent"] == 'Moz "x"'
    assert one(GOACCESS, COMBINED.replace("Moz", 'M"oz'))["agent"] == 'M"oz "x"'
    assert one(MAIN, LINE.replace("Moz", 'M"oz'))["latency"] == 250_000


@pytest.mark.parametrize("noise", ['" ' * 50_000, " " * 100_000, "x " * 50_000, '"' * 100_000, "[" * 100_000])
def test_a_malformed_line_takes_no_longer_than_its_length(noise: str) -> None:
    begun = time.perf_counter()
    for name in (
        MAIN,
        GOACCESS,
        "nginx: $remote_user $host | $status | $msec",
        "goaccess: %^ %^ %^ %^ %h %x|%s",
    ):
        for line in (noise + "x", "1.2.3.4 " + noise + "x", LINE[:-20] + noise):
            assert len(read(name, line).refused) == 1
    assert time.perf_counter() - begun < 5


@given(st.text(max_size=120))
def test_no_text_raises(text: str) -> None:
    for name in (MAIN, GOACCESS):
        parsed = read(name, LINE[: len(text)] + text.replace("\n", " "))
        assert len(parsed.hits) + len(parsed.refused) + parsed.skipped == 1
