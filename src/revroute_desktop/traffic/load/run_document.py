"""A load run as a document: how it ended, its curves, thresholds, figures and scenario."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from revroute_desktop.documents.charts import Curve, line_chart
from revroute_desktop.documents.model import (
    Block,
    Cell,
    Column,
    Document,
    Picture,
    Row,
    Section,
    Table,
    Text,
    Tone,
    Verbatim,
)
from revroute_desktop.traffic.load.compare import FIGURES
from revroute_desktop.traffic.load.runs import LoadRun, RunState
from revroute_desktop.traffic.load.series import SecondRow, series
from revroute_desktop.traffic.load.snapshot import Snapshot, total

_STATES: Final = {
    RunState.RUNNING: "still running",
    RunState.PASSED: "passed",
    RunState.FAILED: "failed a threshold",
    RunState.STOPPED: "was stopped",
}
_NOTE: Final = (
    "Latency counts from the instant at which a request was meant to be sent, so that a target that stalls "
    "can't hide behind requests that were not sent. Percentiles are exact to 0.1 %. Threshold values are in "
    "seconds, shares (0 to 1) or requests a second."
)


def run_document(run: LoadRun, seconds: Sequence[Snapshot]) -> Document:
    """Return the document of a run."""
    whole, rows = total(seconds), series(seconds)
    begun = datetime.fromtimestamp(run.begun_at / 1_000_000, UTC)
    facts = [
        ("Outcome", f"{_STATES[run.state]}{f': {run.reason}' if run.reason else ''}"),
        ("Target", f"{run.target} ({run.address}, proved by {run.proved_by})"),
        ("Begun", f"{begun:%Y-%m-%d %H:%M:%S} UTC, {whole.seconds:.0f} s"),
        ("Run", f"{run.run}, {run.workers} worker{'' if run.workers == 1 else 's'}"),
    ]
    if whole.bottleneck:
        facts.append(("Bottleneck", whole.bottleneck))
    sections = [
        Section("Over time", _charts(rows)),
        Section("Thresholds", (_thresholds(run),)),
        Section("Figures", (_figures(whole),)),
        Section("Answers by status", (_counts("Status", whole.statuses.items(), "No answer came."),)),
        Section("Requests without a whole answer", (_counts("Why", whole.errors.items(), "None."),)),
    ]
    if run.simulated:
        sections.append(Section("Revenue, simulated in a sandbox", _simulated(run.simulated)))
    sections.append(Section("Scenario", (Verbatim(run.text), Text(_NOTE, Tone.QUIET))))
    return Document(
        title=f"Load run {run.id}: {run.scenario}",
        facts=tuple(facts),
        sections=tuple(sections),
        foot=f"Load run {run.run} of {run.target}",
    )


def _charts(rows: Sequence[SecondRow]) -> tuple[Picture, ...]:
    def label(place: int) -> str:
        return f"{rows[place].at_seconds:.0f} s"

    latency = [
        Curve("p50", [row.p50_ms for row in rows]),
        Curve("p95", [row.p95_ms for row in rows]),
        Curve("p99", [row.p99_ms for row in rows]),
    ]
    rate = [
        Curve("asked", [row.asked_rate for row in rows]),
        Curve("achieved", [row.achieved_rate for row in rows]),
    ]
    return (
        line_chart("Latency from the intended send time", "ms", latency, label, log=True),
        line_chart("Requests a second", "", rate, label),
    )


def _thresholds(run: LoadRun) -> Block:
    columns = (Column("Threshold", wide=True), Column("Measured", right=True, strong=True), Column("Outcome"))
    rows: tuple[Row, ...] = tuple(
        (one.text, _number(one.value), Cell("holds") if one.holds else Cell("broken", Tone.BAD))
        for one in run.verdicts
    )
    return Table(columns, rows) if rows else Text("The scenario sets none.", Tone.QUIET)


def _figures(whole: Snapshot) -> Table:
    columns = (Column("Figure", wide=True), Column("Value", right=True, strong=True), Column("Unit"))
    return Table(columns, tuple((name, _number(figure(whole)), unit) for name, unit, figure, _ in FIGURES))


def _counts(title: str, counts: Iterable[tuple[object, int]], nothing: str) -> Block:
    rows: tuple[Row, ...] = tuple((str(what), f"{count:,}") for what, count in sorted(counts, key=str))
    columns = (Column(title, wide=True), Column("Count", right=True, strong=True))
    return Table(columns, rows) if rows else Text(nothing, Tone.QUIET)


def _simulated(found: dict[str, Any]) -> tuple[Block, ...]:
    """Return what a plan made of the run's orders."""
    if "error" in found:
        return (Text(found["error"]),)
    totals = ", ".join(f"{amount} {code}" for code, amount in found["totals"].items()) or "none"
    about = (
        f"{found['orders']:,} orders of {found['source']} ({totals}) under the plan {found['plan']}: "
        f"{found['routed']:,} routed, {found['waiting']:,} waiting, {found['quarantined']:,} quarantined, "
        f"{found['refused']:,} refused. Nothing of it is in the books."
    )
    columns = (Column("Account", wide=True), Column("Balance", right=True, strong=True), Column("Currency"))
    rows: tuple[Row, ...] = tuple(
        (one["account"], one["posted"], one["currency"]) for one in found["balances"]
    )
    return (Text(about), Table(columns, rows)) if rows else (Text(about),)


def _number(value: float | None) -> str:
    if value is None:
        return "not measured"
    return f"{value:,.0f}" if value == int(value) or abs(value) >= 1000 else f"{value:,.4g}"
