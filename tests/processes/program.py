"""A program as `processes` starts it: its first argument says what it does."""

import os
import signal
import sys
import time
from pathlib import Path

from revroute_desktop.errors import UserError
from revroute_desktop.processes.child import Child
from revroute_desktop.workspace import JobKey, open_workspace


def main() -> int:
    what, path = sys.argv[1], Path(sys.argv[sys.argv.index("-w") + 1])
    job = sys.argv[sys.argv.index("--job") + 1] if "--job" in sys.argv else None
    assert "--jsonl" in sys.argv
    child = Child()
    asked: list[int] = []
    if what == "obstinate":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    else:
        signal.signal(signal.SIGTERM, lambda number, _: asked.append(number))
    if what == "add":
        child.progress(1, 2, "adding")
        print("a library's own words")
        sys.stdout.flush()
        child.progress(2, 2, "adding")
        child.result({"sum": int(sys.argv[2]) + int(sys.argv[3]), "job": job})
    elif what == "fail":
        child.error("Line 3 holds no amount: mend it.")
        return 2
    elif what == "crash":
        raise RuntimeError("a bug")
    elif what == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    elif what == "silent":
        return 0
    elif what == "long line":
        os.write(1, b"x" * 20_000_000 + b"\n")
        child.result("after it")
    elif what == "noise":
        os.write(2, b"e" * 1_000_000 + b"the end")
        return 3
    elif what in ("count", "obstinate"):
        for number in range(10_000):
            child.progress(number, 10_000, "counting")
            time.sleep(0.01)
            if what == "count" and child.stop_asked() and asked:
                child.error("Stopped.")
                return 2
    elif what == "write":
        assert job is not None
        key = JobKey(*map(int, job.split(":")))
        with open_workspace(path) as workspace:
            for number in range(10_000):
                try:
                    with workspace.write("ada", "account.open", "x", job=key) as unit:
                        unit.insert("account", code=f"payee:{key.attempt}-{number}", type=2)
                        unit.record({})
                except UserError as error:
                    child.error(str(error))
                    return 2
                child.progress(number, None, "writing")
                time.sleep(0.01)
    return 0


if __name__ == "__main__":
    sys.exit(main())
