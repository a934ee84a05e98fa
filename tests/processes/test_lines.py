"""The JSON lines between a child and who started it."""

import io
import json
import os
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.errors import UserError
from revroute_desktop.processes.child import Child
from revroute_desktop.processes.lines import (
    LONGEST_LINE,
    EndedLine,
    ErrorLine,
    Line,
    ProgressLine,
    ResultLine,
    RunLine,
    StopLine,
    decode_line,
    encode_line,
)

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(
    st.builds(ProgressLine, st.integers(), st.none() | st.integers(), st.text(max_size=50))
    | st.builds(ResultLine, values)
    | st.builds(ErrorLine, st.text(max_size=50))
    | st.builds(RunLine, st.text(max_size=9), st.lists(st.text(max_size=9)).map(tuple))
    | st.builds(StopLine, st.text(max_size=9))
    | st.builds(EndedLine, st.text(max_size=9), st.integers(), st.integers())
)
def test_a_line_is_read_as_it_was_written(line: Line) -> None:
    data = encode_line(line)
    assert data.count(b"\n") == 1 and data.endswith(b"\n")
    assert decode_line(data) == line


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello\n",
        b"[]\n",
        b'{"type": "progress"}\n',
        b'{"type": "error", "message": 5}\n',
        b'{"type": "run", "run": "1:1", "arguments": [5]}\n',
        b"[" * 99_999,
        b"\xff",
    ],
)
def test_what_is_no_line_is_left_aside(data: bytes) -> None:
    assert decode_line(data) is None


def test_a_result_longer_than_a_line_is_refused() -> None:
    with pytest.raises(UserError, match="narrow the question"):
        encode_line(ResultLine("x" * LONGEST_LINE))


def test_an_endless_message_is_cut() -> None:
    assert len(encode_line(ErrorLine("x" * LONGEST_LINE))) < 20_000


def test_progress_is_throttled_at_the_source_but_its_end_is_said() -> None:
    now = 0.0
    out = io.BytesIO()
    child = Child(out, input_handle=None, clock=lambda: now)
    for done in range(1, 1001):
        now += 0.001
        child.progress(done, 1000, "routing")
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert len(lines) == 11
    assert lines[-1] == {"type": "progress", "done": 1000, "total": 1000, "what": "routing"}


def test_the_end_of_its_input_is_a_childs_wish_to_stop() -> None:
    read, write = os.pipe()
    child = Child(io.BytesIO(), input_handle=read)
    assert not child.stop_asked()
    os.close(write)
    deadline = time.monotonic() + 5
    while not child.stop_asked():
        assert time.monotonic() < deadline
        time.sleep(0.01)
    os.close(read)


def test_a_child_whose_parent_is_gone_stops_cleanly() -> None:
    read, write = os.pipe()
    with os.fdopen(write, "wb", buffering=0) as out:
        child = Child(out, input_handle=None)
        os.close(read)
        child.progress(1, 1, "routing")
        assert child.stop_asked()
