"""A supervisor in a process that a test kills: `supervise.py WORKSPACE`; says `running`, and last `done`."""

import sys
import time
from pathlib import Path

from tests.processes.helpers import PROGRAM

from revroute_desktop.processes import Supervisor
from revroute_desktop.workspace import open_workspace

if __name__ == "__main__":
    with open_workspace(Path(sys.argv[1])) as workspace:
        supervisor = Supervisor(workspace, workers=2, command=PROGRAM, grace=2.0)
        print("running", flush=True)
        while not supervisor.idle:
            time.sleep(0.01)
        supervisor.close()
    print("done", flush=True)
