"""Table models, and how columns share a width."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from revroute_desktop.console.jobs.jobs import JobList, JobState, JobView
from revroute_desktop.console.widgets.cells import Cell, Column, Holds, fit
from revroute_desktop.console.widgets.models import PAGE_ROWS, PagedModel, RowsModel

COLUMNS = (Column("Id", "1000", right=True), Column("Name", "neon-kitten", grow=2))
_STRICT = QAbstractItemModelTester.FailureReportingMode.Warning


def rows(ids: list[int]) -> list[tuple[Cell, Cell]]:
    return [(Cell(str(i)), Cell(f"name {i}", note="held", full=f"the whole name {i}")) for i in ids]


def fill(model: PagedModel) -> None:
    model.page_wanted.connect(lambda page, ids: model.put_page(model.version, page, rows(ids.tolist())))


def test_a_short_model_keeps_the_rules_of_models() -> None:
    model = RowsModel(COLUMNS)
    tester = QAbstractItemModelTester(model, _STRICT)
    model.show(rows([1, 2, 3]), ["a", "b", "c"])
    model.show(rows([4, 5, 6]), ["a", "b", "c"])
    model.show(rows([7]), ["z"])
    model.show([])
    assert tester.model() is model


def test_a_paged_model_keeps_the_rules_of_models_with_and_without_a_boundary() -> None:
    model = PagedModel(COLUMNS)
    tester = QAbstractItemModelTester(model, _STRICT)
    fill(model)
    model.show(np.arange(1000, dtype=np.int64))
    model.show(np.arange(1000, dtype=np.int64), boundary=(4, "Checkpoint 4"))
    model.refresh()
    model.show(np.arange(3, dtype=np.int64))
    model.show(np.empty(0, np.int64))
    assert tester.model() is model


def test_a_page_is_asked_for_once_and_shown_when_it_comes() -> None:
    model = PagedModel(COLUMNS)
    asked = []
    model.page_wanted.connect(lambda page, ids: asked.append((page, ids.tolist())))
    model.show(np.arange(500, dtype=np.int64) * 3)
    place = model.index(PAGE_ROWS + 10, 0)
    assert model.data(place) is None and model.data(place) is None
    assert asked == [(1, [3 * i for i in range(PAGE_ROWS, 2 * PAGE_ROWS)])]
    model.put_page(model.version, 1, rows(asked[0][1]))
    assert model.data(place) == str(3 * (PAGE_ROWS + 10))
    whole = f"name {3 * (PAGE_ROWS + 10)}"
    assert model.data(model.index(PAGE_ROWS + 10, 1)) == f"{whole} held"
    assert model.data(model.index(PAGE_ROWS + 10, 1), Qt.ItemDataRole.ToolTipRole) == f"the whole {whole}"


def test_an_answer_to_an_older_question_is_dropped() -> None:
    model = PagedModel(COLUMNS)
    model.show(np.arange(10, dtype=np.int64))
    old = model.version
    model.show(np.arange(10, 20, dtype=np.int64))
    model.put_page(old, 0, rows(list(range(10))))
    assert model.data(model.index(0, 0)) is None


def test_a_refresh_keeps_old_cells_until_new_ones_come() -> None:
    model = PagedModel(COLUMNS)
    model.show(np.arange(10, dtype=np.int64))
    model.put_page(model.version, 0, rows(list(range(10))))
    asked = []
    model.page_wanted.connect(lambda page, ids: asked.append(page))
    model.refresh()
    assert model.data(model.index(3, 0)) == "3"
    assert asked == [0]


def test_a_boundary_moves_rows_but_not_keys() -> None:
    model = PagedModel(COLUMNS)
    model.show(np.array([9, 8, 7, 6], np.int64), boundary=(2, "Checkpoint 8"))
    assert model.rowCount() == 5
    assert [model.key(row) for row in range(5)] == [9, 8, None, 7, 6]
    assert [model.row_of(key) for key in (9, 7, 6, 5)] == [0, 3, 4, None]


def test_the_cache_of_pages_is_bounded() -> None:
    model = PagedModel(COLUMNS)
    fill(model)
    model.show(np.arange(PAGE_ROWS * 200, dtype=np.int64))
    for page in range(200):
        model.data(model.index(page * PAGE_ROWS, 0))
    assert len(model._pages) < 60


def test_keys_and_rows_go_together() -> None:
    with pytest.raises(ValueError, match="2 keys for 1 rows"):
        RowsModel(COLUMNS).show(rows([1]), ["a", "b"])


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4), st.booleans()), min_size=1, max_size=9),
    st.integers(200, 2000),
)
def test_columns_fill_the_width_or_give_way_in_their_order(
    spec: list[tuple[int, int, bool]], width: int
) -> None:
    columns = tuple(Column(str(i), "x", grow=g, yields=y, right=r) for i, (g, y, r) in enumerate(spec))
    least = tuple(60 + 7 * i for i in range(len(columns)))
    made = fit(columns, least, width)
    for column, got, need in zip(columns, made, least, strict=True):
        assert (got == 0 and column.yields) or got >= need or (not column.right and column.grow)
    left = [c.yields for c, got in zip(columns, made, strict=True) if got and c.yields]
    gone = [c.yields for c, got in zip(columns, made, strict=True) if not got]
    assert not gone or not left or min(gone) >= max(left)
    if any(c.grow for c, got in zip(columns, made, strict=True) if got) and sum(made) <= width:
        assert sum(made) == width


def test_in_a_window_of_any_width_rows_stay_narrow_enough_to_be_read_across() -> None:
    columns = (Column("Name", "x", grow=3), Column("Amount", "x", right=True))
    assert sum(fit(columns, (300, 100), 1900)) == 1900
    assert sum(fit(columns, (300, 100), 3800)) == 2000
    assert sum(fit(columns, (1500, 300), 3800)) == 3600


def test_free_text_is_cut_before_an_amount_leaves() -> None:
    columns = (
        Column("Payee", "x", yields=2, grow=3),
        Column("Kind", "x", yields=6),
        Column("Fees", "x", right=True, yields=4, holds=Holds.MONEY),
        Column("Amount", "x", right=True, holds=Holds.MONEY),
    )
    assert [got > 0 for got in fit(columns, (150, 100, 80, 100), 440)] == [True, True, True, True]
    assert fit(columns, (150, 100, 80, 100), 300) == (120, 0, 80, 100)
    assert fit(columns, (150, 100, 80, 100), 200) == (0, 0, 0, 200)


def test_jobs_are_listed_running_first_and_end_once() -> None:
    jobs = JobList()
    ended = []
    jobs.ended.connect(ended.append)
    first = JobView(1, "route", "Route 14 waiting", JobState.RUNNING, 10, done=5, total=10)
    jobs.put(first)
    jobs.put(JobView(2, "verify", "Verify", JobState.DONE, 20, result="Nothing altered."))
    jobs.update(1, state=JobState.DONE, result="Routed 14 events.")
    jobs.update(1, what="again")
    assert first.share == 0.5
    assert [job.key for job in jobs.all] == [2, 1]
    assert [job.key for job in ended] == [2, 1]


def test_a_running_job_stays_in_the_list_however_many_have_ended_since() -> None:
    jobs = JobList()
    running = JobView(jobs.new_key(), "verify", "Verify", JobState.RUNNING, 0)
    jobs.put(running)
    for at in range(1, 80):
        jobs.put(JobView(jobs.new_key(), "route", "Route", JobState.DONE, at))
    assert len(jobs.all) == 50 and jobs.running == (running,)
    jobs.clear()
    assert jobs.new_key() == 81, "a notice of another workspace's job leads to none of this one"
