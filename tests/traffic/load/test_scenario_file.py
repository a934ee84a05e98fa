"""A scenario file is read as written; each of its faults is a sentence with file, line and what to do."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.resources import resource_path
from revroute_desktop.traffic.load.model import (
    Arrivals,
    CaptureFrom,
    Check,
    CheckKind,
    LoadModel,
    Metric,
    Pause,
    Spread,
    Stage,
    Target,
    Template,
)
from revroute_desktop.traffic.load.quantities import read_bytes, read_duration, read_pause, read_threshold
from revroute_desktop.traffic.load.scenario_faults import ScenarioError
from revroute_desktop.traffic.load.scenario_file import parse_scenario, read_scenario

SMALL = """\
format: 1
scenario: small
target: http://127.0.0.1:8080
load:
  model: open
  stages:
    - {for: 10s, at: 5}
journeys:
  - journey: home
    requests:
      - get: /
"""


def with_request(*lines: str) -> str:
    """The small scenario with more lines in its request."""
    return SMALL + "".join(f"        {line}\n" for line in lines)


@pytest.mark.parametrize("name", ["smoke", "ramp", "spike", "soak", "journey"])
def test_the_examples_are_scenarios(name: str) -> None:
    scenario = read_scenario(resource_path("load", f"{name}.yaml"))
    assert scenario.name == name
    assert scenario.target == Target("http", "127.0.0.1", 8080)
    assert scenario.thresholds


def test_the_journey_example_says_all_its_parts() -> None:
    scenario = read_scenario(resource_path("load", "journey.yaml"))
    assert (scenario.model, scenario.seed, scenario.seconds) == (LoadModel.CLOSED, 7, 390)
    assert scenario.stages == (Stage(60, 0, 30), Stage(300, 30, 30), Stage(30, 30, 0))
    looks, buys = scenario.journeys
    assert (looks.weight, buys.weight) == (2, 1)
    assert looks.data is not None
    assert (looks.data.random, len(looks.data.rows)) == (True, 6)
    assert looks.requests[0].think == Pause(Spread.UNIFORM, 1, 4)
    assert looks.requests[1].path == Template(("/c/", ""), ("category",))
    _, cart, checkout = buys.requests
    assert cart.body is not None
    assert cart.body.text == '{"sku": "${sku}", "visit": ${number}}'
    assert [(one.name, one.source, one.expression) for one in cart.captures] == [
        ("cart", CaptureFrom.JSON, "cart")
    ]
    assert checkout.body == Template(("cart=", ""), ("cart",))
    assert checkout.checks == (
        Check(CheckKind.STATUS, statuses=frozenset({201})),
        Check(CheckKind.LATENCY, seconds=1),
    )
    assert ("Content-Type", Template(("application/x-www-form-urlencoded",))) in checkout.headers


def test_a_stage_goes_on_where_the_one_before_ended() -> None:
    text = SMALL.replace(
        "    - {for: 10s, at: 5}",
        "    - {for: 10s, to: 50}\n    - {for: 1m, from: 5, to: 8}\n    - {for: 1s, to: 0}",
    )
    assert parse_scenario(text).stages == (Stage(10, 0, 50), Stage(60, 5, 8), Stage(1, 8, 0))


def test_arrivals_limits_timeouts_and_a_seed_are_read() -> None:
    scenario = parse_scenario(
        SMALL.replace("model: open", "model: open\n  arrivals: poisson")
        + "limits: {rate: 99.5, requests: 7, bytes: 1.5 MiB, duration: 2m, connections: 3}\n"
        + "timeouts: {connect: 250ms}\nseed: 42\n"
    )
    assert scenario.arrivals is Arrivals.POISSON
    limits = scenario.limits
    assert (limits.rate, limits.requests, limits.bytes) == (99.5, 7, 1_572_864)
    assert (limits.seconds, limits.connections) == (120, 3)
    assert (scenario.timeouts.connect, scenario.timeouts.total, scenario.seed) == (0.25, 30, 42)


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("", 1, "lacks `format`"),
        (SMALL.replace("scenario:", "scenaro:"), 2, "Write `scenario`"),
        (
            SMALL.replace("model: open", "model: opened"),
            5,
            "'opened' is not open (arrivals) or closed (users)",
        ),
        (SMALL.replace("at: 5", "at: five"), 7, "'five' is not a number"),
        (SMALL.replace("for: 10s", "for: 10"), 7, "'10' is not a time above 0"),
        (SMALL.replace("at: 5", "at: 5, to: 6"), 7, "`at` alone"),
        (SMALL.replace("at: 5", "at: 0"), 6, "begin no journey"),
        (SMALL.replace("at: 5", "at: 5000"), 6, "above the limit of 1000"),
        (SMALL.replace("10s", "2h"), 6, "longer than the limit of 3600 s"),
        (SMALL.replace("model: open", "model: closed\n  arrivals: poisson"), 6, "Users do not arrive"),
        (SMALL.replace("model: open", "model: closed").replace("at: 5", "at: 5000"), 6, "5000 users"),
        (SMALL.replace("http://127.0.0.1:8080", "http://shop.test/path"), 3, "is no origin"),
        (SMALL.replace("http://127.0.0.1:8080", "http://user:pw@shop.test"), 3, "is no origin"),
        (SMALL.replace("http://127.0.0.1:8080", "ftp://shop.test"), 3, "is no origin"),
        (SMALL.replace("http://127.0.0.1:8080", "http://shop.test:99999"), 3, "is no origin"),
        (SMALL.replace("get: /", "fetch: /"), 11, "does not belong there"),
        (SMALL.replace("get: /", "get: home"), 11, "is not a path on the target"),
        (SMALL.replace("get: /", "get: http://elsewhere.test/"), 11, "is not a path on the target"),
        (with_request("post: /two"), 11, "exactly one of get, head, post"),
        (with_request("body: text"), 12, "A GET request has no body"),
        (SMALL.replace("get: /", "post: /\n        json: '{not json'"), 12, "This is not JSON"),
        (SMALL.replace("get: /", "get: /${sku}"), 11, "Nothing gives ${sku} a value"),
        (SMALL.replace("get: /", "get: /${"), 11, "without a name and its end"),
        (with_request("think: soon"), 12, "'soon' is no think time"),
        (with_request("think: 3s-1s"), 12, "runs backwards"),
        (with_request("check: {status: 999}"), 12, "is not a status"),
        (with_request("capture: {a: {regex: '('}}"), 12, "no regular expression"),
        (with_request("capture: {a: {json: 'b[x'}}"), 12, "is no path"),
        (SMALL + "thresholds: [p95 < 200]\n", 12, "needs a bound in ms or s"),
        (SMALL + "thresholds: [speed < 200 ms]\n", 12, "is no threshold"),
        (SMALL + "thresholds: [p95 of cart < 1 s]\n", 12, "No request is named 'cart'"),
        (SMALL + "limits: {rate: 1}\n", 6, "above the limit of 1;"),
        (SMALL + "authority: ca.pem\n", 12, "leave it out"),
        ("a: &x 1\nb: *x\n", 1, "anchor"),
        (SMALL + "format: 1\n", 12, "twice"),
        (SMALL.replace("journeys:", "journeys: [}"), 8, "is not YAML"),
    ],
)
def test_a_fault_is_a_sentence_with_file_and_line(text: str, line: int, sentence: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        parse_scenario(text, file="shop.yaml")
    assert line in {fault.line for fault in caught.value.faults}, str(caught.value)
    assert sentence in str(caught.value)
    for said in str(caught.value).splitlines():
        assert said.startswith("shop.yaml, line ")
        assert said.endswith((".", "!"))


@pytest.mark.parametrize(
    "header",
    [
        "X-Forwarded-For",
        "Ali-CDN-Real-IP",
        "X-Sucuri-ClientIP",
        "Incap_Client_IP",
        "x-forwarded-host",
        "X_Forwarded_For",
        "Forwarded",
        "X-Real-IP",
        "Via",
        "CF-Connecting-IP",
        "True-Client-IP",
        "Client-IP",
        "X-Client-IP",
        "X-Originating-IP",
        "User-Agent",
        "user-agent",
        "X-RevRoute-Run",
        "Host",
        "Referer",
        "Sec-CH-UA",
        "Content-Length",
        "Transfer-Encoding",
        "Connection",
        "Bad Name",
        "Bad\\nName",
    ],
)
def test_no_header_can_forge_an_identity_or_break_the_frame(header: str) -> None:
    with pytest.raises(ScenarioError, match=r"line 12: The header .*(leave it out|write letters)"):
        parse_scenario(with_request(f'headers: {{"{header}": "203.0.113.7"}}'))


def test_a_header_of_the_service_itself_is_kept() -> None:
    scenario = parse_scenario(with_request('headers: {Cookie: "session=${number}", X-Shop: eu}'))
    assert [(name, value.text) for name, value in scenario.journeys[0].requests[0].headers] == [
        ("Cookie", "session=${number}"),
        ("X-Shop", "eu"),
    ]


@pytest.mark.parametrize(
    ("file", "content", "sentence"),
    [
        ("absent.csv", None, "cannot be read"),
        ("../outside.csv", b"a\n1\n", "must stand beside the scenario"),
        ("/etc/passwd", None, "must stand beside the scenario"),
        ("rows.csv", b"a,b\n", "has no rows"),
        ("rows.csv", b"a,b\n1\n", "has 1 values in row 2 and 2 names"),
        ("rows.csv", b"a,a\n1,2\n", "a head of different names"),
        ("rows.csv", b"a b\n1\n", "a head of different names"),
        ("rows.csv", b"a\n\xff\xfe\n", "is not UTF-8 text"),
        ("rows.csv", b'a\n"open\n', "is not CSV"),
    ],
)
def test_data_that_cannot_be_used_is_said(
    tmp_path: Path, file: str, content: bytes | None, sentence: str
) -> None:
    folder = tmp_path / "scenarios"
    folder.mkdir()
    if content is not None:
        (folder / file).write_bytes(content)
    scenario = folder / "shop.yaml"
    scenario.write_text(SMALL.replace("    requests:", f"    data: {{file: {file}}}\n    requests:"), "utf-8")
    with pytest.raises(ScenarioError, match=sentence) as caught:
        read_scenario(scenario)
    assert str(caught.value).startswith("shop.yaml, line 10: ")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
@pytest.mark.parametrize("line", ["data: {file: link.csv}", "authority: link.csv"])
def test_a_link_leads_nowhere_else(tmp_path: Path, line: str) -> None:
    (tmp_path / "secret.csv").write_text("a\n1\n")
    folder = tmp_path / "scenarios"
    folder.mkdir()
    (folder / "link.csv").symlink_to(tmp_path / "secret.csv")
    text = SMALL.replace("http://", "https://")
    text = (
        text.replace("    requests:", f"    {line}\n    requests:") if "data" in line else f"{text}{line}\n"
    )
    (folder / "shop.yaml").write_text(text, "utf-8")
    with pytest.raises(ScenarioError, match="beside the scenario"):
        read_scenario(folder / "shop.yaml")


@pytest.mark.parametrize(
    ("location", "off"),
    [
        ("/login", False),
        ("thanks.html?x=1", False),
        ("HTTPS://Shop.example:443/a", False),
        ("https://shop.example", False),
        ("http://shop.example/", True),
        ("//elsewhere.example/", True),
        ("https://shop.example@elsewhere.example/", True),
        ("https://shop.example:8443/", True),
        ("https://[::1/", True),
    ],
)
def test_a_redirect_off_the_target_is_seen(location: str, off: bool) -> None:
    assert Target("https", "shop.example", 443).leads_off(location) is off


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "noise.yaml"
    path.write_bytes(bytes(range(256)) * 20)
    with pytest.raises(ScenarioError, match=r"noise\.yaml, line 1: "):
        read_scenario(path)


def test_quantities_are_read_with_their_units() -> None:
    assert [read_duration(text) for text in ("500ms", "1.5 s", "2m", "2min", "1h")] == [
        0.5,
        1.5,
        120,
        120,
        3600,
    ]
    assert [read_bytes(text) for text in ("10 B", "1kB", "1.5 MiB", "2GB")] == [
        10,
        1000,
        1_572_864,
        2 * 10**9,
    ]
    assert read_pause("exponential 2s") == Pause(Spread.EXPONENTIAL, 2, 40)
    assert read_pause("100ms - 2s") == Pause(Spread.UNIFORM, 0.1, 2)


def test_a_threshold_says_metric_bound_window_and_whether_it_stops() -> None:
    one = read_threshold("p99.9 of cart < 200 ms over 30 s")
    assert (one.metric, one.percentile, one.bound) == (Metric.LATENCY, 99.9, 0.2)
    assert (one.request, one.window, one.stops) == ("cart", 30, True)
    assert not read_threshold("p95 < 1 s over 1m, go on").stops
    errors = read_threshold("errors < 0.5%")
    assert (errors.metric, errors.bound, errors.window, errors.stops) == (Metric.ERRORS, 0.005, None, False)
    rate = read_threshold("rate > 100/s")
    assert (rate.metric, rate.above, rate.bound) == (Metric.RATE, True, 100)
    assert read_threshold("max < 3 s").percentile == 100


@given(st.text(alphabet="p95<> mserolagf,.%0/", max_size=30))
def test_text_that_is_no_threshold_is_refused_and_never_breaks(text: str) -> None:
    try:
        threshold = read_threshold(text)
    except ValueError:
        return
    assert threshold.bound >= 0


@given(st.text(max_size=300))
def test_any_text_is_a_scenario_or_a_fault(text: str) -> None:
    with pytest.raises(ScenarioError):
        parse_scenario(text)
