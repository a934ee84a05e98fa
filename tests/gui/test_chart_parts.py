"""The parts of charts that are plain functions: scales, marks, zoom, inks, strokes."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from tests.gui.chart_data import HUGE

from revroute_desktop.analytics.metrics.model import Unit
from revroute_desktop.console.screenshots.chart_samples import EUR
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.widgets.charts.curve_paint import draw_rings
from revroute_desktop.console.widgets.charts.data import Curve, Curves, Distribution, HourGrid, Points, Scale
from revroute_desktop.console.widgets.charts.fold import stacked
from revroute_desktop.console.widgets.charts.inks import Inks
from revroute_desktop.console.widgets.charts.shares import share_words
from revroute_desktop.console.widgets.charts.strokes import Frame, runs, strokes, thinned
from revroute_desktop.console.widgets.charts.ticks import decades, round_range, value_marks
from revroute_desktop.console.widgets.charts.treemap import squarified
from revroute_desktop.console.widgets.charts.zoom import Zoom

NAN = float("nan")


@pytest.mark.parametrize(
    ("unit", "value", "exact", "short"),
    [
        (Unit.MONEY, 8_021_959, "80,219.59", "80.2 k"),
        (Unit.MONEY, -123_456, "−1,234.56", "−1.23 k"),
        (Unit.MONEY, HUGE, "10,000,000,000,000.01", "10 tn"),
        (Unit.MONEY, -0.2, "0.00", "−0.002"),
        (Unit.COUNT, 1204, "1,204", "1.2 k"),
        (Unit.COUNT, 999_600, "999,600", "1 M"),
        (Unit.SHARE, 0.63, "63.0\u2009%", "63\u2009%"),
        (Unit.BYTES, 5_000_000, "4.8 MiB", "4.77 MiB"),
        (Unit.DURATION, 184_000, "184 ms", "184 ms"),
        (Unit.DURATION, 125_000_000, "2:05", "2:05"),
        (Unit.MEAN, 9.043, "9.04", "9.04"),
        (Unit.MONEY, NAN, "–", "–"),
    ],
)
def test_values_are_written_exactly_and_short_on_axes(
    qapp: QApplication, unit: Unit, value: float, exact: str, short: str
) -> None:
    scale = Scale(unit, "EUR")
    assert scale.write(value) == exact and scale.write_short(value) == short


def test_programs_read_every_digit_and_currencies_have_their_own(qapp: QApplication) -> None:
    assert EUR.raw(float(HUGE)) == "10000000000000.01" and EUR.raw(-5.0) == "-0.05" and EUR.raw(NAN) == ""
    assert Scale(Unit.MONEY, "JPY").write(1234) == "1,234" and Scale(Unit.MONEY, "BHD").write(1234) == "1.234"
    assert EUR.write(5.0, plus=True) == "+0.05" and EUR.write(0.0, plus=True) == "0.00"


@given(
    low=st.floats(-1e15, 0),
    high=st.floats(0, 1e15),
    room=st.integers(40, 900),
    unit=st.sampled_from(list(Unit)),
)
@settings(max_examples=150, deadline=None)
def test_an_axis_holds_zero_and_both_ends_with_few_round_marks(
    low: float, high: float, room: int, unit: Unit
) -> None:
    scale = Scale(unit, "EUR")
    foot, top = round_range(scale, low, high, room)
    unseen = 1e-6 * (top - foot)
    assert foot <= low + unseen and top >= high - unseen
    marks = value_marks(scale, foot, top, room)
    assert 2 <= len(marks) <= 6 and any(abs(mark) < 1e-9 * (top - foot) for mark in marks)


def test_an_axis_of_shares_ends_at_the_whole_and_marks_it() -> None:
    share = Scale(Unit.SHARE)
    for high, room in ((0.97, 100), (1.0, 100), (0.93, 300)):
        foot, top = round_range(share, 0.0, high, room)
        assert (foot, round(top, 1)) == (0.0, 1.0) and top >= 1
        assert value_marks(share, foot, top, room)[-1] == 1
    assert round_range(share, 0.0, 0.4, 300)[1] < 0.6
    assert round_range(share, 0.0, 1.6, 300)[1] >= 1.6


def test_rings_that_would_touch_are_one_around_all_of_them(qapp: QApplication, look: Look) -> None:
    x, top = np.arange(200.0), np.zeros(200)
    frame = Frame(QRect(0, 0, 200, 80), 0.0, 200.0, 0.0, 10.0)

    def rings(odd: tuple[int, ...]) -> int:
        picture = QImage(200, 100, QImage.Format.Format_RGB32)
        picture.fill(look.theme.chart_bg)
        painter = QPainter(picture)
        draw_rings(painter, frame, x, top, odd, look.theme)
        painter.end()
        row = [picture.pixelColor(at, int(frame.y_of(0.0)) - 1) != look.theme.chart_bg for at in range(200)]
        return sum(here and not before for before, here in pairwise([False, *row]))

    assert rings((50,)) == 2, "a ring is met at both of its sides"
    assert rings(tuple(range(40, 140))) == 2
    assert rings((50, 120)) == 4


def test_decades_have_marks_between_them_only_where_there_is_room() -> None:
    said = [round(10**mark) for mark in decades(0, 2, 300)]
    assert said == [1, 2, 5, 10, 20, 50, 100]
    assert [round(10**mark) for mark in decades(0, 4, 120)] == [1, 10, 100, 1000, 10_000]
    assert len(decades(0, 15, 100)) <= 6


@given(
    factors=st.lists(st.floats(0.3, 4), max_size=12),
    at=st.floats(0, 100),
    moves=st.lists(st.floats(-50, 50), max_size=5),
)
@settings(max_examples=100, deadline=None)
def test_a_zoomed_part_stays_inside_the_whole(factors: list[float], at: float, moves: list[float]) -> None:
    zoom = Zoom.of(0.0, 100.0, 4.0)
    for factor in factors:
        zoom = zoom.by(factor, at)
        assert -1e-9 <= zoom.low < zoom.high <= 100 + 1e-9 and zoom.high - zoom.low >= 4 - 1e-9
    for by in moves:
        wide = zoom.high - zoom.low
        zoom = zoom.moved(by)
        assert zoom.high - zoom.low == pytest.approx(wide)
    assert not zoom.whole().zoomed


def test_a_part_stays_over_a_range_that_grows_and_all_stays_all() -> None:
    part = Zoom.of(0.0, 100.0, 1.0).by(4.0, 50.0)
    assert (part.over(0.0, 120.0, 1.0).low, part.over(0.0, 120.0, 1.0).high) == (part.low, part.high)
    assert Zoom.of(0.0, 100.0).over(0.0, 120.0, 1.0).high == 120.0
    assert not part.over(500.0, 600.0, 1.0).zoomed


def test_a_thing_keeps_its_ink_and_six_in_one_picture_differ() -> None:
    inks = Inks()
    first = inks.of_all(("shop", "tips", "ads"))
    assert inks.of("tips") == first[1]
    assert len(set(inks.of_all(("ads", "fees", "grants", "gifts", "shop", "loans")))) == 6
    assert inks.of_all(("tips", "shop")) == (first[1], first[0])


@given(st.lists(st.integers(0, 10**15), min_size=1, max_size=40))
@settings(max_examples=80, deadline=None)
def test_shares_make_a_hundred(values: list[int]) -> None:
    said = share_words([float(value) for value in values])
    if sum(values):
        tenths = sum(round(float(word.removesuffix("\u2009%")) * 10) for word in said)
        assert tenths == 1000
    else:
        assert set(said) == {"–"}


@given(st.lists(st.floats(0.01, 1000), min_size=1, max_size=40))
@settings(max_examples=60, deadline=None)
def test_areas_fill_the_ground_without_overlap(values: list[float]) -> None:
    values = sorted(values, reverse=True)
    ground = QRectF(10, 5, 400, 240)
    places = squarified(values, ground)
    assert sum(p.width() * p.height() for p in places) == pytest.approx(400 * 240, rel=1e-6)
    for value, place in zip(values, places, strict=True):
        assert place.width() * place.height() == pytest.approx(400 * 240 * value / sum(values), rel=1e-6)
        assert ground.adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(place)


def test_thinned_curves_keep_every_peak_and_every_gap() -> None:
    y = np.zeros(10_000)
    y[4321], y[777] = 9.0, -4.0
    x, low, high = thinned(np.arange(10_000.0), y, y, 300)
    assert len(x) <= 2 * 300 * 2 and high.max() == 9.0 and low.min() == -4.0
    y[2000:4000] = np.nan
    _, low, _ = thinned(np.arange(10_000.0), y, y, 300)
    assert np.isnan(low).any()


def test_a_curve_ends_at_the_edge_of_what_is_shown() -> None:
    frame = Frame(QRect(0, 0, 100, 100), 0.5, 2.5, 0.0, 4.0)
    (part,) = strokes(frame, np.arange(5.0), np.array([0.0, 1.0, 2.0, 3.0, 4.0]))
    assert [(p.x(), p.y()) for p in (part.first(), part.last())] == [(0.0, 87.5), (100.0, 37.5)]
    assert runs(np.array([True, True, False, True])) == [(0, 2), (3, 4)]


def test_a_stack_puts_what_is_below_zero_downwards() -> None:
    made = stacked([np.array([3.0, -1.0]), np.array([2.0, -2.0]), np.array([-1.0, NAN])])
    assert [[*foot, *top] for foot, top in made[:2]] == [[0, 0, 3, -1], [3, -1, 5, -3]]
    assert made[2][1][0] == -1.0 and np.isnan(made[2][1][1])


def test_data_that_do_not_fit_together_are_refused() -> None:
    with pytest.raises(ValueError, match="spans"):
        Curves(np.arange(4, dtype=np.int64), (Curve("net", np.zeros(4)),))
    with pytest.raises(ValueError, match="7 days"):
        HourGrid(np.zeros((24, 7)))
    with pytest.raises(ValueError, match="edges"):
        Distribution(np.zeros(3), np.zeros(3))
    with pytest.raises(ValueError, match="label"):
        Points(np.zeros(2), np.zeros(2), ("one",), Scale(), Scale())
