"""Reads a load run for the screen: only what came since the last look is decoded again."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.console.format import decimal, grouped, milliseconds
from revroute_desktop.console.panes.traffic.words import ago
from revroute_desktop.console.translate import later, tr
from revroute_desktop.errors import UserError
from revroute_desktop.traffic.load.heat import latency_heat
from revroute_desktop.traffic.load.model import Metric, Scenario, Threshold
from revroute_desktop.traffic.load.quantities import read_threshold
from revroute_desktop.traffic.load.runs import LoadRun, RunState, load_run, load_runs, seconds_of
from revroute_desktop.traffic.load.scenario_file import parse_scenario
from revroute_desktop.traffic.load.series import SecondRow, series
from revroute_desktop.traffic.load.snapshot import Snapshot, total
from revroute_desktop.traffic.load.target.ownership import AGAIN_SECONDS, ProvedBy
from revroute_desktop.traffic.load.thresholds import Verdict, Watch
from revroute_desktop.workspace import Sql

Floats = NDArray[np.float64]

_COLUMNS = 120
_PROOFS = {
    ProvedBy.LOOPBACK: later("This machine itself, at {address}"),
    ProvedBy.FILE: later("Ownership proved by token file, at {address}"),
    ProvedBy.RECORD: later("Ownership proved by DNS record, at {address}"),
    ProvedBy.BOTH_RECORDS: later("Ownership proved by DNS records of name and address, at {address}"),
}


@dataclass(frozen=True, slots=True)
class RunShown:
    """A run as it stands. Rates are requests a second, latencies milliseconds, `heat` counts by `edges`.

    `thresholds` are text, what was measured and whether it holds (None: not measured yet); `answers` name,
    count and whether that is a fault; `limit` is the bound of a threshold on the 95th percentile.
    """

    run: LoadRun
    reached: float
    planned: float
    proof: str
    asked: float
    achieved: float
    in_flight: int
    sent: int
    lag: float | None
    cpu: float
    at: Floats
    p50: Floats
    p95: Floats
    p99: Floats
    asked_rates: Floats
    achieved_rates: Floats
    edges: Floats
    heat: NDArray[np.int64]
    limit: float | None
    thresholds: tuple[tuple[str, str, bool | None], ...]
    answers: tuple[tuple[str, int, bool], ...]
    note: str

    def next_check(self, now: int) -> str:
        """Say when the ownership is checked again."""
        if self.run.proved_by is ProvedBy.LOOPBACK:
            return ""
        since = max(now - self.run.begun_at, 0) / 1e6 % AGAIN_SECONDS
        return tr("checked again in {length}", length=ago(round(AGAIN_SECONDS - since)))


@dataclass(slots=True)
class _Known:
    """What was decoded of a run so far."""

    id: int = -1
    last: int = -1
    rows: list[SecondRow] = field(default_factory=list)
    whole: Snapshot = field(default_factory=lambda: Snapshot(0, 0.0))
    newest: Snapshot | None = None
    heats: list[NDArray[np.int64]] = field(default_factory=list)
    edges: Floats = field(default_factory=lambda: np.empty(0))
    scenario: Scenario | None = None
    thresholds: tuple[Threshold, ...] = ()
    watch: Watch = field(default_factory=lambda: Watch(()))


class RunReader:
    """Answers for one run at a time; asked from threads aside, one after the other."""

    def __init__(self) -> None:
        self._known = _Known()
        self._lock = Lock()

    def newest(self, sql: Sql) -> RunShown | None:
        """Return the run that goes, else the newest one, None where there is none."""
        runs = load_runs(sql, 5)
        going = next((run for run in runs if run.state is RunState.RUNNING), runs[0] if runs else None)
        return None if going is None else self.read(sql, going.id)

    def read(self, sql: Sql, number: int) -> RunShown:
        """Return a run; raises UserError where there is none of that number."""
        with self._lock:
            run = load_run(sql, number)
            if self._known.id != number:
                self._known = _begun(run)
            _take(self._known, seconds_of(sql, number, self._known.last))
            return _shown(run, self._known)


def _begun(run: LoadRun) -> _Known:
    try:
        scenario = parse_scenario(run.text)
    except UserError:
        # Its data may lie elsewhere by now; the run itself is kept whole.
        scenario = None
    thresholds = scenario.thresholds if scenario is not None else _thresholds(run)
    return _Known(id=run.id, scenario=scenario, thresholds=thresholds, watch=Watch(thresholds))


def _thresholds(run: LoadRun) -> tuple[Threshold, ...]:
    """Return the thresholds that the text of a scenario names, as far as they can be read."""
    found: list[Threshold] = []
    inside = False
    for line in run.text.splitlines():
        if line.startswith("thresholds:"):
            inside = True
        elif inside and line.strip().startswith("- "):
            try:
                found.append(read_threshold(line.strip()[2:].strip("\"' ")))
            except ValueError:
                continue
        elif line and not line[0].isspace():
            inside = False
    return tuple(found)


def _take(known: _Known, new: list[Snapshot]) -> None:
    if not new:
        return
    begun = known.whole.seconds
    known.rows += [_later(row, begun) for row in series(new)]
    heat = latency_heat(new, columns_max=len(new))
    known.edges = heat.edges / 1000
    known.heats += [heat.counts[:, column] for column in range(heat.counts.shape[1])]
    for snapshot in new:
        known.watch.take(snapshot)
    known.whole = total([known.whole, *new]) if known.whole.seconds else total(new)
    known.newest, known.last = new[-1], new[-1].second


def _later(row: SecondRow, by: float) -> SecondRow:
    return replace(row, at_seconds=row.at_seconds + by)


def _shown(run: LoadRun, known: _Known) -> RunShown:
    rows, whole, newest = known.rows, known.whole, known.newest or Snapshot(0, 0.0)
    running = run.state is RunState.RUNNING
    told = newest if running else whole
    length = told.seconds or 1.0
    return RunShown(
        run=run,
        reached=whole.seconds,
        planned=known.scenario.seconds if known.scenario is not None else 0.0,
        proof=tr(_PROOFS[run.proved_by], address=run.address),
        asked=told.due / length,
        achieved=told.ended / length,
        in_flight=newest.in_flight,
        sent=whole.sent,
        lag=told.lag.percentile(99) / 1000 if told.lag.total else None,
        cpu=max(told.cpu, default=0.0),
        at=_column(row.at_seconds for row in rows),
        p50=_column(row.p50_ms for row in rows),
        p95=_column(row.p95_ms for row in rows),
        p99=_column(row.p99_ms for row in rows),
        asked_rates=_column(row.asked_rate for row in rows),
        achieved_rates=_column(row.achieved_rate for row in rows),
        edges=known.edges,
        heat=_heat(known.heats),
        limit=_limit(known.thresholds),
        thresholds=_kept(run, known.thresholds) if not running else _live(known.watch.verdicts()),
        answers=_answers(whole),
        note=_note(run, whole),
    )


def _column(values: Iterable[float | None]) -> Floats:
    return np.array([np.nan if one is None else one for one in values], np.float64)


def _heat(columns: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Return the map with as many columns as are told apart on a screen."""
    if not columns:
        return np.zeros((0, 0), np.int64)
    together = max(1, -(-len(columns) // _COLUMNS))
    whole = np.stack(columns, axis=1)
    return np.add.reduceat(whole, np.arange(0, len(columns), together), axis=1)


def _limit(thresholds: tuple[Threshold, ...]) -> float | None:
    bounds = (
        one.bound * 1000
        for one in thresholds
        if one.metric is Metric.LATENCY and one.percentile == 95 and one.request is None
    )
    return min(bounds, default=None)


def _live(verdicts: tuple[Verdict, ...]) -> tuple[tuple[str, str, bool | None], ...]:
    return tuple(
        (
            one.threshold.text,
            _measured(one.threshold, one.value),
            one.holds if one.value is not None else None,
        )
        for one in verdicts
    )


def _kept(run: LoadRun, thresholds: tuple[Threshold, ...]) -> tuple[tuple[str, str, bool | None], ...]:
    known = {one.text: one for one in thresholds}
    return tuple(
        (one.text, _measured(known.get(one.text), one.value), one.holds if one.value is not None else None)
        for one in run.verdicts
    )


def _measured(threshold: Threshold | None, value: float | None) -> str:
    if value is None:
        return "–"
    metric = None if threshold is None else threshold.metric
    if metric is Metric.ERRORS:
        return f"{decimal(value * 100, 2)} %"
    if metric is Metric.RATE:
        return tr("{rate} /s", rate=grouped(round(value)))
    return milliseconds(value * 1000) if metric is not None else f"{value:.4g}"


def _answers(whole: Snapshot) -> tuple[tuple[str, int, bool], ...]:
    statuses = [(str(status), count, status >= 400) for status, count in sorted(whole.statuses.items())]
    faults = [*whole.errors.items(), *whole.checks.items()]
    return tuple(statuses + [(name, count, True) for name, count in sorted(faults)])


def _note(run: LoadRun, whole: Snapshot) -> str:
    said = [run.reason or "", whole.bottleneck or "", *whole.notes]
    return " ".join(one for one in dict.fromkeys(said) if one)
