"""Runs of load as the desk keeps them: what was run against what, second by second, and how it ended."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from revroute_desktop.errors import UserError
from revroute_desktop.processes.groups import ProcessId, is_alive, own_id
from revroute_desktop.traffic.load.model import Scenario
from revroute_desktop.traffic.load.snapshot import Snapshot, from_json, to_json
from revroute_desktop.traffic.load.target.ownership import Proof, ProvedBy
from revroute_desktop.traffic.load.thresholds import Verdict
from revroute_desktop.workspace import Workspace


class RunState(StrEnum):
    """Where a run is: `FAILED` broke a threshold, `STOPPED` was ended before its time for another reason."""

    RUNNING = "running"
    PASSED = "passed"
    FAILED = "failed"
    STOPPED = "stopped"


LEFT = "The program ended during the run; what was measured until then is kept."
RUNS_WITH_SECONDS = 200
"""Newest runs of which each second is kept; of older ones the outcome stays."""


@dataclass(frozen=True, slots=True)
class KeptVerdict:
    """A threshold as its file says it, with what came of it; see `Verdict`."""

    text: str
    holds: bool
    value: float | None
    at: float | None


@dataclass(frozen=True, slots=True)
class LoadRun:
    """One run. Instants are microseconds UTC; `text` is the scenario's file as it was run; `workers` is 0
    until it has ended. A run whose program is gone is `STOPPED` from that moment on.
    """

    id: int
    run: str
    scenario: str
    text: str
    target: str
    address: str
    proved_by: ProvedBy
    workers: int
    begun_at: int
    ended_at: int | None
    state: RunState
    reason: str | None
    verdicts: tuple[KeptVerdict, ...]
    simulated: dict[str, Any] | None = None
    """What a plan made of the run's orders, as `Simulated.to_json` has it, or an `error`."""


_COLUMNS = (
    "id, run, scenario, text, target, address, proved_by, workers, begun_at, ended_at, "
    "state, reason, verdicts, simulated, pid, since"
)


def begin_run(workspace: Workspace, run: str, scenario: Scenario, proof: Proof) -> int:
    """Write down that this process begins a run; returns its number. The oldest lose their seconds."""
    process = own_id()
    with workspace.desk() as desk:
        cursor = desk.sql.execute(
            "INSERT INTO desk_load_run (run, scenario, text, target, address, proved_by, begun_at, state,"
            " pid, since, workers, verdicts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '[]')",
            (
                run,
                scenario.name,
                scenario.text,
                scenario.target.origin,
                proof.address,
                proof.by,
                workspace.clock(),
                RunState.RUNNING,
                process.pid,
                process.since,
            ),
        )
        assert cursor.lastrowid is not None, "a run was inserted"
        desk.sql.execute(
            "DELETE FROM desk_load_second WHERE run <= ?", (cursor.lastrowid - RUNS_WITH_SECONDS,)
        )
        return cursor.lastrowid


def add_seconds(workspace: Workspace, id: int, snapshots: Iterable[Snapshot]) -> None:
    """Write down intervals of a run, all workers together."""
    rows = [(id, snapshot.second, json.dumps(to_json(snapshot))) for snapshot in snapshots]
    with workspace.desk() as desk:
        desk.sql.executemany("INSERT INTO desk_load_second (run, second, snapshot) VALUES (?, ?, ?)", rows)


def end_run(
    workspace: Workspace,
    id: int,
    state: RunState,
    reason: str | None,
    verdicts: Sequence[Verdict],
    workers: int,
) -> None:
    """Write down how a run of so many workers ended."""
    kept = [
        {"text": one.threshold.text, "holds": one.holds, "value": one.value, "at": one.at} for one in verdicts
    ]
    with workspace.desk() as desk:
        desk.sql.execute(
            "UPDATE desk_load_run SET state = ?, reason = ?, ended_at = ?, verdicts = ?, workers = ?"
            " WHERE id = ?",
            (state, reason, workspace.clock(), json.dumps(kept), workers, id),
        )


def keep_simulated(workspace: Workspace, id: int, simulated: dict[str, object]) -> None:
    """Write down what a plan made of a run's orders."""
    with workspace.desk() as desk:
        desk.sql.execute("UPDATE desk_load_run SET simulated = ? WHERE id = ?", (json.dumps(simulated), id))


def close_left_runs(workspace: Workspace, actor: str) -> int:
    """Write down, in the log too, that runs whose program is gone have stopped; returns how many."""
    with workspace.read() as session:
        running = session.sql.execute(
            "SELECT id, run, pid, since FROM desk_load_run WHERE state = ? ORDER BY id", (RunState.RUNNING,)
        ).fetchall()
    left = [(id, run) for id, run, pid, since in running if not is_alive(ProcessId(pid, since))]
    for id, run in left:
        with workspace.write(actor, "load.end", run) as unit:
            unit.record({"state": str(RunState.STOPPED), "reason": LEFT})
        end_run(workspace, id, RunState.STOPPED, LEFT, (), 0)
    return len(left)


def load_runs(sql: sqlite3.Connection, limit: int = 200) -> list[LoadRun]:
    """Return the runs, newest first."""
    rows = sql.execute(f"SELECT {_COLUMNS} FROM desk_load_run ORDER BY id DESC LIMIT ?", (limit,))
    return [_run(row) for row in rows]


def load_run(sql: sqlite3.Connection, id: int) -> LoadRun:
    """Return one run; raises UserError where there is none of that number."""
    row = sql.execute(f"SELECT {_COLUMNS} FROM desk_load_run WHERE id = ?", (id,)).fetchone()
    if row is None:
        raise UserError(f"There is no load run {id}: see the list with `revroute traffic runs`.")
    return _run(row)


def seconds_of(sql: sqlite3.Connection, id: int, after: int = -1) -> list[Snapshot]:
    """Return the intervals of a run in their order, those after the second `after` alone."""
    rows = sql.execute(
        "SELECT snapshot FROM desk_load_second WHERE run = ? AND second > ? ORDER BY second", (id, after)
    )
    return [from_json(json.loads(text)) for (text,) in rows]


def _run(row: tuple[object, ...]) -> LoadRun:
    id, run, scenario, text, target, address, proved_by, workers, begun_at, ended_at, *rest = row
    state, reason, kept, simulated, pid, since = rest
    assert isinstance(id, int) and isinstance(workers, int) and isinstance(begun_at, int)
    assert isinstance(ended_at, int | None) and isinstance(reason, str | None) and isinstance(pid, int)
    if state == RunState.RUNNING and not is_alive(ProcessId(pid, str(since))):
        state, reason = RunState.STOPPED, LEFT
    return LoadRun(
        id=id,
        run=str(run),
        scenario=str(scenario),
        text=str(text),
        target=str(target),
        address=str(address),
        proved_by=ProvedBy(str(proved_by)),
        workers=workers,
        begun_at=begun_at,
        ended_at=ended_at,
        state=RunState(str(state)),
        reason=reason,
        verdicts=tuple(KeptVerdict(**verdict) for verdict in json.loads(str(kept))),
        simulated=None if simulated is None else json.loads(str(simulated)),
    )
