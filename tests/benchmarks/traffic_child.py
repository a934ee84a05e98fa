"""An import of a log in a process of its own: `python traffic_child.py WORKSPACE LOG`.

Prints one JSON object: seconds, cpu_seconds, lines, visits, and the peak of memory of this process and of the
one that reads aside, in bytes.
"""

import json
import os
import resource
import sys
import time
from pathlib import Path

from tests.benchmarks.child import peak_bytes

from revroute_desktop.traffic.import_logs import import_logs
from revroute_desktop.workspace import open_workspace

if __name__ == "__main__":
    path, log = map(Path, sys.argv[1:])
    with open_workspace(path) as workspace:
        begun = time.perf_counter()
        told = import_logs(workspace, [log], actor="bench")
        seconds = time.perf_counter() - begun
    # What a child of this process held counts pages that both share twice, so this is the worst case.
    aside = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    print(
        json.dumps(
            {
                "seconds": seconds,
                "cpu_seconds": sum(os.times()[:4]),
                "lines": told.total.lines,
                "visits": told.total.visits,
                "peak_bytes": peak_bytes() + aside,
            }
        )
    )
