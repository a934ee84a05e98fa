"""Blocks become the lines that stand in them, wherever the blocks were cut."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.traffic.reading.lines import KEPT, LONGEST, Splitter, join_lines, some_lines

content = st.lists(
    st.sampled_from([b"a", b"bb", b"", b"\n", b"\n\n", b"c\r", b"long " * 5]), max_size=60
).map(b"".join)


def cut(data: bytes, places: list[int]) -> list[bytes]:
    bounds = [0, *sorted(min(place, len(data)) for place in places), len(data)]
    return [data[begin:end] for begin, end in pairwise(bounds)]


@given(content, st.lists(st.integers(0, 200), max_size=8))
def test_lines_are_those_of_the_whole_text(data: bytes, places: list[int]) -> None:
    splitter = Splitter()
    found = join_lines([*(splitter.feed(block) for block in cut(data, places)), splitter.finish()])
    texts = data.split(b"\n")
    if not texts[-1]:
        texts.pop()
    assert found.texts == texts
    assert found.numbers.tolist() == list(range(1, len(texts) + 1))
    offsets = np.cumsum([0, *(len(text) + 1 for text in texts)])[: len(texts)]
    assert found.offsets.tolist() == offsets.tolist()
    assert found.cut == ()


def test_of_an_endless_line_only_the_beginning_is_held() -> None:
    splitter = Splitter()
    for _ in range(200):
        assert not len(splitter.feed(b"x" * 100_000))
    found = splitter.feed(b"x\nnext\n")
    assert found.texts == [b"x" * KEPT, b"next"]
    assert found.cut == (0,)
    assert found.offsets.tolist() == [0, 20_000_002]
    assert some_lines(found, 1, 2).cut == ()


def test_a_line_of_the_greatest_length_is_whole() -> None:
    found = Splitter().feed(b"y" * LONGEST + b"\n" + b"z" * (LONGEST + 1) + b"\n")
    assert found.texts[0] == b"y" * LONGEST
    assert found.cut == (1,)
