"""What rollups of events and daily sums of the ledger cost those who write: routing and import with them and
without, in turns.
"""

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest
from tests.benchmarks.figures import record
from tests.benchmarks.generator import waiting, write_csv

from revroute_desktop.routing import batch_run
from revroute_desktop.routing.imports import write
from revroute_desktop.routing.imports.import_revenue import import_revenue
from revroute_desktop.routing.route import route
from revroute_desktop.workspace import create, ledger_days, open_workspace

EVENTS, ROUNDS = 100_000, 3


def in_turns(run: Callable[[int], float], *kept_by: tuple[object, str]) -> tuple[float, float]:
    """Return the processor's seconds of a run with rollups and without, the median of some rounds each."""
    kept, bare = [], []
    for number in range(ROUNDS):
        kept.append(run(2 * number))
        with pytest.MonkeyPatch.context() as patch:
            for module, name in kept_by:
                patch.setattr(module, name, lambda *_: None)
            bare.append(run(2 * number + 1))
    return median(kept), median(bare)


def test_rollups_cost_routing_at_most_a_fifth_of_its_rate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = waiting(EVENTS, tmp_path / "waiting.revroute")

    def run(number: int) -> float:
        # Each copy is of its own machine, which would remember the others.
        monkeypatch.setenv("REVROUTE_STATE_DIR", str(tmp_path / f"state-{number}"))
        with open_workspace(Path(shutil.copyfile(source, tmp_path / f"{number}.revroute"))) as workspace:
            begun = time.process_time()
            assert route(workspace, actor="bench").routed == EVENTS
            return time.process_time() - begun

    kept, bare = in_turns(run, (batch_run, "note_routes"), (ledger_days, "add"))
    record("rollups beside routing", events=EVENTS, rate_kept=bare / kept, bar=0.8)
    assert bare / kept >= 0.8


def test_rollups_cost_import_at_most_a_fifth_of_its_rate(tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    write_csv(file, EVENTS)

    def run(number: int) -> float:
        with create(
            tmp_path / f"{number}.revroute", zone="Europe/Berlin", name="b", actor="bench"
        ) as workspace:
            begun = time.process_time()
            assert import_revenue(workspace, file, "generic", actor="bench").events == EVENTS
            return time.process_time() - begun

    kept, bare = in_turns(run, (write, "note_events"))
    record("rollups beside import", events=EVENTS, rate_kept=bare / kept, bar=0.8)
    assert bare / kept >= 0.8


def test_rollups_cost_the_shop_file_next_to_nothing(tmp_path: Path, shared_data: Path) -> None:
    file = shared_data / "revenue" / "uci_online_retail.csv.xz"

    def run(number: int) -> float:
        with create(
            tmp_path / f"{number}.revroute", zone="Europe/London", name="s", actor="bench"
        ) as workspace:
            begun = time.process_time()
            assert import_revenue(workspace, file, "uci-online-retail", actor="bench").events == 23_798
            return time.process_time() - begun

    kept, bare = in_turns(run, (write, "note_events"))
    record("rollups beside the shop file", rate_kept=bare / kept, bar=0.9)
    assert bare / kept >= 0.9
