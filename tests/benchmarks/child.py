"""A verb run in a process of its own, so that its peak memory is its own: `python child.py VERB PATH …`.

Prints one JSON object: seconds, cpu_seconds, peak_bytes and what the verb counted.
"""

import json
import sys
import time
from dataclasses import asdict
from pathlib import Path


def peak_bytes() -> int:
    """Return the most memory that this process has held so far."""
    status = Path("/proc/self/status")
    if status.exists():
        # `ru_maxrss` would count what the parent held when it made this process.
        [line] = (line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def route_it(path: Path) -> dict[str, object]:
    from revroute_desktop.routing.route import route
    from revroute_desktop.workspace import open_workspace

    workspace = open_workspace(path)
    begun, busy = time.perf_counter(), time.process_time()
    result = route(workspace, actor="bench")
    seconds, cpu = time.perf_counter() - begun, time.process_time() - busy
    workspace.close()
    return {"seconds": seconds, "cpu_seconds": cpu, **asdict(result)}


VERBS = {"route": route_it}

if __name__ == "__main__":
    answer = VERBS[sys.argv[1]](*map(Path, sys.argv[2:]))
    print(json.dumps({**answer, "peak_bytes": peak_bytes()}))
