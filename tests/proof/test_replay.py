"""A replay routes everything again and finds what events and plans do not lead to."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conftest import FixedClock
from tests.proof.routed_books import fill_and_route, routed_file

from revroute_desktop.errors import Cancelled
from revroute_desktop.proof.verify import verify
from revroute_desktop.workspace import create, open_workspace


@pytest.fixture(scope="module")
def routed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with routed_file(tmp_path_factory.mktemp("routed")) as path:
        yield path


@pytest.fixture
def copy(routed: Path, tmp_path: Path) -> Path:
    path = tmp_path / "copy.revroute"
    shutil.copyfile(routed, path)
    return path


def fault_of(path: Path, *, replay: bool = True) -> str | None:
    with open_workspace(path, clock=FixedClock()) as workspace:
        fault = verify(workspace, replay=replay).fault
        return None if fault is None else str(fault)


def alter(path: Path, statement: str) -> None:
    sql = sqlite3.connect(path, isolation_level=None)
    sql.execute("PRAGMA foreign_keys = OFF")
    changed = sql.execute(statement).rowcount
    sql.close()
    assert changed > 0, "the statement alters something"


def test_a_replay_of_intact_books_comes_to_the_same(copy: Path) -> None:
    with open_workspace(copy, clock=FixedClock()) as workspace:
        verification = verify(workspace, replay=True)
        with workspace.read() as session:
            (decided,) = session.sql.execute("SELECT sum(events) FROM batch_chunk").fetchone()
            states = dict(session.sql.execute("SELECT state, count(*) FROM d_event_state GROUP BY state"))
    assert verification.fault is None
    assert verification.replayed == decided
    assert states.keys() == {0, 1, 2, 3, 4, 5}


@pytest.mark.parametrize("replay", [False, True])
def test_books_that_were_routed_pass(copy: Path, replay: bool) -> None:
    assert fault_of(copy, replay=replay) is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE d_counter SET period = '2025-12' WHERE id = 1",
        "UPDATE d_counter_value SET value = value + 1 WHERE entry = (SELECT min(entry) FROM d_counter_value)",
        "UPDATE d_event_state SET reason = 'none' WHERE reason IS NOT NULL",
        "UPDATE d_event_state SET state = 2 WHERE state = 0",
    ],
)
def test_what_only_a_replay_can_tell_is_caught(copy: Path, statement: str) -> None:
    alter(copy, statement)
    said = fault_of(copy)
    assert said is not None
    assert "not what events and plans lead to" in said


def test_a_posting_that_the_log_bears_out_but_no_plan_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if a faulty program had routed the events and covered its mistake by the log."""
    from revroute_desktop.routing import batch_run

    def wrong(unit: object, transactions: object, postings: object, *rest: object, **named: object) -> object:
        account = postings.account  # type: ignore[attr-defined]
        account[[1, 2]] = account[[2, 1]]
        return right(unit, transactions, postings, *rest, **named)  # type: ignore[arg-type]

    right = batch_run.post
    path = tmp_path / "faulty.revroute"
    with create(path, zone="Europe/Berlin", actor="ada", clock=FixedClock()) as workspace:
        with monkeypatch.context() as patch:
            patch.setattr(batch_run, "post", wrong)
            fill_and_route(workspace, tmp_path)
        assert verify(workspace).fault is None
    said = fault_of(path)
    assert said is not None
    assert "is not what its plan leads to" in said
    assert "Transaction 1 of event 'j9'" in said


def test_a_replay_can_be_cancelled(copy: Path) -> None:
    seen: list[str] = []

    def note(done: int, total: int | None, what: str) -> None:
        seen.append(what)

    with open_workspace(copy, clock=FixedClock()) as workspace, pytest.raises(Cancelled):
        verify(workspace, replay=True, progress=note, cancelled=lambda: "events routed again" in seen)
