"""Imports or follows a log in a process that a test kills: `kill_worker.py import|follow WORKSPACE LOG`."""

import sys
from pathlib import Path

from revroute_desktop.traffic.follow_logs import follow_logs
from revroute_desktop.traffic.import_logs import import_logs
from revroute_desktop.workspace import open_workspace

BATCH = 300

if __name__ == "__main__":
    step, workspace, log = sys.argv[1:]
    print("begun", flush=True)
    with open_workspace(Path(workspace)) as opened:
        if step == "import":
            import_logs(opened, [log], actor="ada", batch_lines=BATCH)
        else:
            follow_logs(opened, Path(log), actor="ada")
    print("done", flush=True)
