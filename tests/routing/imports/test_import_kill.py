"""An import that is killed at any instant goes on to the state of one clean run."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.routing.imports.import_samples import HEADER, row, table

from revroute_desktop.proof.verify import verify
from revroute_desktop.workspace import Workspace, create, open_workspace

IMPORTER = """
import sys
from revroute_desktop.routing.imports.import_revenue import import_revenue
from revroute_desktop.workspace import open_workspace
with open_workspace(sys.argv[1]) as workspace:
    print("begin", flush=True)
    import_revenue(workspace, sys.argv[2], "generic", actor="ada", chunk_size=100)
"""

STATE = (
    "SELECT id, external_id, amount, payer, line, import FROM event",
    "SELECT external_id, event FROM d_event_identity",
    "SELECT id, line, reason, detail, fingerprint, event FROM quarantine",
    "SELECT number, rows_read, events, first_event, refused, last FROM import_chunk",
    "SELECT id, text FROM sealed_text",
    "SELECT seq, actor, action, subject FROM audit_entry WHERE seq > 0",
)


def state(workspace: Workspace) -> list[list[tuple[object, ...]]]:
    return [table(workspace, sql) for sql in STATE]


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_a_killed_import_ends_where_a_clean_one_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    lines = [
        row(number, "x" if number % 11 == 0 else "5.00", payer=f"p{number % 40}", note=f"n{number}")
        for number in range(2000)
    ]
    path.write_text(HEADER + "".join(lines) + row(5, "7.00") + row(6, payer="p6", note="n6", amount="5.00"))
    clean = tmp_path / "clean.revroute"
    create(clean, actor="ada").close()
    began = time.monotonic()
    subprocess.run([sys.executable, "-c", IMPORTER, str(clean), str(path)], check=True, capture_output=True)
    whole = time.monotonic() - began
    with open_workspace(clean) as workspace:
        expected = state(workspace)
    seed = int(os.environ.get("REVROUTE_KILL_SEED", "7"))
    draw = random.Random(seed)
    for number in range(3):
        target = tmp_path / f"killed{number}.revroute"
        create(target, actor="ada").close()
        for _ in range(3):
            child = subprocess.Popen(
                [sys.executable, "-c", IMPORTER, str(target), str(path)], stdout=subprocess.PIPE
            )
            assert child.stdout is not None
            child.stdout.readline()
            time.sleep(draw.uniform(0, whole / 2))
            child.send_signal(signal.SIGKILL)
            child.wait()
            child.stdout.close()
        subprocess.run(
            [sys.executable, "-c", IMPORTER, str(target), str(path)], check=True, capture_output=True
        )
        with open_workspace(target) as workspace:
            assert state(workspace) == expected, f"seed {seed}, round {number}"
            assert verify(workspace, processes=1).fault is None
