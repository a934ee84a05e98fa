"""A histogram gives the percentiles that others give, and merging loses nothing."""

import json
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.traffic.load.histogram import Histogram, HistogramError, Shape
from revroute_desktop.traffic.load.histogram_text import decode, encode

VALUES = st.lists(st.integers(0, 3_600_000_000), min_size=1, max_size=200)


@pytest.fixture
def vectors(shared_data: Path) -> dict:
    return json.loads((shared_data / "hdr" / "coordinated_omission_vectors.json").read_text("utf-8"))


def test_percentiles_as_recorded_and_corrected_are_the_published_ones(vectors: dict) -> None:
    shape = Shape(vectors["lowest"], vectors["highest"], vectors["significant_digits"])
    raw, corrected = Histogram(shape), Histogram(shape)
    for one in vectors["record"]:
        raw.record([one["value"]] * one["count"])
        corrected.record_corrected(one["value"], vectors["expected_interval"], one["count"])
    assert raw.corrected(vectors["expected_interval"]).total == corrected.total
    for histogram, expected in ((raw, vectors["raw"]), (corrected, vectors["corrected"])):
        assert histogram.total == expected["total_count"]
        for percent, value in expected["percentiles"]:
            assert histogram.percentile(percent) == pytest.approx(value, rel=vectors["relative_tolerance"])


def test_the_greatest_equivalent_value_is_the_published_one(vectors: dict) -> None:
    shape = Shape(1, 3_600_000_000, 3)
    for value, greatest in vectors["highest_equivalent"]:
        assert int(shape.highs[shape.indices(np.array([value]))[0]]) == greatest


def test_every_value_of_the_published_logs_is_read_and_written_again(shared_data: Path) -> None:
    histogram = pytest.importorskip("hdrh.histogram", reason="hdrhistogram is pinned for Linux alone")

    read = 0
    for log in sorted((shared_data / "hdr").glob("*V2.hlog")):
        for line in log.read_text("ascii").splitlines():
            text = line.rpartition(",")[2]
            if not text.startswith("HIST"):
                continue
            found, theirs = decode(text), histogram.HdrHistogram.decode(text)
            assert found.total == theirs.get_total_count()
            assert decode(encode(found)) == found
            # Ranks in the middle between two values, where every rounding agrees.
            for rank in {1, max(1, found.total // 2), max(1, found.total - 3)}:
                percent = 100 * (rank - 0.25) / found.total
                assert abs(found.percentile(percent) - theirs.get_value_at_percentile(percent + 1e-9)) <= (
                    theirs.get_value_at_percentile(percent) * 0.002
                )
            read += 1
    assert read > 100


def test_a_log_of_the_first_version_is_read_too(shared_data: Path) -> None:
    lines = (shared_data / "hdr" / "raphael.hlog").read_text("ascii").splitlines()
    intervals = [line.split(",") for line in lines if ",HIST" in line]
    assert intervals
    for _, _, greatest, text in intervals:
        assert decode(text).greatest == pytest.approx(float(greatest) * 1e6, rel=0.01)


@given(VALUES)
def test_percentiles_are_those_of_the_sorted_values_to_a_thousandth(values: list[int]) -> None:
    histogram = Histogram()
    histogram.record(values)
    ordered = sorted(values)
    assert histogram.total == len(values)
    for percent in (0.1, 25.0, 50.0, 90.0, 99.0, 100.0):
        rank = max(1, -(-int(percent * 10) * len(values) // 1000))
        exact = ordered[rank - 1]
        assert exact <= histogram.percentile(percent) <= exact * 1.001 + 1
    assert histogram.mean == pytest.approx(sum(values) / len(values), rel=0.001, abs=1)


@given(VALUES, st.integers(1, 5))
def test_what_is_split_among_workers_and_sent_as_text_merges_to_the_same(
    values: list[int], parts: int
) -> None:
    whole, merged = Histogram(), Histogram()
    whole.record(values)
    for part in range(parts):
        one = Histogram()
        one.record(np.array(values[part::parts], np.int64))
        merged.add(decode(encode(one)))
    assert merged == whole


@given(VALUES)
def test_another_implementation_counts_the_same_and_reads_our_text(values: list[int]) -> None:
    hdrh = pytest.importorskip("hdrh.histogram", reason="hdrhistogram is pinned for Linux alone")
    ours, theirs = Histogram(), hdrh.HdrHistogram(1, 3_600_000_000, 3)
    ours.record(values)
    for value in values:
        theirs.record_value(value)
    assert [theirs.get_count_at_index(place) for place in range(theirs.counts_len)] == ours.counts.tolist()
    assert decode(theirs.encode().decode("ascii")) == ours
    assert hdrh.HdrHistogram.decode(encode(ours)).get_total_count() == ours.total


def test_a_value_beyond_the_range_counts_as_its_end() -> None:
    histogram = Histogram(Shape(1, 1_000_000, 2))
    histogram.record([-5, 10_000_000])
    assert (histogram.total, histogram.percentile(50)) == (2, 0)
    assert 1_000_000 <= histogram.greatest <= 1_010_000


def test_shapes_that_differ_are_not_added() -> None:
    with pytest.raises(HistogramError, match="different shapes"):
        Histogram().add(Histogram(Shape(1, 1_000, 2)))


def test_damaged_text_is_refused_in_a_sentence() -> None:
    histogram = Histogram()
    histogram.record(random.Random(1).choices(range(10_000), k=500))
    text = encode(histogram)
    for damaged in (text[:40], "HIST", "", text[:-8] + "AAAAAAA=", "x" + text, "AAAA" * 30):
        with pytest.raises(HistogramError):
            decode(damaged)


@given(st.lists(st.integers(0, 10**9), max_size=60), st.lists(st.integers(0, 10**9), max_size=60))
def test_a_packed_histogram_says_and_takes_in_the_same(first: list[int], second: list[int]) -> None:
    plain, packed = Histogram(), Histogram()
    for one in (plain, packed):
        one.record(first)
    packed.pack()
    assert packed == plain and (packed.total, packed.greatest, packed.mean) == (
        plain.total,
        plain.greatest,
        plain.mean,
    )
    assert packed.percentiles((0, 50, 99.9, 100)) == plain.percentiles((0, 50, 99.9, 100))
    more = Histogram()
    more.record(second)
    for one in (plain, packed):
        one.add(more.pack())
        one.record(second[:3])
    assert packed == plain and encode(packed) == encode(plain)
