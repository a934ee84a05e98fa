"""Only the part of YAML that plans need is read, and nothing else costs time or memory."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revroute_desktop.routing.plans.findings import PlanError
from revroute_desktop.routing.plans.reader import read_plan
from revroute_desktop.routing.plans.text import read_document


def refusal(text: str) -> str:
    with pytest.raises(PlanError) as caught:
        read_document(text)
    return str(caught.value)


def test_scalars_stay_the_text_that_was_written():
    data = read_document("a: 0.30\nb: NO\nc: 2026-01-01\nd: '007'\ne:\nf: [1e5, null]\n").data
    assert data == {"a": "0.30", "b": "NO", "c": "2026-01-01", "d": "007", "e": "", "f": ["1e5", "null"]}


def test_every_key_and_item_knows_its_line():
    document = read_document("# first\na:\n  - x\n  - b: 1\n    c: 2\n")
    assert document.line("a") == 2
    assert document.line("a", 1, "c") == 5
    assert document.line("a", 1, "nowhere", "at", "all") == 4


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: &x 2\n", 2, "anchor"),
        ("a: &x 1\n", 1, "anchor"),
        ("a: 1\nb: *x\n", 2, "alias"),
        ("a: !!python/object/apply:os.system ['true']\n", 1, "tag"),
        ("a: !x 1\n", 1, "tag"),
        ("a: 1\n---\nb: 2\n", 2, "second document"),
        ("%YAML 1.1\n---\na: 1\n", 2, "directive"),
        ("a: 1\nb: 2\na: 3\n", 3, "`a` twice"),
        ("a:\n  b: 1\n  b: 1\n", 3, "`b` twice"),
        ("? [a]\n: 1\n", 1, "not a word"),
        ("a: {x}: 3\n", 1, "not YAML here"),
        ("a: 1\n\tb: 2\n", 2, "not YAML here"),
        ("a: {days: 3, for: payee:{attr.x}}\n", 1, "quote texts that hold braces"),
        ("a: \x00\n", 1, "characters that YAML does not allow"),
    ],
)
def test_what_is_no_plan_is_refused_with_its_line(text, line, words):
    message = refusal(text)
    assert message.startswith(f"Line {line}: the plan ")
    assert words in message


BILLION_LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(20)
)


@pytest.mark.parametrize(
    "text",
    [
        BILLION_LAUGHS,
        "[" * 1_000_000,
        "{" * 1_000_000,
        "- " * 400_000,
        "? " * 400_000,
        "a: [" * 200_000,
        "- a\n" * 200_000,
        '"' + "\\x41" * 200_000,
        "x" * 2_000_000,
        "é" * 1_000_000,
    ],
    ids=lambda text: text[:6],
)
def test_bombs_are_refused_quickly(text):
    start = time.perf_counter()
    refusal(text)
    assert time.perf_counter() - start < 5


@given(st.text(max_size=200))
@settings(max_examples=150)
def test_noise_is_refused_in_words(noise):
    with pytest.raises(PlanError) as caught:
        read_plan(noise)
    assert str(caught.value).startswith("Line ")


@given(st.binary(max_size=200))
def test_bytes_in_any_encoding_are_refused_in_words(noise):
    with pytest.raises(PlanError):
        read_plan(noise.decode("latin-1"))
    with pytest.raises(PlanError):
        read_plan(noise.decode("utf-8", errors="surrogateescape"))
