"""A run as a file for others: JSON with all its intervals, CSV with a row each, HTML on one page."""

import csv
import html
import io
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from revroute_desktop.errors import UserError
from revroute_desktop.resources import resource_path
from revroute_desktop.traffic.chart import line_chart
from revroute_desktop.traffic.load.compare import FIGURES
from revroute_desktop.traffic.load.runs import LoadRun, RunState
from revroute_desktop.traffic.load.series import NAMES, series
from revroute_desktop.traffic.load.snapshot import Snapshot, to_json, total

_STATES = {
    RunState.RUNNING: "still running",
    RunState.PASSED: "passed",
    RunState.FAILED: "failed a threshold",
    RunState.STOPPED: "was stopped",
}


def export_run(run: LoadRun, seconds: Sequence[Snapshot], path: Path) -> None:
    """Write a run as its suffix says: .json, .csv or .html; raises UserError for others and a full disk."""
    writers: dict[str, Callable[[LoadRun, Sequence[Snapshot]], str]] = {
        ".json": as_json,
        ".csv": as_csv,
        ".html": as_html,
    }
    if path.suffix.lower() not in writers:
        raise UserError(f"{path.name}: a load run is exported as .json, .csv or .html; end the name so.")
    text = writers[path.suffix.lower()](run, seconds)
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UserError(f"{path} could not be written: {error.strerror}. Choose another place.") from error


def as_json(run: LoadRun, seconds: Sequence[Snapshot]) -> str:
    """Return the run with every interval, its histograms in the HDR V2 encoding."""
    data = {
        "run": run.run,
        "scenario": run.scenario,
        "target": run.target,
        "address": run.address,
        "proved_by": run.proved_by,
        "workers": run.workers,
        "begun_at": run.begun_at,
        "ended_at": run.ended_at,
        "state": run.state,
        "reason": run.reason,
        "verdicts": [
            {"text": one.text, "holds": one.holds, "value": one.value, "at": one.at} for one in run.verdicts
        ],
        "figures": [
            {"name": name, "unit": unit, "value": figure(total(seconds))} for name, unit, figure, _ in FIGURES
        ],
        "simulated": run.simulated,
        "scenario_text": run.text,
        "seconds": [to_json(snapshot) for snapshot in seconds],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def as_csv(run: LoadRun, seconds: Sequence[Snapshot]) -> str:
    """Return a row for each interval; an empty field where nothing was measured."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("run", *NAMES))
    writer.writerows((run.run, *astuple(row)) for row in series(seconds))
    return out.getvalue()


def as_html(run: LoadRun, seconds: Sequence[Snapshot]) -> str:
    """Return the run on one page that needs nothing from elsewhere, for screen and paper."""
    whole, rows = total(seconds), series(seconds)
    begun = datetime.fromtimestamp(run.begun_at / 1_000_000, UTC)
    places = {
        "title": f"Load run {run.id}: {run.scenario}",
        "outcome": _STATES[run.state],
        "state": run.state,
        "reason": run.reason or "",
        "about": f"{run.target} ({run.address}, proved by {run.proved_by}), "
        f"{begun:%Y-%m-%d %H:%M:%S} UTC, {whole.seconds:.0f} s, "
        f"{run.workers} worker{'' if run.workers == 1 else 's'}, run {run.run}",
        "scenario": run.text,
        "bottleneck": whole.bottleneck or "",
    }
    tables = {
        "figures": _rows((name, _number(figure(whole)), unit) for name, unit, figure, _ in FIGURES),
        "thresholds": _rows(
            (one.text, _number(one.value), "holds" if one.holds else "broken") for one in run.verdicts
        )
        or "<tr><td colspan=3>The scenario sets none.</td></tr>",
        "statuses": _rows(
            (str(status), f"{count:,}", "") for status, count in sorted(whole.statuses.items())
        ),
        "errors": _rows((name, f"{count:,}", "") for name, count in sorted(whole.errors.items()))
        or "<tr><td colspan=3>None.</td></tr>",
        "latency_chart": line_chart(
            "Latency from the intended send time, ms",
            [row.at_seconds for row in rows],
            {
                "p50": [row.p50_ms for row in rows],
                "p95": [row.p95_ms for row in rows],
                "p99": [row.p99_ms for row in rows],
            },
            log=True,
        ),
        "rate_chart": line_chart(
            "Requests a second",
            [row.at_seconds for row in rows],
            {"asked": [row.asked_rate for row in rows], "achieved": [row.achieved_rate for row in rows]},
        ),
    }
    tables["simulated"] = _simulated(run.simulated) if run.simulated else ""
    filled = {name: html.escape(text) for name, text in places.items()} | tables
    page = resource_path("traffic", "load_report.html").read_text(encoding="utf-8")
    return re.sub(r"\{\{(\w+)\}\}", lambda place: filled[place[1]], page)


def _simulated(found: dict[str, Any]) -> str:
    """Return what a plan made of the run's orders, as a part of the page."""
    head = "<h2>Revenue, simulated in a sandbox</h2>\n"
    if "error" in found:
        return f"{head}<p>{html.escape(found['error'])}</p>"
    totals = ", ".join(f"{amount} {code}" for code, amount in found["totals"].items()) or "none"
    about = (
        f"{found['orders']:,} orders of {found['source']} ({totals}) under the plan {found['plan']}: "
        f"{found['routed']:,} routed, {found['waiting']:,} waiting, {found['quarantined']:,} quarantined, "
        f"{found['refused']:,} refused. Nothing of it is in the books."
    )
    rows = _rows((one["account"], one["posted"], one["currency"]) for one in found["balances"])
    table = f"<table><tr><th>Account</th><th>Balance</th><th></th></tr>\n{rows}\n</table>"
    return f"{head}<p>{html.escape(about)}</p>\n{table}"


def _rows(rows: Iterable[tuple[str, str, str]]) -> str:
    cells = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in rows)
    return "\n".join(f"<tr>{row}</tr>" for row in cells)


def _number(value: float | None) -> str:
    if value is None:
        return "not measured"
    return f"{value:,.0f}" if value == int(value) or abs(value) >= 1000 else f"{value:,.4g}"
