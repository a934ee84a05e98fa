"""The form of a scenario: the same document as its text, or none at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revroute_desktop.resources import resource_path
from revroute_desktop.traffic.load.model import Arrivals, LoadModel
from revroute_desktop.traffic.load.scenario_file import parse_scenario
from revroute_desktop.traffic.load.scenario_form import (
    METHODS,
    ROWS_MAX,
    Beyond,
    LimitFields,
    PageRow,
    ScenarioForm,
    StageRow,
    beyond_form,
    form_of,
    form_text,
)

SMALL = """\
# Home alone.
# For a minute.
format: 1
scenario: "small # one"
target: http://127.0.0.1:8080
load:
  model: open
  stages:
    - {for: 1m, at: 5}
    - {for: 1.50 min, to: 20}
    - {for: 30s, from: 2, to: 0}
journeys:
  - journey: home
    requests:
      - get: /
  - journey: cart
    weight: 2.50
    requests:
      - post: /api/cart?x=${number}
        check: {status: [200, 201]}
limits: {duration: 8h, bytes: 50 GiB}
thresholds:
  - errors < 1%
seed: 7
"""

heights = st.integers(1, 12).map(str) | st.just("2.50")
durations = st.sampled_from(["30s", "5000 ms", "1m", "0.25 h", "2 min"])
names = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9 ._/-]{0,20}", fullmatch=True)
titles = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).filter(
    lambda text: not text[0].isspace()
)
paths = st.from_regex(r"/[A-Za-z0-9/:?\[\]@!&'()*+,;=%._~{}\"|-]{0,30}", fullmatch=True)
held = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=20)
statuses = st.lists(st.integers(100, 599).map(str), max_size=3).map(", ".join)


@st.composite
def forms(draw: st.DrawFn) -> ScenarioForm:
    model = draw(st.sampled_from(LoadModel))
    stages = draw(st.lists(st.builds(StageRow, durations, st.just("") | heights, heights), min_size=1))
    return ScenarioForm(
        name=draw(titles),
        target=draw(st.sampled_from(["http://127.0.0.1:8080", "https://shop.example", "http://[::1]:8080"])),
        model=model,
        arrivals=draw(st.sampled_from(Arrivals)) if model is LoadModel.OPEN else Arrivals.CONSTANT,
        stages=tuple(stages[:4]),
        pages=tuple(
            draw(
                st.lists(
                    st.builds(PageRow, names, st.sampled_from(METHODS), paths, heights, statuses, held),
                    min_size=1,
                    max_size=5,
                )
            )
        ),
        thresholds=tuple(
            draw(st.lists(st.sampled_from(["errors < 1%", "p95 < 200 ms over 30 s", "rate > 3/s"])))[:50]
        ),
        limits=LimitFields(
            bytes=draw(st.sampled_from(["", "50 GiB"])),
            duration=draw(st.sampled_from(["", "8h"])),
            requests=draw(st.sampled_from(["", "2000000"])),
        ),
        seed=draw(st.sampled_from(["", "7"])),
        about=tuple(draw(st.lists(st.sampled_from(["#", "# One: {two}.", "#three"]), max_size=2))),
    )


@settings(max_examples=30, deadline=None)
@given(forms())
def test_a_form_is_the_same_after_it_was_text(form: ScenarioForm) -> None:
    scenario = parse_scenario(form_text(form))
    assert beyond_form(scenario) is None
    assert form_of(scenario) == form


def test_the_fields_hold_what_the_file_says_letter_by_letter() -> None:
    form = form_of(parse_scenario(SMALL))
    assert form is not None
    assert form.about == ("# Home alone.", "# For a minute.")
    assert (form.name, form.seed) == ("small # one", "7")
    assert form.stages == (
        StageRow("1m", "5", "5"),
        StageRow("1.50 min", "", "20"),
        StageRow("30s", "2", "0"),
    )
    assert form.pages[1] == PageRow("cart", "POST", "/api/cart?x=${number}", "2.50", "200, 201")
    assert form.limits == LimitFields(bytes="50 GiB", duration="8h")
    assert form_of(parse_scenario(form_text(form))) == form


@pytest.mark.parametrize(
    ("old", "new", "beyond"),
    [
        ("      - get: /\n", "      - get: /\n      - get: /two\n", Beyond.REQUESTS),
        ("      - get: /\n", "      - get: /\n        think: 1s\n", Beyond.THINK),
        ("      - get: /\n", "      - get: /\n        name: home\n", Beyond.NAMES),
        ("      - get: /\n", "      - get: /\n        headers: {Accept: a}\n", Beyond.HEADERS),
        ("      - get: /\n", "      - get: /\n        check: {within: 1s}\n", Beyond.CHECKS),
        ("      - get: /\n", "      - get: /\n        capture: {a: {json: b}}\n", Beyond.CAPTURES),
        ("{status: [200, 201]}\n", "{status: 201}\n        body: x\n", Beyond.BODIES),
        ("seed: 7\n", "timeouts: {total: 1s}\n", Beyond.TIMEOUTS),
        ("      - get: /\n", '      - get: /\n        check: {contains: "two\\nlines"}\n', Beyond.CHECKS),
        ("seed: 7\n", "note: for the sale\n", Beyond.NOTES),
        ("seed: 7\n", "seed: 7 # lucky\n", Beyond.COMMENTS),
        ("  model: open\n", "  # of visits\n  model: open\n", Beyond.COMMENTS),
        ("    - {for: 1m, at: 5}\n", "    - {for: 1s, at: 5}\n" * ROWS_MAX, Beyond.ROWS),
    ],
)
def test_what_the_form_has_no_field_for_keeps_a_scenario_out(old: str, new: str, beyond: Beyond) -> None:
    text = SMALL.replace(old, new)
    assert text != SMALL
    scenario = parse_scenario(text)
    assert beyond_form(scenario) is beyond
    assert form_of(scenario) is None


def test_the_examples_are_forms_but_for_the_one_with_journeys() -> None:
    folder = resource_path("load")
    for name in ("smoke", "ramp", "spike", "soak"):
        text = (folder / f"{name}.yaml").read_text("utf-8")
        form = form_of(parse_scenario(text))
        assert form is not None and form_of(parse_scenario(form_text(form))) == form
    journey = (folder / "journey.yaml").read_text("utf-8")
    assert form_of(parse_scenario(journey, folder=folder)) is None


def test_fields_that_are_left_empty_are_faults_of_the_text_and_never_break_it() -> None:
    form = ScenarioForm("", "", LoadModel.OPEN, Arrivals.CONSTANT, (), (PageRow("", "GET", "", ""),))
    with pytest.raises(Exception, match="scenario"):
        parse_scenario(form_text(form))
