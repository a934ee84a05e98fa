"""The use case: put one's own service under the load of a scenario, within the workspace's limits.

The target is proved first and again while the run goes; every second is kept on the desk; the audit log says
that the run began and how it ended.
"""

import asyncio
import math
import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Final

from revroute_desktop.errors import UserError
from revroute_desktop.traffic.load import runs
from revroute_desktop.traffic.load.model import Limits, LoadModel, Scenario, Target
from revroute_desktop.traffic.load.run import run_load
from revroute_desktop.traffic.load.runs import LoadRun, RunState
from revroute_desktop.traffic.load.sandbox import SandboxPlan, simulate_revenue
from revroute_desktop.traffic.load.schedule import Curve, peak_rate
from revroute_desktop.traffic.load.snapshot import Snapshot, total
from revroute_desktop.traffic.load.target.ownership import (
    AGAIN_SECONDS,
    Proof,
    prove,
    prove_again,
    token_for,
)
from revroute_desktop.traffic.load.target.resolver import Resolver
from revroute_desktop.traffic.load.thresholds import Verdict, Watch
from revroute_desktop.work import Progress, StopAsked, never, silent
from revroute_desktop.workspace import JobKey, Sql, Unit, Workspace
from revroute_desktop.workspace.settings import remember_setting, setting

_LIMITS: Final = "load.limits"


def load_limits(sql: Sql) -> Limits:
    """Return what no run of this workspace may exceed; what is no limit is left at the usual one."""
    found = setting(sql, _LIMITS)
    given = found.items() if isinstance(found, dict) else ()
    names = asdict(Limits())
    # A value that is not above zero (or not a number, which no comparison would hold back) lifts nothing.
    return Limits(**{name: value for name, value in given if name in names and _above_zero(value)})


def _above_zero(value: object) -> bool:
    return isinstance(value, int | float) and 0 < value < float("inf")


def set_load_limits(workspace: Workspace, limits: Limits) -> None:
    """Set what no run of this workspace may exceed; raises UserError for a limit of zero or less."""
    for name, value in asdict(limits).items():
        if value <= 0:
            raise UserError(f"The limit of {name} must be above zero, not {value}.")
    remember_setting(workspace, _LIMITS, asdict(limits))


def verify_target(
    workspace: Workspace, target: Target, resolver: Resolver, *, trust_loopback: bool = True
) -> Proof:
    """Show that a target is the operator's; raises NotOwned with what to do, or NameUnknown."""
    token = token_for(workspace.uuid, target)
    return asyncio.run(prove(target, token, resolver, trust_loopback=trust_loopback))


def run_scenario(
    workspace: Workspace,
    scenario: Scenario,
    resolver: Resolver,
    *,
    actor: str,
    reason: str = "",
    job: JobKey | None = None,
    workers: int | None = None,
    check_every: float = AGAIN_SECONDS,
    trust_loopback: bool = True,
    sandbox: SandboxPlan | None = None,
    on_second: Callable[[LoadRun, Snapshot], None] | None = None,
    progress: Progress = silent,
    cancelled: StopAsked = never,
) -> LoadRun:
    """Run a scenario to its end and return what is kept of it.

    Without `trust_loopback` a target on this machine needs the token file too. With `sandbox` its orders go
    through that plan in a book of their own once the run has ended.
    Raises NotOwned where the target is not proved to be the operator's, and UserError where the run cannot
    begin; what ends a run that has begun is in its state and reason instead.
    """
    if sandbox is not None and scenario.revenue is None:
        raise UserError(
            "The scenario has no `revenue` to simulate; say what stands for an order, or no plan."
        )
    with workspace.read() as session:
        limits = load_limits(session.sql)
    _check_room(scenario, limits)
    scenario = scenario.bounded(limits)
    token = token_for(workspace.uuid, scenario.target)
    proof = verify_target(workspace, scenario.target, resolver, trust_loopback=trust_loopback)
    runs.close_left_runs(workspace, actor)
    name = _run_name()
    kept = _Keeping(workspace, scenario, proof, _Log(actor, name, reason, job), on_second, progress)

    async def check() -> None:
        await prove_again(proof, token, resolver, name)

    try:
        outcome = run_load(
            scenario,
            proof.address,
            run=name,
            on_interval=kept.take,
            workers=workers,
            token=token,
            check=check,
            check_every=check_every,
            stop_asked=cancelled,
        )
    except BaseException as error:
        # Whatever went wrong, the run does not stay as running; the error itself goes on.
        with suppress(Exception):
            kept.end(str(error) if isinstance(error, UserError) else "The program failed during the run.")
        raise
    run = kept.end(outcome.reason, outcome.workers)
    if sandbox is None:
        return run
    # Who stopped the run wants to see what it earned until then; the next wish to stop ends the program.
    return _with_revenue(workspace, scenario, sandbox, run, progress, never if cancelled() else cancelled)


def _check_room(scenario: Scenario, limits: Limits) -> None:
    """Raise UserError where the workspace's limits would hold the load back: its figures were the limit's."""
    if scenario.model is LoadModel.OPEN:
        name, needed, allowed = "rate", peak_rate(scenario), limits.rate
        come_to = f"{needed:,.6g} requests a second"
    else:
        name, needed, allowed = "connections", Curve(scenario.stages).peak, limits.connections
        come_to = f"{needed:,.6g} users, each with a connection"
    if needed > allowed:
        raise UserError(
            f"The stages come to {come_to}, above the workspace's limit of {allowed:,.6g}; lower them, or "
            f"raise the limit with `revroute traffic limits --{name} {math.ceil(needed)}`."
        )


def _with_revenue(
    workspace: Workspace,
    scenario: Scenario,
    sandbox: SandboxPlan,
    run: LoadRun,
    progress: Progress,
    cancelled: StopAsked,
) -> LoadRun:
    """Simulate the revenue of a run that has ended; what goes wrong is kept, and the run stays what it is."""
    assert scenario.revenue is not None, "a run begins with a sandbox only where there is revenue"
    with workspace.read() as session:
        seconds = runs.seconds_of(session.sql, run.id)
    try:
        simulated = simulate_revenue(
            workspace,
            sandbox,
            scenario.revenue,
            run.run,
            run.begun_at,
            seconds,
            scenario.seed,
            progress=progress,
            cancelled=cancelled,
        ).to_json()
    except UserError as error:
        simulated = {"error": str(error)}
    runs.keep_simulated(workspace, run.id, simulated)
    with workspace.read() as session:
        return runs.load_run(session.sql, run.id)


@dataclass(frozen=True, slots=True)
class _Log:
    """Who does a run, and why: what its entries in the audit log say."""

    actor: str
    run: str
    reason: str
    job: JobKey | None

    def write(self, workspace: Workspace, action: str) -> AbstractContextManager[Unit]:
        """Begin an entry about the run."""
        return workspace.write(self.actor, action, self.run, self.reason, self.job)


class _Keeping:
    """Writes a run down as it goes, and says how it ended."""

    def __init__(
        self,
        workspace: Workspace,
        scenario: Scenario,
        proof: Proof,
        log: "_Log",
        on_second: Callable[[LoadRun, Snapshot], None] | None,
        progress: Progress,
    ) -> None:
        self._workspace, self._scenario, self._log = workspace, scenario, log
        self._on_second, self._progress = on_second, progress
        self._watch = Watch(scenario.thresholds)
        self._whole = total(())
        self._broken: Verdict | None = None
        with log.write(workspace, "load.begin") as unit:
            unit.record(
                {
                    "scenario": scenario.name,
                    "target": scenario.target.origin,
                    "address": proof.address,
                    "proved_by": str(proof.by),
                    "seconds": round(scenario.seconds),
                }
            )
        self._id = runs.begin_run(workspace, log.run, scenario, proof)

    def take(self, snapshot: Snapshot) -> str | None:
        """Keep a second; returns why it ends the run, if it does."""
        self._whole = total((self._whole, snapshot))
        runs.add_seconds(self._workspace, self._id, [snapshot])
        planned = round(self._scenario.seconds)
        self._progress(min(round(self._whole.seconds), planned), planned, "seconds")
        if self._on_second is not None:
            self._on_second(self._kept(), snapshot)
        broken = self._watch.take(snapshot)
        if broken is None:
            return None
        self._broken = broken
        return f"The threshold {broken.threshold.text} broke at {broken.at:.0f} s."

    def end(self, reason: str | None, workers: int = 0) -> LoadRun:
        """Write the end down, with what came of the thresholds, in the desk and in the log."""
        verdicts = self._watch.verdicts()
        broken = [verdict for verdict in verdicts if not verdict.holds]
        if self._broken is not None:
            state = RunState.FAILED
        elif reason is not None:
            state = RunState.STOPPED
        else:
            state = RunState.FAILED if broken else RunState.PASSED
        if reason is None and broken:
            reason = "Broken: " + "; ".join(verdict.threshold.text for verdict in broken) + "."
        runs.end_run(self._workspace, self._id, state, reason, verdicts, workers)
        whole = self._whole
        with self._log.write(self._workspace, "load.end") as unit:
            unit.record(
                {
                    "state": str(state),
                    "reason": reason or "",
                    "requests": whole.ended,
                    "failed": whole.failed,
                    "bytes": whole.bytes_in,
                    "milliseconds": round(whole.seconds * 1000),
                    "p95_us": whole.latency.percentile(95),
                    "workers": workers,
                }
            )
        return self._kept()

    def _kept(self) -> LoadRun:
        with self._workspace.read() as session:
            return runs.load_run(session.sql, self._id)


def _run_name() -> str:
    return f"load-{datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(3)}"
