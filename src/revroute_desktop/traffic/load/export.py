"""A run as a file for others: JSON with all its intervals, CSV with a row each, HTML on one page."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import astuple
from pathlib import Path

from revroute_desktop.documents.page import as_page
from revroute_desktop.errors import UserError
from revroute_desktop.traffic.load.compare import FIGURES
from revroute_desktop.traffic.load.run_document import run_document
from revroute_desktop.traffic.load.runs import LoadRun
from revroute_desktop.traffic.load.series import NAMES, series
from revroute_desktop.traffic.load.snapshot import Snapshot, to_json, total


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
    return as_page(run_document(run, seconds))
