"""The small shop behaves as it is told to, logs what others can import, and listens on loopback alone."""

import json
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.traffic.load.lab import certificate

from revroute_desktop.errors import UserError
from revroute_desktop.traffic.load.access_log import AccessLog
from revroute_desktop.traffic.load.behaviour import Delay, DelayKind, read_delay, read_stall
from revroute_desktop.traffic.load.serve import Serving, serve
from revroute_desktop.traffic.load.shop import Asked, Shop

COMBINED = re.compile(
    r'(?P<address>\S+) - - \[\d{2}/[A-Z][a-z]{2}/\d{4}(?::\d{2}){3} \+0000\] "(?P<request>[^"]*)" '
    r'(?P<status>\d{3}) (?P<size>\d+) "(?P<referrer>[^"]*)" "(?P<agent>[^"]*)" (?P<took>\d+\.\d{3})'
)


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    """The shop as `revroute traffic serve` opens it."""
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "revroute_desktop", "traffic", "serve", "--port", "0", "--jsonl"),
            *("--log", str(tmp_path / "access.log"), "--log-times", "--latency", "uniform:1-3"),
            *("--token", "/.well-known/revroute-load-ab.txt=mine"),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout and process.stdin
    yield json.loads(process.stdout.readline())["what"]
    process.stdin.close()
    assert process.wait(timeout=10) == 0
    process.stdout.close()


def test_the_shop_answers_its_paths_and_writes_a_log_in_the_combined_format(url: str, tmp_path: Path) -> None:
    for path, holds in (
        ("/", "A small shop"),
        ("/c/lamps", "/shop/lam-1"),
        ("/shop/lam-1", 'data-sku="lam-1"'),
        ("/api/products/mug-2", '"price"'),
        ("/assets/shop.css", "font"),
        ("/robots.txt", "Disallow: /api/"),
        ("/.well-known/revroute-load-ab.txt", "mine"),
        ("/health", "ok"),
    ):
        with urllib.request.urlopen(url + path, timeout=5) as answer:
            assert holds in answer.read().decode("utf-8")
    asked = urllib.request.Request(url + "/nowhere", headers={"User-Agent": 'odd "agent"'})
    with pytest.raises(urllib.error.HTTPError, match="404") as missing:
        urllib.request.urlopen(asked, timeout=5)
    missing.value.close()
    with urllib.request.urlopen(f"{url}/api/cart", data=b"sku=lam-1", timeout=5) as answer:
        assert json.loads(answer.read())["cart"] == "cart-1"
    with urllib.request.urlopen(f"{url}/api/checkout", data=b"cart=cart-1", timeout=5) as answer:
        assert json.loads(answer.read()) == {"order": "order-1", "cart": "cart-1"}
    # A line is written when the next second begins, or when the shop closes.
    lines = (tmp_path / "access.log").read_text("utf-8").splitlines()
    assert all(COMBINED.fullmatch(line) for line in lines)


def test_the_log_keeps_a_quote_in_an_agent_from_ending_its_field(tmp_path: Path) -> None:
    log = AccessLog(tmp_path / "access.log", times=True)
    log.write(1_700_000_000.5, "127.0.0.1", 'GET /"x\n HTTP/1.1', 200, 12, "", 'odd "agent"\\', 0.0123)
    log.close()
    line = (tmp_path / "access.log").read_text("utf-8").rstrip("\n")
    assert line == (
        '127.0.0.1 - - [14/Nov/2023:22:13:20 +0000] "GET /\\x22x\\x0A HTTP/1.1" 200 12 "-" '
        '"odd \\x22agent\\x22\\x5C" 0.012'
    )
    assert COMBINED.fullmatch(line)


def test_the_shop_opens_on_loopback_alone() -> None:
    for host in ("0.0.0.0", "192.168.1.5", "example.org", "::"):
        with pytest.raises(UserError, match="loopback alone"):
            serve(Serving(host=host), started=lambda url: None, stop_asked=lambda: True)


def test_a_port_that_is_taken_is_said(url: str) -> None:
    with pytest.raises(UserError, match="cannot be listened on"):
        serve(Serving(port=int(url.rpartition(":")[2])), started=lambda url: None, stop_asked=lambda: True)


def test_the_shop_speaks_tls_with_a_certificate_and_says_when_its_key_does_not_fit(tmp_path: Path) -> None:
    (pem, key), (_, other) = certificate(tmp_path, "one"), certificate(tmp_path, "two")
    opened: list[str] = []
    serve(Serving(certificate=pem, key=key), started=opened.append, stop_asked=lambda: True)
    assert opened[0].startswith("https://127.0.0.1:")
    with pytest.raises(UserError, match="belong together"):
        serve(Serving(certificate=pem, key=other), started=opened.append, stop_asked=lambda: True)


def test_latencies_are_read_and_drawn_as_they_are_said() -> None:
    assert read_delay("20") == Delay(DelayKind.FIXED, 0.02)
    assert read_delay("1.5s") == Delay(DelayKind.FIXED, 1.5)
    assert read_delay("10-50") == read_delay("uniform:10-50") == Delay(DelayKind.UNIFORM, 0.01, 0.05)
    draws = sorted(read_delay("lognormal:20-90").draw(Random(n)) for n in range(4000))
    assert draws[2000] == pytest.approx(0.02, rel=0.1)
    assert draws[3800] == pytest.approx(0.09, rel=0.15)
    assert read_stall("5+1.5") == (5.0, 6.5)


@given(st.text(alphabet="uniformexpl:-0123456789. s", max_size=20))
def test_text_that_is_no_latency_or_stall_is_refused(text: str) -> None:
    for read in (read_delay, read_stall):
        try:
            read(text)
        except UserError:
            continue


@given(st.text(max_size=50), st.sampled_from(["GET", "POST", "PUT", "HEAD", "BREW"]), st.binary(max_size=50))
def test_any_request_gets_an_answer(target: str, method: str, body: bytes) -> None:
    for path in ("/" + target, "/api/" + target, "/api/cart", "/shop/" + target):
        page = Shop().answer(Asked(method, path, {"content-type": "application/json"}, body))
        assert 200 <= page.status < 500
