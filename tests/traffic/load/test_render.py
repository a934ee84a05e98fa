"""Whatever stands in data or comes in answers, a request stays the one request that the scenario says."""

import json
from urllib.parse import parse_qsl, unquote

import httptools
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.traffic.load.answers import at_path, json_path
from revroute_desktop.traffic.load.model import Journey, Target
from revroute_desktop.traffic.load.render import Rendered, ValueRefused
from revroute_desktop.traffic.load.scenario_file import parse_scenario

TEXT = """\
format: 1
scenario: any
target: https://shop.test:8443
load: {model: open, stages: [{for: 1s, at: 5}]}
journeys:
  - journey: all
    data: {file: rows.csv}
    requests:
      - get: /search/${v}?q=${v}&n=${number}
        headers: {X-Shop: "a ${v}", Cookie: "sid=${v}"}
      - post: /json
        json: '{"v": "${v}", "list": ["${v}"]}'
      - post: /form
        form: {v: "${v}", "odd & name": "x=${v}&y"}
      - put: /text
        body: "${v}"
"""


class Read:
    """One request as a server reads it."""

    def __init__(self, data: bytes) -> None:
        self.url, self.body, self.whole = b"", b"", 0
        self.headers: list[tuple[str, str]] = []
        parser = httptools.HttpRequestParser(self)
        parser.feed_data(data)
        self.method = parser.get_method().decode()

    def on_url(self, url: bytes) -> None:
        self.url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        self.headers.append((name.decode(), value.decode()))

    def on_body(self, body: bytes) -> None:
        self.body += body

    def on_message_complete(self) -> None:
        self.whole += 1


def _journey(tmp_path_factory: object) -> Journey:
    folder = tmp_path_factory.mktemp("scenario")
    (folder / "rows.csv").write_text("v\n1\n", "utf-8")
    return parse_scenario(TEXT, folder=folder).journeys[0]


TARGET = Target("https", "shop.test", 8443)


def test_no_value_can_break_out_of_its_place(tmp_path_factory: object) -> None:
    journey = _journey(tmp_path_factory)
    search, as_json, form, text = (Rendered(request, TARGET, "r9") for request in journey.requests)

    @given(st.text(max_size=60))
    def holds(value: str) -> None:
        values = {"v": value, "number": "7"}
        for rendered in (as_json, form, text):
            try:
                sent = rendered.data(values)
            except ValueRefused:
                continue
            read = Read(sent)
            assert read.whole == 1
            assert [head for head, _ in read.headers].count("Content-Length") == 1
            identity(read)
        if not any("\ud800" <= character <= "\udfff" for character in value):
            assert json.loads(Read(as_json.data(values)).body) == {"v": value, "list": [value]}
            fields = dict(parse_qsl(Read(form.data(values)).body.decode(), keep_blank_values=True))
            assert fields == {"v": value, "odd & name": f"x={value}&y"}
            assert Read(text.data(values)).body == value.encode()
        try:
            read = Read(search.data(values))
        except ValueRefused:
            return
        path = read.url.decode("ascii").partition("?")[0]
        assert path.count("/") == 2
        assert unquote(path.removeprefix("/search/")) == value
        assert len(read.headers) == 6
        identity(read)

    def identity(read: Read) -> None:
        heads = dict(read.headers)
        assert heads["Host"] == "shop.test:8443"
        assert heads["X-RevRoute-Run"] == "r9"
        assert heads["User-Agent"] == "RevRoute-Load/0.1.0 (+r9)"

    holds()


@given(
    st.recursive(st.text(max_size=5) | st.integers(), lambda inner: st.lists(inner, max_size=3)), st.text()
)
def test_any_path_into_any_answer_finds_a_text_or_nothing(data: object, path: str) -> None:
    steps = json_path(path)
    if steps is not None:
        found = at_path(data, steps)
        assert found is None or isinstance(found, str)


def test_paths_name_keys_and_places() -> None:
    data = {"items": [{"id": 5, "name": "Lamp"}], "ok": True, "none": None}
    for path, found in (
        ("items[0].id", "5"),
        ("$.items[0].name", "Lamp"),
        ("ok", "true"),
        ("none", "null"),
        ("items[1].id", None),
        ("items.id", None),
        ("nothing", None),
    ):
        steps = json_path(path)
        assert steps is not None
        assert at_path(data, steps) == found
