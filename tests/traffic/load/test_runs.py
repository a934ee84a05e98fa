"""Runs are kept second by second, and two of them can be laid side by side."""

from pathlib import Path

import pytest
from tests.traffic.load.samples import second

from revroute_desktop.errors import UserError
from revroute_desktop.traffic.load.compare import compare
from revroute_desktop.traffic.load.model import LoadModel, Metric, Scenario, Stage, Target, Threshold
from revroute_desktop.traffic.load.runs import (
    RunState,
    add_seconds,
    begin_run,
    end_run,
    load_run,
    load_runs,
    seconds_of,
)
from revroute_desktop.traffic.load.target.ownership import Proof, ProvedBy
from revroute_desktop.traffic.load.thresholds import Verdict
from revroute_desktop.workspace import create

TARGET = Target("http", "127.0.0.1", 8080)
LIMIT = Threshold("p95 < 200 ms", Metric.LATENCY, 0.2, percentile=95)
SCENARIO = Scenario("smoke", TARGET, LoadModel.OPEN, (Stage(2, 10, 10),), (), text="name: smoke\n")


def test_a_run_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    seconds = [second(0, [10, 20, 30]), second(1, [400], failed=1)]
    with create(tmp_path / "books.revroute", zone="Europe/Berlin", actor="ada") as workspace:
        id = begin_run(workspace, "run-1", SCENARIO, Proof(TARGET, "127.0.0.1", ProvedBy.LOOPBACK))
        add_seconds(workspace, id, seconds[:1])
        with workspace.read() as session:
            assert load_run(session.sql, id).state is RunState.RUNNING
        add_seconds(workspace, id, seconds[1:])
        end_run(workspace, id, RunState.FAILED, "p95 < 200 ms broke", [Verdict(LIMIT, False, 0.4, 2.0)], 2)
        with workspace.read() as session:
            (run,) = load_runs(session.sql)
            assert (run.run, run.state, run.workers, run.text) == (
                "run-1",
                RunState.FAILED,
                2,
                "name: smoke\n",
            )
            assert run.ended_at is not None and run.proved_by is ProvedBy.LOOPBACK
            (verdict,) = run.verdicts
            assert (verdict.text, verdict.holds, verdict.value, verdict.at) == (LIMIT.text, False, 0.4, 2.0)
            assert seconds_of(session.sql, id) == seconds
            assert seconds_of(session.sql, id, after=0) == seconds[1:]
            with pytest.raises(UserError, match="no load run 7"):
                load_run(session.sql, 7)


def test_a_slower_run_is_worse_and_an_equal_one_is_neither() -> None:
    quick, slow = [second(0, [10] * 50)], [second(0, [15] * 50, failed=5)]
    found = {one.name: one for one in compare(quick, slow)}
    assert found["p95"].worse is True and found["p95"].change == pytest.approx(0.5, abs=0.01)
    assert found["failed"].worse is True and found["failed"].change is None
    assert found["rate"].worse is None and found["rate"].change == 0
    assert all(one.worse is None for one in compare(quick, quick))
    assert {one.name: one for one in compare(slow, quick)}["p50"].worse is False


def test_a_run_without_an_answer_has_no_latency_to_compare() -> None:
    found = {one.name: one for one in compare([], [second(0, [10])])}
    assert found["p50"].first is None and found["p50"].change is None and found["p50"].worse is None
