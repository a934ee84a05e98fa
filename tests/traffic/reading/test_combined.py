"""The fast way of reading says of every line what the careful way says."""

from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.traffic.formats import apache
from revroute_desktop.traffic.formats.parsed import Parsed
from revroute_desktop.traffic.hits import Words
from revroute_desktop.traffic.reading import combined

ADDRESSES = (
    "192.0.2.7",
    "2001:db8::1",
    "host.example",
    "a, b",
    "10.0.0.2, 10.0.0.1",
    "",
    '"',
    "shop.example:443 1.2.3.4",
)
USERS = ("- -", "- ada", "x ada lovelace", "-", "- [", "- a\\b")
TIMES = (
    "17/May/2015:10:05:03 +0000",
    "29/Feb/2016:23:59:60 -0730",
    "29/Feb/2015:00:00:00 +0000",
    "31/apr/2015:00:00:00 +0000",
    "01/DEC/1999:24:00:00 +0100",
    "01/Jan/2020:00:00:00",
    "1/Jan/2020:00:00:00 +0000x",
    "17/May/2015:10:05:03 #0000",
    "x" * 26,
)
REQUESTS = (
    "GET / HTTP/1.1",
    "GET /a?b=c&d HTTP/1.0",
    "POST http://shop.example:80/x?y HTTP/1.1",
    "",
    "-",
    "\\x16\\x03\\x01",
    'GET /\\" HTTP/1.1',
    'GET /" HTTP/1.1',
    "GET /ä HTTP/2.0",
    "GET /two words HTTP/1.1",
    "get",
)
ANSWERS = (
    "200 12",
    "404 -",
    "200",
    "20 12",
    "1000 5",
    "- -",
    "200 123456789012345678901",
    "200 12 34",
    "200  12",
    "٢٠٠ 1",
)
TAILS = (
    ' "-" "-"',
    ' "https://a.example/" "Mozilla/5.0 (X11)"',
    "",
    ' "" ""',
    ' "a" "b" "c"',
    ' "-" "x" "10.0.0.1, 10.0.0.2"',
    ' "-" "open',
    ' "-" "esc \\" aped"',
    ' "-" "in "side"',
    ' "-" "a" 0.003',
    '  "-" "a"',
    ' "-"',
    "\r",
    ' "-" "a"\r',
)

pieces = st.tuples(*map(st.sampled_from, (ADDRESSES, USERS, TIMES, REQUESTS, ANSWERS, TAILS)))
lines = st.one_of(
    pieces.map(lambda parts: '{} {} [{}] "{}" {}{}'.format(*parts).encode()),
    st.binary(max_size=60).map(lambda raw: raw.replace(b"\n", b"")),
)


def texts(words: Words) -> list[str]:
    return [words.values[code] for code in words.codes.tolist()]


def said(parsed: Parsed) -> list[tuple[object, ...]]:
    hits = parsed.hits
    words = (
        hits.address,
        hits.forwarded,
        hits.host,
        hits.method,
        hits.path,
        hits.query,
        hits.referrer,
        hits.agent,
    )
    numbers = (hits.at, hits.status, hits.size, hits.latency, hits.line, hits.offset)
    return list(zip(*map(texts, words), *(column.tolist() for column in numbers), strict=True))


@given(st.lists(lines, min_size=1, max_size=40))
def test_both_ways_say_the_same(raw: list[bytes]) -> None:
    numbers, offsets = np.arange(1, len(raw) + 1), np.arange(len(raw)) * 7
    fast = combined.parse(raw, numbers, offsets)
    decoded = [line.removesuffix(b"\r").decode("utf-8", "replace") for line in raw]
    careful = apache.parse(decoded, numbers.tolist(), offsets.tolist())
    assert said(fast) == said(careful)
    assert fast.refused == careful.refused
    assert fast.skipped == careful.skipped


def test_the_published_log_reads_alike_both_ways(shared_data: Path) -> None:
    for name in ("elastic_apache_combined_10k.log", "beats_nginx_test.log", "lnav_access_samples.log"):
        raw = (shared_data / "access-logs" / name).read_bytes().splitlines()
        numbers = np.arange(1, len(raw) + 1)
        fast = combined.parse(raw, numbers, numbers * 0)
        careful = apache.parse([line.decode() for line in raw], numbers.tolist(), [0] * len(raw))
        assert said(fast) == said(careful)
        assert fast.refused == careful.refused


def test_an_agent_that_is_not_closed_is_read_to_the_end_of_its_line(shared_data: Path) -> None:
    raw = (
        (shared_data / "access-logs" / "elastic_apache_combined_10k.log").read_bytes().splitlines()[8898:8899]
    )
    parsed = combined.parse(raw, np.array([8899]), np.array([0]))
    assert texts(parsed.hits.agent) == [
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html"
    ]
