"""The large workspace: ten million routed events of a year with their payers, and a million visits.

`python -m tests.benchmarks.large.build` makes it under build/large/ by the product's own import and routing,
in a quarter of an hour or more, and goes on where it was interrupted. Visits are written into their tables.
"""

import csv
import os
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
from tests.benchmarks.generator import BUILD, COLUMNS, SIX_STEPS, YEAR, ZONE, fingerprint, rows_of
from tests.benchmarks.traffic_year import write_year

from revroute_desktop.ledger.periods import day_number
from revroute_desktop.routing.imports.import_revenue import import_revenue
from revroute_desktop.routing.plans.publish import publish_plan
from revroute_desktop.routing.route import route
from revroute_desktop.traffic.joined_days import refresh_joined
from revroute_desktop.workspace import Workspace, create, open_workspace

EVENTS = int(os.environ.get("REVROUTE_LARGE_EVENTS", "10000000"))
VISITS = EVENTS // 10
PAYERS = EVENTS // 20
KEPT = BUILD / "large"
FIRST_DAY, DAYS = day_number(date(YEAR, 1, 1)), 364


def path() -> Path:
    """Return where the workspace is kept; a change of the tables asks for another."""
    made_by = fingerprint(
        "workspace/migrations",
        "workspace/event_rollups",
        "workspace/packed_cells.py",
        "workspace/ledger_days.py",
    )
    return Path(os.environ.get("REVROUTE_LARGE", KEPT / f"{made_by}-{EVENTS}.revroute"))


def built() -> Path:
    """Return the workspace, made where it is not there yet; not to be written to."""
    whole = path()
    if whole.exists():
        return whole
    KEPT.mkdir(parents=True, exist_ok=True)
    part = whole.with_name(f"{whole.stem}.part.revroute")
    for other in KEPT.glob(f"*-{EVENTS}.*revroute*"):
        if not other.name.startswith(part.stem):
            other.unlink()
    with _opened(part) as workspace:
        _import(workspace)
        _route(workspace)
        _add_visits(workspace)
        workspace.fold_in()
    part.rename(whole)
    return whole


def rows() -> Iterator[tuple[str, ...]]:
    """Yield the generator's events with who paid: some buy once, some all the time."""
    random = np.random.default_rng(YEAR)
    payers = np.minimum(random.pareto(0.6, EVENTS) * 10, PAYERS - 1).astype(np.int64)
    spread = random.integers(0, PAYERS, EVENTS)
    often = random.random(EVENTS) < 0.3
    for row, payer in zip(rows_of(EVENTS), np.where(often, payers, spread), strict=True):
        yield (*row, f"buyer-{payer}@example.org")


def _opened(part: Path) -> Workspace:
    if part.exists():
        return open_workspace(part)
    return create(part, zone=ZONE, name="large", actor="bench")


def _import(workspace: Workspace) -> None:
    file = KEPT / f"events-{EVENTS}.csv"
    with workspace.read() as session:
        done = session.sql.execute("SELECT EXISTS (SELECT 1 FROM import_chunk WHERE last = 1)").fetchone()
    if done != (1,):
        if not file.exists():
            _say("writing the file of events")
            draft = file.with_suffix(".part")
            with draft.open("w", encoding="utf-8", newline="") as out:
                writer = csv.writer(out, lineterminator="\n")
                writer.writerow((*COLUMNS, "payer"))
                writer.writerows(rows())
            draft.rename(file)
        _say("importing")
        import_revenue(workspace, file, "generic", actor="bench")
    file.unlink(missing_ok=True)


def _route(workspace: Workspace) -> None:
    with workspace.read() as session:
        published = session.sql.execute("SELECT EXISTS (SELECT 1 FROM plan_version)").fetchone()
    if published != (1,):
        publish_plan(workspace, SIX_STEPS, effective=date(YEAR, 1, 1), actor="bench")
    _say("routing")
    route(workspace, actor="bench")


def _add_visits(workspace: Workspace) -> None:
    with workspace.read() as session:
        known = session.sql.execute("SELECT EXISTS (SELECT 1 FROM desk_traffic_visit)").fetchone()
    if known != (1,):
        _say("writing visits")
        write_year(workspace, FIRST_DAY, DAYS, VISITS)
    refresh_joined(workspace)


def _say(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {what}", flush=True)


if __name__ == "__main__":
    os.environ.setdefault("REVROUTE_STATE_DIR", str(KEPT / "state"))
    print(built())
    sys.exit(0)
