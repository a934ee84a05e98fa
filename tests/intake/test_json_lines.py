"""JSON Lines: values as text, exactly as they are written."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.intake.json_lines import json_chunks, read_object
from revroute_desktop.intake.text import text_pieces


def test_numbers_stay_as_written_and_nested_fields_have_dotted_names() -> None:
    text = '{"a": 1.10, "b": {"c": 12345678901234567890, "d": null}, "e": true, "f": [1, "x"]}'
    assert read_object(text) == {
        "a": "1.10",
        "b.c": "12345678901234567890",
        "b.d": "",
        "e": "true",
        "f": '["1","x"]',
    }


@pytest.mark.parametrize(
    "text",
    [
        "[1]",
        "1",
        '{"a": 1, "a": 2}',
        '{"a.b": 1, "a": {"b": 2}}',
        '{"a": NaN}',
        '{"a": "\\ud800"}',
        '{"a": "\\u0000"}',
        '{"a": ',
        '{"a": ' + "[" * 100_000,
        '{"a":' * 100_000,
    ],
)
def test_what_is_no_plain_object_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_object(text)


def test_lines_keep_their_numbers_and_bad_ones_their_text() -> None:
    data = b'{"a": 1}\n\nnot json\n{"a": "\xff"}\n{"a": 2}'
    (chunk,) = json_chunks(text_pieces("f.jsonl", [data]))
    assert chunk.lines == [1, 5]
    assert [(item.line, item.reason) for item in chunk.refused] == [(3, "json"), (4, "encoding")]
    assert chunk.refused[0].raw == "not json"
    assert chunk.column("a") == ["1", "2"]
    assert chunk.column("z") == ["", ""]


@given(st.dictionaries(st.text("abc", min_size=1), st.text("xyz'\"é\n", max_size=9), max_size=5))
def test_texts_come_back_as_they_are(fields: dict[str, str]) -> None:
    assert read_object(json.dumps(fields)) == fields


@given(st.binary(max_size=500))
def test_noise_never_ends_in_a_traceback(noise: bytes) -> None:
    for chunk in json_chunks(text_pieces("f.jsonl", [noise])):
        assert len(chunk.lines) == len(chunk.objects)
